"""Pass: put the figures of parameters into moments, terms, windows and steps, and check what these name (M13)."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.model.condition import ParameterRef
from dunning_rules.model.moment import ORIGINS, FactRef, Moment, Shift, Window
from dunning_rules.model.outcome import Step
from dunning_rules.model.terms import Each, Equal, Share, Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dunning_rules.compiler.draft import Draft

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_CAN_START: Final = ("date", "moment")


def settle_figures(draft: Draft) -> None:
    """Settle everything rules, gates and declared values want."""
    draft.rules = {k: replace(r, then=_settled(draft, r.then)) for k, r in draft.rules.items()}
    draft.gates = {k: replace(g, refused=_settled(draft, g.refused)) for k, g in draft.gates.items()}
    for items in draft.outcomes.values():
        for name, item in items.items():
            brings = tuple(replace(b, then=_settled(draft, b.then)) for b in item.brings)
            items[name] = replace(item, brings=brings, terms=_settled(draft, item.terms))


def _settled(draft: Draft, value: Any) -> Any:  # noqa: ANN401 - any part of what a rule wants
    if isinstance(value, ParameterRef):
        return _figure(draft, value)
    if isinstance(value, FactRef) and value.name not in draft.facts:
        draft.find("DR202", f"unknown fact `{value.name}`", value.place, draft.nearest(value.name, draft.facts))
    if isinstance(value, Moment):
        _check_origin(draft, value)
    if isinstance(value, Shift):
        return Shift(tuple((unit, _fitted(draft, amount, _SPAN)) for unit, amount in value.amounts))
    if isinstance(value, Terms):
        _check_shares(draft, value)
    if isinstance(value, tuple):
        return tuple(_settled(draft, v) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        kinds = _KINDS.get(type(value), {})
        found = {f.name: _fitted(draft, getattr(value, f.name), kinds.get(f.name)) for f in fields(value) if f.name != "place"}
        return replace(value, **found)
    return value


def _fitted(draft: Draft, value: Any, kind: _Kind | None) -> Any:  # noqa: ANN401 - any part of what a rule wants
    """Settle a value; a figure of a parameter must be of the kind that is wanted here, or something fitting stands in."""
    found = _settled(draft, value)
    if not isinstance(value, ParameterRef) or kind is None or kind.fits(found):
        return found
    message = f"`{value.name}` is `{found}`, and {kind.wanted} is wanted here"
    draft.find("DR203", message, value.place, "give the parameter such a value, or name another")
    return kind.instead


def _check_shares(draft: Draft, terms: Terms) -> None:
    """Find shares that are more than the whole together; the part after them would be below zero."""
    shares = [_settled(draft, p.share) for p in terms.parts if isinstance(p, Share)]
    if all(_RATIO.fits(s) for s in shares) and sum(map(Decimal, shares)) > 1:
        draft.find("DR203", "the shares add up to more than the whole", terms.parts[0].due.place)


class _Kind(NamedTuple):
    """What a figure must be at one place, in words, and what stands in for one that is not."""

    wanted: str
    fits: Callable[[Any], bool]
    instead: Any


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, int) and not isinstance(v, bool) and low <= v <= high


def _ratio(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and 0 <= value <= 1


_SPAN: Final = _Kind("a whole number from 0 to 9999", _whole(0, 9999), 0)
_PARTS: Final = _Kind("a whole number from 1 to 360", _whole(1, 360), 1)
_RATIO: Final = _Kind("a ratio from 0 to 1", _ratio, Decimal(0))
_CLOCK_TIME: Final = _Kind("a clock time such as 18:00", lambda v: isinstance(v, time), time(0))
_FACTOR: Final = _Kind("a number or a level", lambda v: isinstance(v, (int, Decimal, str)) and not isinstance(v, bool), 0)
_KINDS: Final[Mapping[type, Mapping[str, _Kind]]] = MappingProxyType(
    {
        Share: {"share": _RATIO},
        Terms: {"less": _RATIO},
        Equal: {"count": _PARTS},
        Each: {"at_most": _PARTS},
        Moment: {"clock": _CLOCK_TIME, "day_of_month": _Kind("a day of a month", _whole(1, 31), 1)},
        Window: {"start": _CLOCK_TIME, "end": _CLOCK_TIME},
        Step: {"value": _FACTOR},
    }
)


def _figure(draft: Draft, ref: ParameterRef) -> object:
    parameter = draft.parameters.get(ref.name)
    if parameter is None:
        draft.find("DR202", f"unknown parameter `{ref.name}`", ref.place, draft.nearest(ref.name, draft.parameters))
        return 0
    if parameter.by:
        draft.find("DR203", f"`{ref.name}` depends on other facts and cannot stand here", ref.place)
        return 0
    value = parameter.value
    return time.fromisoformat(value) if isinstance(value, str) and _CLOCK.fullmatch(value) else value


def _check_origin(draft: Draft, moment: Moment) -> None:
    fact = draft.facts.get(moment.origin)
    known = (*ORIGINS, *draft.outcomes.get("deadlines", ()), *(n for n, f in draft.facts.items() if f.type in _CAN_START))
    if moment.origin not in known:
        said = f"`{moment.origin}` is {fact.wanted()}, no date" if fact else f"unknown origin `{moment.origin}`"
        draft.find("DR202", said, moment.place, draft.nearest(moment.origin, known))
