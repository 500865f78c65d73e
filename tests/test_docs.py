"""What the documents show is what happens."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

from dunning_rules.cli.main import group, run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LEDGER = (ROOT / "docs" / "how-to" / "run-a-ledger.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_first_program_prints_what_the_readme_says():
    program, expected = blocks(README, "python")[0], blocks(README, "text")[0]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "README.md", "exec"), {})  # noqa: S102 - our own sample
    assert printed.getvalue() == expected


def test_the_rule_of_the_readme_stands_in_the_file_it_names():
    named = re.search(r"\*\*A rule\*\*, in `([^`]+)`", README)[1]
    assert blocks(README, "yaml")[0] in (ROOT / named).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_command_that_is_named_is_there_with_its_options(page):
    calls = re.findall(r"dunning-rules ([a-z]+)((?: +[^\s`#|]+)*)", page.read_text("utf-8"))
    known = {name: {o for p in group.get_command(None, name).params for o in p.opts} for name in group.list_commands(None)}
    assert {name for name, _ in calls} <= set(known)
    assert [(n, o) for n, rest in calls if n in known for o in re.findall(r"--[a-z-]+", rest) if o not in known[n]] == []


@pytest.fixture
def told(tmp_path, capsys, monkeypatch):
    """What `run` says of the ledger of the how-to, with one JSON a line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ledger.csv").write_text(blocks(LEDGER, "csv")[0], encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(blocks(LEDGER, "yaml")[0], encoding="utf-8")
    command = re.search(r"^\$ dunning-rules (run .*)$", LEDGER, re.MULTILINE)[1].split()
    code = run([*command, "--format", "jsonl"])
    seen = capsys.readouterr()
    return code, {line["id"]: line for line in map(json.loads, seen.out.splitlines())}, seen.err


def test_the_ledger_of_the_how_to_has_the_errors_it_says(told):
    code, lines, _ = told
    assert code == 1
    said = [f"line {line['line']}: {line['error']}" for line in lines.values() if "error" in line]
    assert said == blocks(LEDGER, "text")[0].splitlines()


def test_the_credit_of_the_how_to_is_set_off_as_it_says(told):
    _, lines, _ = told
    assert lines["C00031"]["note"] == blocks(LEDGER, "text")[2].strip()
    assert (lines["C00031"]["set_off"], lines["C00031"]["credit_left"]) == ("4250.00", "0.00")
    assert (lines["000417"]["amount"], lines["000417"]["set_off"]) == ("11150.00", "1250.00")
    assert "agree_statement" in lines["000418"]["decision"]["next_actions"]
