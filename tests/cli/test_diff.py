"""`dunning-rules diff`: two versions of the shipped pack, one of them changed by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date

import pytest

from dunning_rules import load_engine
from dunning_rules._api import open_ledger, read_profile_file, shipped_example, shipped_file
from dunning_rules.cli.main import run

LEDGER = [
    "--portfolio", shipped_example("ledger.csv"), "--mapping", shipped_example("mapping.yaml"), "--as-of", "2026-11-25",
    "--profile", shipped_example("profile.yaml"),
]  # fmt: skip
CASES = """
- {id: same, as_of: 2026-11-25T14:00+08:00, facts: {debtor_type: individual, due_date: 2026-11-10, amount_due: 1, currency: CNY}}
- {id: other, as_of: 2026-11-25T14:00+08:00, facts: {debtor_type: company, due_date: 2026-11-10, amount_due: 30000, currency: CNY,
   timezone: Asia/Shanghai, segment: negative}}
- {id: bad, as_of: 2026-11-25T14:00+08:00, facts: {debtor_typ: company}}
"""


@pytest.fixture
def call(capsys):
    def called(*arguments, regions=False):
        """Compare, and leave out the question about all cases, which takes its time, unless a test is about it."""
        code = run(["diff", *map(str, arguments), *(() if regions else ("--no-regions",))])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return called


@pytest.fixture
def copy(tmp_path):
    """The shipped packs in a folder of their own, to be changed."""
    shutil.copytree(shipped_file(""), tmp_path / "packs")
    folder = tmp_path / "packs" / "receivables"

    def change(file, old, new):
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.fixture
def changed(copy):
    return copy(
        "rules/modifier/modifiers.yaml", "then: {modifiers: [non_provoking]}", "then: {modifiers: [non_provoking, direct]}"
    )


def committed(folder):
    """Make a folder a git repository with one commit."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


def test_a_pack_does_not_differ_from_a_copy_of_itself(call, copy):
    folder = copy("rules/modifier/modifiers.yaml", "kind: rules\n", "\n# another layout\nkind:   rules\n")
    assert call("receivables", folder) == (0, "no differences\n", "")


def test_what_changed_is_told_with_the_step_it_asks_for(call, changed):
    code, out, _ = call("receivables", changed)
    assert (code, out) == (
        1,
        """\
receivables 0.1.0 -> 0.1.0: 1 changed
  the version moved less far than this change needs (needed: minor, taken: none)
    minor: rule colour-negative: decisions may change (then.modifiers)
  rule
    ~ colour-negative - The negative type - nothing provoking (rules/modifier/modifiers.yaml)
        then.modifiers: non_provoking -> direct, non_provoking
""",
    )


def test_which_of_all_cases_are_decided_otherwise_is_told(call, changed):
    """The type alone makes others direct already, where the debtor is known and the day has passed."""
    _, out, _ = call("receivables", changed, regions=True)
    shown = "for example segment: negative, as_of: 2026-11-25T10:00+08:00"
    assert out.partition("Which cases are decided otherwise:\n")[2].splitlines()[:2] == [
        "  modifiers (regions: 3+)",
        f"     -> direct: debtor_type is unknown, segment is negative; {shown}",
    ]


def test_it_speaks_chinese(call, changed):
    assert "规则 colour-negative: 决定可能改变 (then.modifiers)" in call("receivables", changed, "--lang", "zh-CN")[1]


def test_the_version_alone_may_make_it_fail(call, changed, copy):
    assert call("receivables", changed, "--fail-level", "version")[0] == 1
    copy("pack.yaml", "version: 0.1.0", "version: 0.1.1")
    assert call("receivables", changed, "--fail-level", "version")[0] == 0
    assert [call("receivables", changed, "--fail-level", level)[0] for level in ("difference", "never")] == [1, 0]


COUNTED = {"stage": lambda d: d.stage, "verdict": lambda d: d.verdict, "offer": lambda d: d.offer.id}


