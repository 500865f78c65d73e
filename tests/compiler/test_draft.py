"""Packs laid together: everything under its name, and no name twice."""

from __future__ import annotations

import pytest

from tests.meaning.both import derive, gate, rule, script, vocabulary
from tests.meaning.packs import compiled

TWICE = {
    "fact": {"kind": "facts", "facts": {"mine": {"type": "flag", "title": "x", "meaning": "x"}}},
    "parameter": {"kind": "parameters", "parameters": [{"name": "mine", "meaning": "x", "value": 1}]},
    "derived fact": derive("mine", [{"value": "early", "when": {"days": 1}}], "late"),
    "gate": gate("mine", {"days": 1}),
    "objection": {"kind": "objections", "objections": [{"id": "mine", "title": "x"}]},
    "rule": rule("mine", {"next_actions": ["wait"]}),
    "property": {
        "kind": "properties",
        "properties": [{"id": "mine", "title": "x", "because": {"policy": "x"}, "never": {"role": "chief"}}],
    },
    "snippet": script("mine", "OPEN", {}),
    "value of `tasks`": {"kind": "outcome", "outcome": "tasks", "values": [{"id": "mine", "title": "x"}]},
}


@pytest.mark.parametrize("what", TWICE)
def test_a_thing_that_stands_twice_is_told_with_what_it_is(what):
    findings = compiled([*vocabulary(), TWICE[what], TWICE[what]])[1]
    assert [(f.code, f.message, f.place.file) for f in findings] == [
        ("DR201", f"the {what} `mine` stands twice", "tiny/x.yaml"),
    ]


def test_a_derived_fact_does_not_stand_beside_a_fact_of_its_name():
    findings = compiled([*vocabulary(), TWICE["fact"], TWICE["derived fact"]])[1]
    assert ("DR201", "the fact `mine` stands twice") in [(f.code, f.message) for f in findings]


@pytest.mark.parametrize(("of", "file"), [([{"days": 1}], "tiny/x.yaml"), ([{}], "tiny/pack.yaml")])
def test_more_conditions_than_there_are_is_told_where_the_first_of_them_stands(of, file):
    wrong = rule("r", {"next_actions": ["wait"]}, {"at_least_n_of": {"n": 2, "of": of}})
    assert [(f.code, f.place.file) for f in compiled([*vocabulary(), wrong])[1]] == [("DR204", file)]


@pytest.mark.parametrize("key", ["always", "never"])
def test_a_promise_is_told_to_name_an_unknown_outcome(key):
    body = {"id": "mine", "title": "x", "because": {"policy": "x"}, key: {"rolle": "chief"}}
    findings = compiled([*vocabulary(), {"kind": "properties", "properties": [body]}])[1]
    assert [(f.code, f.message, f.help) for f in findings] == [("DR202", "unknown outcome `rolle`", "did you mean `role`?")]


@pytest.mark.parametrize("promise", [{}, {"always": {"role": "clerk"}, "never": {"role": "chief"}}])
def test_a_property_has_one_promise(promise):
    body = {"id": "mine", "title": "x", "because": {"policy": "x"}, **promise}
    findings = compiled([*vocabulary(), {"kind": "properties", "properties": [body]}])[1]
    said = "the property `mine` needs either `always` or `never`"
    assert [(f.code, f.message, f.place.file) for f in findings] == [("DR216", said, "tiny/x.yaml")]
