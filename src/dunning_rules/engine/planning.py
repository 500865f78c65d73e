"""When the debtor may be contacted, and when it suits best (C12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from dunning_rules.model.moment import FactRef, Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.derive.setting import Setting

DAYS_SEARCHED: Final = 30
"""No window of a pack is further away than that, unless it never comes."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A window with its clock times known."""

    start: time
    end: time
    working_days: bool

    def holds(self, clock: time) -> bool:
        """Whether a clock time lies inside; hours that do not end later pass midnight."""
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True, slots=True)
class Planner:
    """Finds moments for one case.  ``earliest`` is the first day on which the spacing of contacts allows one."""

    setting: Setting
    quiet: tuple[Hours, ...]
    preferred: Hours | None
    earliest: date | None = None

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nobody may be contacted then."""
        return any(q.holds(moment.time()) for q in self.quiet)

    def next_allowed(self) -> datetime | None:
        """Give the first permitted moment from the contact on; None when no zone says what the debtor's clock shows."""
        if self.setting.zone is None:
            return None
        if self._fits(self.setting.contact):
            return self.setting.contact
        clocks = sorted({time(0), *(q.end for q in self.quiet)})
        return next((m for day in self._days() for c in clocks if self._fits(m := self._at(day, c))), None)

    def next_preferred(self, *, strictly: bool = False) -> datetime | None:
        """Give the first preferred moment that is permitted: now, when it is one, unless ``strictly`` later."""
        if self.setting.zone is None or self.preferred is None:
            return None
        now = self.setting.contact
        if not strictly and self._fits(now) and self._suits(now, self.preferred):
            return now
        for day in self._days():
            start = self._at(day, self.preferred.start)
            if start > now and self._fits(start) and self._suits(start, self.preferred):
                return start
        return None

    def _suits(self, moment: datetime, window: Hours) -> bool:
        works = not window.working_days or self.setting.calendar.works(moment.date())
        return works and window.holds(moment.time())

    def _fits(self, moment: datetime) -> bool:
        return moment >= self.setting.contact and not self._too_early(moment) and not self.is_quiet(moment)

    def _too_early(self, moment: datetime) -> bool:
        return self.earliest is not None and moment.date() < self.earliest

    def _days(self) -> Iterator[date]:
        first = max(self.setting.contact_day, self.earliest or self.setting.contact_day)
        return (first + timedelta(n) for n in range(DAYS_SEARCHED))

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.setting.zone)


def hours_of(window: Window, setting: Setting) -> Hours | None:
    """Look the clock times of a window up; None where one of them is unknown."""
    start, end = (setting.values.get(c.name) if isinstance(c, FactRef) else c for c in (window.start, window.end))
    return Hours(start, end, window.working_days) if isinstance(start, time) and isinstance(end, time) else None


def known_hours(windows: Sequence[Window], setting: Setting) -> tuple[Hours, ...]:
    """Keep the windows whose clock times are known."""
    return tuple(h for w in windows if (h := hours_of(w, setting)))
