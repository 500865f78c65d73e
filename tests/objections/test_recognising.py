from __future__ import annotations

import pytest

from dunning_rules import load_engine
from dunning_rules.model.words import Learned, Trigger, Wanted
from dunning_rules.objections.recognising import MOST, PROTECTED, Recogniser
from tests.text.reading import LEXICON, lines

ENGINE = load_engine("base")
TRIGGERS = [
    Trigger("broke", Wanted(lines("没钱"), unless=lines("没说 没钱"))),
    Trigger("paid", Wanted(lines("还了"))),
    Trigger("paid_part", Wanted(lines("还了 一半"))),
    Trigger("self_harm_or_vulnerable", Wanted(lines("不想 活"))),
]
LEARNED = Learned(
    ("broke", "none", "paid", "self_harm_or_vulnerable"),
    100,
    {"broke": 0, "none": 200, "paid": 0, "self_harm_or_vulnerable": -100},
    {"穷": {"broke": 500}, "好": {"none": 600}, "清": {"paid": 180}, "跳": {"self_harm_or_vulnerable": 230}},
)


UNDER = {"broke": "", "paid": "", "paid_part": "paid", "self_harm_or_vulnerable": ""}


def heard(text, learned=LEARNED):
    found = Recogniser(TRIGGERS, LEXICON, learned, UNDER).recognise(text)
    return [h.id for h in found.objections], [h.id for h in found.unsure]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("没钱", ["broke"]),
        ("冇錢", ["broke"]),
        ("穷", ["broke"]),
        ("没钱，还了", ["broke", "paid"]),
        ("还了一半", ["paid_part"]),
        ("清清，还了一半", ["paid_part"]),
    ],
)
def test_what_phrases_show_or_the_scorer_weighs_is_recognised(text, sure):
    assert heard(text) == (sure, [])


def test_what_is_not_sure_enough_is_a_candidate_only():
    sure, candidates = heard("清")
    assert (sure, candidates[0]) == ([], "paid")
    assert heard("好") == ([], [])
    assert heard("") == ([], [])


def test_a_near_miss_silences_the_phrase_it_lies_over_and_no_other():
    assert heard("没说没钱", None) == ([], [])
    assert heard("没说没钱。没钱", None) == (["broke"], [])


def test_for_danger_less_certainty_is_asked():
    assert heard("跳") == (["self_harm_or_vulnerable"], [])
    assert heard("好好好好不想活") == (["self_harm_or_vulnerable"], [])


def test_what_no_pack_declares_is_not_heard():
    found = Recogniser([], LEXICON, LEARNED, {"paid": ""}).recognise("穷")
    assert (found.objections, found.unsure) == ((), ())


def test_evidence_shows_the_words():
    found = Recogniser(TRIGGERS, LEXICON, LEARNED, UNDER).recognise("我真的冇錢，穷啊")
    (broke,) = [h for h in found.objections if h.id == "broke"]
    assert [(e.text, e.start, e.end) for e in broke.evidence] == [("冇錢", 3, 5)]
    (weighed,) = Recogniser(TRIGGERS, LEXICON, LEARNED, UNDER).recognise("我穷").objections
    assert [e.text for e in weighed.evidence] == ["穷"]


def test_the_surest_comes_first_and_there_are_at_most_three():
    found = ENGINE.recognise("钱我上周就还了，质量有问题，利息也算错了，别再打电话，不想活了，我找律师告你们，没钱，下个月再说")
    scores = [h.score for h in found.objections]
    assert scores == sorted(scores, reverse=True)
    assert len(found.objections) == MOST
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("said", ["不想活了", "我真的不想活了", "I don't want to live any more"])
@pytest.mark.parametrize(
    "beside",
    [
        "{}",
        "钱上周就还了，{}，利息算错了，质量也有问题，别再打了",
        "{}. I paid last week, the fee is wrong, the goods were broken",
    ],
)
def test_danger_is_heard_whatever_else_is_said(said, beside):
    found = ENGINE.recognise(beside.format(said))
    assert "self_harm_or_vulnerable" in [h.id for h in found.objections]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("我没说不还", "refuses_to_pay"),
        ("质量没问题", "quality_dispute"),
        ("麻烦您了", "complaint_or_threat_to_report"),
        ("are you saying I refuse to pay?", "refuses_to_pay"),
        ("你好，请问是哪位", "third_party_answers"),
    ],
)
def test_negation_questions_and_courtesy_raise_nothing(text, never):
    assert never not in [h.id for h in ENGINE.recognise(text).objections]


def test_the_same_words_always_give_the_same_answer():
    text = "这个月真没钱，能不能宽限几天"
    assert ENGINE.recognise(text) == load_engine("base").recognise(text)


def test_every_protected_objection_is_declared():
    assert {o.id for o in ENGINE.packs[0].objections} >= PROTECTED
