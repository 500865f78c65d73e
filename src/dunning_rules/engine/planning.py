"""When the debtor may be contacted, and when it suits best (C12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from dunning_rules.model.moment import FactRef, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dunning_rules.derive.moments import Instant
    from dunning_rules.derive.setting import Setting

DAYS_SEARCHED: Final = 30
"""No window of a pack is further away than that, unless it never comes."""

_MINUTE: Final = timedelta(minutes=1)


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
    """Finds moments for one case.  ``earliest`` is the first day or moment at which spacing, caps and holds allow one.

    Moments are compared as time passes, not by what clocks show: where clocks are changed one hour is shown twice.
    """

    setting: Setting
    quiet: tuple[Hours, ...]
    preferred: Hours | None
    earliest: Instant | None = None

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nobody may be contacted then."""
        return any(q.holds(moment.time()) for q in self.quiet)

    def next_allowed(self) -> datetime | None:
        """Give the first permitted moment from the contact on; None when no zone says what the debtor's clock shows."""
        if self.setting.zone is None:
            return None
        return next((m for m in self._moments(()) if not self.is_quiet(m)), None)

    def next_preferred(self, *, strictly: bool = False) -> datetime | None:
        """Give the first preferred moment that is permitted: now, when it is one, unless ``strictly`` later."""
        window = self.preferred
        if self.setting.zone is None or window is None:
            return None
        fitting = (m for m in self._moments((window.start,)) if not self.is_quiet(m) and self._suits(m, window))
        return next((m for m in fitting if not strictly or m != self.setting.contact), None)

    def _suits(self, moment: datetime, window: Hours) -> bool:
        works = not window.working_days or self.setting.calendar.works(moment.date())
        return works and window.holds(moment.time())

    def _moments(self, clocks: Iterable[time]) -> Iterator[datetime]:
        """Give the moments at which an answer can turn to yes: the first at all, the ends of quiet, changes of clocks."""
        start = self._start()
        yield start.astimezone(self.setting.zone)
        wanted = {*clocks, *(q.end for q in self.quiet)}
        for n in range(DAYS_SEARCHED):
            day = start.astimezone(self.setting.zone).date() + timedelta(n)
            found = {self._change(day), *(m for clock in wanted for m in self._showing(day, clock))}
            yield from (m.astimezone(self.setting.zone) for m in sorted(found) if m > start)

    def _start(self) -> datetime:
        """The contact, or the earliest moment where that comes later."""
        contact, earliest = self.setting.contact.astimezone(UTC), self.earliest
        if earliest is None:
            return contact
        if not isinstance(earliest, datetime):
            earliest = datetime.combine(earliest, time(0), self.setting.zone)
        return max(contact, earliest.astimezone(UTC))

    def _showing(self, day: date, clock: time) -> Iterator[datetime]:
        """Give the moments of a day at which clocks show a time: mostly one; two or none where clocks are changed."""
        for fold in (0, 1):
            shown = datetime.combine(day, clock.replace(fold=fold), self.setting.zone)
            moment = shown.astimezone(UTC)
            if moment.astimezone(self.setting.zone).time() == clock:
                yield moment

    def _change(self, day: date) -> datetime:
        """Give the minute of a day at which its clocks are changed; the end of the day where they are not."""
        first, last = (datetime.combine(d, time(0), self.setting.zone).astimezone(UTC) for d in (day, day + timedelta(1)))
        before = first.astimezone(self.setting.zone).utcoffset()
        if last.astimezone(self.setting.zone).utcoffset() == before:
            return last
        while last - first > _MINUTE:
            middle = first + (last - first) // _MINUTE // 2 * _MINUTE
            same = middle.astimezone(self.setting.zone).utcoffset() == before
            first, last = (middle, last) if same else (first, middle)
        return last


def hours_of(window: Window, setting: Setting) -> Hours | None:
    """Look the clock times of a window up; None where one of them is unknown."""
    start, end = (setting.values.get(c.name) if isinstance(c, FactRef) else c for c in (window.start, window.end))
    return Hours(start, end, window.working_days) if isinstance(start, time) and isinstance(end, time) else None


def known_hours(windows: Sequence[Window], setting: Setting) -> tuple[Hours, ...]:
    """Keep the windows whose clock times are known."""
    return tuple(h for w in windows if (h := hours_of(w, setting)))
