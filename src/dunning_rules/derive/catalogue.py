"""The closed catalogue of computed facts: the only door from data to code (M6)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.derive import dates, interest, items, records, sums

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dunning_rules.derive.setting import Setting

COMPUTED: Final[Mapping[str, Callable[[Setting], Any]]] = MappingProxyType(
    {
        "effective_due_date": dates.effective_due_date,
        "days_overdue": dates.days_overdue,
        "days_to_next_payment": dates.days_to_next_payment,
        "contact_clock": dates.contact_clock,
        "contact_is_working_day": dates.contact_is_working_day,
        "minutes_to_close": dates.minutes_to_close,
        "minutes_since_open": dates.minutes_since_open,
        "hours_since_offer_opened": dates.hours_since_offer_opened,
        "consideration_over": dates.consideration_over,
        "days_since_paid": dates.days_since("paid_on"),
        "days_since_promise": dates.days_since("promise_date"),
        "days_since_legal_handover": dates.days_since("legal_handover_on"),
        "days_since_lawyer_letter": dates.days_since("lawyer_letter_on"),
        "days_since_letter_deadline": dates.days_since("demand_letter_deadline"),
        "days_since_credit_notice": dates.days_since("credit_notice_sent_on"),
        "days_since_ledger": dates.days_since("ledger_as_of"),
        "days_since_limitation": dates.days_since("limitation_end"),
        "demandable_amount": sums.demandable_amount,
        "below_tolerance": sums.below_tolerance,
        "amount_at_stake": sums.amount_at_stake,
        "affordable_now_covers_all": sums.affordable_now_covers_all,
        "parts_needed": sums.parts_needed,
        "parts_sum_ok": sums.parts_sum_ok,
        "late_item_count": items.late_item_count,
        "late_items_amount": items.late_items_amount,
        "interest_paused_days": interest.interest_paused_days,
        "interest_days": interest.interest_days,
        "penalty_interest_exact": interest.penalty_interest_exact,
        "penalty_interest_recomputed": interest.penalty_interest_recomputed,
        "fee_recomputes": interest.fee_recomputes,
        "promise_status": records.promise_status,
        "contacted_since_promise": records.contacted_since_promise,
        "quality_notice_timely": records.quality_notice_timely,
        "text_hash_matches": records.text_hash_matches,
        "news_is_public": records.news_is_public,
        "legal_action_approved": records.approved("legal_action", "legal_action_approved"),
        "restriction_approved": records.approved("restriction", "restriction_approved"),
        "discount_authority": records.approved("discount", "discount_authority"),
        "waiver_authority": records.approved("waiver", "waiver_authority"),
    }
)
"""Name in a pack: what works it out.  None means unknown."""

KNOWN_WITH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "effective_due_date": "due_date",
        "days_overdue": "due_date",
        "days_since_paid": "paid_on",
        "days_since_promise": "promise_date",
        "days_since_legal_handover": "legal_handover_on",
        "days_since_lawyer_letter": "lawyer_letter_on",
        "days_since_letter_deadline": "demand_letter_deadline",
        "days_since_credit_notice": "credit_notice_sent_on",
        "days_since_ledger": "ledger_as_of",
        "days_since_limitation": "limitation_end",
    }
)
"""What is worked out wherever a fact is known, and nowhere else: a law for whoever asks about all cases."""

# fmt: off
READ: Final = frozenset({
    "affordable_monthly", "affordable_now", "amount_due", "approvals", "consecutive_late_count", "consideration_days",
    "contact_at", "credit_notice_sent_on", "currency", "demand_letter_deadline", "due_date", "fees_due", "final_call_on",
    "fruitless_contacts", "grace_days", "grace_granted_count", "holidays", "inspection_deadline", "interest_due",
    "interest_pauses", "items", "jurisdiction", "jurisdiction_zone", "known_news", "language", "last_contact_at", "late_fee_rate",
    "lawyer_letter_on",
    "ledger_as_of", "legal_handover_on", "limitation_end", "message_text", "next_scheduled_payment", "objection", "objections",
    "offer_opened_at", "office_close", "office_open", "paid_amount", "paid_in_full", "paid_on", "penalty_interest_due",
    "principal_due", "prior_late_count", "promise_amount", "promise_date", "promise_grace_days", "quality_notice_on",
    "receivables_share", "requested_extension_days", "reviewed_hash", "roll_due_date", "tolerance_amount", "timezone",
    "unapplied_credit", "undisputed_amount", "stage", "segment", "risk_tier", "frequency", "amount_size", "data_problems",
    "days_overdue",
})
# fmt: on
"""Facts and parameters that code reads by name: the inputs of computed facts and checks, and what a decision shows."""
