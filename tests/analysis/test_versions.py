"""Which step of a version a change asks for."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.structure import compare
from tests.analysis.packing import TITLE, causes, difference, facts, outcome, pack, parameters
from tests.meaning.both import derive, gate, rule, script


def names(found):
    return sorted({cause for cause, _ in found})


def fact(**said):
    return facts(x=said)


CHOICE = {"type": "choice", "values": ["p", "q"]}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ([], [fact()], ["name added"]),
        ([], [fact(required=True)], ["fact required", "name added"]),
        ([fact()], [], ["name removed"]),
        ([fact()], [fact(required=True)], ["decisions", "fact required"]),
        ([fact(required=True)], [fact()], ["decisions"]),
        ([fact(type="integer")], [fact(type="money")], ["decisions"]),
        ([fact(type="money")], [fact(type="integer")], ["decisions", "fact narrowed"]),
        ([fact(**CHOICE)], [fact(type="text")], ["decisions"]),
        ([fact(**CHOICE)], [fact(type="choice", values=["p"])], ["decisions", "fact narrowed"]),
        ([fact(**CHOICE)], [fact(type="choice", values=["p", "q", "r"])], ["decisions"]),
        ([fact(unit="days")], [fact(unit="hours")], ["decisions", "fact narrowed"]),
        ([fact()], [fact(computed="days_overdue")], ["decisions", "fact narrowed"]),
        ([fact()], [fact(computed="days_overdue", may_be_given=True)], ["decisions"]),
        ([fact()], [fact(absent=True)], ["decisions"]),
        ([fact()], [fact(meaning="another")], ["words"]),
        ([fact()], [fact(personal=True)], ["words"]),
    ],
)
def test_a_fact_asks_for(old, new, why):
    assert names(causes(old, new)) == why


LINES = [{"value": "early", "when": {"a": 1}}]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (derive("d", LINES, "early"), ["decisions"]),
        (derive("d", LINES, "late", values=["early", "late", "never"]), ["decisions"]),
        (derive("d", LINES, "late", values=["late"]), ["decisions", "fact narrowed"]),
        (derive("d", LINES, "late", title=TITLE), ["words"]),
    ],
)
def test_a_derived_fact_asks_for(new, why):
    assert names(causes([derive("d", LINES, "late")], [new])) == why


ONE = rule("one", {"role": "clerk"}, {"a": 1})


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ([], [ONE], ["decisions"]),
        ([ONE], [], ["decisions"]),
        ([rule("one", {"role": "clerk"}, status="retired")], [], ["words"]),
        ([ONE], [rule("other", {"role": "clerk"}, {"a": 1})], ["name added"]),
        ([ONE], [rule("one", {"role": "clerk"}, {"a": 2})], ["decisions"]),
        ([ONE], [rule("one", {"role": "clerk"}, {"a": 1}, layer="segment")], ["decisions"]),
        ([ONE], [rule("one", {"role": "clerk"}, {"a": 1}, because={"policy": "another"})], ["words"]),
        ([ONE], [rule("one", {"role": "clerk"}, {"a": 1}, title=TITLE)], ["words"]),
        ([rule("one", {"codes": ["C-ONE"]}, layer="law")], [], ["decisions", "loosened"]),
        ([], [rule("one", {"codes": ["C-ONE"]}, layer="law")], ["decisions"]),
        ([rule("one", {"codes": ["C-ONE"]}, layer="law")], [rule("two", {"codes": ["C-ONE"]}, layer="law")], ["name added"]),
        ([{"kind": "facts", "checks": ["c"]}], [], ["loosened"]),
        ([], [{"kind": "facts", "checks": ["c"]}], ["decisions"]),
    ],
)
def test_a_rule_or_a_check_asks_for(old, new, why):
    assert names(causes(old, new)) == why


@pytest.mark.parametrize(
    "thing",
    [
        lambda name: parameters({"name": name, "value": 1}),
        lambda name: gate(name, {"a": 1}),
        lambda name: script(name, "FACTS", {}),
        lambda name: outcome("role", {"id": name, "title": "x"}),
        lambda name: {"kind": "offers", "offers": [{"id": name, "title": "x"}]},
        lambda name: {"kind": "consequences", "consequences": [{"id": name, "sentence": "x"}]},
        lambda name: {"kind": "objections", "objections": [{"id": name, "title": "x"}]},
    ],
)
def test_a_name_that_others_may_say_asks_for_a_major_step_when_it_goes_or_is_another(thing):
    added, removed, renamed = (
        difference(*sides).required for sides in ([[], [thing("a")]], [[thing("a")], []], [[thing("a")], [thing("b")]])
    )
    assert (added, removed, renamed) == ("minor", "major", "major")


def said(text, **more):
    return [script("s", "FACTS", {"en": text, **more})]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (said("Hello."), said("Good day."), ["words"]),
        (said("Hello."), said("Hello.", pause="after"), ["words"]),
        (said("Hello {{ name }}."), said("Good day, {{ name }}."), ["words"]),
        (said("Hello."), said("Hello {{ name }}."), ["decisions"]),
        (said("Hello."), said("Hello.", when={"a": 1}), ["decisions"]),
        (said("Hello.", claim="g"), said("Hello."), ["decisions", "loosened"]),
        (said("Hello."), [script("s", "FACTS", {"en": "Hello."}, {"en": "Bye."})], ["words"]),
    ],
)
def test_words_ask_for_a_patch_and_what_they_hang_on_for_more(old, new, why):
    assert names(causes(old, new)) == why


def consequence(text):
    return [{"kind": "consequences", "consequences": [{"id": "c", "sentence": text}]}]


def test_the_sentence_of_a_consequence_is_words_too():
    assert names(causes(consequence("Interest runs."), consequence({"zh-CN": "计息。", "en": "Interest runs."}))) == ["words"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ({"languages": ["en", "zh-CN"]}, {"languages": ["en"]}, ["decisions", "name removed"]),
        ({"languages": ["en"]}, {"languages": ["zh-CN", "en"]}, ["decisions"]),
        ({"extends": ["a", "b"]}, {"extends": ["a"]}, ["decisions", "name removed"]),
        ({"extends": ["a"]}, {"extends": ["a", "b"]}, ["decisions"]),
        ({"owner": "me"}, {"owner": "you"}, ["words"]),
        ({"engine": ">=0.1"}, {"engine": ">=0.2"}, ["decisions"]),
        ({"version": "1.0.0"}, {"version": "1.0.1"}, []),
        ({"name": "mine"}, {"name": "yours"}, ["name renamed"]),
    ],
)
def test_a_header_asks_for(old, new, why):
    (found,) = compare([pack(**old)], [pack(**new)])
    assert names((s.cause, s.id) for s in found.steps) == why


def test_the_order_of_declared_values_asks_for_a_minor_step():
    assert causes([outcome("role", "a", "b")], [outcome("role", "b", "a")]) == [("decisions", "role")]


def test_a_file_that_is_called_otherwise_asks_for_nothing():
    (found,) = compare([pack(ONE, files=["a.yaml"])], [pack(ONE, files=["b.yaml"])])
    assert (found.required, len(found.items)) == ("none", 1)


def test_reasons_come_the_gravest_first():
    found = difference(
        [fact(), ONE], [rule("one", {"role": "clerk"}, {"a": 1}, title=TITLE), rule("two", {"role": "clerk"}, {"a": 2})]
    )
    assert [s.level for s in found.steps] == ["major", "minor", "patch"]


def test_the_keys_show_where_a_reason_lies():
    (step,) = difference([ONE], [rule("one", {"role": "chief"}, {"a": 2})]).steps
    assert set(step.keys) == {"when", "then.role"}


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        (fact(), fact(required=True), ("required",)),
        (fact(type="money"), fact(type="integer"), ("type",)),
        (fact(**CHOICE), fact(type="choice", values=["p"]), ("values",)),
        (fact(unit="days"), fact(unit="hours"), ("unit",)),
        (fact(), fact(computed="days_overdue"), ("may_be_given",)),
        (fact(type="money", unit="days"), fact(type="integer", unit="hours"), ("type", "unit")),
    ],
)
def test_the_keys_show_what_of_a_fact_is_narrower(old, new, keys):
    steps = [step.keys for step in difference([old], [new]).steps if step.level == "major"]
    assert steps == [keys]


def test_the_key_shows_of_what_kind_a_name_is_that_a_header_lost():
    (found,) = compare([pack(languages=["en", "zh-CN"])], [pack(languages=["en"])])
    assert [s.keys for s in found.steps if s.cause == "name removed"] == [("languages",)]


def test_the_key_shows_that_a_pack_is_called_otherwise():
    (found,) = compare([pack(name="mine")], [pack(name="yours")])
    assert [s.keys for s in found.steps] == [("id",)]


def test_a_step_names_what_asks_for_it():
    new = rule("other", {"role": "clerk"}, {"a": 1})
    assert [(s.kind, s.id) for s in difference([ONE], [new]).steps] == [("rule", "other")]
