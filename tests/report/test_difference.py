"""A difference as text, JSON and Markdown."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest

from dunning_rules.model.difference import (
    CAUSES,
    KINDS,
    LEVELS,
    CaseChange,
    CaseChanges,
    Changed,
    ItemChange,
    KeyChange,
    Move,
    Moves,
    PackChange,
    PackDifference,
    Step,
)
from dunning_rules.model.titles import Titles
from dunning_rules.report.difference import SIGNS, as_json, as_text, pair
from dunning_rules.report.difference_words import words
from dunning_rules.report.pull_request import as_markdown, cell

ALL = PackDifference(
    packs=(
        PackChange(
            "mine",
            "1.0.0",
            "1.0.1",
            (
                ItemChange(
                    "changed", "rule", "one", (KeyChange("when", "{a: 1}", ""),), Titles("规则一", "rule one"), "rules/a.yaml"
                ),
                ItemChange("renamed", "gate", "new", was="old"),
            ),
            (Step("loosened", "gate", "g"), Step("decisions", "rule", "one", ("when", "then.offer"))),
        ),
        PackChange("fresh", "", "0.1.0", (ItemChange("added", "pack", "fresh"),)),
        PackChange("still", "1.0.0", "1.0.1"),
    ),
    regions=(
        Changed("tone", "warm", "firm", ("stage is M2", "segment is negative"), {"stage": "M2", "amount_due": Decimal("5.00")}),
        Changed("offer", "none", "plan", (), {"as_of": "2026-11-25"}),
        Changed("tone", "warm", "plain", ("and further regions",)),
    ),
    portfolio=Moves(
        9,
        2,
        {"CNY": Decimal("1234.50")},
        {"tone.name": 2},
        (Move("tone", "warm", "firm", 2, {"CNY": Decimal("1234.50")}, ("001", "a|b")),),
    ),
    cases=CaseChanges(3, (CaseChange("c1", (KeyChange("script.text", "Hello\nyou", "Bye"),)),)),
)


def test_text_tells_everything():
    assert (
        as_text(ALL)
        == """\
mine 1.0.0 -> 1.0.1: 1 changed, 1 renamed
  the version moved less far than this change needs (needed: major, taken: patch)
    major: gate g: it may hold back less than it did
    minor: rule one: decisions may change (when, then.offer)
  rule
    ~ one - rule one (rules/a.yaml)
        when: {a: 1} -> -
  gate
    = new was called old
fresh - -> 0.1.0: 1 added
  pack
    + fresh
still 1.0.0 -> 1.0.1: no differences
  nothing asks for another version
Which cases are decided otherwise:
  offer (regions: 1)
    none -> plan: any case; for example as_of: 2026-11-25
  tone (regions: 1+)
    warm -> firm: stage is M2, segment is negative; for example stage: M2, amount_due: 5.00
    warm -> plain: and further regions
Ledger: 9 items, 2 decided otherwise (CNY 1,234.50)
  parts that differ: tone.name 2
  tone
    warm -> firm: 2 (CNY 1,234.50), for example 001, a|b
Cases: 3, 1 decided otherwise
  c1
    script.text: Hello you -> Bye"""
    )


def test_a_version_that_moved_far_enough_is_told():
    pack = PackChange("mine", "1.0.0", "2.0.0", steps=(Step("loosened", "gate", "g"),))
    assert "  the version moved far enough (needed: major, taken: major)" in as_text(PackDifference((pack,))).splitlines()


@pytest.mark.parametrize("write", [as_text, as_markdown])
def test_no_difference_is_told(write):
    assert "no differences" in write(PackDifference(portfolio=Moves(3, 0), cases=CaseChanges(2)))
    assert "没有差别" in write(PackDifference(), "zh-CN")


def test_json_has_every_value_and_what_follows_from_it():
    found = json.loads(as_json(ALL))
    assert [(p["id"], p["required"], p["stated"], p["too_small"]) for p in found["packs"]] == [
        ("mine", "major", "patch", True), ("fresh", "none", "none", False), ("still", "none", "patch", False),
    ]  # fmt: skip
    assert found["packs"][0]["steps"][0] == {"level": "major", "cause": "loosened", "kind": "gate", "id": "g", "keys": []}
    assert found["packs"][0]["items"][0]["keys"] == [{"key": "when", "old": "{a: 1}", "new": ""}]
    assert found["portfolio"]["moves"][0]["sums"] == {"CNY": "1234.50"}
    assert found["regions"][0]["witness"] == {"stage": "M2", "amount_due": "5.00"}
    assert found["cases"]["changes"][0]["id"] == "c1"


def test_markdown_is_whole():
    text = as_markdown(ALL)
    assert text.count("<details>") == text.count("</details>") == 6
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
    assert "| tone | warm | firm | 2 | CNY 1,234.50 | 001, a\\|b |" in text


def test_markdown_without_details_has_none():
    assert "<details>" not in as_markdown(PackDifference((PackChange("mine", "1.0.0", "1.0.1"),), portfolio=Moves(1, 0)))


@pytest.mark.parametrize(
    ("text", "told"),
    [("a\n b", "a b"), ("<b>", "\\<b>"), ("@you #1", "\\@you \\#1"), ("a_b*c", "a\\_b\\*c"), ("x" * 400, "x" * 299 + "…")],
)
def test_a_cell_holds_plain_text(text, told):
    assert cell(text) == told


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_word_is_there_in_both_languages(language):
    wanted = {*CAUSES, *SIGNS, *(f"kind {k}" for k in KINDS), *(f"step {level}" for level in LEVELS)}
    assert [name for name in wanted if not words(language)[name]] == []


def test_of_long_texts_only_the_part_around_the_difference_is_told():
    words = " ".join(f"word{n}" for n in range(40))
    old, new = pair(KeyChange("script.text", f"{words} ten {words}", f"{words} twelve {words}"))
    assert (old, new) == (
        "… word36 word37 word38 word39 ten word0 word1 word2 word3 …",
        "… word36 word37 word38 word39 twelve word0 word1 word2 word3 …",
    )


def test_long_texts_without_spaces_are_cut_too():
    old, new = pair(KeyChange("script.text", "字" * 100 + "甲" + "字" * 100, "字" * 100 + "乙" + "字" * 100))
    assert (old, new) == tuple(f"… {'字' * 30}{middle}{'字' * 30} …" for middle in "甲乙")


@pytest.mark.parametrize(("old", "new"), [("a" * 150, "b" * 150), ("a" * 150, "a" * 151), ("a b " * 40, "a b " * 41)])
def test_long_texts_that_differ_at_an_end_are_cut_at_the_other_only(old, new):
    left, right = pair(KeyChange("x", old, new))
    assert left != right
    assert (left.endswith(old.strip()[-1]), right.endswith(new.strip()[-1])) == (True, True)
