"""Shapes of moments, windows and terms (M13)."""

from __future__ import annotations

from typing import Any, Final

from dunning_rules.model.moment import UNITS, FactRef, FollowUp, Moment, Shift, Window
from dunning_rules.model.terms import Each, Equal, Share, Terms
from dunning_rules.source.conditions import PARAMETER, or_parameter
from dunning_rules.source.shape import (
    CLOCK,
    FLAG,
    MONTH_DAY,
    NAME,
    PARTS,
    RATIO,
    SPAN,
    ByType,
    Json,
    Key,
    ListOf,
    Named,
    Record,
    Shape,
    Spot,
    one_of,
)

FACT: Final = Record(FactRef, {"fact": Key(NAME, "the name of a fact", must=True, to="name")})


class _FactOrParameter(Shape):
    """`{fact: …}` or `{parameter: …}`, told apart by the key."""

    def schema(self, defs: Json) -> Json:
        return {"if": {"required": ["fact"]}, "then": FACT.schema(defs), "else": PARAMETER.schema(defs)}

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        return (FACT if "fact" in data else PARAMETER).build(data, spot)


def or_reference(plain: Shape) -> Shape:
    """Take a plain value, or the name of a fact or parameter that holds it."""
    return ByType("object", _FactOrParameter(), plain)


def _shift(**amounts: Any) -> Shift:  # noqa: ANN401 - the keys are the units
    return Shift(tuple(amounts.items()))  # type: ignore[arg-type]


SHIFT: Final = Record(
    _shift,
    {unit: Key(or_reference(SPAN), f"how many {unit.replace('_', ' ')}") for unit in UNITS},
    with_place=False,
    least=1,
)


def _moment(**keys: Any) -> Moment:  # noqa: ANN401 - the keys of the record
    """Make a moment; the word `next_working_day` is what a moment does of itself."""
    if keys.get("otherwise") == "next_working_day":
        del keys["otherwise"]
    return Moment(**keys)


MOMENT: Final = Named("moment", lambda: _MOMENT)
_MOMENT: Final[Record] = Record(
    _moment,
    {
        "from": Key(NAME, "contact_day, contact_at, part, previous_part, a date fact or a deadline", to="origin"),
        "plus": Key(SHIFT, "what to add"),
        "minus": Key(SHIFT, "what to take away"),
        "day_of_month": Key(
            ByType("object", PARAMETER, ByType("string", one_of("last"), MONTH_DAY)),
            "the next such day of a month, this day included",
        ),
        "day_off": Key(one_of("next", "previous"), "where to go when the day is no working day"),
        "time": Key(or_reference(CLOCK), "the clock time", to="clock"),
        "at_least_away": Key(SHIFT, "how far after the contact it must be at least"),
        "otherwise": Key(ByType("string", one_of("next_working_day"), MOMENT), "where it goes when it is too near"),
    },
)

FOLLOW_UP: Final = Record(
    FollowUp,
    {
        "task": Key(NAME, "the kind of task", must=True),
        "at": Key(MOMENT, "when", must=True),
        "for_each": Key(one_of("part"), "make one task for each part of the offer", to="for_each_part"),
    },
)

WINDOW: Final = Record(
    Window,
    {
        "from": Key(or_reference(CLOCK), "the first minute inside", must=True, to="start"),
        "until": Key(or_reference(CLOCK), "the first minute after", must=True, to="end"),
        "working_days": Key(FLAG, "only on working days"),
    },
)

_SHARE: Final = Record(
    Share,
    {
        "share": Key(or_parameter(RATIO), "this share of the whole, from 0 to 1", must=True),
        "due": Key(MOMENT, must=True),
    },
    with_place=False,
)
_EQUAL: Final = Record(
    Equal,
    {
        "equal": Key(or_parameter(PARTS), "so many like parts of what is left", must=True, to="count"),
        "due": Key(MOMENT, must=True),
        "every": Key(SHIFT, "the time between two of them"),
    },
    with_place=False,
)
_EACH: Final = Record(
    Each,
    {
        "each": Key(FACT, "as many parts of this amount as it takes", must=True, to="amount"),
        "at_most": Key(PARAMETER, "the most parts there may be", must=True),
        "due": Key(MOMENT, must=True),
        "every": Key(SHIFT, "the time between two of them"),
    },
    with_place=False,
)


class _PartShape(Shape):
    """One part: a share, like parts, or parts of a stated amount; the first key tells which."""

    def schema(self, defs: Json) -> Json:
        equal = {"if": {"required": ["equal"]}, "then": _EQUAL.schema(defs), "else": _EACH.schema(defs)}
        return {"if": {"required": ["share"]}, "then": _SHARE.schema(defs), "else": equal}

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        return (_SHARE if "share" in data else _EQUAL if "equal" in data else _EACH).build(data, spot)


TERMS: Final = Record(
    Terms,
    {
        "parts": Key(ListOf(_PartShape(), least=1), "how the sum is divided; the very last part takes the rest"),
        "less": Key(or_reference(RATIO), "a discount rate on the whole, from 0 to 1"),
        "expires": Key(MOMENT, "the instant at which the offer ends"),
        "base": Key(one_of("demandable_amount", "interest_due", "penalty_interest_due"), "which sum it speaks of"),
    },
    with_place=False,
)
