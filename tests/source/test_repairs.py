"""Repairs that change no meaning or can only be meant so; what might lose a comment is not done."""

from __future__ import annotations

import pytest

from dunning_rules.model.finding import Finding, Fix
from dunning_rules.place import Place
from dunning_rules.source.repairs import repaired, settled


@pytest.fixture
def mend(tmp_path):
    """Write a text, make fixes at the spots where these words stand, and give the text after."""

    def mended(text, *asked):
        path = tmp_path / "x.yaml"
        path.write_bytes(text.encode())
        fixes = [Fix(action, spot(path, text, word), what) for action, word, what in asked]
        return repaired(str(path), fixes).after

    return mended


def spot(path, text, word):
    before = text[: text.index(word)].replace("\r\n", "\n")
    return Place(str(path), before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("when:\n  a: 1\n  two: 2\n  c: 3\n", "when:\n  a: 1\n  c: 3\n"),
        ("when:\n  a: 1\n  two: 2\n", "when:\n  a: 1\n"),
        ("when:\n  a: 1\n  two: 2", "when:\n  a: 1\n"),
        ("when:\n  a: 1\n  two:\n    at_least: 1\nb: 3\n", "when:\n  a: 1\nb: 3\n"),
        ("when: {a: 1, two: 2, c: 3}\n", "when: {a: 1, c: 3}\n"),
        ("when: {a: 1, two: [2]}\n", "when: {a: 1}\n"),
        ("when: {two: 2, c: 3}\n", "when: {c: 3}\n"),
        ("- two: 2\n  c: 3\n", "- c: 3\n"),
        ("when: {a: 1, two: {at_least: 2}}\n", "when: {a: 1}\n"),
        ("when: {two: {at_least: 2, at_most: 5}}\n", "when: {two: {at_most: 5}}\n"),
        ("when:\n  two:\n    at_most: 5\n    at_least: 2\n", "when:\n  two:\n    at_most: 5\n"),
        ("when:\r\n  a: 1\r\n  two: 2\r\n", "when:\r\n  a: 1\r\n"),
        ("# head\nwhen: {a: 1, two: 2}  # why\n", "# head\nwhen: {a: 1}  # why\n"),
    ],
)
def test_a_test_is_taken_out(mend, before, after):
    assert mend(before, ("remove", "two", "at_least")) == after


@pytest.mark.parametrize(
    "text",
    [
        "when: {two: 2}\n",
        "when:\n  a: 1\n  two: 2  # why two\n",
        "when:\n  a: 1\n  # why two\n  two: 2\n",
        "when: {a: 1,\n  # why two\n  two: 2}\n",
        "when:\n  - two\n",
        "a: |+\n  x\n",
        "when: [two: 2]\n? [x]\n: &two {a: 1}\n",
    ],
)
def test_the_only_one_or_one_with_a_comment_stays(mend, text):
    assert mend(text, ("remove", "two" if "two" in text else "x", "is")) == text


def test_clock_times_that_are_one_test_go_only_together(mend):
    assert mend("when: {a: 1, t: {from: '09:00', until: '18:00'}}\n", ("remove", "t:", "hours")) == "when: {a: 1}\n"
    text = "when: {t: {from: '09:00', until: '18:00', known: true}}\n"
    assert mend(text, ("remove", "t:", "hours")) == text


def test_of_two_tests_in_one_condition_one_goes_at_a_time(mend):
    """Each of two that say the same changes nothing as long as the other is there."""
    text = "one: {when: {a: 1, b: 2, c: 3}}\ntwo: {when: {d: 1, e: 2}}\n"
    asked = [("remove", "a:", "is"), ("remove", "b:", "is"), ("remove", "d:", "is")]
    assert mend(text, *asked) == "one: {when: {b: 2, c: 3}}\ntwo: {when: {e: 2}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1  # gone\nb: 2\n", "a: 1\nb: 2\n"),
        ("a:\n  # gone\n  b: 2\n", "a:\n  b: 2\n"),
        ("a: 1\n# gone", "a: 1\n"),
        ("# one\n# gone\na: 1\n", "# one\na: 1\n"),
    ],
)
def test_a_comment_is_taken_out(mend, before, after):
    assert mend(before, ("uncomment", "# gone", "")) == after


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("rename", "prority: 1\n", "priority: 1\n"),
        ("rename", "'prority': 1\n", "priority: 1\n"),
        ("quote", "x: {y: prority}\n", 'x: {y: "prority"}\n'),
        ("enlist", "x: prority\n", "x: [prority]\n"),
        ("enlist", "x: prority, and more\n", 'x: ["prority, and more"]\n'),
        ("enlist", "x: 'prority'\n", "x: ['prority']\n"),
    ],
)
def test_a_value_is_written_anew(mend, action, before, after):
    word = "'prority'" if "'" in before else "prority, and more" if "," in before else "prority"
    assert mend(before, (action, word, "priority")) == after


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("quote", "1.10", '"1.10"'),
        ("quote", "true", '"true"'),
        ("quote", "'1'", "'1'"),
        ("unquote", '"7"', "7"),
        ("unquote", "'true'", "true"),
        ("unquote", '"seven"', '"seven"'),
        ("unquote", "7", "7"),
        ("untag", "!!int 7", "7"),
        ("untag", '!!int "7"', "7"),
        ("untag", "!!float 1.5", "1.5"),
        ("untag", "!!bool true", "true"),
        ("untag", "!!str 7", '"7"'),
        ("untag", "!!str seven", "seven"),
        ("untag", '!!str "7"', '"7"'),
        ("untag", "!!int true", "!!int true"),
        ("untag", "!!binary aGk=", "!!binary aGk="),
        ("untag", "!mine 7", "!mine 7"),
        ("untag", "!!str", "!!str"),
        ("enlist", "[1]", "[1]"),
        ("enlist", "7", "[7]"),
        ("enlist", "|\n  text", "|\n  text"),
        ("rename", "[1]", "[1]"),
    ],
)
def test_quotes_tags_and_brackets(mend, action, before, after):
    assert mend(f"x: {before}\n", (action, before, "other")) == f"x: {after}\n"


@pytest.mark.parametrize("text", ["x: [\n", "# only a comment\n", "x:\n  # here\n  value\n", "[" * 5_000])
def test_what_has_no_clear_layout_is_not_touched(mend, text):
    assert mend(text, ("rename", text[0], "y")) == text


def test_a_repair_that_would_make_a_file_unreadable_is_not_made(mend):
    assert mend("a: 1\nb: 2\n", ("rename", "b", "a")) == "a: 1\nb: 2\n"


def test_a_finding_says_which_text_becomes_what(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("when: {a: 1, b: 2}\n", encoding="utf-8")
    place = Place(str(path), 1, 14)
    fix = settled(Finding("DR502", "it changes nothing", place, fix=Fix("remove", place, "is"))).fix
    assert (fix.start.column, fix.end.column, fix.text) == (12, 18, "")


def test_a_finding_that_cannot_be_mended_loses_its_fix(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("when: {b: 2}\n", encoding="utf-8")
    place = Place(str(path), 1, 8)
    assert settled(Finding("DR502", "it changes nothing", place, fix=Fix("remove", place, "is"))).fix is None
    assert settled(Finding("DR502", "no file", Place("none.yaml"), fix=Fix("remove", Place("none.yaml")))).fix is None


def test_what_is_settled_stays_settled():
    fix = Fix("rename", Place("none.yaml"), "x", Place("none.yaml", 1, 3), "x")
    assert settled(Finding("DR114", "unknown key", Place("none.yaml"), fix=fix)).fix is fix
