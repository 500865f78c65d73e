"""What no case reaches: rules that never win, values and words that are in no decision, objections nobody answers."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.reach import GAP, HIDDEN, UNANSWERED, UNREACHED, find_hidden, find_unreached
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.witness import Witnesses
from tests.meaning.both import compiled, rule, script, vocabulary
from tests.meaning.packs import packed

NO_CASE = {"agreed": {"known": True}, "none": [{"agreed": {"known": True}}]}


def outcomes_of(*documents):
    programs, findings = compiled([*vocabulary(), *documents])
    assert programs, findings
    return Outcomes(Regions(programs[0]))


def hidden(*documents):
    return find_hidden(outcomes_of(*documents))


def unreached(*documents, objections=()):
    pack = packed([*vocabulary(), *documents])
    asked = [o for o in pack.objections if o.id in objections]
    return find_unreached(Witnesses(outcomes_of(*documents)), pack, asked)


def messages(found, code):
    return [f.message for f in found if f.code == code]


CLERK = rule("always", {"role": "clerk"}, priority=1)
CHIEF = rule("never", {"role": "chief"}, {"agreed": True})


def test_a_rule_that_never_wins_is_told_with_the_one_that_hides_it():
    (found,) = hidden(CLERK, CHIEF)
    assert (found.code, found.message) == (HIDDEN, "`never` never decides role: `always` always goes before it")


def test_a_hidden_rule_is_a_warning_with_ways_out():
    (found,) = hidden(CLERK, CHIEF)
    assert found.severity == "warning"
    assert found.help == "give it an earlier layer or a higher priority, narrow the other, or take this wish out"


def test_a_rule_that_sometimes_wins_is_not_hidden():
    assert hidden(rule("often", {"role": "clerk"}, {"days": 3}, priority=1), CHIEF) == ()


def test_rules_that_hide_one_only_together_are_all_named():
    told = hidden(
        rule("low", {"role": "clerk"}, {"days": {"at_most": 5}}, priority=1),
        rule("high", {"role": "clerk"}, {"days": {"at_least": 3}}, priority=2),
        rule("idle", {"role": "clerk"}, {"step": "low"}, priority=3),
        rule("never", {"role": "chief"}, {"days": {"known": True}}),
    )
    assert messages(told, HIDDEN) == ["`never` never decides role: `high` and `low` always go before it"]


def test_a_rule_that_never_fires_is_not_told_as_hidden():
    assert hidden(CLERK, rule("never", {"role": "chief"}, NO_CASE)) == ()


def test_a_closed_target_hides_a_rule_too():
    told = hidden(rule("shut", {"closes": ["offer"]}, layer="law"), rule("never", {"offer": "plan"}, {"agreed": True}))
    assert messages(told, HIDDEN) == ["`never` never decides offer: `shut` always goes before it"]


def test_a_part_of_a_script_and_the_base_of_a_level_are_named_too():
    documents = script("s", "OPEN", {}), script("t", "OPEN", {})
    told = hidden(
        *documents,
        rule("always", {"script": {"OPEN": "s"}, "tone": {"base": "warm"}}, priority=1),
        rule("never", {"script": {"OPEN": "t"}, "tone": {"base": "firm"}}),
    )
    assert [m.split(":")[0] for m in messages(told, HIDDEN)] == [
        "`never` never decides script.OPEN",
        "`never` never decides tone",
    ]


@pytest.mark.parametrize(
    ("target", "wish", "name"),
    [
        ("role", {"role": "chief"}, "chief"),
        ("channel", {"channel": ["post"]}, "post"),
        ("offer", {"offer": "plan"}, "plan"),
        ("tone", {"tone": {"base": "firm"}}, "firm"),
        ("next_actions", {"next_actions": ["call"]}, "call"),
        ("modifiers", {"modifiers": ["soft"]}, "soft"),
        ("codes", {"codes": ["C-ONE"]}, "C-ONE"),
        ("documents", {"documents": ["bill"]}, "bill"),
        ("holds", {"holds": [{"hold": "manual", "stops": "whole"}]}, "manual"),
    ],
)
def test_a_value_that_is_only_wanted_where_no_case_lies_is_told(target, wish, name):
    told = messages(unreached(rule("never", wish, NO_CASE)), UNREACHED)
    assert f"the value `{name}` of `{target}` is never in a decision" in told


def test_a_task_that_is_only_wanted_where_no_case_lies_is_told():
    tasks = {"kind": "outcome", "outcome": "tasks", "values": [{"id": "ring", "title": "x"}]}
    wish = {"follow_up": [{"task": "ring", "at": {"from": "contact_day"}}]}
    told = messages(unreached(tasks, rule("never", wish, NO_CASE)), UNREACHED)
    assert told == ["the value `ring` of `tasks` is never in a decision"]


def test_an_unreached_value_is_a_warning_with_a_way_out():
    (found, *_) = unreached(rule("never", {"codes": ["C-ONE"]}, NO_CASE))
    assert (found.severity, found.help) == ("warning", "look at what hides it, or take it out")


def test_a_value_that_some_case_has_is_not_told():
    assert messages(unreached(rule("often", {"codes": ["C-ONE"]}, {"agreed": True})), UNREACHED) == []


SAID = rule("a", {"channel": ["phone"], "script": {"OPEN": "s"}})


def test_a_sentence_that_is_never_said_is_told():
    told = messages(unreached(SAID, script("s", "OPEN", {}, {"when": NO_CASE})), UNREACHED)
    assert "a sentence of `s` is never said" in told


def test_sentences_that_some_case_hears_are_not_told():
    told = messages(unreached(SAID, script("s", "OPEN", {}, {"when": {"agreed": True}})), UNREACHED)
    assert "a sentence of `s` is never said" not in told


def test_cases_in_which_nothing_sets_a_choice_are_told():
    told = unreached(rule("a", {"role": "clerk"}, {"days": {"at_least": 5}}), rule("b", {"role": "chief"}, {"days": 4}))
    (gap,) = [f for f in told if f.code == GAP]
    assert gap.message == "no rule sets role where nothing unusual is the case"
    assert (gap.severity, gap.help) == (
        "warning",
        "add a rule for these cases, or one in the layer `default` for all the rest",
    )


def test_a_gap_is_told_with_what_is_unusual_in_it():
    told = unreached(rule("a", {"role": "clerk"}, {"agreed": {"known": False}}))
    assert messages(told, GAP) == ["no rule sets role where agreed is false or true"]


def test_a_choice_that_is_always_set_or_closed_has_no_gap():
    shut = rule("shut", {"closes": ["offer"]}, {"agreed": True}, layer="law")
    rest = rule("rest", {"offer": "plan"}, {"none": [{"agreed": True}]}, if_unknown="apply")
    assert messages(unreached(shut, rest), GAP) == []


REPLY = (script("yes", "REPLY", {}), rule("reply", {"channel": ["phone"], "script": {"REPLY": ["yes"]}}, {"objection": "delay"}))


def test_an_objection_that_nobody_answers_is_told():
    (found,) = [f for f in unreached(*REPLY, objections=("fee", "delay")) if f.code == UNANSWERED]
    assert found.message == "nobody answers the objection `fee`: no rule speaks of it, and no case has a reply to it"
    assert (found.severity, found.help) == ("error", "write a rule that replies to it, or to its parent")


def test_more_than_three_unanswered_objections_are_told_together():
    (found,) = [f for f in unreached(*REPLY, objections=("dispute", "fee", "late_fee", "other")) if f.code == UNANSWERED]
    assert found.message == "nobody answers 4 objections: `dispute`, `fee`, `late_fee`, `other`"
    assert (found.severity, found.help) == ("error", "write a rule that replies to it, or to its parent")


def test_three_unanswered_objections_are_told_one_by_one():
    told = messages(unreached(*REPLY, objections=("dispute", "fee", "late_fee")), UNANSWERED)
    assert len(told) == 3


def test_a_rule_that_speaks_of_a_parent_speaks_of_what_is_under_it():
    spoken = rule("reply", {"channel": ["phone"], "script": {"REPLY": ["yes"]}}, {"objection": "dispute"})
    assert messages(unreached(REPLY[0], spoken, objections=("fee", "late_fee")), UNANSWERED) == []


def test_a_rule_that_asks_for_all_but_an_objection_does_not_speak_of_it():
    """It fires on `delay` for a reason of its own, and only there a reply is heard."""
    other = rule("reply", {"channel": ["phone"], "script": {"REPLY": ["yes"]}}, {"objection": {"not": "fee"}, "agreed": True})
    assert messages(unreached(REPLY[0], other, objections=("fee", "delay")), UNANSWERED) == [
        "nobody answers the objection `fee`: no rule speaks of it, and no case has a reply to it",
    ]


def test_what_stands_in_a_none_is_not_spoken_of():
    other = rule("reply", {"channel": ["phone"], "script": {"REPLY": ["yes"]}}, {"none": [{"objection": ["fee", "none"]}]})
    told = messages(unreached(REPLY[0], other, objections=("fee", "delay")), UNANSWERED)
    assert [m.split("`")[1] for m in told] == ["fee"]


def test_what_stands_deeper_in_a_condition_is_spoken_of():
    deep = {"any": [{"agreed": True}, {"days": 3, "objections": {"includes": ["fee"]}}]}
    assert messages(unreached(REPLY[0], rule("a", {"codes": ["C-ONE"]}, deep), objections=("fee",)), UNANSWERED) == []
