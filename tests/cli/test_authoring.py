"""`lint` and `fmt` as authors and their pipelines call them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dunning_rules.cli.main import run

BROKEN = Path(__file__).parents[1] / "broken"


@pytest.fixture
def call(capsys):
    """Call the command line in this process; give exit code, output and error."""

    def called(*arguments):
        code = run([str(a) for a in arguments])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return called


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """Work in a folder with a pack that has a test too many."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(BROKEN / "DR502", "mine")


def test_lint_writes_files_besides_what_it_prints(call, mine):
    code, out, _ = call("lint", mine, "--output", "sarif=out.sarif", "--output", "json=out.json", "--output", "junit=out.xml")
    assert (code, "DR502" in out) == (0, True)
    sarif = json.loads(Path("out.sarif").read_text("utf-8"))
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "mine/rules.yaml"
    assert json.loads(Path("out.json").read_text("utf-8"))[0]["code"] == "DR502"
    assert "failures='1'" in Path("out.xml").read_text("utf-8")


@pytest.mark.parametrize("said", ["sarif", "sarif=", "pdf=x.pdf", "=x"])
def test_an_output_names_its_format_and_its_file(call, mine, said):
    code, _, err = call("lint", mine, "--output", said)
    assert (code, "--output wants FORMAT=PATH" in err) == (2, True)


def test_fix_mends_and_lints_again(call, mine):
    code, out, err = call("lint", mine, "--fix", "--fail-level", "warning")
    assert (code, out, err) == (0, "no findings\n", "mended mine/rules.yaml\n1 files, 1 mended\n")
    assert "has_objection" not in (Path(mine) / "rules.yaml").read_text("utf-8")


def test_diff_shows_what_fix_would_mend_and_writes_nothing(call, mine):
    before = (Path(mine) / "rules.yaml").read_text("utf-8")
    code, out, _ = call("lint", mine, "--diff")
    assert (code, "-      has_objection: true\n" in out) == (1, True)
    assert (Path(mine) / "rules.yaml").read_text("utf-8") == before
    assert call("lint", shutil.copytree(BROKEN / "DR202", "other"), "--diff")[:2] == (0, "")


def test_fix_wants_a_folder(call, mine):
    code, _, err = call("lint", "base", "--fix")
    assert (code, "what comes with the library is not mended in place" in err) == (2, True)


def test_what_is_allowed_counts_again_from_its_day_on(call, mine):
    shutil.copytree(BROKEN / "DR303", "over")
    early = call("lint", "over", "--today", "2026-03-31", "--fail-level", "warning")
    late = call("lint", "over", "--today", "2026-04-01", "--fail-level", "warning")
    assert early[:2] == (0, "no findings, 1 allowed\n")
    assert (late[0], "DR303" in late[1], "DR502" in late[1]) == (1, True, True)


def test_fmt_writes_files_in_the_one_style(call, mine):
    rules = Path(mine) / "rules.yaml"
    tidy = rules.read_text("utf-8")
    rules.write_text(tidy.replace("layer: stage", "layer:   'stage' # why"), encoding="utf-8")
    assert call("fmt", mine) == (0, "formatted mine/rules.yaml\n2 files, 1 formatted\n", "")
    assert rules.read_text("utf-8") == tidy.replace("layer: stage", "layer: stage  # why")
    assert call("fmt", mine) == (0, "2 files, 0 formatted\n", "")


@pytest.mark.parametrize(("options", "code"), [(["--check"], 1), (["--diff"], 0), (["--check", "--diff"], 1)])
def test_fmt_can_look_without_writing(call, mine, options, code):
    rules = Path(mine) / "rules.yaml"
    rules.write_text("kind:  rules\n", encoding="utf-8")
    found, out, _ = call("fmt", rules, *options)
    assert (found, "+kind: rules" in out, rules.read_text("utf-8")) == (code, "--diff" in options, "kind:  rules\n")


def test_fmt_names_what_it_leaves_alone(call, mine):
    rules = Path(mine) / "rules.yaml"
    rules.write_text("a:\n  # why\n  1\n", encoding="utf-8")
    code, out, _ = call("fmt", mine)
    assert (code, "mine/rules.yaml:2:3: left alone: this comment has no place of its own" in out) == (1, True)
    assert rules.read_text("utf-8") == "a:\n  # why\n  1\n"


def test_fmt_wants_files(call, mine):
    code, _, err = call("fmt", "nothing-here")
    assert (code, "no YAML file at `nothing-here`" in err) == (2, True)
