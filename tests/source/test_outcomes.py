from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from dunning_rules.model.condition import ALWAYS
from dunning_rules.model.outcome import Choose, Collect, Hold, Step, Then
from dunning_rules.model.titles import Titles
from dunning_rules.place import Place
from dunning_rules.source.outcomes import BRINGS, CONSEQUENCE, OFFER, THEN, TITLES, VALUE
from tests.building import built, refused


def at(column):
    return Place("pack/file.yaml", 1, column)


@pytest.mark.parametrize(
    ("text", "expected"), [("{zh-CN: 催款函, en: demand letter}", Titles("催款函", "demand letter")), ("M2", Titles("M2", "M2"))]
)
def test_a_title_stands_in_both_languages_or_is_one_text(text, expected):
    assert expected == built(TITLES, text)


@pytest.mark.parametrize("text", ["{en: demand letter}", "{zh-CN: 催款函}", '""', "12"])
def test_a_title_in_one_language_only_is_refused(text):
    assert refused(TITLES, text) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("role: clerk", Choose("role", "clerk", place=at(1))),
        ("offer: none", Choose("offer", "none", place=at(1))),
        ("channel: phone", Choose("channel", ("phone",), place=at(1))),
        ("channel: [phone, email]", Choose("channel", ("phone", "email"), place=at(1))),
        ("script: {OPEN: hello}", Choose("script", "hello", "OPEN", at(10))),
        ("script: {OPEN: none}", Choose("script", "none", "OPEN", at(10))),
    ],
)
def test_one_value_is_chosen_for_a_target(text, expected):
    assert built(THEN, text) == Then(choose=(expected,))


def test_a_preferred_window_is_chosen():
    (chosen,) = built(THEN, 'preferred_window: {from: "14:00", until: "16:00"}').choose
    assert (chosen.target, chosen.value.start, chosen.value.end) == ("preferred_window", time(14), time(16))


def test_a_deadline_is_chosen_for_each_kind():
    found = built(THEN, "deadlines: {pay_by: {from: part}, offer_expiry: {from: contact_at}}").choose
    assert [(c.target, c.part, c.value.origin, c.place.column) for c in found] == [
        ("deadlines", "pay_by", "part", 13),
        ("deadlines", "offer_expiry", "contact_at", 35),
    ]


@pytest.mark.parametrize("target", ["next_actions", "modifiers", "codes", "documents", "records", "consequences"])
def test_every_element_of_a_list_is_collected_with_its_own_place(target):
    found = built(THEN, f"{target}: [one, two]")
    assert found == Then(collect=tuple(Collect(target, v, at(len(target) + c)) for v, c in (("one", 4), ("two", 9))))


def test_replies_are_collected_while_other_sections_choose():
    found = built(THEN, "script: {REPLY: [first, second], OPEN: hello}")
    assert found == Then(
        choose=(Choose("script", "hello", "OPEN", at(34)),),
        collect=(Collect("script.REPLY", "first", at(10)), Collect("script.REPLY", "second", at(10))),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("manual", Hold("manual", "whole", place=at(9))),
        ("{hold: dispute, stops: part}", Hold("dispute", "part", place=at(9))),
    ],
)
def test_a_hold_stops_the_whole_case_unless_it_says_what_it_stops(text, expected):
    assert built(THEN, f"holds: [{text}]").collect == (Collect("holds", expected, at(9)),)


def test_a_hold_may_name_the_day_on_which_it_is_looked_at_again():
    (found,) = built(THEN, "holds: [{hold: dispute, stops: fees, until: {from: promise_date}}]").collect
    assert found.value.until.origin == "promise_date"


