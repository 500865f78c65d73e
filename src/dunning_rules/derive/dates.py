"""Computed facts about days and hours (M6, definitions 3.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

    from dunning_rules.derive.setting import Setting

_SECONDS_AN_HOUR: Final = 3600
_MINUTES_AN_HOUR: Final = 60


def effective_due_date(setting: Setting) -> date | None:
    """The due date with its grace days, moved off a day off where the parties have not excluded that (S0-11)."""
    due = setting.values.get("due_date")
    return None if due is None else lawful_due_date(setting, due)


def lawful_due_date(setting: Setting, due: date) -> date:
    """Give the day that counts of a due date in the contract, for the whole debt or for one item of it (S0-11)."""
    values = setting.values
    due += timedelta(values.get("grace_days", 0))
    rolls = values.get("roll_due_date", values.get("jurisdiction") == "CN")
    return setting.calendar.leave_day_off(due, "next") if rolls else due


def days_overdue(setting: Setting) -> int | None:
    """Whole days past the effective due date; they stop on the day of payment (S1-12)."""
    due = effective_due_date(setting)
    return None if due is None else days_late(setting, due)


def days_late(setting: Setting, due: date) -> int:
    """Whole days past a day; they stop on the day of payment, and are below zero before it (S1-12)."""
    end = setting.values.get("paid_on") if setting.values.get("paid_in_full") else None
    return ((end or setting.today) - due).days


def days_to_next_payment(setting: Setting) -> int | None:
    """Days until the next scheduled payment, or until the due date where no plan sets another (S1-14, S3-34)."""
    scheduled = setting.values.get("next_scheduled_payment") or effective_due_date(setting)
    return (scheduled - setting.today).days if scheduled else None


def contact_clock(setting: Setting) -> time | None:
    """The debtor's clock time at the contact; unknown with the debtor's zone (S2-42)."""
    return setting.contact.time() if setting.zone else None


def contact_is_working_day(setting: Setting) -> bool:
    """Whether work is done on the day of the contact (S3-16)."""
    return setting.calendar.works(setting.contact_day)


def _minutes(clock: time) -> int:
    return clock.hour * _MINUTES_AN_HOUR + clock.minute


def minutes_to_close(setting: Setting) -> int | None:
    """Minutes from the contact to the close of the debtor's office; negative after it (S2-17, S3-16)."""
    return _from_contact(setting, "office_close", 1)


def minutes_since_open(setting: Setting) -> int | None:
    """Minutes from the opening of the debtor's office to the contact; negative before it (S3-16)."""
    return _from_contact(setting, "office_open", -1)


def _from_contact(setting: Setting, fact: str, sign: int) -> int | None:
    clock, edge = contact_clock(setting), setting.values.get(fact)
    return None if clock is None or edge is None else sign * (_minutes(edge) - _minutes(clock))


def hours_since_offer_opened(setting: Setting) -> Decimal | None:
    """Hours, with their fraction, since a time-limited offer opened (S2-31)."""
    opened = setting.values.get("offer_opened_at")
    if opened is None:
        return None
    passed: timedelta = setting.contact - opened
    return Decimal(int(passed.total_seconds())) / _SECONDS_AN_HOUR


def consideration_over(setting: Setting) -> bool | None:
    """Whether the thinking time after the last call is over, its last day included (S3-54)."""
    called, days = setting.values.get("final_call_on"), setting.values.get("consideration_days")
    return None if called is None or days is None else bool(setting.contact_day > called + timedelta(days))


def days_since(fact: str) -> Callable[[Setting], int | None]:
    """Make the computed fact that counts days from a date fact to the contact; negative while it lies ahead."""

    def counted(setting: Setting) -> int | None:
        day: Any = setting.values.get(fact)
        if day is None:
            return None
        day = _local_day(day, setting)
        return int((setting.contact_day - day).days)

    counted.__doc__ = f"Days from `{fact}` to the contact; negative while it lies ahead."
    return counted


def _local_day(day: date | datetime, setting: Setting) -> date:
    if isinstance(day, datetime):
        return (day.astimezone(setting.zone) if setting.zone else day).date()
    return day
