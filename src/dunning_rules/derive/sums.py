"""Computed facts about sums (M6, definitions 10.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.money import division

if TYPE_CHECKING:
    from dunning_rules.derive.setting import Setting

_PARTS: Final = ("principal_due", "interest_due", "penalty_interest_due", "fees_due")


def demandable_amount(setting: Setting) -> Decimal | None:
    """What may be asked for: the undisputed part where one is stated, less credits not yet applied (S2-40)."""
    values = setting.values
    asked = values.get("undisputed_amount", values.get("amount_due"))
    return None if asked is None else max(asked - values.get("unapplied_credit", Decimal(0)), Decimal(0))


def below_tolerance(setting: Setting) -> bool | None:
    """Whether what may be asked for is so little that nothing is sent (vocabulary 4.10)."""
    asked, least = demandable_amount(setting), setting.values.get("tolerance_amount")
    return None if asked is None or least is None else bool(asked < least)


def amount_at_stake(setting: Setting) -> Decimal | None:
    """The sum by which a debt counts as small or large: what is owed, or was until it was paid (S0-22)."""
    values = setting.values
    found: Decimal | None = values.get("amount_due") or values.get("paid_amount", values.get("amount_due"))
    return found


def parts_needed(setting: Setting) -> int | None:
    """How many monthly parts of what the debtor can afford cover what may be asked for (S3-29)."""
    asked, each = demandable_amount(setting), setting.values.get("affordable_monthly")
    if asked is None or each is None or each <= 0:
        return None
    return division.parts_needed(asked, each)


def affordable_now_covers_all(setting: Setting) -> bool | None:
    """Whether what the debtor can pay at once is all that may be asked for (S0-17)."""
    asked, able = demandable_amount(setting), setting.values.get("affordable_now")
    return None if asked is None or able is None else bool(able >= asked)


def parts_sum_ok(setting: Setting) -> bool | None:
    """Whether principal, interest, penalty interest and fees add up to the amount due (vocabulary 4.9)."""
    values: Any = setting.values
    known = [values[p] for p in _PARTS if p in values]
    if not known or "amount_due" not in values:
        return None
    together: Decimal = sum(known, Decimal(0))
    return bool(together == values["amount_due"] if "principal_due" in values else together <= values["amount_due"])
