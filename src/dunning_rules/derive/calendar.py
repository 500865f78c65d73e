"""Working days and months."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_SATURDAY: Final = 5
_DAY: Final = timedelta(1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday, but for the days listed.

    A listed weekday is a day off; a listed Saturday or Sunday is worked to make up for one, as is done in China.
    """

    listed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether work is done on that day."""
        return (day.weekday() < _SATURDAY) is not (day in self.listed)

    def go(self, day: date, working_days: int) -> date:
        """Go so many working days on, or back when negative; zero stays on the day, whatever it is."""
        step = _DAY if working_days > 0 else -_DAY
        left = abs(working_days)
        while left:
            day += step
            left -= self.works(day)
        return day

    def leave_day_off(self, day: date, way: str) -> date:
        """Give the day itself when work is done on it, else the ``next`` or ``previous`` working day."""
        return day if self.works(day) else self.go(day, 1 if way == "next" else -1)


def go_months(day: date, months: int) -> date:
    """Go months on, or back: the same day of the month, or the month's last where it has no such day."""
    if not months:
        return day
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_day_of_month(day: date, wanted: int | str) -> date:
    """Give the first day from ``day`` on that is the ``wanted`` one of its month; ``last`` is the last one.

    A month that is too short counts with its last day.
    """
    for month in (day, go_months(day.replace(day=1), 1)):
        last = calendar.monthrange(month.year, month.month)[1]
        found = month.replace(day=last if wanted == "last" else min(int(wanted), last))
        if found >= day:
            return found
    raise AssertionError  # pragma: no cover - the next month's day is always later
