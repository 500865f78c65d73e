"""A clean draft becomes a Program: everything in its order, with what it reads and why it is there."""

from __future__ import annotations

from dunning_rules.compiler.link import rank_of
from dunning_rules.model.decision import Reason
from dunning_rules.model.titles import same_in_both
from tests.meaning.both import gate, rule, vocabulary
from tests.meaning.packs import compiled


def program(*documents):
    (found,), findings = compiled([*vocabulary(), *documents])
    assert findings == ()
    return found


def test_rules_stand_by_layer_then_by_priority_then_by_name():
    rules = [
        rule("b", {"next_actions": ["wait"]}),
        rule("a", {"next_actions": ["wait"]}),
        rule("z", {"next_actions": ["wait"]}, priority=3),
        rule("y", {"next_actions": ["wait"]}, layer="law"),
        rule("c", {"next_actions": ["wait"]}, priority=-3),
    ]
    assert [r.rule.id for r in program(*rules).rules] == ["y", "z", "a", "b", "c"]


def test_a_layer_goes_before_the_next_one_whatever_the_priorities():
    assert rank_of("data", -1000) < rank_of("law", 1000) < rank_of("law") < rank_of("law", -1000)


def test_the_gate_of_a_form_speaks_before_all_rules_of_its_layer():
    shut = gate("g", {"agreed": True}, forms=["call"], layer="law")
    assert rank_of("data", -1000) < program(shut).gates["g"].rank < rank_of("law", 1000)


def test_a_rule_knows_which_facts_and_tables_it_reads():
    when = {
        "days": 3,
        "amount": {"at_least": {"parameter": "small"}},
        "agreed": True,
        "step": {"at_least": {"parameter": "tall"}},
    }
    reads = program(rule("a", {"role": "clerk"}, when)).rules[0].reads
    assert reads.facts == ("agreed", "amount", "currency", "days", "kind_of_debtor", "step")
    assert reads.tabled == ("small", "tall")


def test_a_rule_gives_its_reason_with_its_codes():
    found = program(
        rule("a", {"codes": ["C-TWO", "C-ONE"], "next_actions": ["wait"]}, because={"rows": ["S1-01"], "policy": "p"})
    )
    assert found.rules[0].reason == Reason("a", same_in_both("x"), "stage", ("S1-01",), "p", ("C-TWO", "C-ONE"), pack="tiny")


def test_a_gate_gives_its_reason_as_a_gate():
    found = program(gate("g", {"agreed": True}, layer="law", because={"rows": ["S1-01"], "policy": "p"}))
    assert found.gates["g"].reason == Reason("g", same_in_both("x"), "law", ("S1-01",), "p", gate=True, pack="tiny")


def test_a_rule_that_counts_not_knowing_says_so():
    found = program(rule("a", {"role": "clerk"}, {"days": 3}, if_unknown="apply"), rule("b", {"role": "clerk"}, {"days": 3}))
    assert [r.applies_unknown for r in found.rules] == [True, False]


def test_gates_stand_by_name():
    assert list(program(gate("b", {"days": 1}), gate("a", {"days": 2})).gates) == ["a", "b"]


def test_a_rule_that_is_retired_is_not_there():
    assert program(rule("a", {"role": "clerk"}, status="retired")).rules == ()


def test_a_rule_on_trial_is_there():
    assert [r.rule.id for r in program(rule("a", {"role": "clerk"}, status="trial")).rules] == ["a"]


def test_a_day_on_which_something_comes_into_force_or_ends_parts_two_programs():
    documents = rule("a", {"role": "clerk"}, in_force={"from": "2026-01-01", "until": "2026-07-01"}), rule("b", {"offer": "plan"})
    programs, findings = compiled([*vocabulary(), *documents])
    assert findings == ()
    spans = [(str(p.in_force.start), str(p.in_force.end), [r.rule.id for r in p.rules]) for p in programs]
    assert spans == [
        ("None", "2026-01-01", ["b"]),
        ("2026-01-01", "2026-07-01", ["a", "b"]),
        ("2026-07-01", "None", ["b"]),
    ]


def test_the_properties_of_a_pack_are_there_to_be_proved():
    held = {"id": "held", "title": "x", "because": {"policy": "x"}, "never": {"role": "chief"}}
    assert [p.id for p in program({"kind": "properties", "properties": [held]}).properties] == ["held"]


def test_the_parts_of_a_pack_are_there_by_name():
    found = program(rule("a", {"role": "clerk"}))
    assert {"days", "amount"} <= found.facts.keys()
    assert found.parameters.keys() == {"limit", "small", "tall", "grace"}
    assert [(p.id, p.version) for p in found.packs] == [("tiny", "1.0.0")]
    assert list(found.items["role"]) == ["clerk", "chief"]
