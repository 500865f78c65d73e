"""Bands with holes or lying over each other; cascades and lists that are no bands are left alone."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.bands import HOLE, OVERLAP, find_bands
from tests.meaning.both import compiled, derive, rule, vocabulary

WANTED = rule("a", {"role": "clerk"}, {"stage": "late"})


def found(*lines):
    rows = [{"value": value, "when": when} for value, when in lines]
    programs, findings = compiled([*vocabulary(), derive("stage", rows, "early"), WANTED])
    assert programs, findings
    return [(f.code, f.message) for f in find_bands(programs[0])]


def days(**test):
    return {"days": test}


THIRTY = ("late", days(between=[1, 30]))
HOLED = "between the bands of `stage` no line takes "
LYING = "two bands of `stage` lie over each other where "


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([THIRTY, ("early", days(between=[31, 60]))], []),
        ([THIRTY, ("early", days(at_least=32))], [(HOLE, f"{HOLED}days 31")]),
        ([THIRTY, ("early", days(at_least=41))], [(HOLE, f"{HOLED}days from 31 to 40")]),
        ([THIRTY, ("early", days(between=[30, 60]))], [(OVERLAP, f"{LYING}days is 30: `late` goes first")]),
        ([("late", days(at_least=61)), ("early", days(at_least=31))], []),
        ([THIRTY, ("late", days(between=[30, 60]))], []),
        ([THIRTY, ("early", {**days(at_least=40), "agreed": True})], []),
        ([("late", {"any": [days(between=[1, 30])]}), ("early", days(at_least=40))], []),
        ([("late", {"amount": {"less_than": 10}}), ("early", {"amount": {"more_than": 50}})],
         [(HOLE, f"{HOLED}amount from 10 to 50")]),
        ([("late", {"amount": {"at_most": 10}}), ("early", {"amount": {"at_least": 50}})],
         [(HOLE, f"{HOLED}amount more than 10 and less than 50")]),
        ([("late", {"amount": {"at_most": {"parameter": "small"}}}), ("early", {"amount": {"at_least": 500}})], []),
        ([("late", {"step": "low"}), ("early", {"step": "high"})], []),
        ([("late", {"clock": {"from": "08:00", "until": "12:00"}}), ("early", {"clock": {"from": "13:00", "until": "22:00"}})],
         [(HOLE, f"{HOLED}clock from 12:00:00 and less than 13:00:00")]),
        ([("late", {"agreed": {"known": True}}), ("early", {"agreed": {"known": False}})], []),
    ],
)  # fmt: skip
def test_bands_are_judged_by_the_stretches_they_take(lines, expected):
    assert found(*lines) == expected


def test_lines_that_take_nothing_leave_no_hole():
    assert found(("late", {"days": {"at_least": 5, "at_most": 3}})) == []
