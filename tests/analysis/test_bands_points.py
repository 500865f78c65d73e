"""Lines that cut a number into bands: holes between them, and bands that lie over each other."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.bands import HOLE, OVERLAP, find_bands
from tests.meaning.both import compiled, derive, vocabulary


def lines(*whens):
    """Lines that take turns to be early and late, then long."""
    return [{"value": value, "when": when} for value, when in zip(("early", "late", "long"), whens, strict=False)]


def found(*whens, fact="days"):
    documents = derive("stage", lines(*({fact: when} for when in whens)), "none", values=["early", "late", "long", "none"])
    programs, findings = compiled([*vocabulary(), documents])
    assert programs, findings
    return list(find_bands(programs[0]))


def messages(*whens, **more):
    return [(f.code, f.message) for f in found(*whens, **more)]


def test_bands_that_touch_have_no_finding():
    assert found({"at_most": 5}, {"between": [6, 30]}, {"at_least": 31}) == []


@pytest.mark.parametrize(
    ("upper", "where"), [({"at_least": 8}, "days from 6 to 7"), ({"at_least": 7}, "days 6"), ({"at_least": 6}, None)]
)
def test_a_hole_is_told_with_what_lies_in_it(upper, where):
    message = f"between the bands of `stage` no line takes {where}"
    assert messages({"between": [1, 5]}, upper) == ([(HOLE, message)] if where else [])


def test_what_to_do_about_a_hole_is_said():
    (hole,) = found({"between": [1, 5]}, {"at_least": 8})
    assert (hole.help, hole.severity) == ("let one of the bands begin or end there", "error")


def test_every_hole_is_told():
    told = messages({"between": [1, 5]}, {"between": [8, 9]}, {"at_least": 11})
    assert {m.rpartition(" takes ")[2] for _, m in told} == {"days from 6 to 7", "days 10"}


def test_bands_that_lie_over_each_other_are_told_with_the_one_that_goes_first():
    assert messages({"between": [1, 30]}, {"between": [30, 90]}) == [
        (OVERLAP, "two bands of `stage` lie over each other where days is 30: `early` goes first"),
    ]


def test_what_to_do_about_an_overlap_is_said():
    (overlap,) = found({"between": [1, 30]}, {"between": [30, 90]})
    assert (overlap.help, overlap.severity) == ("let each band end where the next one begins", "error")


def test_a_cascade_is_meant():
    assert found({"at_least": 60}, {"at_least": 30}, {"at_least": 1}) == []


def test_bands_of_amounts_have_holes_between_two_cents():
    assert messages({"at_most": 5}, {"more_than": 6}, fact="amount") == [
        (HOLE, "between the bands of `stage` no line takes amount more than 5 to 6"),
    ]


@pytest.mark.parametrize("other", [{"at_least": {"parameter": "small"}}, {"not": 6}, {"known": False}])
def test_lines_that_are_no_stretches_of_fixed_figures_are_left_alone(other):
    assert found({"between": [1, 5]}, other, fact="amount") == []


def test_bands_of_more_than_one_fact_are_left_alone():
    documents = derive("stage", lines({"days": {"between": [1, 5]}}, {"amount": {"at_least": 8}}), "late")
    programs, findings = compiled([*vocabulary(), documents])
    assert programs, findings
    assert find_bands(programs[0]) == ()
