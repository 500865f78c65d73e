"""The fixtures of a decision table analyser: its findings by their definitions, and what our linter says of the same tables."""

from __future__ import annotations

import re

import pytest

from dunning_rules.analysis.everything import analyse
from dunning_rules.analysis.idle import NEVER, find_idle
from dunning_rules.analysis.regions import Regions
from dunning_rules.compiler.passes import compile_packs
from dunning_rules.model.finding import Finding
from dunning_rules.place import NOWHERE
from tests.conformance.dmn import analysis, comparing
from tests.conformance.dmn.comparing import differences
from tests.conformance.dmn.table import table, tables
from tests.conformance.dmn.translating import documents, forms, in_order
from tests.meaning.both import compiled
from tests.meaning.packs import packed

FIXTURES = tables("analyser")
EVERY = [*FIXTURES, *(t for t in tables("hit_policies") if t.policy in ("U", "A", "P", "F"))]
LISTED = [t for t in EVERY if "list" in forms(t)]


def expecting(key):
    """The fixtures that say what they expect of one kind of finding."""
    return pytest.mark.parametrize("made", [pytest.param(t, id=t.name) for t in FIXTURES if key in t.expected])


def every(made):
    return pytest.mark.parametrize("made", [pytest.param(t, id=t.name) for t in made])


def pairs(made, key):
    return {tuple(pair) for pair in made.expected[key]}


@expecting("gaps")
def test_gaps_are_where_the_fixture_has_them(made):
    boxes = [made.box(texts) for texts in made.expected["gaps"]]
    assert all(boxes)
    assert analysis.gaps(made) == set().union(*boxes)


@expecting("overlaps")
def test_overlaps_are_where_the_fixture_has_them_and_of_the_same_rows(made):
    wanted = {p: frozenset(rows) for rows, texts in made.expected["overlaps"] for p in made.box(texts)}
    assert analysis.overlaps(made) == wanted


@expecting("refused")
def test_an_overlap_is_an_error_as_the_hit_policy_says(made):
    assert analysis.refused(made) == pairs(made, "refused")


@expecting("masked")
def test_masked_rows_are_those_of_the_fixture(made):
    assert analysis.masked(made) == pairs(made, "masked")


@expecting("misleading")
def test_misleading_rows_are_those_of_the_fixture(made):
    assert analysis.misleading(made) == pairs(made, "misleading")


@expecting("subsumed")
def test_subsumed_rows_are_those_of_the_fixture(made):
    assert analysis.subsumed(made) == pairs(made, "subsumed")


@expecting("repeated")
def test_repeated_inputs_are_those_of_the_fixture(made):
    assert analysis.repeated(made) == pairs(made, "repeated")


@every(EVERY)
def test_a_masked_row_never_wins(made):
    assert {row for row, _ in analysis.masked(made)} <= analysis.never_wins(made)


def test_two_rows_may_hide_a_third_together_though_none_masks_it():
    made = table({"name": "x", "policy": "P", "inputs": {"age": "number"}, "outputs": [{"values": ["first", "last"]}],
                  "rules": ["<18 -> first", ">=18 -> first", "- -> last"]})  # fmt: skip
    assert analysis.masked(made) == set()
    assert analysis.never_wins(made) == {3}


# -- our linter on the same tables ---------------------------------------------------------------------------------------


@every(EVERY)
def test_the_linter_finds_the_clashes_of_a_table_and_no_others(made):
    assert differences(made, compiled(documents(made, "rules"))[1], [comparing.CLASH]) == []


@every(LISTED)
def test_the_linter_finds_the_lines_of_a_decision_list_that_no_case_reaches(made):
    """Line 1 is what lies outside of the table; a row that never wins is a line that is never reached.

    Rows of one place under P are told apart by the list, so what stands behind its like is never reached either.
    """
    place = made.rank if made.policy == "P" else (lambda r: r.number)
    lines = in_order(made, place)
    reached = {next(r.number for r in lines if r.matches(p)) for p in made.points() if made.matching(p)}
    wanted = {n for n, r in enumerate(lines, 2) if r.number not in reached}
    found = [f.message for f in find_idle(Regions(compiled(documents(made, "list"))[0][0])) if f.code == NEVER]
    assert {int(n) for m in found for n in re.findall(r"^line (\d+)", m)} == wanted


@every(LISTED)
def test_otherwise_of_a_decision_list_is_reached_where_the_table_has_a_gap(made):
    found = [f.message for f in find_idle(Regions(compiled(documents(made, "list"))[0][0]))]
    assert any(m.startswith("`otherwise`") for m in found) is not bool(analysis.gaps(made))


@every(EVERY)
def test_the_linter_finds_hidden_rows_gaps_and_misleading_rows_and_no_others(made):
    pack = packed(documents(made, "rules"))
    programs, _ = compile_packs((pack,))
    findings = [f for p in programs for f in analyse((pack,), p, notes=True)]
    codes = [comparing.DEAD, comparing.GAP, comparing.MISLEADING]
    assert differences(made, findings, codes if programs else []) == []


# -- the comparison itself -----------------------------------------------------------------------------------------------


def finding(code, text):
    return Finding(code, text, NOWHERE)


@pytest.mark.parametrize(
    ("name", "code", "right"),
    [
        ("overlap-under-unique", "DR213", ["`row-2` and `row-3` differ"]),
        ("masked", "DR504", ["`row-1` never wins, `row-2` hides it"]),
        ("gaps-at-the-ends", "DR505", ["no rule sets role"]),
        ("misleading", "DR507", ["`row-4` misleads about `row-2`"]),
    ],
)
def test_the_comparison_sees_what_is_missing_and_what_is_wrong(name, code, right):
    (made,) = (t for t in FIXTURES if t.name == name)
    (whole,) = (t for t in FIXTURES if t.name == "whole-under-first")
    findings = [finding(code, text) for text in right]
    assert differences(made, findings, [code]) == []
    assert differences(made, [], [code]) != []
    assert differences(whole, findings, [code]) != []


def test_the_comparison_wants_the_row_that_masks_to_be_named():
    (made,) = (t for t in FIXTURES if t.name == "masked")
    assert differences(made, [finding("DR504", "`row-1` never wins")], ["DR504"]) == ["DR504 does not say that row 2 hides row 1"]
