from __future__ import annotations

import pytest

from dunning_rules.model import condition
from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf
from dunning_rules.place import Place

A, B, C, D = (condition.Test(name, "is", (1,)) for name in "abcd")


def walked(whole):
    return list(condition.tests_of(whole))


def test_a_test_alone_is_its_own_only_test():
    assert walked(A) == [A]


@pytest.mark.parametrize("combined", [AllOf((A, B)), AnyOf((A, B)), NoneOf((A, B)), AtLeastNOf(1, (A, B))])
def test_a_combinator_has_the_tests_of_its_parts(combined):
    assert walked(combined) == [A, B]


def test_tests_are_walked_in_the_order_they_are_written_however_deep_they_stand():
    assert walked(AllOf((A, AnyOf((B, NoneOf((C,)))), D))) == [A, B, C, D]


def test_the_condition_of_a_rule_that_has_none_tests_nothing():
    assert walked(condition.ALWAYS) == []


def test_every_comparison_is_an_operator():
    assert set(condition.OPERATORS) >= condition.COMPARISONS


def test_the_place_of_a_test_counts_when_two_are_compared():
    assert condition.Test("a", "is", (1,), Place("x.yaml", 2)) != A
