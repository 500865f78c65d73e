"""Cross-field checks: facts that cannot all be true (vocabulary 4.9, M17)."""

from __future__ import annotations

import re
from datetime import UTC
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.derive import items
from dunning_rules.derive.setting import known_zone
from dunning_rules.derive.sums import parts_sum_ok

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dunning_rules.derive.setting import Setting


def _above(setting: Setting, check: str) -> bool:
    """Whether both are known and the first is above the second plus the number."""
    low, high, more = NOT_ABOVE[check]
    values: Any = setting.values
    return low in values and high in values and values[low] > values[high] + more


def _outside(setting: Setting, check: str) -> bool:
    name, low, high = WITHIN[check]
    value: Any = setting.values.get(name)
    return value is not None and not low <= value <= high


def _apart(setting: Setting, check: str) -> bool:
    one, other = TOGETHER[check]
    return (one in setting.values) != (other in setting.values)


_AMOUNTS: Final = (
    "amount_due",
    "principal_due",
    "interest_due",
    "penalty_interest_due",
    "fees_due",
    "undisputed_amount",
    "unapplied_credit",
    "affordable_monthly",
    "affordable_now",
    "promise_amount",
    "paid_amount",
)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_COUNTS: Final = (
    "prior_late_count",
    "consecutive_late_count",
    "grace_granted_count",
    "grace_days",
    "fruitless_contacts",
    "requested_extension_days",
)


NOT_BELOW_ZERO: Final = (*_AMOUNTS, *_COUNTS)
"""Facts of which a number below zero is a contradiction."""

NOT_ABOVE: Final[Mapping[str, tuple[str, str, int]]] = MappingProxyType(
    {
        "undisputed_within_amount": ("undisputed_amount", "amount_due", 0),
        "grace_within_row": ("grace_granted_count", "consecutive_late_count", 0),
        "row_within_history": ("consecutive_late_count", "prior_late_count", 1),
    }
)
"""Checks of two facts, the first of which is never above the second plus the number."""

WITHIN: Final[Mapping[str, tuple[str, int, int]]] = MappingProxyType(
    {"share_is_a_share": ("receivables_share", 0, 1), "consideration_three_to_five": ("consideration_days", 3, 5)}
)
"""Checks of one fact, and the numbers from which to which it lies."""

TOGETHER: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({"promise_has_both": ("promise_date", "promise_amount")})
"""Checks of two facts that are known together, or not at all."""


def _below_zero(setting: Setting) -> str:
    values: Any = setting.values
    return next((f"`{n}` is below zero" for n in NOT_BELOW_ZERO if values.get(n, 0) < 0), "")


def _zone(setting: Setting) -> str:
    name = setting.values.get("timezone")
    return f"`timezone` names no time zone: {name}" if name and known_zone(name) is None else ""


def _said(wrong: bool, sentence: str) -> str:  # noqa: FBT001 - a one-line helper of this table
    return sentence if wrong else ""


CHECKS: Final[Mapping[str, Callable[[Setting], str]]] = MappingProxyType(
    {
        "amounts_not_below_zero": _below_zero,
        "parts_add_up": lambda s: _said(parts_sum_ok(s) is False, "the parts of the debt do not add up to `amount_due`"),
        "undisputed_within_amount": lambda s: _said(
            _above(s, "undisputed_within_amount"), "`undisputed_amount` is more than `amount_due`"
        ),
        "promise_has_both": lambda s: _said(
            _apart(s, "promise_has_both"),
            "`promise_date` and `promise_amount` go together",
        ),
        "grace_within_row": lambda s: _said(
            _above(s, "grace_within_row"),
            "`grace_granted_count` is more than `consecutive_late_count`",
        ),
        "row_within_history": lambda s: _said(
            _above(s, "row_within_history"),
            "`consecutive_late_count` is more than `prior_late_count` + 1",
        ),
        "paid_has_date": lambda s: _said(
            s.values.get("paid_in_full") is True and "paid_on" not in s.values, "`paid_in_full` needs `paid_on`"
        ),
        "handover_not_ahead": lambda s: _said(
            "legal_handover_on" in s.values and s.values["legal_handover_on"] > s.today,
            "`legal_handover_on` lies after `as_of`",
        ),
        "final_call_after_letter": lambda s: _said(
            "final_call_on" in s.values
            and "demand_letter_deadline" in s.values
            and s.values["final_call_on"] <= s.values["demand_letter_deadline"],
            "`final_call_on` does not lie after `demand_letter_deadline`",
        ),
        "share_is_a_share": lambda s: _said(_outside(s, "share_is_a_share"), "`receivables_share` is a ratio from 0 to 1"),
        "consideration_three_to_five": lambda s: _said(
            _outside(s, "consideration_three_to_five"), "`consideration_days` is from 3 to 5"
        ),
        "items_can_be_read": lambda s: _said(
            items.unreadable(s), "each of `items` needs a `due_date` (a day) and an `amount` (a sum not below zero)"
        ),
        "items_add_up": lambda s: _said(items.not_the_debt(s), "the amounts of `items` do not add up to `amount_due`"),
        "oldest_item_leads": lambda s: _said(
            items.not_led_by_the_oldest(s), "`due_date` is not that of the oldest of `items` that nobody disputes"
        ),
        "nothing_is_ahead_of_its_day": lambda s: _said(
            items.ahead_of_its_day(s),
            "one of `items` falls due later than the others; leave it out until its day",
        ),
        "dispute_of_items_is_told": lambda s: _said(
            items.dispute_not_told(s), "one of `items` is disputed, and `undisputed_amount` does not come to the others"
        ),
        "zone_exists": _zone,
        "currency_is_a_code": lambda s: _said(
            "currency" in s.values and not _CURRENCY.fullmatch(str(s.values["currency"])),
            "`currency` is a code of three capital letters, such as CNY",
        ),
        "contact_not_past": lambda s: _said(
            s.contact.astimezone(UTC) < s.as_of.astimezone(UTC), "`contact_at` lies before `as_of`"
        ),
    }
)
"""Name in a pack: what finds the contradiction; an empty text when there is none."""
