"""Coverage as a value."""

from __future__ import annotations

import pytest

from dunning_rules.model.coverage import FIGURES, Count, Coverage, Goal

SEEN = Goal("rules", "rule `a`", "fired", seen=True)
UNSEEN = Goal("rules", "rule `b`", "fired")
HALF = Goal("tests", "rule `a`", "test 1, of `days`", lacks="not seen deciding for it")


def test_each_figure_counts_its_own_goals():
    counts = Coverage((SEEN, UNSEEN, HALF)).counts()
    assert tuple(counts) == FIGURES
    assert (counts["rules"], counts["tests"], counts["gates"]) == (Count(1, 2), Count(0, 1), Count(0, 0))


def test_what_is_missing_can_be_asked_of_one_figure():
    coverage = Coverage((SEEN, UNSEEN, HALF))
    assert (coverage.missing(), coverage.missing("tests")) == ((UNSEEN, HALF), (HALF,))


def test_a_goal_says_of_whom_what_and_what_is_lacking():
    assert [str(g) for g in (SEEN, HALF)] == ["rule `a`: fired", "rule `a`: test 1, of `days` (not seen deciding for it)"]


@pytest.mark.parametrize(("seen", "of", "percent"), [(0, 3, 0), (2, 3, 66), (999, 1000, 99), (3, 3, 100), (0, 0, 100)])
def test_only_all_is_a_hundred_per_cent(seen, of, percent):
    assert Count(seen, of).percent == percent
