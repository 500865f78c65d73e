"""What a pack allows, for how long, and what is said of comments that allow nothing."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.lint.suppressing import suppress
from dunning_rules.model.finding import Finding, Suppression
from dunning_rules.place import Place

HERE = Place("x.yaml", 8, 7)
ABOVE = Place("x.yaml", 7, 7)
IDLE = Finding("DR502", "it changes nothing", HERE, "", "warning")
ALLOWED = Suppression(ABOVE, 8, "DR502", date(2027, 3, 31), "sales wants it")


def told(findings, comments, today=None, *, complete=True):
    return [(f.code, f.suppressed) for f in suppress(findings, comments, today, complete=complete)]


@pytest.mark.parametrize("today", [None, date(2026, 1, 1), date(2027, 3, 30)])
def test_what_is_allowed_carries_the_reason(today):
    assert told([IDLE], [ALLOWED], today) == [("DR502", "sales wants it")]


@pytest.mark.parametrize("today", [date(2027, 3, 31), date(2028, 1, 1)])
def test_from_its_day_on_the_comment_is_told_and_the_finding_comes_back(today):
    assert told([IDLE], [ALLOWED], today) == [("DR303", ""), ("DR502", "")]


@pytest.mark.parametrize(
    "comment",
    [
        Suppression(ABOVE, 9, "DR502", date(2027, 3, 31), "x"),
        Suppression(ABOVE, 8, "DR501", date(2027, 3, 31), "x"),
        Suppression(Place("y.yaml", 7, 7), 8, "DR502", date(2027, 3, 31), "x"),
    ],
)
def test_another_line_code_or_file_is_not_meant(comment):
    assert told([IDLE], [comment]) == [("DR302", ""), ("DR502", "")]


def test_one_that_is_over_and_of_no_use_is_of_no_use():
    assert told([], [ALLOWED], date(2028, 1, 1)) == [("DR302", "")]


def test_behind_an_error_nobody_can_tell_that_a_comment_is_of_no_use():
    assert told([], [ALLOWED], complete=False) == []


def test_whether_a_comment_in_a_pack_built_upon_is_of_use_is_told_there():
    assert told([], [Suppression(ABOVE, 8, "DR502", date(2027, 3, 31), "x", borrowed=True)]) == []


def test_an_error_cannot_be_allowed():
    error = Finding("DR202", "unknown fact", HERE)
    comment = Suppression(ABOVE, 8, "DR202", date(2027, 3, 31), "x")
    found = list(suppress([error], [comment], None, complete=False))
    assert [(f.code, f.suppressed, f.severity) for f in found] == [("DR301", "", "warning"), ("DR202", "", "error")]
    assert "an error cannot be allowed" in found[0].message


def test_a_comment_that_cannot_be_followed_allows_nothing():
    comment = Suppression(ABOVE, 8, "DR502", problem="the reason is missing")
    found = list(suppress([IDLE], [comment], None, complete=True))
    assert [(f.code, f.suppressed, f.place) for f in found] == [("DR301", "", ABOVE), ("DR502", "", HERE)]


def test_one_comment_allows_all_findings_of_its_code_on_its_line():
    twin = Finding("DR502", "nor does this", Place("x.yaml", 8, 20), "", "warning")
    assert told([IDLE, twin], [ALLOWED]) == [("DR502", "sales wants it")] * 2


def test_only_a_comment_of_no_use_can_be_taken_out_safely():
    (unused,) = suppress([], [ALLOWED], None, complete=True)
    over, _ = suppress([IDLE], [ALLOWED], date(2028, 1, 1), complete=True)
    assert (unused.fix.action, unused.fix.start, over.fix) == ("uncomment", ABOVE, None)