def counted(old, new):
    """The same moves, from both runs kept whole."""
    profile = read_profile_file(shipped_example("profile.yaml"))
    runs = [open_ledger(load_engine(p, profile), LEDGER[1], LEDGER[3], date(2026, 11, 25)) for p in (old, new)]
    both = [(a, b) for a, b in zip(*map(list, runs), strict=True) if a.decision]
    found = {}
    for outcome, of in COUNTED.items():
        for key in {(of(a.decision), of(b.decision)) for a, b in both}:
            if key[0] != key[1]:
                lines = [b for a, b in both if (of(a.decision), of(b.decision)) == key]
                sums = {c: str(sum(b.amount for b in lines if b.currency == c)) for c in {b.currency for b in lines}}
                found[outcome, *key] = (len(lines), sums)
    return found


def test_a_ledger_tells_which_items_move(call, copy):
    folder = copy("parameters.yaml", "name: stage_m1_from, value: 1", "name: stage_m1_from, value: 5")
    code, out, _ = call("receivables", folder, *LEDGER, "--examples", "1", "--format", "json")
    moves = json.loads(out)["portfolio"]
    told = {(m["outcome"], m["old"], m["new"]): (m["count"], m["sums"]) for m in moves["moves"]}
    assert (code, moves["items"]) == (1, 54)
    assert all(len(m["examples"]) == 1 for m in moves["moves"])
    assert {key: value for key, value in told.items() if key[0] in COUNTED} == counted("receivables", folder)


def test_cases_tell_what_changes_in_each(call, changed, tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    _, out, _ = call("receivables", changed, "--cases", path)
    assert out.splitlines()[-3:] == [
        "Cases: 3, 1 decided otherwise",
        "  other",
        "    tone.modifiers: non_provoking -> non_provoking; direct",
    ]


def test_markdown_has_the_short_table_first_and_the_rest_folded(call, changed):
    _, out, _ = call("receivables", changed, "--format", "markdown", *LEDGER)
    before, folded = out.split("<details>", 1)
    assert "| receivables | 0.1.0 -> 0.1.0 |  |  | 1 |  |  | **the version moved less far" in before
    assert "| rule colour-negative - The negative type - nothing provoking |" in folded


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["receivables"], "give OLD and NEW, or one folder with --git"),
        (["receivables", "base", "--git", "HEAD"], "give OLD and NEW, or one folder with --git"),
        (["receivables", "receivables", "--mapping", shipped_example("mapping.yaml")], "belong together"),
        (["receivable", "receivables"], "did you mean `receivables`?"),
        (["base", "receivables", *LEDGER[:6], "--cases", "nowhere.yaml"], "cannot read nowhere.yaml"),
    ],
)
def test_what_cannot_be_compared_is_a_usage_error(call, arguments, said):
    code, out, err = call(*arguments)
    assert (code, out, said in err) == (2, "", True)


def test_a_version_that_cannot_be_loaded_says_what_is_wrong(call, copy):
    folder = copy("rules/modifier/modifiers.yaml", "segment: negative", "segmnt: negative")
    code, _, err = call("receivables", folder)
    assert (code, "did you mean `segment`?" in err) == (2, True)


def test_a_ledger_that_fits_one_version_only_says_which(call, tmp_path):
    mapping = tmp_path / "mapping.yaml"
    text = shipped_example("mapping.yaml").read_text("utf-8")
    mapping.write_text(text.replace("facts:\n", "facts:\n  no_such_fact: {column: x}\n", 1), encoding="utf-8")
    arguments = [a if a != shipped_example("mapping.yaml") else mapping for a in LEDGER]
    code, _, err = call("receivables", "receivables", *arguments)
    assert (code, "with the old version: " in err) == (2, True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_folder_is_compared_with_itself_at_a_revision(call, copy):
    folder = copy("pack.yaml", "kind: pack", "kind: pack")
    committed(folder.parent)
    assert call(folder, "--git", "HEAD")[0] == 0
    copy("rules/modifier/modifiers.yaml", "id: colour-transit", "id: colour-in-transit")
    code, out, _ = call(folder, "--git", "HEAD")
    assert (code, "= colour-in-transit - Matter of fact was called colour-transit" in out) == (1, True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_is_wrong_with_a_revision_is_told_under_its_name(call, copy):
    folder = copy("rules/modifier/modifiers.yaml", "segment: negative", "segmnt: negative")
    committed(folder.parent)
    copy("rules/modifier/modifiers.yaml", "segmnt: negative", "segment: negative")
    code, _, err = call(folder, "--git", "HEAD")
    assert (code, "HEAD:receivables/rules/modifier/modifiers.yaml:8:12: error DR202" in err) == (2, True)
