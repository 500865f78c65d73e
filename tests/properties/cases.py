"""Cases nobody thought of: for every fact that can change a decision, the values on both sides of each edge."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from dunning_rules import Decision, Engine

TODAY = date(2026, 11, 25)
AS_OF = "2026-11-25T14:30+08:00"
"""A Wednesday afternoon on which both companies and individuals may be called."""


def _day(days: int) -> str:
    return str(TODAY + timedelta(days))


OBJECTIONS = [
    "none", "other", "forgot", "request_extension", "cash_flow_trouble", "cannot_raise_this_month", "downstream_unpaid",
    "new_project_funds", "goods_unsold", "partial_payment_offer", "cannot_pay_full", "hardship", "payment_in_transit",
    "cheque_sent", "already_paid", "quality_dispute", "amount_or_fee_dispute", "amount_dispute", "fee_dispute",
    "penalty_interest_dispute", "decision_maker_absent", "loan_used_by_third_party", "invoice_not_received", "invoice_error",
    "refuses_to_pay", "denies_debt", "promise_to_pay", "cease_contact_request", "complaint_or_threat_to_report",
    "legal_representation", "not_the_debtor", "third_party_answers", "collector_identity_challenge", "debtor_deceased",
    "debtor_missing_or_detained", "waiver_or_discount_request", "asks_for_proof", "busy_call_later", "payment_channel_failure",
    "acceptance_bill_offer", "reconciliation_pending", "in_payment_process", "rebate_or_deduction_claim", "set_off_claim",
    "contact_changed", "self_harm_or_vulnerable",
]  # fmt: skip

REQUIRED: dict[str, list[Any]] = {
    "debtor_type": ["company", "individual"],
    "currency": ["CNY"],
    "due_date": [_day(-d) for d in (-20, -4, -3, -1, 0, 1, 2, 20, 21, 30, 31, 45, 60, 61, 75, 90, 91, 200)],
    "amount_due": ["0.01", "100.01", "1999.99", "2000.00", "9999.99", "10000.00", "33333.33", "100000.00", "234567.89"],
}

OPTIONAL: dict[str, list[Any]] = {
    "timezone": ["Asia/Shanghai"],
    "language": ["en", "zh-CN"],
    "segment": ["negative", "sales_led", "payment_led", "strategic", "unclassified"],
    "market": ["retail_trade", "b2b", "personal_debt"],
    "key_account": [True, False],
    "receivables_share": ["0", "0.0999", "0.10", "0.5"],
    "relationship_months": [0, 11, 12, 24, 60],
    "payment_record": ["good", "mixed", "poor"],
    "prior_late_count": [0, 1, 3],
    "consecutive_late_count": [0, 1, 3],
    "grace_granted_count": [0, 2],
    "repudiation_signs": [True, False],
    "moment": ["before", "during", "after"],
    "objection": OBJECTIONS,
    "overdue_reason": ["forgot", "oversight", "cash_flow", "downstream_unpaid", "new_project_funds", "dispute", "other"],
    "mood": ["calm", "cold", "irritated", "hostile", "distressed"],
    "contact_relation": [
        "debtor_self", "authorised_staff", "guarantor", "debt_related_third_party", "unrelated_third_party",
    ],
    "identity_verified": [True, False],
    "ability": ["able", "partly", "unable"],
    "hardship_evidence": ["none", "stated", "verified"],
    "affordable_monthly": ["500.00", "5000.00"],
    "affordable_now": ["50.00", "100000.00"],
    "requested_extension_days": [7, 14, 15],
    "undisputed_amount": ["0", "0.01", "77.77"],
    "unapplied_credit": ["0.00", "11.11", "5000.00"],
    "debt_status": ["undisputed", "partly_disputed", "fully_disputed", "time_barred"],
    "holds": [[], ["dispute"], ["payment_in_transit"], ["plan_active"], ["promise_open"], ["complaint"], ["invoice_correction"]],
    "principal_due": ["100.01", "10000.00"],
    "penalty_interest_due": ["0.00", "200.00"],
    "late_fee_clause": [True, False],
    "late_fee_rate": ["0.05", "0.2"],
    "bill_delivered": ["yes", "no"],
    "suspension_clause": [True, False],
    "restriction_approved": [True, False],
    "pay_despite_dispute_clause": [True, False],
    "quality_evidence": [True, False],
    "investigation": ["none", "open", "creditor_liable", "shared", "not_liable"],
    "termination_clause": [True, False],
    "credit_reporting_right": [True, False],
    "credit_notice_sent_on": [_day(-10)],
    "legal_action_approved": [True, False],
    "legal_handover_on": [_day(-5)],
    "lawyer_letter_on": [_day(1), _day(12)],
    "court_judgment": [True, False],
    "escalation_step": ["none", "first_contact", "demand_letter", "restriction", "legal_notice", "final_call", "legal_action"],
    "malicious_basis": [["broken_promises"]],
    "demand_letter_sent_on": [_day(-9)],
    "demand_letter_deadline": [_day(-3)],
    "final_call_on": [_day(-2)],
    "consideration_days": [3, 5],
    "discount_authority": [True, False],
    "waiver_authority": [True, False],
    "offer_opened_at": ["2026-11-25T09:00+08:00", "2026-11-24T09:00+08:00"],
    "free_extension_used": [True, False],
    "plan_status": ["none", "agreed", "signed", "active", "breached"],
    "next_scheduled_payment": [_day(-2), _day(0), _day(3), _day(9)],
    "default_notice_over": [True, False],
    "early_settlement_on": [_day(6)],
    "promise_status": ["open", "partial", "broken", "kept"],
    "promise_date": [_day(-1), _day(4)],
    "promise_amount": ["50.00"],
    "payment_arrived": [True, False],
    "operational_impact_true": [True, False],
    "shared_experience_true": [True, False],
    "recording_lawful": [True, False],
    "ledger_as_of": [_day(0), _day(-9)],
    "known_news": [[{"text": "x", "public": True}]],
    "payee_account": ["6222 0000"],
    "payee_account_verified": [True, False],
    "payment_methods": [["bank_transfer"], ["wechat_pay", "alipay"]],
    "available_channels": [["phone"], ["wechat", "sms"], ["email"], ["phone", "email"], ["letter"], ["phone", "wechat", "email"]],
    "opted_out_channels": [[], ["phone"], ["phone", "email"]],
    "last_contact_at": ["2026-11-24T10:00+08:00", "2026-11-02T10:00+08:00"],
    "contact_requested": [True, False],
    "connected_calls_today": [0, 2, 3],
    "unanswered_dials_today": [0, 5, 6],
    "failed_contacts_in_row": [0, 3, 6],
    "fruitless_contacts": [0, 2, 4],
    "prep_sheet_complete": [True, False],
    "due_condition_met": [True, False],
    "third_party_assumed_debt": [True, False],
    "night_contact_consent": [True, False],
    "wished_contact_time": ["10:00", "07:00"],
    "tolerance_amount": ["10.00"],
    "limitation_end": [_day(-1), _day(100)],
    "vulnerability": [[], ["serious_illness"], ["self_harm_risk"]],
    "insolvency": ["none", "filed"],
    "stop_contact": [True, False],
    "represented_by_counsel": [True, False],
    "debtor_name": ["Harbour Co"],
    "contact_name": ["王敏"],
    "contact_title": ["经理"],
    "creditor_name": ["North Mill"],
    "caller_name": ["李青"],
    "contact_point": ["010-5550 0100"],
    "contract_no": ["HT-9"],
    "invoice_no": ["FP-7"],
    "approver_name": ["陈总"],
    "cheque_no": ["C-1"],
    "listening_notes": ["x"],
    "review_status": ["approved", "pending"],
    "paid_in_full": [True, False],
    "paid_on": [_day(-1), _day(-9)],
}  # fmt: skip

QUIET_FACTS = {
    "vulnerability", "insolvency", "stop_contact", "represented_by_counsel", "limitation_end", "debt_status", "paid_in_full",
    "connected_calls_today", "unanswered_dials_today", "due_condition_met", "moment", "contact_relation", "tolerance_amount",
    "last_contact_at", "undisputed_amount",
}  # fmt: skip
"""Facts that mostly end a case early: stated seldom, so that most cases have something to say."""


LOUD = sorted(set(OPTIONAL) - QUIET_FACTS - {"timezone", "prep_sheet_complete"})

spanning = settings(
    max_examples=2 * settings.default.max_examples,  # type: ignore[union-attr]  # a profile is always loaded
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
"""As many cases as the profile says: `make test` tries some hundreds, `make test-all` many thousands."""


@st.composite
def cases(draw: st.DrawFn, **fixed: list[Any]) -> dict[str, Any]:
    """Draw a case without contradictions; ``fixed`` narrows what some facts are drawn from, and always states them."""
    names = draw(st.lists(st.sampled_from(LOUD), unique=True, max_size=22))
    names += draw(st.lists(st.sampled_from(sorted(QUIET_FACTS)), unique=True, max_size=1))
    stated = {name: OPTIONAL[name] for name in names} | REQUIRED | fixed
    found = {name: draw(st.sampled_from(values)) for name, values in stated.items()}
    found = {"timezone": "Asia/Shanghai", "prep_sheet_complete": True} | found
    if "promise_date" in found or "promise_amount" in found:
        found = {"promise_date": _day(4), "promise_amount": "50.00"} | found
    if found.get("paid_in_full"):
        found.setdefault("paid_on", _day(-1))
    if "grace_granted_count" in found:
        found["consecutive_late_count"] = max(found.get("consecutive_late_count", 0), found["grace_granted_count"])
    if "consecutive_late_count" in found:
        found["prior_late_count"] = max(found.get("prior_late_count", 0), found["consecutive_late_count"])
    if "principal_due" in found or "penalty_interest_due" in found:
        found.setdefault("principal_due", "10000.00")
        found["amount_due"] = str(Decimal(found["principal_due"]) + Decimal(found.get("penalty_interest_due", 0)))
    if Decimal(found.get("undisputed_amount", 0)) > Decimal(found["amount_due"]):
        found["undisputed_amount"] = found["amount_due"]
    return found


def demandable(facts: dict[str, Any]) -> Decimal:
    """What may be asked for by the definition: the undisputed part where one is stated, less credits (S2-40)."""
    asked = Decimal(facts.get("undisputed_amount", facts["amount_due"]))
    return max(asked - Decimal(facts.get("unapplied_credit", 0)), Decimal(0))


def decided(engine: Engine, facts: dict[str, Any]) -> Decision:
    """Decide a case at the one moment of all these tests."""
    return engine.decide(facts, as_of=AS_OF)


def section(decision: Decision, name: str) -> str:
    """Give the words of a section, or nothing."""
    return " ".join(s for found in decision.script.sections if found.id == name for s in found.sentences)
