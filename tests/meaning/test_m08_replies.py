"""M8: several objections at once: one leads, and REPLY alone answers the others too."""

from __future__ import annotations

import pytest

from tests.meaning.both import asked, derive, gate, rule, script, vocabulary

SNIPPETS = [script(f"reply-{n}", "REPLY", {}) for n in ("one", "two", "three", "four")]
CALLED = rule("called", {"channel": "phone"}, layer="channel")


def answer(objection, *replies, layer="objection", priority=0, **then):
    return rule(f"to-{objection}", {"script": {"REPLY": list(replies)}, **then}, {"objection": objection}, layer=layer,
                priority=priority)  # fmt: skip


ANSWERS = [answer("dispute", "reply-one"), answer("delay", "reply-two"), answer("other", "reply-three")]


def decided(objections, *documents):
    return asked([*vocabulary(), *SNIPPETS, CALLED, *documents], {"objections": objections})


def replies(objections, *documents):
    return list(dict.fromkeys(snippet for snippet, _ in decided(objections, *documents)["text"].get("REPLY", [])))


@pytest.mark.parametrize("said", [["other", "delay", "dispute"], ["dispute", "other", "delay"]])
def test_each_member_is_answered_the_gravest_first(said):
    assert replies(said, *ANSWERS) == ["reply-one", "reply-two", "reply-three"]


def test_one_objection_has_one_answer():
    assert replies(["delay"], *ANSWERS) == ["reply-two"]


def test_a_child_is_answered_like_its_parent_and_once():
    assert replies(["late_fee", "dispute", "other"], *ANSWERS) == ["reply-one", "reply-three"]


def test_three_at_most_are_heard_and_the_others_named():
    found = decided(["dispute", "fee", "delay", "other"], answer("dispute", "reply-one", "reply-four"), *ANSWERS[1:])
    assert found["text"]["REPLY"] == [("reply-one", 0), ("reply-four", 0), ("reply-two", 0)]
    assert found["unanswered"] == ["other"]


def test_nothing_else_of_a_rule_is_heard_for_a_member_that_does_not_lead():
    found = decided(["dispute", "delay"], ANSWERS[0], answer("delay", "reply-two", next_actions=["call"], offer="plan",
                                                             tone={"base": "firm"}, verdict="review"))  # fmt: skip
    assert (found["collected"]["next_actions"], found["offer"], found["tone"], found["verdict"]) == ([], "none", None, "allow")


def test_what_closes_the_script_for_the_leader_closes_it_for_all():
    found = decided(["dispute", "delay"], answer("dispute", "reply-one", layer="hold", closes=["script"]), ANSWERS[1])
    assert list(found["text"]["REPLY"]) == [("reply-one", 0)]
    assert found["unanswered"] == ["delay"]


def test_what_closes_the_script_for_a_member_closes_it_for_that_member_alone():
    shut = rule("shut", {"closes": ["script"]}, {"objection": "delay"}, layer="hold")
    assert replies(["dispute", "delay", "other"], *ANSWERS, shut) == ["reply-one", "reply-three"]


def test_a_form_that_is_refused_answers_nobody():
    shut = gate(
        "ready", {"agreed": True}, forms=["call"], layer="contact_limits", refused={"channel": "none", "closes": ["script"]}
    )
    found = decided(["dispute", "delay"], *ANSWERS, shut)
    assert (found["text"], found["unanswered"]) == ({}, ["delay"])


def test_a_member_is_answered_by_what_is_derived_from_it():
    late = derive("stage", [{"value": "late", "when": {"objection": "delay"}}], "early")
    to_late = rule("to-late", {"script": {"REPLY": ["reply-four"]}}, {"stage": "late"}, layer="objection")
    assert replies(["dispute", "delay"], ANSWERS[0], late, to_late) == ["reply-one", "reply-four"]


def test_a_sentence_asks_the_member_it_answers():
    both = script("reply-both", "REPLY", {"when": {"objection": "dispute"}}, {"when": {"objection": "delay"}})
    found = decided(["dispute", "delay"], both, ANSWERS[0], answer("delay", "reply-both"))
    assert found["text"]["REPLY"] == [("reply-one", 0), ("reply-both", 1)]


def test_the_gate_of_a_sentence_is_asked_of_the_case():
    shut = gate("leading", {"objection": "delay"})
    claimed = script("reply-claimed", "REPLY", {"claim": "leading"}, {})
    found = decided(["dispute", "delay"], shut, claimed, ANSWERS[0], answer("delay", "reply-claimed"))
    assert found["text"]["REPLY"] == [("reply-one", 0), ("reply-claimed", 1)]


def test_a_rule_that_asks_all_objections_hears_those_that_do_not_lead():
    guard = rule("guard", {"verdict": "hold"}, {"objections": {"includes": "delay"}}, layer="hold")
    assert decided(["dispute", "delay"], guard)["verdict"] == "hold"
