"""Comments to the linter: what they say, and of which line."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.source.suppressions import suppressions_in

SAID = "# lint: allow DR502 until 2027-03-31 because sales wants it"


def read(text):
    return [(s.place.line, s.place.column, s.line, s.problem) for s in suppressions_in(text, "x.yaml")]


def test_code_day_and_reason_are_read():
    (found,) = suppressions_in(f"a: 1  {SAID}\n", "x.yaml")
    assert (found.code, found.until, found.reason, found.problem) == ("DR502", date(2027, 3, 31), "sales wants it", "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"a: 1  {SAID}\nb: 2\n", 1),
        (f"{SAID}\na: 1\n", 2),
        (f"{SAID}\n# and why\n  # in more words\na: 1\n", 4),
        (f"a:\n  {SAID}\n\n  b: 1\n", 3),
        (f"a: 1\n{SAID}", 3),
    ],
)
def test_a_comment_speaks_of_its_line_or_of_the_one_below_it(text, line):
    assert [found[2] for found in read(text)] == [line]


@pytest.mark.parametrize(
    "text", ["a: 'x # lint: allow DR502'\n", "a: |\n  # lint: allow DR502\n", "# we lint: all\na: 1\n", "a: 1\n"]
)
def test_what_is_no_comment_to_the_linter_is_left_in_peace(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", "it must say `allow CODE until DAY because REASON`"),
        ("ignore DR502", "it must say `allow CODE until DAY because REASON`"),
        ("allow all until 2027-03-31 because x", "`all` is no code of a finding, such as `DR502`"),
        ("allow DR502, DR501 until 2027-03-31 because x", "it must say `allow CODE until DAY because REASON`"),
        ("allow DR502 because x", "the day on which it ends is missing: `until 2027-03-31`"),
        ("allow DR502 until 2027-02-30 because x", "`2027-02-30` is no day, such as `2027-03-31`"),
        ("allow DR502 until 2027-03-31", "the reason is missing: `because …`"),
        ("allow DR502 until 2027-03-31 because", "the reason is missing: `because …`"),
    ],
)
def test_what_is_wrong_with_a_comment_is_said(said, problem):
    assert read(f"#lint: {said}\na: 1\n") == [(1, 1, 2, problem)]
