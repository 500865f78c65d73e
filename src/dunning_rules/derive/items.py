"""Several open items in one case: which of them are late, each by how many days (definitions 3.1, vocabulary 4.10)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.derive.dates import days_late, lawful_due_date
from dunning_rules.derive.records import plain_day

if TYPE_CHECKING:
    from datetime import date

    from dunning_rules.derive.setting import Setting

_NOTHING: Final = Decimal(0)


class OpenItem(NamedTuple):
    """One item of a debt: its invoice where there is one, when it fell due, how much is open, and how late it is."""

    invoice_no: str | None
    due_date: date
    amount: Decimal
    days_overdue: int
    disputed: bool


def read_items(setting: Setting) -> tuple[OpenItem, ...] | None:
    """Read the items of a case; None where none are stated or one of them has no readable day or amount."""
    found = []
    for record in setting.values.get("items", ()):
        due, amount = plain_day(record.get("due_date")), _amount(record.get("amount"))
        if due is None or amount is None:
            return None
        effective = lawful_due_date(setting, due)
        disputed = record.get("disputed", False) is not False
        number = record.get("invoice_no")
        late = days_late(setting, effective)
        found.append(OpenItem(None if number is None else str(number), effective, amount, late, disputed))
    return tuple(found) or None


def late_items(setting: Setting) -> tuple[OpenItem, ...]:
    """Give the items that are late and not disputed, the oldest first and of equals the largest."""
    late = [i for i in read_items(setting) or () if i.days_overdue > 0 and not i.disputed]
    return tuple(sorted(late, key=lambda i: (i.due_date, -i.amount)))


def late_item_count(setting: Setting) -> int | None:
    """How many items are late and not disputed; unknown where no items are stated."""
    return None if read_items(setting) is None else len(late_items(setting))


def late_items_amount(setting: Setting) -> Decimal | None:
    """What these items come to together."""
    return None if read_items(setting) is None else sum((i.amount for i in late_items(setting)), _NOTHING)


def unreadable(setting: Setting) -> bool:
    """Whether items are stated and one of them has no readable day or amount."""
    return bool(setting.values.get("items")) and read_items(setting) is None


def not_the_debt(setting: Setting) -> bool:
    """Whether the items do not come to what is owed."""
    items, owed = read_items(setting), setting.values.get("amount_due")
    return items is not None and owed is not None and sum((i.amount for i in items), _NOTHING) != owed


def not_led_by_the_oldest(setting: Setting) -> bool:
    """Whether the day the debt fell due is not that of its oldest item without a dispute (definitions 3.1)."""
    due = setting.values.get("due_date")
    asked = [i.due_date for i in read_items(setting) or () if not i.disputed]
    return bool(asked) and due is not None and min(asked) != lawful_due_date(setting, due)


def ahead_of_its_day(setting: Setting) -> bool:
    """Whether what is not due yet stands beside what is, or items ahead fall due on several days.

    A debt is asked for as one sum, so that nothing may be in it before its day (S0-11).
    """
    asked = [i for i in read_items(setting) or () if not i.disputed]
    late = [i for i in asked if i.days_overdue > 0]
    return len(late) < len(asked) if late else len({i.due_date for i in asked}) > 1


def dispute_not_told(setting: Setting) -> bool:
    """Whether an item is disputed and `undisputed_amount` does not come to the others (S2-40)."""
    items = read_items(setting) or ()
    if not any(i.disputed for i in items):
        return False
    return setting.values.get("undisputed_amount") != sum((i.amount for i in items if not i.disputed), _NOTHING)


def _amount(raw: Any) -> Decimal | None:  # noqa: ANN401 - a record as the caller has it
    """Read an amount exactly; a binary fraction, a sum below zero and what is no number are not read."""
    if isinstance(raw, (bool, float)) or raw is None:
        return None
    try:
        found = Decimal(raw)
    except (TypeError, ValueError, InvalidOperation):
        return None
    return found if found.is_finite() and found >= 0 else None
