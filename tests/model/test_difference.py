from __future__ import annotations

import pytest

from dunning_rules.model.difference import (
    CaseChange,
    CaseChanges,
    Changed,
    ItemChange,
    Moves,
    PackChange,
    PackDifference,
    Step,
    stated_step,
)


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.2.3", "1.2.4", "patch"),
        ("1.2.3", "1.3.0", "minor"),
        ("1.2.3", "2.0.0", "major"),
        ("1.9.0", "1.10.0", "minor"),
        ("1.2.3", "1.2.3", "none"),
        ("1.2.3", "1.2.2", "none"),
        ("0.1.0", "0.1.1", "minor"),
        ("0.1.0", "0.2.0", "major"),
        ("0.1.0", "1.0.0", "major"),
        ("0.0.1", "0.0.2", "major"),
        ("1.0.0-rc.1", "1.0.0", "major"),
        ("1.0.0-rc.1", "1.0.1-rc.1", "major"),
        ("1.0.0-rc.1", "1.0.0-rc.2", "none"),
        ("1.0.0", "1.1.0+build.5", "minor"),
        ("1.0", "1.1.0", "none"),
        ("1.0.0", "v2", "none"),
    ],
)
def test_the_step_between_two_versions(old, new, step):
    assert stated_step(old, new) == step


@pytest.mark.parametrize(
    ("cause", "new", "too_small"),
    [
        ("words", "1.0.1", False),
        ("words", "1.0.0", True),
        ("decisions", "1.0.1", True),
        ("decisions", "1.1.0", False),
        ("loosened", "1.1.0", True),
        ("loosened", "2.0.0", False),
    ],
)
def test_a_version_that_moves_less_far_than_asked_is_too_small(cause, new, too_small):
    pack = PackChange("mine", "1.0.0", new, steps=(Step(cause, "rule", "x"),))
    assert (pack.too_small, PackDifference((pack,)).too_small) == (too_small, (pack,) if too_small else ())


def test_a_pack_on_one_side_has_no_version_to_move():
    assert not PackChange("mine", "", "1.0.0", steps=(Step("decisions", "pack", "mine"),)).too_small


def test_the_gravest_reason_says_how_far():
    steps = tuple(Step(cause, "rule", "x") for cause in ("words", "name removed", "decisions"))
    assert (PackChange("mine", "1.0.0", "1.0.0", steps=steps).required, PackChange("mine", "1.0.0", "1.0.0").required) == (
        "major",
        "none",
    )


@pytest.mark.parametrize(
    ("difference", "none"),
    [
        (PackDifference(), True),
        (PackDifference((PackChange("mine", "1.0.0", "1.0.1"),)), True),
        (PackDifference((PackChange("mine", "1", "1", (ItemChange("added", "rule", "x"),)),)), False),
        (PackDifference((PackChange("mine", "1", "1", steps=(Step("loosened", "gate", "x"),)),)), False),
        (PackDifference(regions=(Changed("tone", "warm", "firm"),)), False),
        (PackDifference(portfolio=Moves(3, 0), cases=CaseChanges(2)), True),
        (PackDifference(portfolio=Moves(3, 1)), False),
        (PackDifference(cases=CaseChanges(2, (CaseChange("a", ()),))), False),
    ],
)
def test_there_is_a_difference_when_anything_differs_but_a_version(difference, none):
    assert difference.none is none
