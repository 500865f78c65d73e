"""The facts of the vocabulary that a ledger itself speaks of."""

from __future__ import annotations

from typing import Final

AMOUNT: Final = "amount_due"
DUE: Final = "due_date"
CURRENCY: Final = "currency"
CREDIT: Final = "unapplied_credit"
UNDISPUTED: Final = "undisputed_amount"
STATUS: Final = "debt_status"
PAID: Final = "paid_in_full"
PAID_ON: Final = "paid_on"
PAID_AMOUNT: Final = "paid_amount"
LEDGER_DAY: Final = "ledger_as_of"
ZONE: Final = "timezone"
PARTS: Final = ("principal_due", "interest_due", "penalty_interest_due", "fees_due", UNDISPUTED)
"""Parts of the amount due, of which nothing is left once it is paid."""
