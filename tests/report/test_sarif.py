"""SARIF as code scanning takes it: the shape of the standard, stable names, addresses below the root."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dunning_rules.model.finding import Finding, Fix
from dunning_rules.place import Place
from dunning_rules.report.sarif import as_sarif

ROOT = Path("/work place")
FOUND = Finding("DR202", "unknown fact `x`", Place("packs/规则 1.yaml", 8, 7), "did you mean `y`?")
MENDED = Finding(
    "DR114", "unknown key", Place("b.yaml", 2, 3), fix=Fix("rename", Place("b.yaml", 2, 3), "k", Place("b.yaml", 2, 5), "k")
)
ALLOWED = Finding("DR502", "the same", Place("b.yaml", 9, 5), severity="warning", suppressed="sales wants it")


def strict(*required, **properties):
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def many(items):
    return {"type": "array", "items": items, "uniqueItems": True}


TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$"}
FROM_ONE = {"type": "integer", "minimum": 1}
FROM_ZERO = {"type": "integer", "minimum": 0}
MESSAGE = strict("text", text=TEXT)
REGION = strict(startLine=FROM_ONE, startColumn=FROM_ONE, endLine=FROM_ONE, endColumn=FROM_ONE)
ARTIFACT = strict(uri=URI)
RULE = strict("id", id=TEXT, shortDescription=MESSAGE, help=MESSAGE, helpUri={**URI, "pattern": "^[a-z]+:[^ ]+$"})
REPLACEMENT = strict("deletedRegion", deletedRegion=REGION, insertedContent=strict(text=TEXT))
CHANGE = strict("artifactLocation", "replacements", artifactLocation=ARTIFACT, replacements=many(REPLACEMENT))
RESULT = strict(
    "message",
    ruleId=TEXT,
    ruleIndex=FROM_ZERO,
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=many(strict(physicalLocation=strict(artifactLocation=ARTIFACT, region=REGION))),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=many(strict("kind", kind={"enum": ["inSource", "external"]}, justification=TEXT)),
    fixes=many(strict("artifactChanges", description=MESSAGE, artifactChanges=many(CHANGE))),
)
RUN = strict(
    "tool",
    tool=strict("driver", driver=strict("name", name=TEXT, semanticVersion=TEXT, rules=many(RULE))),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = strict("version", "runs", **{"$schema": URI}, version={"enum": ["2.1.0"]}, runs={"type": "array", "items": RUN})
"""Of the schema of SARIF 2.1.0 what we write, as strict as it is there."""


def run_of(*findings, root=ROOT, line="when: {x: 1}"):
    log = json.loads(as_sarif(findings, lambda _: line, root))
    Draft202012Validator(LOG).validate(log)
    return log["runs"][0]


def fingerprints(*findings, line="when: {x: 1}"):
    return [r["partialFingerprints"]["dunningRules/v1"] for r in run_of(*findings, line=line)["results"]]


def test_the_log_has_the_shape_of_the_standard():
    run = run_of(FOUND, MENDED, ALLOWED)
    assert [r["level"] for r in run["results"]] == ["error", "error", "warning"]
    assert run_of()["results"] == []


def test_every_rule_is_there_once_and_described():
    run = run_of(FOUND, MENDED, ALLOWED, replace(FOUND, message="another"))
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["DR114", "DR202", "DR502"]
    assert [rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"]] == [True] * 4
    assert rules[1]["shortDescription"]["text"] == "a name is declared nowhere"
    assert rules[1]["help"]["text"].endswith("see docs/findings/DR202.md")


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("packs/a.yaml", "packs/a.yaml"),
        ("./packs/../packs/a.yaml", "packs/a.yaml"),
        ("/work place/packs/a.yaml", "packs/a.yaml"),
        ("packs/规则 1.yaml", "packs/%E8%A7%84%E5%88%99%201.yaml"),
        ("/elsewhere/a.yaml", "file:///elsewhere/a.yaml"),
    ],
)
def test_addresses_are_relative_to_the_root_with_forward_slashes(file, uri):
    (result,) = run_of(replace(FOUND, place=Place(file)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_fingerprint_outlives_a_change_of_lines():
    moved = replace(FOUND, place=replace(FOUND.place, line=80, column=9))
    assert fingerprints(FOUND) == fingerprints(moved, line="    when: {x: 1}")


@pytest.mark.parametrize("other", [replace(FOUND, code="DR203"), replace(FOUND, place=Place("c.yaml", 8, 7))])
def test_another_code_or_file_has_another_fingerprint(other):
    assert fingerprints(FOUND) != fingerprints(other)


def test_another_line_has_another_fingerprint_and_twins_are_told_apart():
    assert fingerprints(FOUND) != fingerprints(FOUND, line="when: {y: 1}")
    first, second = fingerprints(FOUND, replace(FOUND, message="another"))
    assert (first.split(":")[0], first[-2:], second[-2:]) == (second.split(":")[0], ":1", ":2")


def test_what_is_allowed_says_why_and_the_rest_says_that_it_is_not():
    run = run_of(FOUND, ALLOWED)
    assert [r["suppressions"] for r in run["results"]] == [[], [{"kind": "inSource", "justification": "sales wants it"}]]


def test_a_fix_is_a_replacement():
    (result,) = run_of(MENDED)["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}, "insertedContent": {"text": "k"}}
    ]
