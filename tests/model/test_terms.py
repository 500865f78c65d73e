from __future__ import annotations

import pytest

from dunning_rules.model.condition import ParameterRef
from dunning_rules.model.moment import FactRef, Moment, Shift
from dunning_rules.model.terms import Each, Equal, Terms


@pytest.mark.parametrize("part", [Equal(3, Moment()), Each(FactRef("affordable_monthly"), ParameterRef("most"), Moment())])
def test_parts_that_say_no_interval_fall_due_month_by_month(part):
    assert part.every == Shift((("months", 1),))


def test_an_offer_divides_what_may_be_demanded_unless_it_says_otherwise():
    assert Terms().base == "demandable_amount"
