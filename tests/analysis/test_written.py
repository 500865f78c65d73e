"""What a thing of a pack says, in the words of its author."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.written import spelled, wishes, words_of
from tests.analysis.packing import facts, outcome, pack, parameters
from tests.meaning.both import derive, gate, rule, script


def when(text):
    (found,) = pack(rule("one", {"role": "clerk"}, text)).rules
    return words_of(found).get("when", "")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ""),
        ({"a": True}, "{a: true}"),
        ({"a": "yes"}, '{a: "yes"}'),
        ({"a": "8"}, '{a: "8"}'),
        ({"a": ["y", "x"]}, "{a: [x, y]}"),
        ({"a": {"not": ["y", "x"]}}, "{a: {not: [x, y]}}"),
        ({"b": 1, "a": {"at_least": 1.50}}, "{a: {at_least: 1.5}, b: 1}"),
        ({"a": {"between": [9, 10]}}, "{a: {between: [9, 10]}}"),
        ({"a": {"from": "21:00", "until": "08:30"}}, '{a: {from: "21:00", until: "08:30"}}'),
        ({"a": {"parameter": "most"}}, "{a: {parameter: most}}"),
        ({"any": [{"b": 1}, {"a": 1, "c": 2}]}, "{any: [{a: 1, c: 2}, {b: 1}]}"),
        ({"none": [{"b": 1}]}, "{none: [{b: 1}]}"),
        ({"at_least_n_of": {"n": 1, "of": [{"b": 1}, {"a": 1}]}}, "{at_least_n_of: {n: 1, of: [{a: 1}, {b: 1}]}}"),
    ],
)
def test_a_condition_is_written_as_its_author_would_in_one_order(given, told):
    assert when(given) == told


def test_what_says_nothing_more_than_the_default_is_left_out():
    (found,) = pack(rule("one", {"role": "clerk"}, if_unknown="skip")).rules
    assert words_of(found) == {"title": "x", "then.role": "clerk", "layer": "stage", "if_unknown": "skip", "because.policy": "x"}


def test_a_wish_is_told_target_by_target():
    then = {
        "channel": ["phone", "post"],
        "script": {"FACTS": "plain", "REPLY": ["b", "a"]},
        "codes": ["C-TWO", "C-ONE"],
        "tone": {"soft_cap": "warm"},
        "verdict": "review",
        "deadlines": {"pay_by": {"from": "contact_day", "plus": {"days": 3}}},
        "closes": ["script", "offer"],
        "quiet_hours": [{"from": "21:00", "until": {"parameter": "quiet_until"}, "working_days": True}],
        "holds": [{"hold": "manual", "stops": "part", "until": {"from": "contact_day", "time": {"fact": "office_close"}}}],
    }
    (found,) = pack(rule("one", then)).rules
    assert dict(wishes(found.then)) == {
        "channel": "[phone, post]",
        "script.FACTS": "plain",
        "script.REPLY": "b, a",
        "codes": "C-ONE, C-TWO",
        "tone.soft_cap": "warm",
        "verdict.floor": "review",
        "deadlines.pay_by": "{from: contact_day, plus: {days: 3}}",
        "closes": "offer, script",
        "quiet_hours": '{from: "21:00", until: {parameter: quiet_until}, working_days: true}',
        "holds": "{hold: manual, stops: part, until: {from: contact_day, time: {fact: office_close}}}",
    }


def test_a_fact_tells_its_values_in_order_only_when_they_stand_in_order():
    loose, strict = pack(
        facts(loose={"type": "choice", "values": ["b", "a"]}, strict={"type": "choice", "values": ["b", "a"], "ordered": True})
    ).facts
    assert (words_of(loose)["values"], words_of(strict)["values"]) == ("[a, b]", "[b, a]")


def test_a_derived_fact_tells_its_lines_one_by_one():
    document = derive(
        "x", [{"value": "early", "when": {"a": 1}}, {"value": "late", "when": {"a": 2}}], "late", title={"zh-CN": "甲", "en": "x"}
    )
    (found,) = pack(document).derivations
    told = words_of(found)
    assert {k: v for k, v in told.items() if k.startswith(("first", "otherwise", "title"))} == {
        "title.zh-CN": "甲",
        "title.en": "x",
        "first[1].value": "early",
        "first[1].when": "{a: 1}",
        "first[2].value": "late",
        "first[2].when": "{a: 2}",
        "otherwise": "late",
    }


def test_a_count_tells_its_conditions_one_by_one():
    document = {"kind": "derive", "fact": "signs", "title": "x", "meaning": "x", "count_of": [{"a": 1}, {"b": 2}]}
    told = words_of(pack(document).derivations[0])
    assert (told["count_of[1]"], told["count_of[2]"], told["type"]) == ("{a: 1}", "{b: 2}", "integer")


def test_a_parameter_tells_its_figure_or_each_cell_of_its_table():
    one, two = pack(
        parameters({"name": "one", "value": 3}, {"name": "two", "by": ["a", "b"], "values": {"x": {"CNY": 1}, "y": {"EUR": 2}}})
    ).parameters
    assert words_of(one) == {"meaning": "x", "value": "3"}
    assert words_of(two) == {"meaning": "x", "by": "[a, b]", "values.x.CNY": "1", "values.y.EUR": "2"}


def test_a_sentence_tells_its_words_beside_what_it_hangs_on():
    (found,) = pack(script("one", "FACTS", {"en": "Hello.", "zh-CN": "您好。", "claim": "true_gate", "when": {"a": 1}})).snippets
    told = words_of(found)
    assert {k: v for k, v in told.items() if k.startswith("sentences")} == {
        "sentences[1].zh-CN": "您好。",
        "sentences[1].en": "Hello.",
        "sentences[1].claim": "true_gate",
        "sentences[1].when": "{a: 1}",
    }
    assert told["forms"] == "[call, letter]"


def test_an_offer_tells_its_parts_and_what_it_brings():
    terms = {
        "parts": [
            {"share": {"parameter": "down"}, "due": {"from": "contact_day"}},
            {"equal": 2, "due": {"from": "part"}},
            {"each": {"fact": "affordable"}, "at_most": {"parameter": "most"}, "due": {"day_of_month": 10}},
        ]
    }
    document = {"kind": "offers", "offers": [{"id": "plan", "terms": terms, "brings": [{"when": {"a": 1}, "codes": ["C-ONE"]}]}]}
    (item,) = pack(document).outcomes[0].items
    assert words_of(item) == {
        "brings[1].codes": "C-ONE",
        "brings[1].when": "{a: 1}",
        "terms.parts[1].share": "{parameter: down}",
        "terms.parts[1].due": "{from: contact_day}",
        "terms.parts[2].equal": "2",
        "terms.parts[2].due": "{from: part}",
        "terms.parts[3].each": "{fact: affordable}",
        "terms.parts[3].at_most": "{parameter: most}",
        "terms.parts[3].due": "{from: contact_day, day_of_month: 10}",
    }


def test_a_gate_tells_the_days_it_opens_after():
    (found,) = pack(
        gate("g", {"a": 1}, forms=["letter", "call"], opens_after={"level": "contact_interval", "since": "last"})
    ).gates
    told = words_of(found)
    assert (told["forms"], told["opens_after"]) == ("[call, letter]", "[contact_interval, last]")


def test_days_and_mappings_have_one_spelling():
    (found,) = pack(rule("one", {"role": "clerk"}, in_force={"from": "2026-01-01", "until": "2027-01-01"})).rules
    assert words_of(found)["in_force"] == "{from: 2026-01-01, until: 2027-01-01}"
    assert spelled({"b": [1, "x y"], "a": ("x", None)[:1]}) == "{a: [x], b: [1, x y]}"


def test_a_declared_value_with_nothing_but_its_name_says_nothing():
    assert words_of(pack(outcome("role", "clerk")).outcomes[0].items[0]) == {}
