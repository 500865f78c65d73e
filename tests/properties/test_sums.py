"""What is asked for, and never more, on cases nobody thought of."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import assume, given

from dunning_rules.engine.filling import money
from tests.properties.cases import TODAY, cases, decided, demandable, spanning

PLANNED = {
    "objection": [
        "request_extension", "cannot_pay_full", "partial_payment_offer", "hardship", "cannot_raise_this_month",
        "downstream_unpaid", "new_project_funds", "cash_flow_trouble",
    ],
    "escalation_step": ["none", "first_contact"],
    "ability": ["partly", "unable"],
    "requested_extension_days": [7, 14],
    "contact_relation": ["debtor_self"],
}  # fmt: skip
CONTESTED = {
    "objection": ["none", "amount_dispute", "fee_dispute", "quality_dispute", "penalty_interest_dispute", "forgot", "hardship"],
    "holds": [["dispute"], []],
    "debt_status": ["undisputed", "partly_disputed", "fully_disputed"],
    "undisputed_amount": ["0", "0.01", "77.77"],
}
PRESSING = {"request_pay_date", "request_partial_payment", "propose_plan", "send_demand_letter", "restrict_supply"}
TO_THE_DEBTOR = {"none", "refund_or_compensation", "penalty_reduction"}
"""Offers that ask for nothing."""


@spanning
@given(facts=cases(**PLANNED))
def test_a_plan_adds_up_to_the_cent_on_days_that_follow_each_other(receivables, facts):
    parts = decided(receivables, facts).offer.parts
    assume(parts)
    assert sum(p.amount for p in parts) == demandable(facts)
    assert all(p.amount == p.amount.quantize(Decimal("0.01")) >= 0 for p in parts)
    days = [p.at for p in parts]
    assert days == sorted(set(days))
    assert days[0] >= TODAY


@spanning
@given(facts=cases(**CONTESTED))
def test_a_disputed_part_is_never_asked_for(receivables, facts):
    found = decided(receivables, facts)
    assume(any(h.id == "dispute" for h in found.holds))
    asked, whole = demandable(facts), Decimal(facts["amount_due"])
    language = facts.get("language", "zh-CN")
    figure = re.compile(r"(?<![\d,.])" + re.escape(money(whole, "CNY", language)))
    assert asked == whole or figure.search(found.script.text) is None
    assert sum((p.amount for p in found.offer.parts), Decimal(0)) in (0, asked)
    assert found.consequences == ()


@spanning
@given(facts=cases(**{k: v for k, v in CONTESTED.items() if k != "undisputed_amount"}))
def test_while_all_is_disputed_nothing_is_asked_for(receivables, facts):
    found = decided(receivables, facts)
    assume(any(h.id == "dispute" and h.stops == "whole" for h in found.holds))
    assert found.verdict in ("hold", "block")
    assert found.offer.id in TO_THE_DEBTOR
    assert {d.kind for d in found.deadlines} <= {"answer_by"}  # the day by which we answer
    assert not PRESSING & set(found.next_actions)
    assert not {"DEMAND", "FACTS", "FACT"} & {s.id for s in found.script.sections}
