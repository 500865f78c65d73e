"""Two or three things said at once: each is answered, the person is protected, and care speaks alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.packs.asking import asked, tasks

ON_THE_LINE = {
    "moment": "during", "identity_verified": True, "available_channels": ["phone"], "prep_sheet_complete": True,
    "contact_point": "021-5550 1234",
}  # fmt: skip
NOW = "2026-11-25T14:30"
ALONE = {
    "self_harm_or_vulnerable", "debtor_deceased", "debtor_missing_or_detained", "third_party_answers", "not_the_debtor",
    "legal_representation", "cease_contact_request", "complaint_or_threat_to_report", "denies_debt",
    "collector_identity_challenge",
}  # fmt: skip
"""Whoever says one of these is spoken to of nothing else."""
DISPUTES = ["quality_dispute", "amount_dispute", "fee_dispute", "amount_or_fee_dispute"]


def said(engine, *objections, **facts):
    return asked(engine, NOW, objections=list(objections), **ON_THE_LINE, **facts)


def replies(decision):
    return [n for s in decision.script.sections if s.id == "REPLY" for n in s.snippets]


def known(engine):
    return [o.id for pack in engine.packs for o in pack.objections]


def pairs(engine):
    return list(combinations(known(engine), 2))


def test_what_leads_is_answered_as_if_it_alone_had_been_said(receivables):
    """Every pair: the first reply and the offer are those of the graver one, unless the other one stops the case too."""
    for leader, other in (pair for pair in pairs(receivables) if pair[1] not in ALONE):
        both, alone = said(receivables, leader, other), said(receivables, leader)
        first = replies(alone)
        assert replies(both)[: len(first)] == first, (leader, other)
        assert both.offer.id in (alone.offer.id, "none"), (leader, other)


def test_what_is_said_beside_it_only_makes_the_talk_milder(receivables):
    order = ["allow", "review", "hold", "block"]
    for leader, other in pairs(receivables):
        both, alone = said(receivables, leader, other), said(receivables, leader)
        assert order.index(both.verdict) >= order.index(alone.verdict), (leader, other)
        if both.tone.level is not None and alone.tone.level is not None:
            assert both.tone.level <= alone.tone.level, (leader, other)
        assert not both.consequences, (leader, other)


def test_each_is_answered_or_named_as_unanswered(receivables):
    for leader, other in (pair for pair in pairs(receivables) if pair[1] not in ALONE):
        both = said(receivables, leader, other)
        answered = len(replies(both)) > len(replies(said(receivables, leader)))
        shared = set(replies(said(receivables, other))) & set(replies(both))
        rests = both.verdict in ("hold", "block")  # then one answer is for everything that was said
        assert answered or shared or rests or both.trace.unanswered == (other,), (leader, other)


@pytest.mark.parametrize("grave", sorted(ALONE))
def test_whoever_must_be_left_in_peace_hears_one_answer(receivables, grave):
    for other in known(receivables):
        found = said(receivables, grave, other)
        if found.trace.unanswered or other == grave:
            assert len(replies(found)) <= 1, other


def test_to_danger_only_care_is_said(receivables):
    for other in known(receivables):
        for third in ("quality_dispute", "request_extension"):
            found = said(receivables, "self_harm_or_vulnerable", other, third)
            assert [(s.id, s.snippets) for s in found.script.sections] == [("REPLY", ("reply-danger",))]


@pytest.mark.parametrize("dispute", DISPUTES)
def test_a_dispute_is_a_hold_whatever_leads(receivables, dispute):
    for leader in (o for o in known(receivables) if o != "third_party_answers"):
        found = said(receivables, leader, dispute)
        assert "dispute" in {h.id for h in found.holds}, leader
        assert found.verdict in ("hold", "block"), leader


def test_while_all_is_disputed_nothing_else_turns_into_a_plan(receivables):
    planned = ["request_extension", "hardship", "cannot_pay_full", "cash_flow_trouble", "promise_to_pay", "forgot"]
    for dispute in DISPUTES:
        for other in planned:
            found = said(receivables, dispute, other)
            assert found.trace.unanswered == (other,)
            assert found.offer.id == "none"


def test_three_are_answered_and_the_fourth_is_named(receivables):
    found = said(receivables, "request_extension", "invoice_not_received", "decision_maker_absent", "asks_for_proof")
    assert replies(found) == ["reply-invoice-missing", "reply-request-extension", "reply-decision-maker-absent"]
    assert found.trace.unanswered == ("asks_for_proof",)
    assert "said too, not answered yet: asks_for_proof" in found.explain("en")
    assert "对方还说到、这次没有答复: asks_for_proof" in found.explain("zh-CN")


def test_a_reply_that_promises_something_leaves_its_task(receivables):
    found = said(receivables, "quality_dispute", "fee_dispute", undisputed_amount="30000.00")
    assert {"explain_fees", "show_vouchers"} <= set(found.next_actions)
    assert {("answer_due", "2026-11-30"), ("answer_due", "2026-12-02")} <= tasks(found)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_sentence_is_said_twice(receivables, language):
    for leader, other in pairs(receivables):
        found = said(receivables, leader, other, language=language)
        sentences = [x for s in found.script.sections for x in s.sentences]
        assert len(set(sentences)) == len(sentences), (leader, other)


def test_nobody_who_says_it_is_paid_is_asked_to_pay_the_rest(receivables):
    for dispute in ("quality_dispute", "fee_dispute", "rebate_or_deduction_claim", "set_off_claim", "reconciliation_pending"):
        for paid in ("already_paid", "payment_in_transit", "cheque_sent"):
            assert "30,000" not in said(receivables, dispute, paid, undisputed_amount="30000.00").script.text, (dispute, paid)


def test_words_of_the_debtor_that_show_two_things_are_answered_twice(receivables):
    found = asked(receivables, NOW, utterance="发票还没收到，能不能再宽限两周", **ON_THE_LINE)
    assert replies(found) == ["reply-invoice-missing", "reply-request-extension"]
