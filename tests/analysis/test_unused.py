"""What nothing uses, and all the ways in which a thing can be used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dunning_rules
from dunning_rules import load_engine
from dunning_rules.analysis.everything import analyse
from dunning_rules.analysis.unused import UNUSED, find_unused
from dunning_rules.compiler.passes import compile_packs
from dunning_rules.derive.catalogue import READ
from tests.meaning.both import gate, rule, script, vocabulary
from tests.meaning.packs import HEADER, packed

FACT = {"kind": "facts", "facts": {"left_over": {"type": "flag", "title": "x", "meaning": "x"}}}
DAY = {"kind": "facts", "facts": {"left_over": {"type": "date", "title": "x", "meaning": "x"}}}
CLOCK = {"kind": "facts", "facts": {"left_over": {"type": "time", "title": "x", "meaning": "x"}}}
TASK = {"kind": "outcome", "outcome": "tasks", "values": [{"id": "left_over", "title": "x"}]}


def unused(*documents):
    pack = packed([*vocabulary(), *documents])
    programs, findings = compile_packs((pack,))
    assert programs, findings
    found = [f for f in find_unused((pack,), programs[0]) if "`left_over`" in f.message]
    assert all(f.place.file == "tiny/x.yaml" for f in found)
    return [f.message for f in found]


@pytest.mark.parametrize(
    ("what", "document"),
    [
        ("fact", FACT),
        ("parameter", {"kind": "parameters", "parameters": [{"name": "left_over", "meaning": "x", "value": 1}]}),
        ("gate", gate("left_over", {"agreed": True})),
        ("derived fact", {"kind": "derive", "fact": "left_over", "title": "x", "meaning": "x", "count_of": [{"agreed": True}]}),
        ("value of `tasks`", TASK),
    ],
)
def test_what_nothing_uses_is_told(what, document):
    assert unused(document) == [f"nothing uses the {what} `left_over`"]


@pytest.mark.parametrize(
    "documents",
    [
        [FACT, rule("a", {"role": "clerk"}, {"left_over": True})],
        [FACT, gate("g", {"left_over": True}), script("s", "OPEN", {"claim": "g"})],
        [DAY, script("s", "OPEN", {"zh-CN": "{{ left_over | day }}", "en": "{{ left_over | day }}"})],
        [DAY, TASK, rule("a", {"follow_up": [{"task": "left_over", "at": {"from": "left_over"}}]})],
        [CLOCK, rule("a", {"preferred_window": {"from": {"fact": "left_over"}, "until": "20:00"}})],
        [gate("left_over", {"agreed": True}), script("s", "OPEN", {"claim": "left_over"})],
        [gate("left_over", {"agreed": True}, forms=["call"])],
        [FACT, rule("a", {"channel": ["phone", "post", "none"]}, {"left_over": False})],
        [{"kind": "parameters", "parameters": [{"name": "left_over", "meaning": "x", "value": 1}]},
         rule("a", {"role": "clerk"}, {"days": {"parameter": "left_over"}})],
    ],
)  # fmt: skip
def test_what_is_used_anywhere_is_not_told(documents):
    assert unused(*documents) == []


def test_a_library_may_declare_more_than_it_uses(monkeypatch):
    monkeypatch.setitem(HEADER, "library", True)  # noqa: FBT003 - a value of the header
    assert unused(FACT) == []


def test_what_code_reads_is_listed_and_nothing_else():
    """Every text of these rooms that names a given fact or a parameter; five of them mean something else there."""
    program = load_engine("receivables").programs[0]
    given = {n for n, f in program.facts.items() if not f.computed and not f.derived} | set(program.parameters)
    source = Path(dunning_rules.__file__).parent
    rooms = [p for room in ("derive", "engine") for p in (source / room).glob("*.py") if p.name != "sketch.py"]
    texts = {n.value for p in rooms for n in ast.walk(ast.parse(p.read_text("utf-8"))) if isinstance(n, ast.Constant)}
    read = {t for t in texts if isinstance(t, str)} & given
    assert read - {"discount", "documents", "holds", "invoice_no", "moment"} <= READ
    assert READ & set(program.parameters) <= read


def test_notes_are_told_when_asked_for():
    first = rule("a", {"role": "clerk"}, {"days": {"at_least": 31}}, priority=9)
    other = rule("b", {"role": "chief"}, {"days": {"at_least": 10}, "agreed": True})
    pack = packed([*vocabulary(), first, other, rule("z", {"role": "clerk"}, layer="default")])
    programs, _ = compile_packs((pack,))
    said = [{f.code for f in analyse((pack,), programs[0], notes=notes)} - {UNUSED} for notes in (False, True)]
    assert said == [set(), {"DR507"}]


def test_of_a_library_nobody_asks_what_its_rules_never_reach(monkeypatch):
    monkeypatch.setitem(HEADER, "library", True)  # noqa: FBT003 - a value of the header
    pack = packed([*vocabulary(), rule("a", {"role": "clerk"}, {"days": 1})])
    programs, _ = compile_packs((pack,))
    assert analyse((pack,), programs[0]) == ()


def test_a_deadline_that_a_rule_sets_is_used():
    deadlines = {"kind": "outcome", "outcome": "deadlines", "values": [{"id": "left_over", "title": "x"}]}
    assert unused(deadlines) == ["nothing uses the value of `deadlines` `left_over`"]
    assert unused(deadlines, rule("a", {"deadlines": {"left_over": {"from": "contact_day"}}})) == []
