"""A figure of a parameter is of the kind that is wanted where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.meaning.both import compiled, rule, vocabulary


def offers(terms):
    return vocabulary(offers=[{"id": "plan", "title": "x", "terms": terms}, {"id": "rebate", "title": "x"}])


def found(documents, value):
    figure = {"kind": "parameters", "parameters": [{"name": "figure", "meaning": "x", "value": value}]}
    return [(f.code, f.message) for f in compiled([*documents, figure])[1]]


REF = {"parameter": "figure"}
DUE = {"from": "contact_day"}
SHARE = [{"share": REF, "due": DUE}, {"equal": 1, "due": DUE}]


@pytest.mark.parametrize("value", ["twenty", "40%", Decimal("1.4"), Decimal("-0.4"), True])
def test_a_share_is_a_ratio(value):
    assert found(offers({"parts": SHARE}), value) == [("DR203", f"`figure` is `{value}`, and a ratio from 0 to 1 is wanted here")]


@pytest.mark.parametrize("value", [0, 1, Decimal("0.5")])
def test_a_ratio_is_taken(value):
    assert found(offers({"parts": SHARE}), value) == []


@pytest.mark.parametrize("value", [Decimal("20.5"), "ten", -20, 10_000])
def test_a_span_is_a_whole_number_that_is_not_below_zero(value):
    documents = [*vocabulary(), rule("a", {"follow_up": [{"task": "x", "at": {"from": "contact_day", "plus": {"days": REF}}}]})]
    assert ("DR203", f"`figure` is `{value}`, and a whole number from 0 to 9999 is wanted here") in found(documents, value)


@pytest.mark.parametrize("value", [0, 361, "two"])
def test_like_parts_are_counted(value):
    terms = {"parts": [{"equal": REF, "due": DUE}]}
    assert found(offers(terms), value) == [("DR203", f"`figure` is `{value}`, and a whole number from 1 to 360 is wanted here")]


def test_shares_are_no_more_than_the_whole():
    terms = {"parts": [{"share": Decimal("0.7"), "due": DUE}, {"share": REF, "due": DUE}]}
    assert found(offers(terms), Decimal("0.4")) == [("DR203", "the shares add up to more than the whole")]


def test_hours_are_clock_times():
    documents = [*vocabulary(), rule("a", {"preferred_window": {"from": REF, "until": "18:00"}})]
    assert found(documents, 9) == [("DR203", "`figure` is `9`, and a clock time such as 18:00 is wanted here")]
