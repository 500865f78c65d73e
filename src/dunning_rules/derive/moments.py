"""Moments of a pack worked out for a case (M13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.derive.calendar import go_months, next_day_of_month
from dunning_rules.model.moment import CONTACT_AT, CONTACT_DAY, FactRef, Moment, Shift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.derive.setting import Setting

Instant = date | datetime

_CLOCK_UNITS: Final = ("hours", "minutes")


@dataclass(frozen=True, slots=True)
class Ground:
    """What moments stand on: the setting, the days between two contacts, and named instants.

    ``named`` holds what is known by now under its name: a part of the offer, a deadline, the next preferred moment.
    """

    setting: Setting
    interval: int | None = None
    named: Mapping[str, Instant | None] = field(default_factory=dict)

    def plus(self, **named: Instant | None) -> Ground:
        """Give a ground on which more instants are known."""
        return Ground(self.setting, self.interval, {**self.named, **named})

    def instant(self, moment: Moment) -> Instant | None:
        """Work a moment out; None where something it needs is unknown."""
        start = self._origin(moment.origin)
        if start is None:
            return None
        day = start.date() if isinstance(start, datetime) else start
        clock = start.time() if isinstance(start, datetime) else None
        shifted = self._shifted(day, moment)
        if shifted is None:
            return None
        day = shifted
        if moment.day_of_month is not None:
            day = next_day_of_month(day, moment.day_of_month)  # type: ignore[arg-type]  # figures are settled
        if moment.day_off:
            day = self.setting.calendar.leave_day_off(day, moment.day_off)
        if moment.clock is not None:
            clock = self._value(moment.clock)
            if clock is None:
                return None
        return day if clock is None else self._timed(day, clock, moment)

    def _origin(self, name: str) -> Instant | None:
        if name == CONTACT_DAY:
            return self.setting.contact_day
        if name == CONTACT_AT:
            return self.setting.contact
        found: Any = self.named.get(name, self.setting.values.get(name))
        zone = self.setting.zone
        return found.astimezone(zone) if isinstance(found, datetime) and zone else found

    def _shifted(self, day: date, moment: Moment) -> date | None:
        """Add and take months, days and working days, each as often as the moment says."""
        for sign, shift in ((1, moment.plus), (-1, moment.minus)):
            if shift is None:
                continue
            amounts = self._amounts(shift)
            if amounts is None:
                return None
            day = go_months(day, sign * amounts.get("months", 0)) + timedelta(sign * amounts.get("days", 0))
            working = amounts.get("working_days", 0) + amounts.get("contact_intervals", 0) * (self.interval or 0)
            day = self.setting.calendar.go(day, sign * working)
        return day

    def _amounts(self, shift: Shift) -> dict[str, int] | None:
        """Give the amounts of a shift, or None where one is unknown."""
        amounts: dict[str, Any] = {unit: self._value(amount) for unit, amount in shift.amounts}
        if None in amounts.values() or ("contact_intervals" in amounts and self.interval is None):
            return None
        return amounts

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - a number or a clock time, or the fact that holds it
        return self.setting.values.get(value.name) if isinstance(value, FactRef) else value

    def _timed(self, day: date, clock: time, moment: Moment) -> Instant | None:
        zone = self.setting.zone or self.setting.contact.tzinfo
        whole = datetime.combine(day, clock, zone)
        for sign, shift in ((1, moment.plus), (-1, moment.minus)):
            whole = self._on(whole, sign, shift)
        away = moment.at_least_away
        if away is None or whole.astimezone(UTC) >= self._on(self.setting.contact, 1, away).astimezone(UTC):
            return whole
        if moment.otherwise:
            return self.instant(moment.otherwise)
        return datetime.combine(self.setting.calendar.go(self.setting.contact_day, 1), whole.time(), zone)

    def _on(self, moment: datetime, sign: int, shift: Shift | None) -> datetime:
        """Go hours and minutes on as time passes: across a change of clocks, 24 hours are not the same time of day."""
        amounts = (self._amounts(shift) if shift else None) or {}
        span = timedelta(**{unit: amounts.get(unit, 0) for unit in _CLOCK_UNITS})
        return (moment.astimezone(UTC) + sign * span).astimezone(moment.tzinfo)
