"""Two rules of one rank that can meet and want different things."""

from __future__ import annotations

import pytest

from dunning_rules.compiler import witness
from tests.meaning.both import derive, rule, script, vocabulary
from tests.meaning.packs import compiled

CLERK = rule("a", {"role": "clerk"}, {"days": {"at_least": 5}})


def clashes(*documents):
    return compiled([*vocabulary(), *documents])[1]


def told(*documents):
    return [(f.code, f.message) for f in clashes(*documents)]


def test_a_clash_is_told_with_a_case_for_it():
    message = "`a` and `b` set role differently and can both fire: agreed: true, days: 5"
    assert told(CLERK, rule("b", {"role": "chief"}, {"agreed": True})) == [("DR213", message)]


def test_a_clash_is_an_error_with_ways_out():
    (found,) = clashes(CLERK, rule("b", {"role": "chief"}, {"agreed": True}))
    assert found.severity == "error"
    assert found.help == "make their conditions exclude each other, or give one a higher priority"


@pytest.mark.parametrize(
    "other",
    [
        rule("b", {"role": "clerk"}, {"agreed": True}),
        rule("b", {"offer": "plan"}, {"agreed": True}),
        rule("b", {"role": "chief"}, {"days": {"less_than": 5}}),
        rule("b", {"role": "chief"}, {"agreed": True}, priority=1),
        rule("b", {"role": "chief"}, {"agreed": True}, layer="segment"),
    ],
    ids=["they want the same", "they want something else", "they never meet", "one is prior", "they lie in two layers"],
)
def test_rules_do_not_clash_where(other):
    assert told(CLERK, other) == []


@pytest.mark.parametrize(
    ("first", "second", "target"),
    [
        ({"tone": {"base": "warm"}}, {"tone": {"base": "firm"}}, "tone"),
        ({"channel": ["phone"]}, {"channel": ["post"]}, "channel"),
        ({"script": {"OPEN": "s"}}, {"script": {"OPEN": "t"}}, "script.OPEN"),
        ({"deadlines": {"answer": {"from": "day"}}}, {"deadlines": {"answer": {"from": "contact_day"}}}, "deadlines.answer"),
    ],
)
def test_what_two_rules_set_differently_is_named(first, second, target):
    deadlines = {"kind": "outcome", "outcome": "deadlines", "values": [{"id": "answer", "title": "x"}]}
    documents = deadlines, script("s", "OPEN", {}), script("t", "OPEN", {}), rule("a", first), rule("b", second)
    ((code, message),) = told(*documents)
    assert (code, message.partition(" and can ")[0]) == ("DR213", f"`a` and `b` set {target} differently")


def test_two_parts_of_a_script_do_not_clash():
    documents = script("s", "OPEN", {}), script("t", "CLOSE", {}, forms=("call",))
    assert told(*documents, rule("a", {"script": {"OPEN": "s"}}), rule("b", {"script": {"CLOSE": "t"}})) == []


def test_steps_that_are_no_base_do_not_clash():
    assert told(rule("a", {"tone": {"floor": "warm"}}), rule("b", {"tone": {"floor": "firm"}})) == []


def test_a_pair_is_told_once():
    both = {"role": "clerk", "offer": "plan"}, {"role": "chief", "offer": "rebate"}
    assert len(told(*(rule(name, then) for name, then in zip("ab", both, strict=True)))) == 1


def test_every_pair_is_told():
    wants = ["clerk", "chief", "none"]
    found = told(*(rule(name, {"role": role}) for name, role in zip("abc", wants, strict=True)))
    assert [m.partition(" set ")[0] for _, m in found] == ["`a` and `b`", "`a` and `c`", "`b` and `c`"]


def test_rules_that_are_never_in_force_together_do_not_clash():
    spring = rule("a", {"role": "clerk"}, in_force={"from": "2026-01-01", "until": "2026-04-01"})
    summer = rule("b", {"role": "chief"}, in_force={"from": "2026-04-01"})
    assert told(spring, summer) == []


def test_what_was_not_decided_is_said(monkeypatch):
    """A late case has 31 days and more, which only the derived fact says, so every case would have to be tried."""
    monkeypatch.setattr(witness, "BUDGET", 1)
    stage = derive("stage", [{"value": "late", "when": {"days": {"at_least": 31}}}], "early")
    late = rule("a", {"role": "clerk"}, {"stage": "late"})
    (found,) = clashes(stage, late, rule("b", {"role": "chief"}, {"days": {"at_most": 10}}))
    said = "whether `a` and `b` can clash over role was not decided within the budget"
    assert (found.code, found.message, found.help, found.severity) == ("DR214", said, "give one a higher priority", "warning")


@pytest.mark.parametrize(
    ("first", "second", "case"),
    [
        ({"none": [{"agreed": True}]}, {"agreed": {"known": True}}, "agreed: false"),
        ({"none": [{"days": {"at_least": 5}}]}, {"days": {"at_least": 4}}, "days: 4"),
        ({"amount": {"at_most": {"parameter": "small"}}}, {"amount": {"at_least": 100}},
         "amount: 100, currency: CNY, kind_of_debtor: company"),
        ({"doors": {"excludes": ["a"]}}, {"doors": {"includes": ["a", "b"]}}, "doors: [b]"),
    ],
)  # fmt: skip
def test_a_case_is_found_where(first, second, case):
    ((_, message),) = told(rule("a", {"role": "clerk"}, first), rule("b", {"role": "chief"}, second))
    assert message.partition("fire: ")[2] == case


def test_rules_that_can_only_not_be_told_do_not_clash():
    """The table has no line for a club, so nobody knows whether an amount is small there."""
    small = rule("a", {"role": "clerk"}, {"amount": {"at_most": {"parameter": "small"}}, "kind_of_debtor": "club"})
    assert told(small, rule("b", {"role": "chief"})) == []


def test_where_not_knowing_applies_a_rule_it_clashes_there_too():
    small = rule(
        "a", {"role": "clerk"}, {"amount": {"at_most": {"parameter": "small"}}, "kind_of_debtor": "club"}, if_unknown="apply"
    )
    assert [code for code, _ in told(small, rule("b", {"role": "chief"}))] == ["DR213"]
