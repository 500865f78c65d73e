"""M5, M7 and M8: what unknown facts do to rules, derived facts, and the tree of objections."""

from __future__ import annotations

import pytest

from tests.meaning.both import asked, compiled, derive, holds, rule, vocabulary

WAIT = {"next_actions": ["wait"]}
COUNT = {"kind": "derive", "fact": "signs", "title": "x", "meaning": "x"}


def fired(documents, facts):
    return asked([*vocabulary(), *documents], facts)["fired"]


def test_a_rule_that_cannot_be_told_is_skipped():
    assert fired([rule("r", WAIT, {"days": 1})], {}) == []


def test_a_rule_that_says_so_applies_when_it_cannot_be_told():
    assert fired([rule("r", WAIT, {"days": 1}, if_unknown="apply")], {}) == ["r"]


def test_applying_never_turns_false_into_true():
    assert fired([rule("r", WAIT, {"days": 1}, if_unknown="apply")], {"days": 2}) == []


@pytest.mark.parametrize(
    ("layer", "then"),
    [
        ("data", WAIT),
        ("contact_limits", WAIT),
        ("stage", {"codes": ["C-ONE"]}),
        ("stage", {"holds": ["manual"]}),
        ("stage", {"verdict": "review"}),
        ("stage", {"tone": {"soft_cap": "warm"}}),
        ("stage", {"tone": {"hard_cap": "warm"}}),
    ],
)
def test_guards_and_restraints_must_say_what_unknown_means(layer, then):
    document = rule("r", then, {"days": 1}, layer=layer)
    del document["rules"][0]["if_unknown"]
    assert [f.code for f in compiled([*vocabulary(), document])[1]] == ["DR208"]


def test_other_rules_need_not_say_it():
    document = rule("r", {**WAIT, "tone": {"floor": "warm"}}, {"days": 1})
    del document["rules"][0]["if_unknown"]
    assert compiled([*vocabulary(), document])[1] == ()


def test_a_guard_without_condition_has_nothing_to_say():
    document = rule("r", WAIT, layer="data")
    del document["rules"][0]["if_unknown"]
    assert compiled([*vocabulary(), document])[1] == ()


def values(documents, facts):
    return asked([*vocabulary(), *documents], facts)["values"]


LATE = derive("stage", [{"value": "late", "when": {"days": {"at_least": 30}}}], "early")


def test_the_first_line_that_holds_gives_the_value():
    lines = [{"value": "late", "when": {"days": {"at_least": 30}}}, {"value": "early", "when": {"days": {"at_least": 0}}}]
    assert values([derive("stage", lines, "late")], {"days": 31}) == {"stage": "late"}


def test_a_line_that_cannot_be_told_is_passed_over_and_named():
    found = asked([*vocabulary(), LATE], {})
    assert (found["values"], found["passed"]) == ({"stage": "early"}, ["stage"])


def test_a_count_counts_what_is_true():
    counted = {**COUNT, "count_of": [{"days": 1}, {"agreed": True}, {"step": "low"}]}
    assert values([counted], {"days": 1, "agreed": True}) == {"signs": 2}


def test_derived_facts_may_stand_on_each_other_in_any_order():
    counted = {**COUNT, "count_of": [{"stage": "late"}]}
    assert values([counted, LATE], {"days": 30}) == {"signs": 1, "stage": "late"}


def test_a_circle_of_derived_facts_is_refused():
    circle = derive("stage", [{"value": "late", "when": {"signs": 1}}], "early")
    counted = {**COUNT, "count_of": [{"stage": "late"}]}
    assert [f.code for f in compiled([*vocabulary(), circle, counted])[1]] == ["DR209"]


@pytest.mark.parametrize(
    ("wanted", "said", "expected"),
    [("dispute", "late_fee", True), ("fee", "late_fee", True), ("late_fee", "fee", False), ("dispute", "delay", False)],
)
def test_a_rule_on_the_parent_covers_the_child(wanted, said, expected):
    assert holds({"objection": wanted}, {"objection": said}) is expected


def test_not_the_parent_is_not_the_child_either():
    assert holds({"objection": {"not": "dispute"}}, {"objection": "late_fee"}) is False


def test_a_set_of_objections_holds_the_parent_of_its_members():
    assert holds({"objections": {"includes": "dispute"}}, {"objections": ["late_fee"]}) is True


def test_the_gravest_of_several_objections_leads():
    assert holds({"objection": "dispute"}, {"objections": ["other", "delay", "dispute"]}) is True


def test_one_objection_is_a_set_of_one():
    assert holds({"objections": {"includes": "delay"}}, {"objection": "delay"}) is True


def test_no_objection_leaves_the_set_unknown():
    assert holds({"objections": {"known": True}}, {"objection": "none"}) is False
