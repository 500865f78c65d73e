from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.model.condition import ALWAYS
from dunning_rules.model.outcome import NOTHING
from dunning_rules.model.rule import Gate, InForce, Rule
from dunning_rules.model.titles import same_in_both
from tests.building import unhurried

FIRST, END = date(2026, 7, 1), date(2026, 10, 1)
DAY = timedelta(1)


@pytest.mark.parametrize(
    ("in_force", "day", "expected"),
    [
        (InForce(), FIRST, True),
        (InForce(FIRST), FIRST - DAY, False),
        (InForce(FIRST), FIRST, True),
        (InForce(end=END), END - DAY, True),
        (InForce(end=END), END, False),
        (InForce(FIRST, END), FIRST - DAY, False),
        (InForce(FIRST, END), FIRST, True),
        (InForce(FIRST, END), END - DAY, True),
        (InForce(FIRST, END), END, False),
    ],
)
def test_something_holds_from_its_first_day_on_and_before_its_end(in_force, day, expected):
    assert expected == in_force.holds_on(day)


@unhurried
@given(st.dates(), st.dates())
def test_of_two_rules_that_follow_each_other_exactly_one_holds_on_any_day(change, day):
    before, after = InForce(end=change), InForce(start=change)
    assert before.holds_on(day) is not after.holds_on(day)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("layer", "default"), ("when", ALWAYS), ("priority", 0), ("if_unknown", ""), ("status", "active"), ("in_force", InForce())],
)
def test_what_a_rule_does_not_say_is(said, expected):
    assert expected == getattr(Rule("x", same_in_both("x"), NOTHING), said)


@pytest.mark.parametrize(
    ("said", "expected"), [("layer", "contact_limits"), ("forms", ()), ("opens_after", None), ("refused", NOTHING)]
)
def test_what_a_gate_does_not_say_is(said, expected):
    assert expected == getattr(Gate("x", same_in_both("x"), ALWAYS), said)
