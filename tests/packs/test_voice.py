"""How it is said: each source of a modifier gives it, every call says how it is spoken, sections keep their order."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.properties.cases import cases, decided, spanning

AS_OF = "2026-11-25T14:30+08:00"
CASE = {"debtor_type": "company", "currency": "CNY", "due_date": "2026-11-10", "amount_due": 50_000, "timezone": "Asia/Shanghai"}
LOW = {
    "amount_due": 5_000,
    "prior_late_count": 0,
    "relationship_months": 36,
    "payment_record": "good",
    "receivables_share": "0.01",
}

SOURCES = [
    ({"segment": "negative"}, {"non_provoking"}),
    ({"segment": "sales_led"}, {"value_service", "benefit_led"}),
    ({"segment": "payment_led"}, {"direct", "transparent", "benefit_led"}),
    ({"segment": "strategic"}, {"consultative", "listening"}),
    ({"market": "personal_debt", "debtor_type": "individual"}, {"empathetic", "listening"}),
    (LOW, {"face_saving", "listening"}),
    ({"objection": "quality_dispute"}, {"neutral_service", "listening"}),
    *(({"objection": o}, {"neutral_service", "matter_of_fact", "transparent"}) for o in ("amount_dispute", "fee_dispute")),
    ({"objection": "penalty_interest_dispute"}, {"neutral_service", "matter_of_fact", "transparent"}),
    *(({"objection": o}, {"matter_of_fact"}) for o in ("payment_in_transit", "already_paid", "invoice_not_received")),
    ({"objection": "cease_contact_request", "available_channels": ["phone", "email"]}, {"matter_of_fact"}),
    ({"amount_due": 10_000}, {"matter_of_fact"}),
    *(({"objection": o}, {"empathetic", "conciliatory"}) for o in ("request_extension", "partial_payment_offer")),
    ({"objection": "cash_flow_trouble"}, {"empathetic"}),
    *(({"overdue_reason": r}, {"empathetic"}) for r in ("cash_flow", "downstream_unpaid", "new_project_funds")),
    ({"objection": "downstream_unpaid"}, {"listening"}),
    ({"objection": "decision_maker_absent"}, {"direct"}),
    ({"prior_late_count": 3, "consecutive_late_count": 3}, {"direct", "precise"}),
    ({"due_date": "2026-09-10"}, {"direct"}),
    ({"prior_late_count": 1}, {"precise"}),
    ({"amount_due": 100_000}, {"precise"}),
    ({"escalation_step": "demand_letter", "due_date": "2026-09-10"}, {"precise", "conciliatory"}),
    ({"due_date": "2026-11-28"}, {"caring"}),
    *(({"mood": m}, {"de_escalating"}) for m in ("irritated", "hostile", "distressed")),
    (
        {"prior_late_count": 0, "discount_authority": True, "offer_opened_at": "2026-11-25T09:00+08:00"},
        {"benefit_led", "urgent"},
    ),
]


@pytest.mark.parametrize(
    ("told", "expected"), SOURCES, ids=[", ".join(f"{k}={v}" for k, v in told.items()) for told, _ in SOURCES]
)
def test_a_source_gives_its_modifiers(receivables, told, expected):
    """The sources are those of the vocabulary of the requirements, each in its own case."""
    assert set(receivables.decide({**CASE, **told}, as_of=AS_OF).tone.modifiers) >= expected


def test_without_any_source_the_voice_has_no_colour(receivables):
    assert receivables.decide(CASE, as_of=AS_OF).tone.modifiers == ()


@spanning
@given(facts=cases(available_channels=[["phone"]]))
def test_every_call_says_how_it_is_spoken_and_nothing_written_does(receivables, facts):
    found = decided(receivables, facts)
    assert bool(found.delivery_notes) is (found.script.form == "call")


@spanning
@given(facts=cases())
def test_sections_stand_in_their_order_each_once(receivables, facts):
    """Listen, repeat, sympathise, say what it means, then propose; the letter from its facts to the room it leaves."""
    order = [i.id for p in receivables.packs for o in p.outcomes if o.name == "script" for i in o.items]
    names = [s.id for s in decided(receivables, facts).script.sections]
    assert names == sorted(set(names), key=order.index)
