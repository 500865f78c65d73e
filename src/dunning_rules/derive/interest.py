"""Computed facts about penalty interest: the days it runs, the days it rests, and its sum (S1-34, C25)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.derive.dates import days_overdue, effective_due_date
from dunning_rules.derive.items import late_items
from dunning_rules.derive.records import plain_day
from dunning_rules.money import interest
from dunning_rules.money.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from dunning_rules.derive.setting import Setting

_ENDS: Final = ("from", "until")
"""The keys of a pause: its first and its last day."""


class Pause(NamedTuple):
    """A period in which no penalty interest runs, both days included, and why."""

    first: date
    last: date
    reason: str


def pauses(values: Mapping[str, Any]) -> tuple[Pause, ...] | None:
    """Read the pauses of a case; None where one of them has no readable days."""
    found = []
    for record in values.get("interest_pauses", ()):
        first, last = (plain_day(record.get(key)) for key in _ENDS)
        if first is None or last is None or last < first:
            return None
        found.append(Pause(first, last, str(record.get("reason") or "")))
    return tuple(found)


def interest_paused_days(setting: Setting) -> int | None:
    """Days late on which no penalty interest ran, each counted once; unknown where a pause has no readable days."""
    due, late, found = effective_due_date(setting), days_overdue(setting), pauses(setting.values)
    if due is None or late is None or found is None:
        return None
    first, end = due + timedelta(1), due + timedelta(late)
    rested: set[date] = set()
    for pause in found:
        start, last = max(pause.first, first), min(pause.last, end)
        rested |= {start + timedelta(n) for n in range((last - start).days + 1)}
    return len(rested)


def interest_days(setting: Setting) -> int | None:
    """Days for which penalty interest runs: whole days late, less those on which it rested; none before the debt is late."""
    late, rested = days_overdue(setting), interest_paused_days(setting)
    return None if late is None or rested is None else max(late, 0) - rested


def penalty_interest_exact(setting: Setting) -> Decimal | None:
    """Principal x daily rate x days, before rounding; unknown where items fell due on several days (definitions 3.1)."""
    values: Any = setting.values
    if len({item.due_date for item in late_items(setting)}) > 1:
        return None
    principal, rate, days = values.get("principal_due"), values.get("late_fee_rate"), interest_days(setting)
    return None if principal is None or rate is None or days is None else interest.exact_interest(principal, rate, days)


def penalty_interest_recomputed(setting: Setting) -> Decimal | None:
    """The same rounded half up to the cent."""
    exact = penalty_interest_exact(setting)
    return None if exact is None else half_up(exact)


def fee_recomputes(setting: Setting) -> bool | None:
    """Whether principal x daily rate x days gives the penalty interest in the ledger, to the cent (S1-34)."""
    found, booked = penalty_interest_recomputed(setting), setting.values.get("penalty_interest_due")
    return None if found is None or booked is None else bool(found == booked)
