"""Three-valued answers, near misses and deciding tests, against their definitions."""

from __future__ import annotations

from itertools import product

import pytest

from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf
from dunning_rules.model.condition import Test as OneTest
from dunning_rules.packtest.answers import FALSE, TRUE, UNTOLD, answer, decides, near_miss

A, B, C = (OneTest(name, "is", (True,)) for name in "abc")


def test_all_is_the_least_and_any_the_greatest_of_the_parts():
    for answers in product((FALSE, UNTOLD, TRUE), repeat=3):
        assert answer(AllOf((A, B, C)), answers) == min(answers)
        assert answer(AnyOf((A, B, C)), answers) == max(answers)
        assert answer(NoneOf((A, B, C)), answers) == TRUE - max(answers)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_at_least_n_is_told_by_counting(n):
    for answers in product((FALSE, UNTOLD, TRUE), repeat=3):
        true, untold = answers.count(TRUE), answers.count(UNTOLD)
        expected = TRUE if true >= n else FALSE if true + untold < n else UNTOLD
        assert answer(AtLeastNOf(n, (A, B, C)), answers) == expected


@pytest.mark.parametrize(
    ("answers", "near"),
    [((0, 2, 2), True), ((2, 0, 2), True), ((0, 0, 2), False), ((0, 1, 2), False), ((2, 2, 2), False), ((1, 2, 2), False)],
)
def test_a_near_miss_is_false_by_one_part_alone_and_all_others_are_true(answers, near):
    assert near_miss(AllOf((A, B, C)), answers) is near


def test_a_condition_of_one_part_is_a_near_miss_whenever_it_is_false():
    assert near_miss(AnyOf((A, B)), (FALSE, FALSE))
    assert not near_miss(AnyOf((A, B)), (FALSE, UNTOLD))


def test_a_test_decides_against_when_it_alone_is_false():
    condition = AllOf((A, AnyOf((B, C))))
    assert decides(condition, (FALSE, TRUE, FALSE), 0, holds=False)
    assert not decides(condition, (FALSE, FALSE, FALSE), 0, holds=False)


def test_an_alternative_decides_for_when_no_other_holds():
    condition = AllOf((A, AnyOf((B, C))))
    assert decides(condition, (TRUE, TRUE, FALSE), 1, holds=True)
    assert not decides(condition, (TRUE, TRUE, TRUE), 1, holds=True)


def test_below_none_the_true_test_decides_against():
    assert decides(NoneOf((A, B)), (TRUE, FALSE), 0, holds=False)
    assert not decides(NoneOf((A, B)), (TRUE, FALSE), 1, holds=False)


def test_what_cannot_be_told_decides_nothing():
    assert not decides(AllOf((A, B)), (UNTOLD, TRUE), 0, holds=False)
    assert not decides(AnyOf((A, B)), (UNTOLD, TRUE), 0, holds=True)
