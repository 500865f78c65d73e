"""Findings in the forms that people and other programs read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from junitparser import JUnitXml

from dunning_rules.model.finding import Finding, Fix
from dunning_rules.place import Place
from dunning_rules.report.codes import MEANINGS
from dunning_rules.report.findings import FORMATS

PAGES = Path(__file__).parents[2] / "docs" / "findings"
ROOT = Path("/work place")
ERROR = Finding("DR202", "unknown fact `x`", Place("packs/a, b.yaml", 8, 7), "did you mean `y`?")
FIXED = Finding(
    "DR502",
    "100 % the same\nwithout it",
    Place("packs/c.yaml", 3, 5),
    severity="warning",
    fix=Fix("remove", Place("packs/c.yaml", 3, 1), "is", Place("packs/c.yaml", 4, 1)),
)
ALLOWED = Finding("DR502", "the same <here>", Place("packs/c.yaml", 9, 5), severity="warning", suppressed='sales "wants" it')


def written(shape, *findings, line="  a: 1"):
    return FORMATS[shape](findings, lambda _: line, ROOT)


def test_the_text_counts_what_is_allowed_and_what_can_be_mended():
    told = written("text", ERROR, FIXED, ALLOWED).splitlines()
    assert told[-2:] == ["1 errors, 1 warnings, 1 allowed", "1 can be mended: say --fix, or --diff to see it first"]
    assert "<here>" not in "".join(told)


@pytest.mark.parametrize(("findings", "said"), [((), "no findings"), ((ALLOWED,), "no findings, 1 allowed")])
def test_the_text_of_nothing_is_one_line(findings, said):
    assert written("text", *findings) == said


def test_json_lists_fixes_and_what_is_allowed():
    error, fixed, allowed = json.loads(written("json", ERROR, FIXED, ALLOWED))
    assert (error["code"], error["fix"], error["suppressed"]) == ("DR202", None, "")
    assert fixed["fix"] == {"action": "remove", "start": {"line": 3, "column": 1}, "end": {"line": 4, "column": 1}, "text": ""}
    assert allowed["suppressed"] == 'sales "wants" it'


def test_annotations_of_github_are_escaped_and_leave_out_what_is_allowed():
    assert written("github", ERROR, FIXED, ALLOWED).splitlines() == [
        "::error file=packs/a%2C b.yaml,line=8,col=7,title=DR202::unknown fact `x`; did you mean `y`?",
        "::warning file=packs/c.yaml,line=3,col=5,title=DR502::100 %25 the same%0Awithout it",
    ]


def test_another_program_reads_the_junit_file(tmp_path):
    path = tmp_path / "lint.xml"
    path.write_text(written("junit", ERROR, FIXED, ALLOWED), encoding="utf-8")
    (suite,) = JUnitXml.fromfile(str(path))
    assert (suite.tests, suite.failures, suite.skipped) == (3, 2, 1)
    assert [(case.name, [r.message for r in case.result]) for case in suite] == [
        ("packs/a, b.yaml", ["packs/a, b.yaml:8:7: unknown fact `x`"]),
        ("packs/c.yaml", ["packs/c.yaml:3:5: 100 % the same\nwithout it"]),
        ("packs/c.yaml:9:5 DR502", ['sales "wants" it']),
    ]


def test_every_code_means_what_its_table_says():
    table = (PAGES / "README.md").read_text("utf-8")
    assert dict(re.findall(r"^\| \[(DR\d{3})\]\(DR\d{3}\.md\) \| (.*?) \|$", table, re.MULTILINE)) == MEANINGS
