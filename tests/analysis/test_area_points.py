"""An area is told in words: where each of its facts lies, as an author would say it."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.analysis.area import cells_in_words, stretch_in_words
from dunning_rules.analysis.regions import Regions
from dunning_rules.compiler.cells import Partition
from tests.building import fact
from tests.meaning.both import compiled, rule, vocabulary

TWO_FIGURES = (10, 20)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "is unknown"),
        (0, 30, "is known"),
        (0, 9, "is at most 9"),
        (0, 10, "is at most 10"),
        (10, 30, "is 10 or more"),
        (15, 30, "is 11 or more"),
        (10, 10, "is 10"),
        (10, 20, "is from 10 to 20"),
        (15, 15, "is from 11 to 19"),
    ],
)
def test_whole_numbers_reach_from_one_value_to_another(first, last, words):
    assert stretch_in_words(Partition(fact("integer"), TWO_FIGURES), first, last) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 5, "is less than 10"),
        (25, 25, "is more than 20"),
        (15, 15, "is more than 10 and less than 20"),
        (10, 15, "is from 10 and less than 20"),
        (15, 20, "is more than 10 to 20"),
    ],
)
def test_amounts_have_an_open_end_where_no_figure_stands(first, last, words):
    assert stretch_in_words(Partition(fact("money"), TWO_FIGURES), first, last) == words


def test_days_are_written_as_authors_write_them():
    day = date(2026, 11, 25)
    assert stretch_in_words(Partition(fact("date"), (day,)), day, day) == "is 2026-11-25"


def told(when, name, *cells, member=None):
    """Say where a fact lies of which a rule asks something."""
    programs, findings = compiled([*vocabulary(), rule("a", {"role": "clerk"}, when)])
    assert programs, findings
    space = Regions(programs[0]).space
    return cells_in_words(space, space.levels[name, member], cells)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ((0,), "step is unknown"),
        ((1,), "step is low"),
        ((0, 2), "step is unknown or middle"),
        ((1, 2, 3), "step is low, middle or high"),
    ],
)
def test_a_few_values_are_listed(cells, words):
    assert told({"step": "high"}, "step", *cells) == words


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ((1, 2, 3, 4, 5, 6), "objection is known"),
        ((1, 2, 3, 4, 5), "objection is known and not other"),
        ((2, 3, 4, 5, 6), "objection is known and not none"),
        ((0, 2, 3, 4, 5), "objection is unknown, dispute, fee, late_fee or delay"),
    ],
)
def test_of_many_values_those_are_named_that_are_not_among_them(cells, words):
    assert told({"objection": "delay"}, "objection", *cells) == words


@pytest.mark.parametrize(("cell", "words"), [(0, "agreed is unknown"), (1, "agreed is false"), (2, "agreed is true")])
def test_a_flag_is_written_as_authors_write_it(cell, words):
    assert told({"agreed": True}, "agreed", cell) == words


def test_stretches_that_do_not_touch_are_told_one_by_one():
    assert (
        told({"days": {"between": [10, 20]}}, "days", 0, 1, 3, 5)
        == "days is unknown or is at most 9 or is from 11 to 19 or is 21 or more"
    )


@pytest.mark.parametrize(("cell", "words"), [(0, "doors is unknown"), (1, "doors is known")])
def test_of_a_set_it_is_told_whether_it_is_known(cell, words):
    assert told({"doors": {"includes": "a"}}, "doors", cell, member="") == words


@pytest.mark.parametrize(("cell", "words"), [(0, "doors does not hold a"), (1, "doors holds a")])
def test_of_a_set_it_is_told_what_it_holds(cell, words):
    assert told({"doors": {"includes": "a"}}, "doors", cell, member="a") == words


def test_the_cell_behind_all_facts_tells_that_no_time_has_passed():
    programs, _ = compiled([*vocabulary(), rule("a", {"role": "clerk"}, {"agreed": True})])
    space = Regions(programs[0]).space
    assert cells_in_words(space, len(space.variables), (1,)) == "no time has passed since the last contact"
