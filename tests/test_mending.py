"""Whole packs laid out and mended: what is safe is done, until a look finds nothing more; the rest is left."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from dunning_rules import UsageError, lint_packs
from dunning_rules._mending import fix_packs, format_files, write_changes

BROKEN = Path(__file__).parent / "broken"
RULES = """\
kind: rules
layer: stage
rules:
  - id: remind-who-forgot
    title: Who forgot is reminded
    when:
      # forgotten, and nothing else
      objection: forgot
      has_objection: true
      objections: {includes: forgot}
      days_overdue: {at_least: 3, more_than: 1}
    then: {next_actions: [send_reminder]}  # in a friendly way
    because: {policy: House policy on first contacts, owner: Receivables}
"""


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BROKEN / "DR502", "mine")
    (Path("mine") / "rules.yaml").write_text(RULES, encoding="utf-8")
    return Path("mine")


def test_of_tests_that_change_nothing_all_go_that_can(pack):
    """`objection: forgot` and the set that includes it say the same only one way: what stays is what the rule needs."""
    (change,) = fix_packs("mine", write=True)
    text = (pack / "rules.yaml").read_text("utf-8")
    assert lint_packs("mine") == ()
    assert (change.before, change.after) == (RULES, text)
    assert "      # forgotten, and nothing else\n      objection: forgot\n      days_overdue: {at_least: 3}\n" in text
    assert "# in a friendly way" in text


def test_without_writing_the_file_stays_and_the_first_look_is_told(pack):
    (change,) = fix_packs("mine", write=False)
    assert (pack / "rules.yaml").read_text("utf-8") == RULES == change.before
    assert change.changed


def test_what_is_allowed_is_not_mended(pack):
    text = RULES.replace("      objections: {includes: forgot}\n", "").replace(", more_than: 1", "")
    allowed = text.replace(
        "has_objection: true", "has_objection: true  # lint: allow DR502 until 2099-01-01 because sales wants it"
    )
    (pack / "rules.yaml").write_text(allowed, encoding="utf-8")
    assert fix_packs("mine", write=True) == ()
    assert [f.suppressed for f in lint_packs("mine")] == ["sales wants it"]


def test_what_is_allowed_no_more_is_mended_and_its_comment_goes_too(pack):
    text = (BROKEN / "DR502" / "rules.yaml").read_text("utf-8")
    lines = "    when:\n      objection: forgot\n      has_objection: true\n"
    over = "    # lint: allow DR502 until 2026-11-22 because sales wants it\n    when: {objection: forgot, has_objection: true}\n"
    (pack / "rules.yaml").write_text(text.replace(lines, over), encoding="utf-8")
    assert fix_packs("mine", write=True, today=date(2026, 11, 21)) == ()
    assert len(fix_packs("mine", write=True, today=date(2026, 11, 22))) == 1
    assert (pack / "rules.yaml").read_text("utf-8") == text.replace(lines, "    when: {objection: forgot}\n")


@pytest.mark.parametrize("code", ["DR107", "DR113", "DR114", "DR116", "DR302", "DR502"])
def test_a_broken_pack_that_can_only_be_meant_one_way_is_mended(code, tmp_path):
    folder = shutil.copytree(BROKEN / code, tmp_path / code)
    assert len(fix_packs(folder, write=True)) == 1
    assert lint_packs(folder) == ()


@pytest.mark.parametrize("code", ["DR104", "DR110", "DR115", "DR202", "DR203", "DR208", "DR213", "DR301", "DR501"])
def test_what_an_author_has_to_decide_is_left(code, tmp_path):
    folder = shutil.copytree(BROKEN / code, tmp_path / code)
    assert fix_packs(folder, write=True) == ()


def test_what_comes_with_the_library_is_not_mended_in_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="`base` is no folder"):
        fix_packs("base", write=True)


def test_only_files_that_change_are_written(tmp_path):
    for name, text in (("a.yaml", "a:   1\n"), ("b.yaml", "b: 1\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = (tmp_path / "b.yaml").stat().st_mtime_ns
    changes = format_files(tmp_path)
    write_changes(changes)
    assert [c.changed for c in changes] == [True, False]
    assert ((tmp_path / "a.yaml").read_text("utf-8"), (tmp_path / "b.yaml").stat().st_mtime_ns) == ("a: 1\n", before)
