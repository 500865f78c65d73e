"""Rules that mislead: one that asks less goes before one that asks more."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.misleading import MISLEADING, find_misleading
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from tests.meaning.both import compiled, rule, vocabulary

ASKS_LESS = rule("broad", {"role": "clerk"}, {"agreed": True}, priority=1)
ASKS_MORE = rule("narrow", {"role": "chief"}, {"days": {"at_least": 5}, "amount": 7})


def found(*documents, pack="tiny"):
    programs, findings = compiled([*vocabulary(), *documents])
    assert programs, findings
    return find_misleading(Outcomes(Regions(programs[0])), pack)


def test_a_rule_that_goes_before_its_exception_is_told_with_the_facts_it_leaves_out():
    (told,) = found(ASKS_LESS, ASKS_MORE)
    said = "`broad` goes before `narrow` for role, and does not ask for `amount` and `days` as it does"
    assert (told.code, told.message) == (MISLEADING, said)


def test_it_is_a_note_with_a_way_out():
    (told,) = found(ASKS_LESS, ASKS_MORE)
    assert (told.severity, told.help) == ("note", "if the exception should win, give it the higher priority")


@pytest.mark.parametrize(
    "first",
    [
        rule("broad", {"role": "chief"}, {"agreed": True}, priority=1),
        rule("broad", {"codes": ["C-ONE"]}, {"agreed": True}, priority=1),
        rule("broad", {"role": "clerk"}, {"days": 5, "amount": 7}, priority=1),
        rule("broad", {"role": "clerk"}, {"agreed": True}, priority=-1),
        rule("broad", {"role": "clerk"}, {"agreed": True}, layer="law"),
    ],
    ids=["it wants the same", "it chooses nothing", "it asks for all of it", "it goes behind", "it is of another layer"],
)
def test_a_rule_does_not_mislead_where(first):
    told = found(first, ASKS_MORE)
    assert [f.message for f in told if f.message.startswith("`broad`")] == []


def test_rules_that_never_meet_do_not_mislead():
    assert found(rule("broad", {"role": "clerk"}, {"days": 1}, priority=1), ASKS_MORE) == ()


def test_a_rule_that_is_always_hidden_is_not_told_twice():
    assert found(rule("broad", {"role": "clerk"}, priority=1), ASKS_MORE) == ()


def test_pairs_of_other_packs_are_left_alone():
    assert found(ASKS_LESS, ASKS_MORE, pack="another") == ()