@pytest.mark.parametrize(
    ("target", "element"),
    [
        ("follow_up", "{task: reminder, at: {}}"),
        ("quiet_hours", '{from: "22:00", until: "08:00"}'),
        ("avoid_hours", '{from: "12:00", until: "13:00"}'),
    ],
)
def test_tasks_and_hours_are_collected_with_the_place_they_have(target, element):
    found = built(THEN, f"{target}: [{element}, {element}]").collect
    assert [(c.target, c.place) for c in found] == [(target, c.value.place) for c in found]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("tone: {base: warm}", [("tone", "base", "warm")]),
        ("tone: {shift: -1, soft_cap: plain}", [("tone", "shift", -1), ("tone", "soft_cap", "plain")]),
        ("tone: {floor: firm, hard_cap: firm}", [("tone", "floor", "firm"), ("tone", "hard_cap", "firm")]),
        (
            "contact_interval: {base: 5, times: 0.6}",
            [("contact_interval", "base", 5), ("contact_interval", "times", Decimal("0.6"))],
        ),
        ("verdict: hold", [("verdict", "floor", "hold")]),
    ],
)
def test_a_level_is_moved_by_steps_and_a_verdict_has_floors_only(text, steps):
    assert built(THEN, text) == Then(steps=tuple(Step(*step, place=at(1)) for step in steps))


def test_what_is_closed_is_no_wish():
    assert built(THEN, "closes: [script, offer]") == Then(closes=("script", "offer"))


def test_a_rule_may_want_nothing():
    assert built(THEN, "{}") == Then()


@pytest.mark.parametrize(
    "text",
    [
        "roles: clerk",
        "role: [clerk]",
        "channel: []",
        "next_actions: call",
        "codes: []",
        "script: {}",
        "script: hello",
        "holds: [{hold: dispute}]",
        "holds: [{hold: dispute, stops: nothing}]",
        "follow_up: [{task: reminder}]",
        "tone: warm",
        "tone: {}",
        "tone: {shift: 0.5}",
        "verdict: forbid",
        "verdict: {floor: hold}",
        "closes: [verdict]",
    ],
)
def test_a_wish_of_another_shape_is_refused(text):
    assert refused(THEN, text) == 1


def test_what_a_value_brings_is_brought_always_unless_it_says_when():
    assert built(BRINGS, "{codes: [C-ONE]}").when == ALWAYS


def test_what_a_value_brings_may_depend_on_facts():
    found = built(BRINGS, "{when: {stage: M2}, verdict: review}")
    assert (found.when.fact, found.then) == ("stage", Then(steps=(Step("verdict", "floor", "review", at(21)),)))


@pytest.mark.parametrize("text", ["{}", "{tone: {shift: 1}}", "{offer: plan}", "{closes: [offer]}"])
def test_what_decides_is_not_brought(text):
    assert refused(BRINGS, text) == 1


@pytest.mark.parametrize(("text", "expected"), [("{codes: [A]}", 1), ("[{codes: [A]}, {codes: [B]}]", 2)])
def test_a_value_brings_one_thing_or_several(text, expected):
    assert len(built(VALUE, f"{{id: phone, brings: {text}}}").brings) == expected


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (VALUE, "{id: phone, instead: email}"),
        (VALUE, "{id: phone, terms: {}}"),
        (VALUE, "{id: firm, most_consequences: -1}"),
        (OFFER, "{id: plan, form: call}"),
        (OFFER, "{title: plan}"),
        (CONSEQUENCE, "{id: interest}"),
        (CONSEQUENCE, "{id: interest, sentence: x, terms: {}}"),
    ],
)
def test_a_declared_value_has_the_keys_of_its_kind(shape, text):
    assert refused(shape, text) == 1


def test_an_offer_has_its_terms_its_gate_and_what_takes_its_place():
    offer = built(OFFER, "{id: plan, gate: authority, instead: rebate, terms: {less: 0.02}}")
    assert (offer.id, offer.gate, offer.instead, offer.terms.less) == ("plan", "authority", "rebate", Decimal("0.02"))


@pytest.mark.parametrize(("text", "expected"), [("{id: firm, most_consequences: 0}", 0), ("{id: firm}", None)])
def test_a_tone_may_say_how_many_consequences_it_names_at_most(text, expected):
    assert expected == built(VALUE, text).most_consequences
