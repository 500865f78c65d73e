"""What the documents show is what happens."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from dunning_rules import PackError, lint_packs, load_engine, run_pack_tests
from dunning_rules._authoring import cover_pack
from dunning_rules._mending import format_files
from dunning_rules.cli.main import group, run
from dunning_rules.compiler.template import FILTERS
from dunning_rules.model.difference import CAUSES
from dunning_rules.model.fact import FACT_TYPES
from dunning_rules.model.outcome import LAYERS
from dunning_rules.model.packtest import EXPECTATIONS

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
    known = {
        name: {o for p in group.get_command(None, name).params for o in (*p.opts, *p.secondary_opts)}
        for name in group.list_commands(None)
    }
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


PACK = (ROOT / "docs" / "how-to" / "write-a-pack.md").read_text("utf-8")


@pytest.fixture
def acme(tmp_path):
    """The pack of the how-to, as a reader would write it."""
    for name, text in re.findall(r"^```yaml (acme/\S+)\n(.*?)^```$", PACK, re.MULTILINE | re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "acme"


def test_the_pack_of_the_how_to_has_no_findings(acme):
    assert lint_packs(acme) == ()


def test_the_tests_of_the_how_to_hold(acme):
    results = run_pack_tests(acme)
    assert [(r.test.name, r.failures) for r in results if not r.passed] == []
    assert len(results) == 3


def test_what_the_how_to_says_is_missing_is_what_is_told(acme, monkeypatch, capsys):
    monkeypatch.chdir(acme.parent)
    run(["test", "acme", "--missing"])
    assert capsys.readouterr().out == next(b for b in blocks(PACK, "text") if "not seen" in b)


def test_what_the_how_to_suggests_is_built_and_covers_all(acme, monkeypatch, capsys):
    monkeypatch.chdir(acme.parent)
    command, told = re.search(r"^\$ dunning-rules (test acme --suggest .*)\n(.*)\n", PACK, re.MULTILINE).groups()
    run(command.split())
    assert capsys.readouterr().err == f"{told}\n"
    comment = next(b for b in blocks(PACK, "yaml") if "# shows" in b)
    assert comment in Path("acme/suggested.test.yaml").read_text("utf-8")
    assert cover_pack("acme").coverage.missing() == ()


def test_the_how_to_names_every_expectation_there_is():
    table = PACK.split("| key | holds when |")[1].split("\n\n")[0]
    named = {name for row in table.splitlines() if row.startswith("| `") for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(EXPECTATIONS)


def test_the_how_to_names_every_layer_filter_and_type():
    assert ", ".join(LAYERS[:-1]).replace(", ", ",") in PACK.replace("\n", " ").replace(", ", ",")
    assert [f for f in (*FILTERS, *FACT_TYPES) if f"`{f}`" not in PACK] == []


SLIPS = (ROOT / "docs" / "how-to" / "eleven-slips.md").read_text("utf-8")
SLIP = re.compile(r"^## ([^\n]*)\n\n```diff (\S+)\n(.*?)^```\n\n```text\n(.*?)^```\n\n\S", re.MULTILINE | re.DOTALL)


def rewrite(name, diff):
    """Change a file as a page shows it."""
    lines = diff.splitlines()
    old = "".join(f"{line[2:]}\n" for line in lines if line[0] in "- ")
    new = "".join(f"{line[2:]}\n" for line in lines if line[0] in "+ ")
    text = Path(name).read_text("utf-8")
    assert text.count(old) == 1
    Path(name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("slip", SLIP.findall(SLIPS), ids=lambda s: s[0])
def test_a_slip_is_told_as_the_page_shows(slip, acme, monkeypatch, capsys):
    _, name, diff, told = slip
    monkeypatch.chdir(acme.parent)
    rewrite(name, diff)
    run(["lint", "acme"])
    assert capsys.readouterr().out == told


def test_there_are_as_many_slips_as_the_page_says():
    assert SLIPS.count("\n## ") == len(SLIP.findall(SLIPS)) == 11


PROVE = (ROOT / "docs" / "how-to" / "prove-a-property.md").read_text("utf-8")


def test_a_proof_is_told_as_the_page_shows(acme, monkeypatch, capsys):
    ((properties),) = re.findall(r"^```yaml acme/properties.yaml\n(.*?)^```$", PROVE, re.MULTILINE | re.DOTALL)
    (acme / "properties.yaml").write_text(properties, encoding="utf-8")
    monkeypatch.chdir(acme.parent)
    (command,) = re.findall(r"^\$ dunning-rules (.*)$", PROVE, re.MULTILINE)
    code = run(command.split())
    assert (code, capsys.readouterr().out) == (1, next(b for b in blocks(PROVE, "text")))


CI = (ROOT / "docs" / "how-to" / "check-in-ci.md").read_text("utf-8")


def change(diff, name):
    """Make the change that a diff of the page shows in a file."""
    old, new = ("".join(f"{line[2:]}\n" for line in diff.splitlines() if line[0] == sign) for sign in "-+")
    text = Path(name).read_text("utf-8")
    assert text.count(old) == 1
    Path(name).write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_checked_before_a_change_lands_is_told_as_the_page_shows(acme, monkeypatch, capsys):
    monkeypatch.chdir(acme.parent)
    steps = re.findall(r"^```(diff|console) ?(\S*)\n(.*?)^```$", CI, re.MULTILINE | re.DOTALL)
    for kind, name, text in steps:
        if kind == "diff":
            change(text, name)
            continue
        for command, said in re.findall(r"^\$ dunning-rules (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            run(command.split(" > ")[0].split())
            printed = capsys.readouterr().out
            assert ">" in command or printed == said
    assert [s[0] for s in steps] == ["diff", "console", "console", "diff", "console", "console"]
    assert {"lint.xml", "lint.sarif"} <= {p.name for p in Path.cwd().iterdir()}


def test_the_pack_of_the_how_to_is_in_the_one_style(acme):
    assert [c.file for c in format_files(acme) if c.changed or c.stopped] == []


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", ".github/workflows/packs.yaml"])
def test_what_the_page_configures_is_there(name):
    ((found, text),) = re.findall(rf"^```yaml ({re.escape(name)})\n(.*?)^```$", CI, re.MULTILINE | re.DOTALL)
    said = yaml.safe_load(text)
    if "workflows" in found:
        action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
        asked = said["jobs"]["packs"]["steps"][1]["with"]
        assert {n for n, i in action["inputs"].items() if i.get("required")} <= set(asked) <= set(action["inputs"])
    else:
        hooks = {h["id"] for h in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
        assert {h["id"] for h in said["repos"][0]["hooks"]} == hooks


REVIEW = (ROOT / "docs" / "how-to" / "review-a-change.md").read_text("utf-8")
CHANGE = re.compile(
    r"^## ([^\n]*)\n\n```diff (\S+)\n(.*?)^```\n\n```console\n\$ dunning-rules ([^\n]*)\n```\n\n```text\n(.*?)^```",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize("change", CHANGE.findall(REVIEW), ids=lambda c: c[0])
def test_a_change_is_told_as_the_page_shows(change, acme, monkeypatch, capsys):
    _, name, diff, command, told = change
    monkeypatch.chdir(acme.parent)
    shutil.copytree(acme, "acme-before")
    for file, text in re.findall(r"^```(?:yaml|csv) (\S+)\n(.*?)^```$", REVIEW, re.MULTILINE | re.DOTALL):
        Path(file).write_text(text, encoding="utf-8")
    rewrite(name, diff)
    assert (run(command.split()), capsys.readouterr().out) == (1, told)


def test_every_change_of_the_page_is_run():
    assert REVIEW.count("\n## ") == len(CHANGE.findall(REVIEW)) == 4


def test_the_page_of_versions_names_every_cause_with_its_step():
    rows = re.findall(
        r"^\| (major|minor|patch) \| `([^`]+)` \|", (ROOT / "docs/reference/versions.md").read_text("utf-8"), re.MULTILINE
    )
    assert {cause: level for level, cause in rows} == dict(CAUSES)


YOURS = (ROOT / "docs" / "how-to" / "make-it-yours.md").read_text("utf-8")


def test_an_overlay_is_told_as_the_page_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    steps = re.findall(r"^```(yaml|diff|console) ?(\S*)\n(.*?)^```$", YOURS, re.MULTILINE | re.DOTALL)
    for kind, name, text in steps:
        if kind == "yaml":
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        elif kind == "diff":
            assert [c.file for c in format_files("house") if c.changed or c.stopped] == []
            rewrite(name, text)
        else:
            for command, said in re.findall(r"^\$ dunning-rules (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                run(command.split())
                assert capsys.readouterr().out == said
    assert [s[0] for s in steps].count("console") == 3
    with pytest.raises(PackError, match="DR232"):
        load_engine("house")


CALENDAR = (ROOT / "docs" / "how-to" / "use-a-calendar.md").read_text("utf-8")


def test_the_calendar_of_the_how_to_gives_the_days_it_says():
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(blocks(CALENDAR, "python")[0], "use-a-calendar.md", "exec"), {})  # noqa: S102 - our own sample
    assert printed.getvalue() == blocks(CALENDAR, "text")[0]
