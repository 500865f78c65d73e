"""What cases show of a pack, and what they do not."""

from __future__ import annotations

from dunning_rules.model.coverage import Count
from tests.meaning.both import derive, gate, rule, script
from tests.packtest.small import lacks, measure, seen

WAIT = {"next_actions": ["wait"]}
BOTH = rule("asked", WAIT, {"agreed": True, "days": {"at_least": 30}})


def test_without_cases_nothing_is_seen():
    assert set(seen([BOTH]).values()) == {False}


def test_a_rule_counts_when_it_fires_and_not_when_it_only_may():
    assert seen([BOTH], {"agreed": True})["rules: fired"] is False
    assert seen([BOTH], {"agreed": True, "days": 30})["rules: fired"] is True


def test_a_rule_that_fires_on_an_unknown_fact_has_fired_and_was_not_true():
    found = seen([rule("asked", WAIT, {"agreed": True}, if_unknown="apply")], {})
    assert (found["rules: fired"], found["conditions: true"], found["conditions: cannot tell"]) == (True, False, True)


def test_one_false_test_is_a_near_miss_and_two_are_not():
    assert seen([BOTH], {"agreed": False, "days": 30})["conditions: a near miss"] is True
    assert seen([BOTH], {"agreed": False, "days": 29})["conditions: a near miss"] is False
    assert seen([BOTH], {"agreed": False})["conditions: a near miss"] is False


def test_each_test_needs_to_be_seen_deciding_for_and_against():
    assert lacks([BOTH], {"agreed": True, "days": 30}) == {
        "test 1, of `agreed`": "not seen deciding against it",
        "test 2, of `days`": "not seen deciding against it",
    }
    pairs = ({"agreed": True, "days": 30}, {"agreed": False, "days": 30}, {"agreed": True, "days": 29})
    assert set(lacks([BOTH], *pairs).values()) == {""}


def test_a_fact_that_is_always_known_needs_no_case_in_which_it_is_not():
    early = derive("pace", [{"value": "early", "when": {"days": {"at_most": 0}}}], "late")
    found = seen([early, rule("asked", WAIT, {"pace": "early"})], {"days": 0})
    cannot = [aspect for aspect in found if "cannot tell" in aspect]
    assert cannot == ["conditions: cannot tell"]
    goals = measure([early, rule("asked", WAIT, {"pace": "early"})])[0].coverage().goals
    assert {g.owner for g in goals if g.aspect == "cannot tell"} == {"derived fact `pace`, line 1 (`early`)"}


def test_whether_a_fact_is_known_is_always_told():
    found = seen([rule("asked", WAIT, {"agreed": {"known": True}})], {})
    assert "conditions: cannot tell" not in found


def test_what_no_answer_can_show_is_not_asked_for():
    """One fact cannot be both; the second alternative is true wherever the first is."""
    found = lacks([rule("asked", WAIT, {"any": [{"days": {"at_least": 30}}, {"days": {"at_least": 1}}]})])
    assert list(found) == ["test 2, of `days`"]


def test_a_line_is_asked_only_after_the_lines_before_it():
    lines = [{"value": "early", "when": {"days": {"at_most": 0}}}, {"value": "late", "when": {"agreed": True}}]
    documents = [derive("pace", lines, "late")]
    goals = measure(documents, {"days": 0, "agreed": True})[0].coverage().goals
    assert [g.seen for g in goals if "line 2" in g.owner and g.aspect == "true"] == [False]
    goals = measure(documents, {"days": 1, "agreed": True})[0].coverage().goals
    assert [g.seen for g in goals if "line 2" in g.owner and g.aspect == "true"] == [True]


def test_a_gate_is_seen_open_shut_and_untold():
    found = seen([gate("door", {"agreed": True})], {"agreed": True}, {})
    assert {a: s for a, s in found.items() if a.startswith("gates")} == {
        "gates: open": True,
        "gates: shut": False,
        "gates: cannot tell": True,
    }


def test_a_sentence_is_said_in_each_language_and_left_out_where_it_can_be(section):
    documents = [
        script("words", section, {"when": {"agreed": True}}, {"zh-CN": "还有一句。", "en": "One more."}),
        rule("speak", {"channel": "phone", "script": {section: "words"}}),
    ]
    goals = measure(documents, {"agreed": True})[0].coverage().goals
    found = {(g.owner[-1], g.aspect): g.seen for g in goals if g.figure == "sentences" and "snippet" in g.owner}
    assert found == {
        ("1", "said in zh-CN"): True,
        ("1", "said in en"): False,
        ("1", "left out"): False,
        ("2", "said in zh-CN"): True,
        ("2", "said in en"): False,
    }
    goals = measure(documents, {"agreed": False})[0].coverage().goals
    assert [g.seen for g in goals if g.aspect == "left out" and "snippet" in g.owner] == [True]


def test_an_optional_sentence_with_an_empty_slot_is_left_out(section):
    documents = [
        script("words", section, {"zh-CN": "{{ days }}", "en": "{{ days }}", "optional": True}),
        rule("speak", {"channel": "phone", "script": {section: "words"}}),
    ]
    for facts, said in (({"days": 3}, True), ({}, False)):
        goals = measure(documents, facts)[0].coverage().goals
        found = {g.aspect: g.seen for g in goals if g.figure == "sentences" and "snippet" in g.owner}
        assert found == {"said in zh-CN": said, "said in en": False, "left out": not said}


def test_the_condition_of_a_sentence_is_asked_where_its_snippet_is_in_the_script(section):
    words = script("words", section, {"when": {"agreed": True}})
    goals = measure([words], {"agreed": True})[0].coverage().goals
    assert [g.seen for g in goals if g.figure == "conditions" and g.aspect == "true"] == [False]


def test_counts_are_whole_per_cent_rounded_down():
    assert (Count(2, 3).percent, Count(199, 200).percent, Count(0, 0).percent) == (66, 99, 100)


def test_a_named_consequence_is_said_and_a_removed_one_left_out(section):
    documents = [
        script("words", section, {"insert": "consequences"}),
        rule("speak", {"channel": "phone", "script": {section: "words"}, "consequences": ["interest"]}),
    ]
    goals = measure(documents, {})[0].coverage().goals
    assert [g.seen for g in goals if g.owner == "consequence `interest`"] == [True, False]
