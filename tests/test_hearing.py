"""What the words in a case add to its facts before it is decided."""

from __future__ import annotations

import pytest

from dunning_rules import CaseError, load_engine

BASE = load_engine("base")
AS_OF = "2026-11-25T14:00+08:00"
PAID = "我昨天已经还清了"
DANGER = "我真的不想活了"


def added(**facts):
    return {name: value for name, value in BASE.complete(facts, AS_OF).items() if facts.get(name) != value}


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({"utterance": PAID}, {"objections": ["already_paid"]}),
        ({"utterance": PAID, "objection": None}, {"objections": ["already_paid"]}),
        ({"utterance": PAID, "objection": "forgot"}, {}),
        ({"utterance": PAID, "objections": ["forgot"]}, {}),
        ({"utterance": DANGER, "objection": "forgot"}, {"objections": ["self_harm_or_vulnerable"]}),
        ({"utterance": DANGER, "objections": ["forgot"]}, {"objections": ["forgot", "self_harm_or_vulnerable"]}),
        ({"utterance": DANGER, "objections": ["self_harm_or_vulnerable"]}, {}),
        ({"utterance": DANGER, "objections": "forgot"}, {}),
        ({"utterance": "您好"}, {}),
        ({"utterance": ""}, {}),
        ({"utterance": 5}, {}),
        ({}, {}),
    ],
)
def test_an_utterance_adds_what_the_case_does_not_state_and_what_protects_a_person(facts, more):
    assert added(**facts) == more


def test_words_that_are_not_clear_are_asked_about():
    unclear = next(t for t in ("那边还没弄好", "单子那边的事", "发票那个", "利息那个") if BASE.recognise(t).unsure)
    assert added(utterance=unclear) == {"utterance_unclear": True}


def test_the_gravest_of_what_was_said_leads():
    case = BASE.read({"utterance": DANGER, "objection": "forgot"}, AS_OF)
    assert case.values["objection"] == "self_harm_or_vulnerable"


def test_a_bad_fact_is_told_as_ever():
    with pytest.raises(CaseError, match="utterance"):
        BASE.read({"utterance": 5}, AS_OF)


def test_a_given_text_is_audited_unless_the_case_says_what_was_found():
    assert added(message_text="再不还钱就打断你的腿")["text_hits"]
    assert added(message_text="再不还钱就打断你的腿", text_hits=[]) == {}
    assert added(message_text="Please let us know when you can pay.") == {"text_hits": []}
