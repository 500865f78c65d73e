from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.model.pack import Header, Objection, Parameter
from dunning_rules.model.titles import same_in_both

HEADER = Header("tiny", same_in_both("Tiny"), "1.0.0", "tests", ("en",))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_pack_that_names_no_days_is_always_in_force(day):
    assert HEADER.in_force.holds_on(day) is True


def test_a_pack_builds_on_no_other_unless_it_says_so():
    assert HEADER.extends == ()


def test_a_parameter_depends_on_no_fact_unless_it_says_so():
    assert Parameter("most_days", "x", value=14).by == ()


def test_an_objection_stands_under_no_other_unless_it_says_so():
    assert Objection("forgot", same_in_both("forgot")).under == ""
