from __future__ import annotations

import pytest

from dunning_rules.model.finding import Finding, Fix
from dunning_rules.place import Place
from dunning_rules.source.check import check_by, check_shape
from dunning_rules.source.kinds import KINDS
from dunning_rules.source.schemas import validator
from tests.building import document

RULES = """\
kind: rules
layer: stage
rules:
  - id: first
    title: x
    then: {role: collector}
    because: {policy: x}
"""
HEADER = """\
kind: pack
id: tiny
title: Tiny
version: 1.0.0
owner: tests
languages: [en]
"""


def findings(text):
    return [(f.code, f.message, f.place.line, f.place.column, f.help) for f in check_shape(document(text, "a.yaml"))]


@pytest.mark.parametrize("text", [RULES, HEADER])
def test_a_document_of_the_right_shape_has_no_findings(text):
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "shown"), [("[]", "a list"), ("", "nothing"), ("just text", "`just text`"), ("12", "`12`"), ("null", "nothing")]
)
def test_a_file_must_hold_a_mapping(text, shown):
    assert findings(text) == [("DR111", f"the file must hold a mapping, not {shown}", 1, 1, "")]


@pytest.mark.parametrize("text", ["a: 1", "kind: null", "{}"])
def test_a_document_must_name_its_kind(text):
    ((code, message, *_, help_),) = findings(text)
    listed = ", ".join(f"`{kind}`" for kind in KINDS)
    assert (code, message, help_) == ("DR112", "the key `kind` is missing", f"it is one of {listed}")


@pytest.mark.parametrize(
    ("kind", "help_"), [("rule", "did you mean `rules`?"), ("scripts", "did you mean `script`?"), ("zzz", ""), ("7", "")]
)
def test_an_unknown_kind_is_answered_with_the_nearest_one(kind, help_):
    assert findings(f"# first\nkind: {kind}\n") == [("DR113", f"unknown kind `{kind}`", 2, 7, help_)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "layer: stage",
            "layers: stage",
            [
                ("DR114", "unknown key `layers`", 2, 1, "did you mean `layer`?"),
                ("DR115", "the key `layer` is missing", 1, 1, ""),
            ],
        ),
        ("title: x", "title: x\n    zzz: 1", [("DR114", "unknown key `zzz`", 6, 5, "known here: {known}")]),
        ("policy: x", "policy: x, polcy: y", [("DR114", "unknown key `polcy`", 7, 26, "did you mean `policy`?")]),
        ("    title: x\n", "", [("DR115", "the key `title` is missing in `rules`", 4, 5, "")]),
        (
            "layer: stage",
            "layer: [stage]",
            [("DR116", "`layer` must be one of {layers}, not a list; did you mean `stage`?", 2, 8, "")],
        ),
        ("layer: stage", "layer: {}", [("DR116", "`layer` must be one of {layers}, not a mapping", 2, 8, "")]),
        (
            "layer: stage",
            "layer: stages",
            [("DR116", "`layer` must be one of {layers}, not `stages`; did you mean `stage`?", 2, 8, "")],
        ),
        ("id: first", "id: First Rule", [("DR116", "`id` has the wrong form: `First Rule`", 4, 9, "")]),
        ("id: first", "id: 12", [("DR116", "`id` must be text, not `12`", 4, 9, "")]),
        ("title: x", 'title: ""', [("DR116", "`title` must not be empty", 5, 12, "")]),
        ("title: x", "title:", [("DR116", "`title` must be a mapping, not nothing", 5, 11, "")]),
        (
            "title: x",
            "title: x\n    priority: 1001",
            [("DR116", "`priority` must be at most 1000, not `1001`", 6, 15, "")],
        ),
        (
            "title: x",
            "title: x\n    when: {}\n    priority: 0.5",
            [("DR116", "`priority` must be a whole number, not `0.5`", 7, 15, "")],
        ),
        ("title: x", "title: x\n    when: {stage: {known: 1}}", [("DR116", "`known` must be true or false, not `1`", 6, 27, "")]),
        ("{policy: x}", "{}", [("DR116", "`because` must hold at least 1", 7, 14, "")]),
        ("{policy: x}", "x", [("DR116", "`because` must be a mapping, not `x`", 7, 14, "")]),
        ("{role: collector}", "{codes: []}", [("DR116", "`codes` must hold at least 1", 6, 19, "")]),
        ("{role: collector}", "{codes: C-ONE}", [("DR116", "`codes` must be a list, not `C-ONE`", 6, 19, "")]),
        (
            "title: x",
            "title: x\n    when: {stage: ~}",
            [("DR116", "`stage` must be text or a number or true or false, not nothing", 6, 19, "")],
        ),
        (
            "{role: collector}",
            "{tone: {times: x}}",
            [("DR116", "`times` must be a number, not `x`", 6, 26, "")],
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_authors_words_at_its_place(old, new, expected):
    rule = KINDS["rules"].keys["rules"].shape.item.keys
    layers = KINDS["rules"].schema({})["properties"]["layer"]["enum"]
    words = {"known": ", ".join(f"`{k}`" for k in rule), "layers": ", ".join(f"`{v}`" for v in layers)}
    assert old in RULES
    assert [(c, m.format(**words), line, column, h.format(**words)) for c, m, line, column, h in expected] == findings(
        RULES.replace(old, new)
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULES.replace("kind: rules", "kind: gates"), "`kind` must be `rules`, not `gates`"),
        ("[]", "the document must be a mapping, not a list"),
    ],
)
def test_a_document_may_be_checked_by_the_schema_of_one_kind(text, message):
    assert [f.message for f in check_by(document(text), validator("rules"))] == [message]


