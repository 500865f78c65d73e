from __future__ import annotations

import pytest

from dunning_rules.compiler.branches import MOST_BRANCHES, TooWide, branches_of
from dunning_rules.model import condition as model
from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf


def flag(name):
    return model.Test(name, "is", (True,))


def flags(n):
    return tuple(flag(f"f{i}") for i in range(n))


def spread(condition, *, negated=False):
    return {tuple(f"{'-' if x.negated else ''}{x.test.fact}" for x in b) for b in branches_of(condition, negated=negated)}


A, B, C = flag("a"), flag("b"), flag("c")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (A, {("a",)}),
        (AllOf((A, B)), {("a", "b")}),
        (AnyOf((A, B)), {("a",), ("b",)}),
        (NoneOf((A, B)), {("-a", "-b")}),
        (NoneOf((AllOf((A, B)),)), {("-a",), ("-b",)}),
        (AllOf((AnyOf((A, B)), C)), {("a", "c"), ("b", "c")}),
        (AtLeastNOf(2, (A, B, C)), {("a", "b"), ("a", "c"), ("b", "c")}),
        (AtLeastNOf(1, (A, A)), {("a",)}),
    ],
)
def test_a_condition_is_true_when_one_of_its_branches_is(condition, expected):
    assert spread(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (A, {("-a",)}),
        (AllOf((A, B)), {("-a",), ("-b",)}),
        (AnyOf((A, B)), {("-a", "-b")}),
        (NoneOf((A, B)), {("a",), ("b",)}),
        (AtLeastNOf(2, (A, B, C)), {("-a", "-b"), ("-a", "-c"), ("-b", "-c")}),
    ],
)
def test_the_opposite_of_a_condition_is_spread_out_too(condition, expected):
    assert spread(condition, negated=True) == expected


@pytest.mark.parametrize(
    "condition",
    [
        AnyOf(flags(MOST_BRANCHES + 1)),
        AllOf(tuple(AnyOf(flags(3)) for _ in range(6))),
        AtLeastNOf(30, flags(60)),
        AtLeastNOf(2, tuple(AnyOf(flags(20)) for _ in range(3))),
    ],
    ids=["any", "any in all", "half of sixty", "any in at least"],
)
def test_what_nobody_could_read_is_refused_before_it_is_spread_out(condition):
    with pytest.raises(TooWide):
        branches_of(condition)
