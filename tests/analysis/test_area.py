"""Areas in words: every kind of fact, and every kind of stretch."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning_rules.analysis.area import area_around, cells_in_words, in_words, inside
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.witness import Witnesses
from tests.meaning.both import compiled, gate, rule, vocabulary


def around(when, *documents):
    """The words of the widest area around a case in which a condition is certain."""
    programs, findings = compiled([*vocabulary(), rule("a", {"codes": ["C-ONE"]}, when), *documents])
    assert programs, findings
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    literal = witnesses.outcomes.fires["a"]
    area = area_around(witnesses, witnesses.find(literal), literal)
    assert not witnesses.circuit.can(inside(witnesses, area), -literal)
    return in_words(witnesses, area)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"days": {"at_least": 31}}, "days is 31 or more"),
        ({"days": {"more_than": 31}}, "days is 32 or more"),
        ({"days": {"at_most": 31}}, "days is at most 31"),
        ({"days": {"less_than": 31}}, "days is at most 30"),
        ({"days": {"between": [3, 9]}}, "days is from 3 to 9"),
        ({"days": 5}, "days is 5"),
        ({"days": [5, 9]}, "days is 5 or is 9"),
        ({"days": {"known": True}}, "days is known"),
        ({"days": {"not": 5}}, "days is at most 4 or is 6 or more"),
        ({"none": [{"days": {"known": True}}], "amount": 5}, "amount is 5"),
        ({"amount": {"more_than": Decimal("0.5")}}, "amount is more than 0.5"),
        ({"amount": {"at_least": Decimal("0.5")}}, "amount is 0.5 or more"),
        ({"amount": {"less_than": 7}}, "amount is less than 7"),
        ({"amount": {"more_than": 2, "less_than": 7}}, "amount is more than 2 and less than 7"),
        ({"amount": {"at_least": 2, "less_than": 7}}, "amount is from 2 and less than 7"),
        ({"agreed": True}, "agreed is true"),
        ({"agreed": {"known": True}}, "agreed is false or true"),
        ({"step": ["low", "high"]}, "step is low or high"),
        ({"currency": "CNY"}, "currency is CNY"),
        ({"currency": {"not": "CNY"}}, "currency is USD or another text"),
        ({"doors": {"includes": "b"}}, "doors holds b"),
        ({"doors": {"known": False}}, "doors is unknown"),
        ({"objection": {"not": ["none", "late_fee"]}}, "objection is dispute, fee, delay or other"),
    ],
)
def test_an_area_is_told_in_the_words_of_its_facts(when, words):
    extra = [rule("b", {"codes": ["C-TWO"]}, {"currency": ["CNY", "USD"]})] if "currency" in when else []
    assert around(when, *extra) == (words,)


def test_of_many_values_the_few_others_are_told():
    kinds = [f"k{n}" for n in range(9)]
    facts = {"kind": "facts", "facts": {"kind_of_bill": {"type": "choice", "values": kinds, "title": "x", "meaning": "x"}}}
    assert around({"kind_of_bill": {"not": "k3"}}, facts) == ("kind_of_bill is known and not k3",)
    assert around({"kind_of_bill": {"known": True}}, facts) == ("kind_of_bill is known",)
    assert around({"kind_of_bill": {"not": kinds[:5]}}, facts) == ("kind_of_bill is k5, k6, k7 or k8",)


def test_what_is_usual_is_left_out():
    assert around({"kind_of_debtor": "company", "doors": {"excludes": "a"}, "agreed": {"known": False}}) == ()


def test_what_only_goes_along_with_the_rest_is_left_out():
    """Who leads with a delay has raised it too, in every such case."""
    other = rule("b", {"codes": ["C-TWO"]}, {"objections": {"includes": "delay"}})
    assert around({"objection": "delay"}, other) == ("objection is delay",)


def test_an_area_has_no_fact_that_is_not_needed():
    other = rule("b", {"codes": ["C-TWO"]}, {"agreed": True})
    programs, _ = compiled([*vocabulary(), rule("a", {"codes": ["C-ONE"]}, {"days": 5}), other])
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    literal = witnesses.outcomes.fires["a"]
    assert set(area_around(witnesses, witnesses.find(literal), literal)) == {witnesses.space.levels["days", None]}


def test_a_contact_of_this_very_moment_is_told():
    documents = [
        gate("spaced", {"agreed": True}, forms=["call"], opens_after={"level": "contact_interval", "since": "talked_at"},
             refused={"codes": ["C-TWO"]}),
        rule("b", {"channel": ["phone"], "contact_interval": {"base": 3}}),
    ]  # fmt: skip
    programs, _ = compiled([*vocabulary(), *documents])
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    literal = witnesses.outcomes.names("codes")["C-TWO"]
    words = in_words(witnesses, area_around(witnesses, witnesses.find(literal), literal))
    assert words == ("no time has passed since the last contact",)
    level = len(witnesses.space.variables)
    assert cells_in_words(witnesses.space, level, (1,)) == words[0]


def test_what_is_unknown_among_numbers_is_told():
    """Usually the amount is known in these packs' cases only when stated, so unknown stands beside a stretch."""
    programs, _ = compiled([*vocabulary(), rule("a", {"codes": ["C-ONE"]}, {"days": {"at_least": 5}})])
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    level = witnesses.space.levels["days", None]
    assert cells_in_words(witnesses.space, level, (0, 3)) == "days is unknown or is 6 or more"
