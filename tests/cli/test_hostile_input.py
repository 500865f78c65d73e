"""Input and output that nobody means, and some that somebody does: always told, never a fault of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dunning_rules import CaseError, UsageError, load_engine
from dunning_rules.cli.main import run

EXAMPLES = Path(__file__).parents[2] / "rulepacks" / "examples"
AS_OF = "2026-11-25T14:00+08:00"
CASE = {"debtor_type": "company", "due_date": "2026-11-10", "amount_due": 30000, "currency": "CNY", "timezone": "Asia/Shanghai"}
LEDGER = ["run", "receivables", str(EXAMPLES / "ledger.csv"), "--mapping", str(EXAMPLES / "mapping.yaml")]
MODULE = [sys.executable, "-m", "dunning_rules"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"id": "a", "as_of": "2026-11-25T14:00+08:00", "facts": {"amount_due": 1e999999999999999999}}]'),
        ("a.json", "[" * 100_000),
        ("a.jsonl", "[" * 100_000),
        ("a.json", '{"facts": ' * 50_000),
        ("a.yaml", "[" * 1_000),
        ("a.json", "9" * 5_000),
        ("a.yaml", "- {id: a, as_of: '2026-11-25T14:00+08:00', facts: {amount_due: 1e999999999999999999}}"),
    ],
    ids=["exponent", "depth", "depth in a line", "deep mappings", "deep yaml", "digits", "exponent in yaml"],
)
def test_a_file_of_cases_that_would_hurt_is_told(tmp_path, capsys, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert run(["decide", "receivables", str(path), "--format", "json"]) in (1, 2)
    seen = capsys.readouterr()
    assert "internal fault" not in seen.err
    assert "error" in seen.err + seen.out


FACTS = [
    ("amount_due", "1" + "0" * 15),
    ("amount_due", "0.00000000001"),
    ("amount_due", float("1e300")),
    ("due_date", "9999-12-31"),
    ("due_date", "0001-01-01"),
    ("promise_date", "9999-12-31"),
    ("last_contact_at", "9999-12-31T23:59+00:00"),
    ("grace_days", 1_000_000_000),
    ("holidays", ["2026-10-01", "9999-12-31"]),
]


@pytest.mark.parametrize(("fact", "value"), FACTS)
def test_what_no_debt_is_like_is_refused_by_name(receivables, fact, value):
    with pytest.raises(CaseError, match="out of range") as told:
        receivables.decide({**CASE, fact: value}, AS_OF)
    assert list(told.value.problems) == [fact]


@pytest.mark.parametrize("as_of", ["9999-12-31T12:00+08:00", "1899-12-31T12:00+08:00"])
def test_a_moment_of_another_age_is_refused(receivables, as_of):
    with pytest.raises(CaseError, match="years 1900 to 2200"):
        receivables.decide(CASE, as_of)


@pytest.mark.parametrize("facts", [None, [], "x", 5])
def test_facts_that_are_no_mapping_are_refused(receivables, facts):
    with pytest.raises(CaseError, match="mapping of fact to value"):
        receivables.decide(facts, AS_OF)


def test_a_name_that_is_no_text_is_an_unknown_fact(receivables):
    with pytest.raises(CaseError, match="unknown fact `5`"):
        receivables.decide({**CASE, 5: 1}, AS_OF)


@pytest.mark.parametrize("name", [None, 5, b"receivables"])
def test_a_pack_is_named_by_a_text_or_a_path(name):
    with pytest.raises(UsageError, match="named by a text or a path"):
        load_engine(name)


@pytest.mark.parametrize(
    ("fact", "value"), [("currency", "cny"), ("currency", "RENMINBI"), ("contact_at", "2026-11-24T14:00+08:00")]
)
def test_what_would_slip_past_every_threshold_is_a_problem_in_the_data(receivables, fact, value):
    decision = receivables.decide({**CASE, fact: value}, AS_OF)
    assert (decision.verdict, fact in str(decision.problems)) == ("block", True)


def test_a_date_beyond_all_use_is_an_error_of_its_line_and_the_rest_goes_on(tmp_path, capsys):
    (tmp_path / "m.yaml").write_text(
        "kind: mapping\nid: No\ncustomer: Who\n"
        "facts:\n  due_date: {column: Due, format: '%d/%m/%Y'}\n  amount_due: {column: Sum}\n"
        "  promise_date: {column: Promised, format: '%d/%m/%Y'}\n  promise_amount: {column: Sum}\n"
        "constants: {currency: CNY, debtor_type: company, timezone: Asia/Shanghai}\n",
        encoding="utf-8",
    )
    (tmp_path / "l.csv").write_text("No,Who,Due,Sum,Promised\n1,a,1/11/2026,5,31/12/9999\n2,b,1/11/2026,5,\n", encoding="utf-8")
    code = run(
        [
            "run",
            "receivables",
            str(tmp_path / "l.csv"),
            "--mapping",
            str(tmp_path / "m.yaml"),
            "--as-of",
            "2026-11-25",
            "--format",
            "jsonl",
        ]
    )
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert "out of range" in lines[0]["error"]
    assert lines[1]["decision"]["days_overdue"] is not None


@pytest.mark.parametrize("as_of", ["9999-12-31", "0001-01-01"])
def test_a_run_for_another_age_is_refused_at_once(capsys, as_of):
    assert run([*LEDGER, "--as-of", as_of]) == 2
    assert "years 1900 to 2200" in capsys.readouterr().err


def test_what_looks_like_markup_is_printed_as_it_stands(tmp_path, capsys):
    (tmp_path / "m.yaml").write_text(
        "kind: mapping\nid: No\ncustomer: Who\n"
        "facts:\n  due_date: {column: Due, format: '%d/%m/%Y'}\n  amount_due: {column: Sum}\n"
        "constants: {currency: CNY, debtor_type: company, timezone: Asia/Shanghai}\n",
        encoding="utf-8",
    )
    (tmp_path / "l.csv").write_text("No,Who,Due,Sum\n[/red],a,1/11/2026,5\n[bold]7,b,1/11/2026,5\n", encoding="utf-8")
    code = run(["run", "receivables", str(tmp_path / "l.csv"), "--mapping", str(tmp_path / "m.yaml"), "--as-of", "2026-11-25"])
    out = capsys.readouterr().out
    assert (code, "[/red]" in out, "[bold]7" in out) == (0, True, True)


@pytest.mark.parametrize(
    "command",
    [
        [*LEDGER, "--as-of", "2026-11-25", "--html", "/no/such/place.html"],
        ["demo", "--html", "/no/such/place.html"],
        ["schema", "--out", "/proc/none"],
    ],
    ids=["run", "demo", "schema"],
)
def test_a_file_that_cannot_be_written_is_told_before_anything_is_decided(capsys, command):
    assert run(command) == 2
    seen = capsys.readouterr()
    assert ("internal fault" in seen.err, "error: " in seen.err, seen.out) == (False, True, "")


def test_a_reader_who_has_seen_enough_is_no_fault():
    with subprocess.Popen(
        [*MODULE, *LEDGER, "--as-of", "2026-11-25", "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.readline()
        child.stdout.close()
        assert (child.wait(), child.stderr.read()) == (0, b"")


def test_a_full_disk_is_told():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*MODULE, *LEDGER, "--as-of", "2026-11-25"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, "No space left" in done.stderr) == (2, True)


def test_chinese_is_printed_whatever_the_locale():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [*MODULE, *LEDGER, "--as-of", "2026-11-25", "--lang", "zh-CN"], capture_output=True, env=environment, check=False
    )
    assert "催款工作清单" in done.stdout.decode("utf-8")
    assert b"internal fault" not in done.stderr
