"""Stage, tags, tier and tone of the shipped pack equal a plain calculator on any case (definitions 3.1 to 3.3)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

AS_OF = date(2026, 11, 25)
SMALL_LARGE = {"company": (10_000, 100_000), "individual": (2_000, 20_000)}
STEPS = ["none", "first_contact", "demand_letter", "restriction", "legal_notice", "final_call", "legal_action"]
DISPUTES = {"amount_or_fee_dispute", "quality_dispute", "amount_dispute", "fee_dispute", "penalty_interest_dispute"}
SOFT = DISPUTES | {
    "cash_flow_trouble", "partial_payment_offer", "payment_in_transit", "hardship", "goods_unsold", "request_extension",
    "waiver_or_discount_request", "cannot_pay_full", "cannot_raise_this_month", "cheque_sent", "decision_maker_absent",
    "loan_used_by_third_party", "invoice_not_received", "forgot", "downstream_unpaid", "new_project_funds", "already_paid",
}  # fmt: skip
HARD = {"refuses_to_pay", "promise_to_pay", "denies_debt", "busy_call_later", "other"}

CASES = st.fixed_dictionaries(
    {
        "debtor_type": st.sampled_from(["company", "individual"]),
        "days": st.sampled_from([-30, -4, -3, -1, 0, 1, 2, 29, 30, 31, 32, 59, 60, 61, 62, 89, 90, 91, 92, 400]),
        "amount_due": st.sampled_from([1, 1999, 2000, 2001, 9999, 10_000, 10_001, 19_999, 20_000, 99_999, 100_000, 100_001]),
        "receivables_share": st.sampled_from([0, 0.0999, 0.1, 0.5]),
        "relationship_months": st.sampled_from([0, 23, 24, 60]),
    },
    optional={
        "prior_late_count": st.integers(0, 4),
        "consecutive_late_count": st.integers(0, 4),
        "payment_record": st.sampled_from(["good", "mixed", "poor"]),
        "repudiation_signs": st.booleans(),
        "segment": st.sampled_from(["negative", "sales_led", "payment_led", "strategic", "unclassified"]),
        "objection": st.sampled_from(sorted(SOFT | HARD)),
        "mood": st.sampled_from(["calm", "cold", "irritated", "hostile", "distressed"]),
        "hardship_evidence": st.sampled_from(["none", "stated", "verified"]),
        "escalation_step": st.sampled_from(STEPS),
        "legal_action_approved": st.booleans(),
        "vulnerability": st.sampled_from([[], ["serious_illness"], ["minor"]]),
    },
)


def stage_of(days):
    return "M0" if days < 1 else "M1" if days < 31 else "M2" if days < 61 else "M3" if days < 91 else "M4_PLUS"


def size_of(facts):
    small, large = SMALL_LARGE[facts["debtor_type"]]
    return "small" if facts["amount_due"] <= small else "large" if facts["amount_due"] >= large else "normal"


def frequency_of(facts):
    if facts.get("consecutive_late_count", 0) >= 3:
        return "habitual"
    prior = facts.get("prior_late_count")
    return "unrecorded" if prior is None else "first" if prior == 0 else "repeat"


def tier_of(facts):
    share, prior = facts["receivables_share"], facts.get("prior_late_count")
    signs = [share >= 0.1, facts["days"] >= 91, (prior or 0) >= 3, bool(facts.get("repudiation_signs"))]
    if sum(signs) >= 2:
        return "high"
    good = [
        size_of(facts) == "small",
        prior == 0,
        facts["relationship_months"] >= 24,
        facts.get("payment_record") == "good",
    ]
    return "low" if all(good) and not any(signs) else "medium"


def tone_of(facts):
    """The reference calculator of the definitions, step by step."""
    days, frequency, tier = facts["days"], frequency_of(facts), tier_of(facts)
    if days < 1:
        return 1
    tone = {"M1": 2, "M2": 3, "M3": 4, "M4_PLUS": 5}[stage_of(days)] + (frequency in ("repeat", "habitual"))
    soft = [5]
    if frequency == "first" or tier == "low":
        soft.append(2 if days < 31 else 3 if days < 61 else 5)
    if facts.get("segment") == "negative" and days < 61:
        soft.append(3)
    if facts.get("objection") in SOFT:
        soft.append(3)
    step = STEPS.index(facts.get("escalation_step", "none"))
    floor = 4 if frequency == "habitual" or tier == "high" or step >= 2 else 0
    hard = [5 if facts.get("legal_action_approved") and step >= 4 else 4]
    if facts["debtor_type"] == "individual":
        hard.append(4)
    hardship = facts.get("hardship_evidence")
    calm = facts.get("objection") in DISPUTES or facts.get("mood") in ("irritated", "hostile", "distressed")
    calm = calm or bool(facts.get("vulnerability")) or hardship == "verified"
    if calm or (facts["debtor_type"] == "individual" and hardship == "stated"):
        hard.append(2)
    return min(max(min(tone, *soft), floor), *hard)


@settings(max_examples=600, deadline=None)
@given(facts=CASES)
def test_classification_and_tone_equal_the_calculator(receivables, facts):
    given_facts = {k: v for k, v in facts.items() if k != "days"}
    due = AS_OF - timedelta(facts["days"])
    case = {**given_facts, "due_date": due, "currency": "CNY", "timezone": "Asia/Shanghai"}
    decision = receivables.decide(case, as_of="2026-11-25T14:00+08:00")
    if decision.problems:  # contradictory history: nothing is derived
        assert facts.get("consecutive_late_count", 0) > facts.get("prior_late_count", 0) + 1
        return
    found = (decision.stage, decision.risk_tier, decision.tags, decision.tone.level)
    assert found == (stage_of(facts["days"]), tier_of(facts), (frequency_of(facts), size_of(facts)), tone_of(facts))
