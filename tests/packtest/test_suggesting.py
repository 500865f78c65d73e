"""Suggested cases: real, decided, and showing what they say they show."""

from __future__ import annotations

from itertools import product

import pytest

from dunning_rules.packtest import searching
from tests.meaning.both import derive, gate, rule, script
from tests.packtest.small import measure, suggested

WAIT = {"next_actions": ["wait"]}
BOTH = rule("asked", WAIT, {"agreed": True, "days": {"at_least": 30}})


def missing(taken, *figures):
    return [str(g) for g in taken.coverage().missing(*figures)]


def test_everything_that_was_built_is_seen_when_the_cases_run():
    built, taken = suggested([BOTH])
    assert [n for n in built.not_built if n.goal.figure != "sentences"] == []
    assert missing(taken, "rules", "conditions", "tests") == []
    again, _, _, _ = measure([BOTH], *(t.test.facts for t in built.tests))
    assert missing(again, "rules", "conditions", "tests") == []


def test_a_pair_differs_in_the_fact_of_the_one_test():
    built, _ = suggested([BOTH], {"agreed": True, "days": 30, "currency": "CNY"})
    pairs = {t.shows: (t.pair, t.changed) for t in built.tests}
    assert pairs["rule `asked`: a near miss"] == ("case 0", ("agreed",))
    assert pairs["rule `asked`: test 2, of `days`, alone against it"] == ("case 0", ("days",))
    assert all(t.test.facts["currency"] == "CNY" for t in built.tests if t.pair == "case 0")


def test_a_missing_fact_is_a_case_of_its_own():
    built, _ = suggested([BOTH], {"agreed": True, "days": 30})
    case = next(t for t in built.tests if t.shows.endswith("cannot tell"))
    assert len(case.test.facts) == 1


def test_a_case_that_shows_several_things_is_built_once():
    built, _ = suggested([BOTH], {"agreed": True, "days": 30})
    assert len(built.tests) == 3


def test_a_derived_fact_is_moved_through_its_inputs():
    lines = [{"value": "early", "when": {"days": {"at_most": 0}, "agreed": True}}]
    documents = [derive("pace", lines, "late"), rule("asked", WAIT, {"pace": "early", "step": "high"})]
    built, taken = suggested(documents, {"days": 5})
    assert missing(taken, "conditions", "tests") == []
    assert any({"days", "agreed", "step"} & set(t.changed) for t in built.tests)


def test_every_alternative_is_seen_alone():
    when = {"any": [{"agreed": True}, {"step": "high"}, {"doors": {"includes": "a"}}]}
    _, taken = suggested([rule("asked", WAIT, when)])
    assert missing(taken, "conditions", "tests") == []


def test_what_cannot_be_built_is_listed_with_the_reason():
    """Nothing derives `late` while `days` is below zero, and the rule wants both."""
    documents = [
        derive("pace", [{"value": "early", "when": {"days": {"at_most": 0}}}], "late"),
        rule("asked", WAIT, {"pace": "late", "days": {"less_than": 0}}),
    ]
    built, taken = suggested(documents, {"days": -1})
    reasons = {str(n.goal): n.reason for n in built.not_built}
    assert "no case was found" in reasons["rule `asked`: true"]
    assert "rule `asked`: true" in missing(taken)


def test_a_pack_without_tests_starts_from_a_bare_case():
    built, _ = suggested([gate("door", {"agreed": True})])
    assert {t.shows for t in built.tests} >= {"gate `door`: true", "gate `door`: a near miss"}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_sentence_is_made_to_be_said_in_each_language(section, language):
    documents = [
        script("words", section, {"when": {"agreed": True}}),
        rule("speak", {"channel": "phone", "script": {section: "words"}}),
        {"kind": "facts", "facts": {"language": {"type": "choice", "values": ["zh-CN", "en"], "title": "x", "meaning": "x"}}},
    ]
    _, taken = suggested(documents, {})
    left = [g for g in missing(taken, "sentences") if "snippet" in g]
    assert [g for g in left if language in g] == []


def test_the_expectation_is_what_is_decided():
    built, _ = suggested([BOTH], {"agreed": True, "days": 30})
    fired = {"fired" in t.test.expect: t.test.expect for t in built.tests}
    assert fired[False]["not_fired"] == "asked"
    assert fired[False]["next_actions_exactly"] == []


def test_a_search_ends_when_its_budget_is_used_up(monkeypatch):
    monkeypatch.setattr(searching, "BUDGET", 1)
    built, _ = suggested([BOTH])
    assert built.not_built != ()


def test_the_sparsest_wishes_are_met_from_any_start():
    """From every start the search finds both sides of each test."""
    for agreed, days in product((True, False), (0, 29, 30)):
        _, taken = suggested([BOTH], {"agreed": agreed, "days": days})
        assert missing(taken, "conditions", "tests") == []


TIMED = {
    "layer": "contact_limits",
    "forms": ["call"],
    "refused": {"closes": ["script"], "channel": "none"},
    "opens_after": {"level": "contact_interval", "since": "talked_at"},
}


def test_a_timed_gate_is_opened_by_the_days_that_passed():
    documents = [
        gate("rested", {"agreed": True}, **TIMED),
        rule("speak", {"channel": "phone", "contact_interval": {"base": 3}}),
    ]
    built, taken = suggested(documents, {"agreed": False})
    assert missing(taken, "gates") == []
    case = next(t for t in built.tests if t.shows == "gate `rested`: open by time")
    assert case.changed == ("talked_at",)


def test_a_gate_that_no_days_open_is_not_asked_to():
    taken = measure([gate("rested", {"agreed": True}, **TIMED)])[0]
    assert [g for g in taken.coverage().goals if g.aspect == "open by time"] == []