def test_all_that_is_wrong_is_said_at_once():
    assert len(findings(HEADER.replace("owner: tests\n", "").replace("[en]", "[fr, de]").replace("Tiny", '""'))) == 4


def test_a_number_may_be_whole_where_a_number_is_wanted():
    assert findings(RULES.replace("{role: collector}", "{tone: {times: 2}}")) == []


def test_a_finding_of_shape_is_an_error():
    (wrong,) = check_shape(document("[]", "a.yaml"))
    assert wrong == Finding("DR111", "the file must hold a mapping, not a list", Place("a.yaml"), severity="error")


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("title: x", "titel: x", ("rename", 5, 5, "title")),
        ("title: x", "title: x\n    tittle: y", None),
        ("title: x", "zzz: x", None),
        ("kind: rules", "kind: rule", ("rename", 1, 7, "rules")),
        ("kind: rules", "kind: zzz", None),
        ("title: x", "title: x\n    status: actve", ("rename", 6, 13, "active")),
        ("title: x", "title: x\n    status: gone", None),
        ("title: x", "title: x\n    status: [active]", None),
        ("{role: collector}", "{codes: C-ONE}", ("enlist", 6, 19, "")),
        ("{role: collector}", "{codes: {a: C-ONE}}", None),
        ("{policy: x}", "{policy: 7}", ("quote", 7, 23, "")),
        ("{policy: x}", "{policy: [x]}", None),
        ("{policy: x}", "{policy: }", None),
        ("title: x", "title: x\n    priority: '7'", ("unquote", 6, 15, "")),
        ("title: x", "title: x\n    priority: seven", None),
        ("title: x", "title: x\n    priority: 0.5", None),
        ("title: x", "title: x\n    when: {stage: {known: 'true'}}", ("unquote", 6, 27, "")),
        ("title: x", "title: x\n    when: {stage: {known: 1}}", None),
        ("{role: collector}", "{tone: {times: '1.5'}}", ("unquote", 6, 26, "")),
    ],
)
def test_what_can_only_be_meant_one_way_can_be_mended(old, new, fix):
    """A key or a value nearly right with nothing else near, quotes too many or too few, a list of one."""
    fixes = {f.fix for f in check_shape(document(RULES.replace(old, new), "a.yaml"))} - {None}
    assert fixes == ({Fix(fix[0], Place("a.yaml", fix[1], fix[2]), fix[3])} if fix else set())
