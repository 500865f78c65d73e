"""Floors: told below, silent at and above."""

from __future__ import annotations

import pytest

from dunning_rules.model.coverage import Coverage, Goal
from dunning_rules.packtest.floors import check_floors
from tests.packtest.small import pack

GOALS = Coverage(tuple(Goal("rules", f"rule `r{n}`", "fired", seen=n == 0) for n in range(6)))


@pytest.mark.parametrize(("percent", "told"), [(0, False), (16, False), (17, True), (100, True)])
def test_a_floor_is_missed_when_whole_per_cent_are_below_it(percent, told):
    found = check_floors(pack(header={"coverage": {"rules": percent}}), GOALS)
    assert [f.code for f in found] == (["DR401"] if told else [])


def test_what_is_missing_is_named_up_to_three():
    (found,) = check_floors(pack(header={"coverage": {"rules": 100, "gates": 100}}), GOALS)
    assert found.message == (
        "rules are covered to 16 %, and the floor is 100 %: "
        "not seen: rule `r1`: fired; rule `r2`: fired; rule `r3`: fired; and 2 more"
    )


def test_floors_stand_in_the_order_of_the_figures_each_at_its_own_key():
    found = pack(header={"coverage": {"gates": 50, "rules": 100}}).header.floors
    assert [(f.figure, f.percent) for f in found] == [("rules", 100), ("gates", 50)]


def test_without_floors_nothing_is_told():
    assert check_floors(pack(), GOALS) == ()
