"""Every name that a pack says is declared somewhere; the nearest one is suggested."""

from __future__ import annotations

import pytest

from tests.meaning.both import gate, rule, script, vocabulary
from tests.meaning.packs import compiled

WAIT = {"next_actions": ["wait"]}
TASKS = {"kind": "outcome", "outcome": "tasks", "values": [{"id": "ring", "title": "x"}]}
DEADLINES = {"kind": "outcome", "outcome": "deadlines", "values": [{"id": "answer", "title": "x"}]}
TODAY = {"from": "contact_day"}


def found(*documents, **changed):
    findings = compiled([*vocabulary(**changed), TASKS, DEADLINES, *documents])[1]
    assert {f.place.file for f in findings} <= {"tiny/x.yaml"}
    return [(f.code, f.message, f.help) for f in findings]


def offers(**said):
    return {"offers": [{"id": "plan", "title": "x", **said}, {"id": "rebate", "title": "x"}]}


UNKNOWN = {
    "a role": ([rule("r", {"role": "clerc"})], "role `clerc`", "clerk"),
    "a channel": ([rule("r", {"channel": ["phone", "pots"]})], "channel `pots`", "post"),
    "an offer": ([rule("r", {"offer": "plam"})], "offer `plam`", "plan"),
    "an action": ([rule("r", {"next_actions": ["wiat"]})], "next_actions `wiat`", "wait"),
    "a code": ([rule("r", {"codes": ["C-OME"]})], "codes `C-OME`", "C-ONE"),
    "a hold": ([rule("r", {"holds": [{"hold": "manuel", "stops": "whole"}]})], "holds `manuel`", "manual"),
    "a task": ([rule("r", {"follow_up": [{"task": "rink", "at": TODAY}]})], "task `rink`", "ring"),
    "a deadline": ([rule("r", {"deadlines": {"anser": TODAY}})], "deadline `anser`", "answer"),
    "a section": ([rule("r", {"script": {"OPNE": "none"}})], "section `OPNE`", "OPEN"),
    "a snippet": ([script("hello", "OPEN", {}), rule("r", {"script": {"OPEN": "helo"}})], "snippet `helo`", "hello"),
    "a reply": ([script("hello", "REPLY", {}), rule("r", {"script": {"REPLY": ["helo"]}})], "snippet `helo`", "hello"),
    "a tone": ([rule("r", {"tone": {"base": "wram"}})], "tone `wram`", "warm"),
    "a code of a gate": ([gate("g", {"days": 1}, code="C-OME")], "code `C-OME`", "C-ONE"),
    "a form of a gate": ([gate("g", {"days": 1}, forms=["cal"])], "form `cal`", "call"),
    "what a gate does when it is shut": ([gate("g", {"days": 1}, refused={"codes": ["C-OME"]})], "codes `C-OME`", "C-ONE"),
    "a moment a gate counts from": (
        [gate("g", {"days": 1}, forms=["call"], opens_after={"level": "contact_interval", "since": "talked_ad"})],
        "fact `talked_ad`",
        "talked_at",
    ),
    "a section of a snippet": ([script("s", "OPNE", {})], "section `OPNE`", "OPEN"),
    "a form of a snippet": ([script("s", "OPEN", {}, forms=("leter",))], "form `leter`", "letter"),
    "a gate of a sentence": ([gate("held", {"days": 1}), script("s", "OPEN", {"claim": "helt"})], "gate `helt`", "held"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_name_is_told_with_the_nearest_one(name):
    documents, said, nearest = UNKNOWN[name]
    assert found(*documents) == [("DR202", f"unknown {said}", f"did you mean `{nearest}`?")]


VALUES = {
    "its gate": (offers(gate="helt"), "gate `helt`", "held"),
    "what stands instead": (offers(instead="rebat"), "value `rebat`", "rebate"),
    "what it brings": (offers(brings={"codes": ["C-OME"]}), "codes `C-OME`", "C-ONE"),
    "its form": (
        {"channel": [{"id": "phone", "title": "x", "form": "cal"}]},
        "form `cal`",
        "call",
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_declared_value_names_what_there_is(name):
    changed, said, nearest = VALUES[name]
    assert found(gate("held", {"days": 1}), **changed) == [("DR202", f"unknown {said}", f"did you mean `{nearest}`?")]


def test_an_objection_lies_under_one_that_is_there():
    more = {"kind": "objections", "objections": [{"id": "mine", "title": "x", "under": "disput"}]}
    assert ("DR202", "unknown objection `disput`", "did you mean `dispute`?") in found(more)


def test_a_snippet_is_for_one_section():
    assert found(script("s", "OPEN", {}), rule("r", {"script": {"CLOSE": "s"}})) == [
        ("DR206", "the snippet `s` is for OPEN, not for CLOSE", ""),
    ]


def test_a_misspelt_section_is_one_slip():
    assert found(script("s", "OPEN", {}), rule("r", {"script": {"OPEM": "s"}})) == [
        ("DR202", "unknown section `OPEM`", "did you mean `OPEN`?"),
    ]


def test_a_reply_is_a_snippet_of_its_section():
    assert found(script("s", "OPEN", {}), rule("r", {"script": {"REPLY": ["s"]}})) == [
        ("DR206", "the snippet `s` is for OPEN, not for REPLY", ""),
    ]


@pytest.mark.parametrize("then", [{"channel": "none"}, {"offer": "none"}, {"script": {"OPEN": "none"}}])
def test_none_is_always_there(then):
    assert found(rule("r", then)) == []


@pytest.mark.parametrize(
    ("sentence", "message", "hint"),
    [
        ({"zh-CN": "x", "en": "x", "insert": "consequences"}, "a sentence has words in both languages, or `insert`", ""),
        ({"en": "x"}, "the sentence is there in one language only", "write zh-CN and en"),
        ({"zh-CN": "x"}, "the sentence is there in one language only", "write zh-CN and en"),
        ({}, "a sentence has words in both languages, or `insert`", ""),
    ],
)
def test_a_sentence_has_words_in_both_languages_or_a_place_for_consequences(sentence, message, hint):
    words = script("s", "OPEN", {})
    words["sentences"] = [sentence]
    assert found(words) == [("DR207", message, hint)]


def test_a_thing_that_stands_twice_is_told_with_where_it_stands_already():
    ((code, message, hint),) = found(gate("g", {"days": 1}), gate("g", {"days": 2}))
    assert (code, message) == ("DR201", "the gate `g` stands twice")
    assert hint == "it stands at tiny/x.yaml:1:1 already"


def test_a_pack_that_declares_nothing_knows_no_names():
    wants = {
        "role": "clerk", "channel": ["phone"], "offer": "plan", "next_actions": ["wait"], "codes": ["C-ONE"],
        "tone": {"base": "warm"}, "holds": [{"hold": "manual", "stops": "whole"}], "script": {"OPEN": "none"},
        "follow_up": [{"task": "ring", "at": TODAY}], "deadlines": {"answer": TODAY},
    }  # fmt: skip
    documents = rule("r", wants), script("s", "CLOSE", {}, forms=["call"]), gate("g", {}, code="C-TWO", forms=["letter"])
    assert {f.message for f in compiled(documents)[1] if f.code == "DR202"} == {
        f"unknown {what}"
        for what in (
            "role `clerk`", "channel `phone`", "offer `plan`", "next_actions `wait`", "codes `C-ONE`", "tone `warm`",
            "holds `manual`", "task `ring`", "deadline `answer`", "section `OPEN`", "section `CLOSE`", "form `call`",
            "code `C-TWO`", "form `letter`",
        )
    }  # fmt: skip
