"""The days off of a country, read from the library `holidays` (extra `calendar`), and which of them are a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.model.case import Case
    from dunning_rules.model.decision import Decision

HOLIDAYS: Final = "holidays"
"""The fact that holds the days of a case: weekdays off, and weekend days worked to make up for them."""

_SATURDAY: Final = 5
_ENGLISH: Final = "en_US"
_GUESSED: Final = "estimated"
_YEARS_AHEAD: Final = 2
"""No plan of ours runs on for longer, counted from the year of the contact."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The working days of a country such as ``CN``, or of a part of it such as ``DE-BY``.

    The library lists what was announced.  Beyond that, where working days are moved about or days depend on the moon, it
    works out what is likely: such a year is guessed.
    """

    code: str

    def listed(self, year: int) -> frozenset[date]:
        """Give the weekdays of a year that are off and the weekend days that are worked."""
        return _listed(self.code, year)

    def is_guessed(self, year: int) -> bool:
        """Whether the days of a year were not all known when the library was made."""
        return _is_guessed(self.code, year)

    def fill(self, case: Case) -> Case:
        """Add the days off to a case; in a year for which the case or its profile lists days itself, those stand alone."""
        own: Any = case.values.get(HOLIDAYS, frozenset())
        last = max(case.as_of.year, case.contact_at.year) + _YEARS_AHEAD
        first = min(_years(case.values.values()), default=last)
        years = set(range(min(first, case.as_of.year), last + 1)) - {day.year for day in own}
        filled: dict[str, Any] = {**case.values, HOLIDAYS: frozenset(own).union(*map(self.listed, years))}
        return replace(case, values=MappingProxyType(filled))

    def warn(self, decision: Decision, case: Case) -> Decision:
        """Say in the trace of a decision which years of its dates rest on a guess; days that the case gave itself do not."""
        days: Any = case.values.get(HOLIDAYS, frozenset())
        years = sorted(y for y in set(_years(_dates(decision, case))) if self.is_guessed(y))
        guessed = tuple(y for y in years if {d for d in days if d.year == y} == self.listed(y))
        return replace(decision, trace=replace(decision.trace, days_off_guessed=guessed)) if guessed else decision


def read_days_off(code: str | None) -> DaysOff | None:
    """Look a calendar up; None without one.  Raises UsageError where the library or the country is missing."""
    if code is None:
        return None
    try:
        _country(code, 2026)
    except ImportError:
        msg = "a calendar needs the library `holidays`; help: pip install 'dunning-rules[calendar]'"
        raise UsageError(msg) from None
    except NotImplementedError:
        msg = f"no calendar `{code}`; help: name a country by its two letters, or a part of it, such as CN, DE or DE-BY"
        raise UsageError(msg) from None
    return DaysOff(code)


def _country(code: str, *years: int) -> Any:  # noqa: ANN401 - an optional library without types of its own
    import holidays  # noqa: PLC0415 - an extra, loaded only where it is asked for

    country, _, part = code.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=years)
    if _ENGLISH in getattr(found, "supported_languages", ()):
        found = holidays.country_holidays(country, subdiv=part or None, years=years, language=_ENGLISH)
    return found


@lru_cache(maxsize=256)
def _listed(code: str, year: int) -> frozenset[date]:
    """Compare each day with Monday to Friday; the year after may still move days of this one."""
    found = _country(code, year, year + 1)
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
    return frozenset(d for d in days if found.is_working_day(d) is not (d.weekday() < _SATURDAY))


@lru_cache(maxsize=256)
def _is_guessed(code: str, year: int) -> bool:
    found = _country(code, year)
    if not found.start_year <= year <= found.end_year:
        return True
    moved = [y for y, days in _moved(found) if any(isinstance(d, tuple) and not isinstance(d[-1], str) for d in days)]
    beyond = bool(getattr(found, "has_substituted_holidays", False)) and year > max(moved, default=year - 1)
    return beyond or any(_GUESSED in name for day, name in found.items() if day.year == year)


def _moved(found: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - of the library
    """Give the days that were moved by announcement, year by year, as the library lists them."""
    for name in ("special_public_holidays", "special_public_holidays_observed"):
        for year, days in getattr(found, name, {}).items():
            yield year, days if days and isinstance(days[0], tuple) else (days,)


def _dates(decision: Decision, case: Case) -> Iterator[Any]:
    """Give the days and moments that a decision names or stands on."""
    yield case.contact_at
    yield from (task.at for task in decision.follow_up)
    yield from (deadline.at for deadline in decision.deadlines)
    yield from (part.at for part in decision.offer.parts)
    yield from (hold.until for hold in decision.holds)
    yield from (decision.contact.next_allowed, decision.contact.next_preferred, case.values.get("due_date"))


def _years(values: Any) -> Iterator[int]:  # noqa: ANN401 - any values of a case
    return (v.year for v in values if isinstance(v, (date, datetime)))
