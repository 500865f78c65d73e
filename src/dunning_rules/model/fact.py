"""Facts: what a case may say, and how each value is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from dunning_rules.model.titles import Titles, same_in_both
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

FactType = Literal["integer", "decimal", "money", "text", "flag", "date", "moment", "time", "choice", "set", "dates", "records"]
FACT_TYPES: Final[tuple[FactType, ...]] = get_args(FactType)

Value = int | Decimal | str | bool | date | datetime | time | frozenset[str] | tuple[Any, ...]
"""A read value.  A fact that is unknown has no value at all: it is absent from the mapping of values."""

UNKNOWN_WORD: Final = "unknown"
"""Given for a choice, this word means what an absent fact means (M1)."""

_NUMBER: Final = re.compile(r"[-+]?\d+(\.\d+)?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK: Final = re.compile(r"\d{2}:\d{2}(:\d{2})?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the vocabulary: type, unit, values and meaning, and what its absence says.

    ``absent`` is None where absence means unknown (the default); elsewhere it is what the creditor's own file
    would show (M2).  ``under`` maps a value to its parent where the values form a tree (M8).  ``computed`` names
    the function of the closed catalogue that fills the fact (M6); only with ``may_be_given`` may a case state it.
    ``value_titles`` are the names for people of its values.
    """

    name: str
    type: FactType
    meaning: str
    title: Titles = field(default=same_in_both(""))
    values: tuple[str, ...] = ()
    value_titles: Mapping[str, Titles] = field(default_factory=dict)
    ordered: bool = False
    under: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    absent: Value | None = None
    personal: bool = False
    required: bool = False
    computed: str = ""
    may_be_given: bool = False
    derived: bool = False
    rows: tuple[str, ...] = ()
    replaces: bool = False
    place: Place = NOWHERE

    def covers(self, general: str, special: str) -> bool:
        """Whether ``special`` is ``general`` or stands under it in the tree of values (M8)."""
        step: str | None = special
        while step is not None and step != general:
            step = self.under.get(step)
        return step is not None

    def read(self, raw: object) -> Value:
        """Read one value; never coerce, never guess (M1).

        Raises ValueError with a sentence that names the type wanted and what was given.
        """
        value = _READERS[self.type](self, raw)
        if value is None:
            msg = f"`{self.name}` must be {self.wanted()}, not {_shown(raw)}"
            raise ValueError(msg)
        if said := _out_of_range(value):
            msg = f"`{self.name}` is out of range: {said}"
            raise ValueError(msg)
        return value

    def wanted(self) -> str:
        """Say in words what values this fact takes."""
        if self.type == "choice":
            return "one of " + ", ".join(f"`{v}`" for v in self.values)
        if self.type == "set":
            return "a list of " + ", ".join(f"`{v}`" for v in self.values)
        return _WANTED[self.type]


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
_LARGEST_WHOLE: Final = 999_999
_LARGEST: Final = Decimal(10) ** 15
_MOST_DECIMALS: Final = 10


def _out_of_range(value: object) -> str:
    """Say why a value cannot be worked with: no debt is like that, and sums and dates would overflow or be rounded."""
    if isinstance(value, tuple):
        return next(filter(None, map(_out_of_range, value)), "")
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return f"{value} does not lie in the years {FIRST_YEAR} to {LAST_YEAR}"
    if isinstance(value, int) and abs(value) > _LARGEST_WHOLE:
        return f"a whole number has at most {len(str(_LARGEST_WHOLE))} digits"
    if isinstance(value, Decimal) and (abs(value) >= _LARGEST or -int(value.as_tuple().exponent) > _MOST_DECIMALS):
        return f"a number has at most 15 digits before the point and {_MOST_DECIMALS} behind it"
    return ""


_WANTED: Final[dict[str, str]] = {
    "integer": "a whole number",
    "decimal": "a number",
    "money": "an amount of money (a number, or the same as text)",
    "text": "a text that is not empty",
    "flag": "true or false",
    "date": "a date such as 2026-11-25",
    "moment": "a date and time with its offset, such as 2026-11-25T14:00+08:00",
    "time": "a clock time such as 18:00",
    "dates": "a list of dates",
    "records": "a list of records",
}


def _shown(raw: object) -> str:
    return f'the text "{raw}"' if isinstance(raw, str) else f"`{raw}`"


def _whole(_fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _number(_fact: Fact, raw: object) -> Value | None:
    """Read a number exactly: a float counts as the shortest text that gives it back, which is what was typed."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() else None
    if isinstance(raw, int):
        return Decimal(raw)
    text = repr(raw) if isinstance(raw, float) else raw
    if isinstance(text, str) and (_NUMBER.fullmatch(text) or isinstance(raw, float)):
        number = Decimal(text)
        return number if number.is_finite() else None
    return None


def _text(_fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def _flag(_fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, bool) else None


def _day(_fact: Fact, raw: object) -> Value | None:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if isinstance(raw, str) and _DAY.fullmatch(raw):
        return _parsed_day(raw)
    return None


def _moment(_fact: Fact, raw: object) -> Value | None:
    value = _parsed_moment(raw) if isinstance(raw, str) else raw
    return value if isinstance(value, datetime) and value.tzinfo is not None else None


def _clock(_fact: Fact, raw: object) -> Value | None:
    if isinstance(raw, time):
        return raw if raw.tzinfo is None else None
    if isinstance(raw, str) and _CLOCK.fullmatch(raw):
        return _parsed_clock(raw)
    return None


def _choice(fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, str) and raw in fact.values else None


def _set(fact: Fact, raw: object) -> Value | None:
    if not isinstance(raw, (list, tuple, set, frozenset)):
        return None
    return frozenset(raw) if all(isinstance(v, str) and v in fact.values for v in raw) else None


def _dates(fact: Fact, raw: object) -> Value | None:
    if not isinstance(raw, (list, tuple, set, frozenset)):
        return None
    days = [_day(fact, v) for v in raw]
    return tuple(sorted(days)) if None not in days else None


def _records(_fact: Fact, raw: object) -> Value | None:
    if isinstance(raw, (list, tuple)) and all(isinstance(v, dict) for v in raw):
        return tuple(MappingProxyType(dict(v)) for v in raw)
    return None


def _parsed_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _parsed_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parsed_clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


_READERS: Final = MappingProxyType(
    {
        "integer": _whole,
        "decimal": _number,
        "money": _number,
        "text": _text,
        "flag": _flag,
        "date": _day,
        "moment": _moment,
        "time": _clock,
        "choice": _choice,
        "set": _set,
        "dates": _dates,
        "records": _records,
    }
)
