"""Not knowing is never favourable to pressure: a fact made unknown brings no milder verdict and nothing more to say."""

from __future__ import annotations

from hypothesis import given

from tests.properties.cases import OPTIONAL, QUIET_FACTS, REQUIRED, cases, decided, spanning

VERDICTS = ("allow", "review", "hold", "block")

NEWS = {
    # What was said or seen in a talk, and who said it: without it there was no such talk.
    "objection", "mood", "moment", "contact_relation", "identity_verified", "overdue_reason", "requested_extension_days",
    "investigation", "payment_arrived",
    # What was agreed, promised or paid: nothing on file means that it did not happen.
    "plan_status", "next_scheduled_payment", "early_settlement_on", "promise_status", "promise_date", "promise_amount",
    "paid_in_full", "paid_on", "undisputed_amount", "unapplied_credit", "default_notice_over",
    # What happened before: an unrecorded history is neither a first time nor a habit (definitions 3.3).
    "prior_late_count", "consecutive_late_count", "last_contact_at", "escalation_step", "receivables_share",
    # A judgment is on file or there is none: until there is one, a claim in court lies ahead.
    "court_judgment",
    # What stops a case only where it is stated (definitions 3.7, 3.8).
    "limitation_end", "due_condition_met", "tolerance_amount",
    # Where nobody said which channels exist, the phone does (definitions 3.6).
    "available_channels",
    # Another row of the offer selector is the first that fits (definitions 3.4).
    "ability", "affordable_monthly",
}  # fmt: skip
"""Facts for which the definitions themselves say what is done without them: those that merely went unsaid."""

CLAIMS = {
    "late_fee_clause", "late_fee_rate", "suspension_clause", "restriction_approved", "termination_clause",
    "credit_reporting_right", "credit_notice_sent_on", "legal_action_approved", "operational_impact_true",
    "shared_experience_true", "recording_lawful", "pay_despite_dispute_clause", "quality_evidence", "lawyer_letter_on",
    "legal_handover_on", "penalty_interest_due", "principal_due", "bill_delivered",
}  # fmt: skip
"""What a sentence or consequence rests on: known to be false, it is taken out and looked at; unknown, it is not said (M12)."""


def without(facts, name):
    return {k: v for k, v in facts.items() if k != name}


def may_be_forgotten(engine):
    """Name the facts of the generated cases that may be unknown and mean nothing else when they are."""
    found = {f.name: f for pack in engine.packs for f in pack.facts}
    return [n for n in OPTIONAL if found[n].absent is None and n not in REQUIRED and n not in NEWS and n != "timezone"]


def test_every_exception_is_a_fact_of_the_cases():
    assert set(OPTIONAL) >= NEWS | CLAIMS | QUIET_FACTS
    assert set() == NEWS & CLAIMS


@spanning
@given(facts=cases())
def test_a_fact_made_unknown_adds_no_consequence_offer_or_contact(receivables, facts):
    known = decided(receivables, facts)
    for name in set(facts) & set(may_be_forgotten(receivables)):
        unknown = decided(receivables, without(facts, name))
        assert set(unknown.consequences) <= set(known.consequences), name
        assert known.offer.id != "none" or unknown.offer.id == "none", name
        assert known.contact.allowed_now or not unknown.contact.allowed_now, name


def held_out(decision):
    """What a person looks at before it is used."""
    return decision.offer.id, decision.consequences


@spanning
@given(facts=cases())
def test_a_fact_made_unknown_brings_no_milder_verdict_on_the_same_offer_and_consequences(receivables, facts):
    """Where less is offered or named there is less to review; that none of it is more, the test above shows."""
    known = decided(receivables, facts)
    for name in set(facts) & set(may_be_forgotten(receivables)) - CLAIMS:
        unknown = decided(receivables, without(facts, name))
        if unknown.script.form != "none" and held_out(unknown) == held_out(known):
            assert VERDICTS.index(unknown.verdict) >= VERDICTS.index(known.verdict), name
