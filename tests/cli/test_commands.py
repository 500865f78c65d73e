"""The commands as other programs call them: shapes, exit codes, standard error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dunning_rules.cli.main import run

CASE = {
    "debtor_type": "company", "due_date": "2026-11-10", "amount_due": 30000, "currency": "CNY", "timezone": "Asia/Shanghai",
}  # fmt: skip
AS_OF = "2026-11-25T14:00+08:00"
EXAMPLES = Path(__file__).parents[2] / "rulepacks" / "examples"


@pytest.fixture
def call(capsys):
    """Call the command line in this process; give exit code, output and error."""

    def called(*arguments):
        code = run([str(a) for a in arguments])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return called


@pytest.fixture
def cases(tmp_path):
    def written(items, name="cases.json"):
        path = tmp_path / name
        text = "\n".join(json.dumps(i) for i in items) if name.endswith("jsonl") else json.dumps(items)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_decide_prints_a_list_in_order(call, cases):
    path = cases([{"id": "b", "as_of": AS_OF, "facts": CASE}, {"id": "a", "as_of": AS_OF, "facts": CASE}])
    code, out, _ = call("decide", "receivables", path, "--format", "json")
    assert (code, [item["id"] for item in json.loads(out)]) == (0, ["b", "a"])


def test_one_bad_case_is_an_error_in_its_place(call, cases):
    bad = {**CASE, "amount_due": "much", "debtor_kind": "x"}
    path = cases([{"id": "good", "as_of": AS_OF, "facts": CASE}, {"id": "bad", "as_of": AS_OF, "facts": bad}])
    code, out, _ = call("decide", "receivables", path, "--format", "json")
    found = json.loads(out)
    assert (code, sorted(found[1]["error"]["problems"]), "decision" in found[0]) == (1, ["amount_due", "debtor_kind"], True)


@pytest.mark.parametrize("name", ["cases.json", "cases.jsonl"])
def test_decide_prints_one_json_a_line_when_asked(call, cases, name):
    path = cases([{"id": n, "as_of": AS_OF, "facts": CASE} for n in "xy"], name)
    code, out, _ = call("decide", "receivables", path, "--format", "jsonl")
    assert (code, [json.loads(line)["id"] for line in out.splitlines()]) == (0, ["x", "y"])


def test_decide_tells_the_script_as_text(call, cases):
    code, out, _ = call("decide", "receivables", cases([{"id": "x", "as_of": AS_OF, "facts": CASE}]), "--lang", "zh-CN")
    assert (code, "结论: allow" in out, "30,000元" in out) == (0, True, True)


def test_decide_reads_yaml(call, tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(f"- {{id: x, as_of: '{AS_OF}', facts: {json.dumps(CASE)}}}", encoding="utf-8")
    assert call("decide", "receivables", path, "--format", "json")[0] == 0


def test_decide_reads_standard_input(tmp_path):
    text = json.dumps([{"id": "x", "as_of": AS_OF, "facts": CASE}])
    command = [sys.executable, "-m", "dunning_rules", "decide", "receivables", "-", "--format", "json"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, json.loads(done.stdout)[0]["decision"]["stage"]) == (0, "M1")


def test_the_same_input_gives_the_same_bytes(call, cases):
    path = cases([{"id": "x", "as_of": AS_OF, "facts": CASE}])
    assert call("decide", "receivables", path, "--format", "json") == call("decide", "receivables", path, "--format", "json")


def test_explain_says_why_and_why_not(call, cases):
    path = cases([{"id": "x", "as_of": AS_OF, "facts": CASE}])
    code, out, _ = call("explain", "receivables", path, "--rule", "talk-m2", "--rule", "talk-reason")
    assert code == 0
    assert "M1 is gentle" in out
    assert "false: stage is M2 (the case: M1)" in out
    assert "cannot tell: bill_delivered is yes (the case: unknown)" in out


CALLED = {**CASE, "available_channels": ["phone"]}


def test_cards_open_the_call_and_answer_each_objection_as_if_it_had_been_raised(call, cases):
    path = cases([{"id": "x", "as_of": AS_OF, "facts": CALLED}])
    code, out, _ = call("cards", "receivables", path, "--format", "json")
    (entry,) = json.loads(out)
    assert (code, list(entry["cards"])) == (0, entry["decision"]["reply_cards"])
    raised = cases([{"id": "x", "as_of": AS_OF, "facts": {**CALLED, "objection": "quality_dispute", "moment": "during"}}])
    _, out, _ = call("decide", "receivables", raised, "--format", "json")
    assert json.loads(out)[0]["decision"] == entry["cards"]["quality_dispute"]


def test_cards_are_read_before_a_call_and_not_without_one(call, cases):
    facts = [CALLED, {**CALLED, "available_channels": ["email"]}, {"x": 1}]
    path = cases([{"id": str(n), "as_of": AS_OF, "facts": each} for n, each in enumerate(facts)])
    code, out, _ = call("cards", "receivables", path, "--lang", "zh-CN")
    first, second, third = out.split("== ")[1:]
    assert (code, "[如果对方说: 忘记付款]" in first, "没有要打的电话" in second, "error: unknown fact `x`" in third) == (
        1,
        True,
        True,
        True,
    )


def test_explain_names_an_unknown_rule(call, cases):
    code, _, err = call("explain", "receivables", cases([{"as_of": AS_OF, "facts": CASE}]), "--rule", "talk-m9")
    assert (code, "did you mean `talk-m" in err) == (2, True)


def test_explain_goes_on_after_a_bad_case(call, cases):
    path = cases([{"id": "bad", "as_of": AS_OF, "facts": {"x": 1}}, {"id": "good", "as_of": AS_OF, "facts": CASE}])
    code, out, _ = call("explain", "receivables", path)
    assert (code, "error: unknown fact `x`" in out, "== good" in out) == (1, True, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not JSON"),
        ("3", "a list of cases is wanted"),
        ('[{"as_of": "x", "as_of": "y"}]', "stands twice"),
        ("[NaN]", "NaN is no number"),
    ],
)
def test_a_file_that_is_no_list_of_cases_is_a_usage_error(call, tmp_path, text, said):
    path = tmp_path / "cases.json"
    path.write_text(text, encoding="utf-8")
    code, _, err = call("decide", "receivables", path)
    assert (code, said in err) == (2, True)


def test_an_unknown_pack_is_a_usage_error_with_a_suggestion(call, cases):
    code, _, err = call("decide", "receivable", cases([]))
    assert (code, "did you mean `receivables`?" in err) == (2, True)


def test_an_unknown_option_is_a_usage_error(call):
    assert call("lint", "base", "--shape", "x")[0] == 2


def test_a_pack_that_cannot_be_loaded_says_all_that_is_wrong(call, cases, tmp_path):
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "kind: pack\nid: mine\ntitle: Mine\nversion: 1.0.0\nowner: me\nlanguages: [en]\nextends: [base]\n"
    )
    rule = "  - {id: one, title: One, when: {amount_du: 3}, then: {role: colector}, because: {policy: x}}\n"
    (pack / "rules.yaml").write_text(f"kind: rules\nlayer: stage\nrules:\n{rule}")
    code, _, err = call("decide", pack, cases([]))
    assert code == 2
    assert "did you mean `amount_due`?" in err
    assert "did you mean `collector`?" in err
    assert "rules.yaml:4:34" in err


def test_lint_is_clean_for_the_shipped_packs(call):
    assert call("lint", "base", "receivables") == (0, "no findings, 2 allowed\n", "")


@pytest.fixture
def broken(tmp_path):
    pack = tmp_path / "broken"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "kind: pack\nid: broken\ntitle: 坏的\nversion: 1.0.0\nowner: me\nlanguages: [en]\nextend: [base]\n"
    )
    return pack


def test_lint_shows_place_line_caret_and_help(call, broken):
    code, out, _ = call("lint", broken)
    assert code == 1
    assert out.splitlines()[:4] == [
        f"{broken}/pack.yaml:7:1: error DR114: unknown key `extend`",
        "  extend: [base]",
        "  ^",
        "  help: did you mean `extends`?",
    ]


@pytest.mark.parametrize("shape", ["json", "sarif"])
def test_lint_speaks_to_programs(call, broken, shape):
    code, out, _ = call("lint", broken, "--format", shape)
    found = json.loads(out)
    code_of = found[0]["code"] if shape == "json" else found["runs"][0]["results"][0]["ruleId"]
    assert (code, code_of) == (1, "DR114")


def test_lint_speaks_to_github_and_junit(call, broken):
    assert call("lint", broken, "--format", "github")[1].startswith(f"::error file={broken}/pack.yaml,line=7,col=1,title=DR114::")
    assert '<failure type="DR114"' in call("lint", broken, "--format", "junit")[1]


def test_lint_fails_at_the_level_asked_for(call, broken):
    assert call("lint", broken, "--fail-level", "never")[0] == 0


def test_test_runs_the_tests_beside_the_rules(call):
    code, out, _ = call("test", "base")
    assert (code, "tests held" in out) == (0, True)


@pytest.fixture
def failing(tmp_path):
    pack = tmp_path / "failing"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "kind: pack\nid: failing\ntitle: F\nversion: 1.0.0\nowner: me\nlanguages: [en]\nextends: [base]\n"
    )
    facts = "{debtor_type: company, due_date: 2026-11-10, amount_due: 1, currency: CNY}"
    tests = [
        f"  - {{name: wrong, as_of: '{AS_OF}', facts: {facts}, expect: {{verdict: block}}}}",
        f"  - {{name: refused, as_of: '{AS_OF}', facts: {{amount_due: x}}, expect: {{error: amount_due}}}}",
        f"  - {{name: not refused, as_of: '{AS_OF}', facts: {facts}, expect: {{error: amount_due}}}}",
        f"  - {{name: refused otherwise, as_of: '{AS_OF}', facts: {{amount_due: x}}, expect: {{error: debtor_type}}}}",
    ]
    (pack / "x.test.yaml").write_text("kind: test\ncases:\n" + "\n".join(tests))
    return pack


def test_test_says_what_is_not_as_expected(call, failing):
    code, out, _ = call("test", failing)
    assert code == 1
    assert "x.test.yaml:3:5: failed: wrong\n  verdict is `review`, not `block`" in out
    assert "1 of 4 tests held" in out


@pytest.mark.parametrize(("shape", "sign"), [("json", '"passed": false'), ("junit", "failures='3'")])
def test_test_speaks_to_programs(call, failing, shape, sign):
    code, out, _ = call("test", failing, "--format", shape)
    assert (code, sign in out) == (1, True)


BELOW = Path(__file__).parents[1] / "broken" / "DR401"


def test_test_says_what_is_covered(call):
    code, out, _ = call("test", "base")
    assert (code, "base: covered: rules 100 % (61 of 61), conditions " in out) == (0, True)


def test_test_fails_below_a_floor_and_names_the_line(call):
    code, out, _ = call("test", BELOW)
    assert (code, f"{BELOW}/pack.yaml:8:24: error DR401: conditions are covered to 50 %" in out) == (1, True)


def test_test_lists_everything_that_is_missing_when_asked(call):
    line = f"{BELOW}/rules.yaml:4:5: not seen: rule `companies-by-sales`: a near miss\n"
    assert (line in call("test", BELOW, "--missing")[1], line in call("test", BELOW)[1]) == (True, False)


def test_test_gives_coverage_to_programs(call):
    code, out, _ = call("test", BELOW, "base", "--format", "json")
    below, base = json.loads(out)
    assert (code, below["passed"], base["passed"]) == (1, False, True)
    assert below["coverage"]["conditions"] == {"percent": 50, "seen": 1, "of": 2}
    assert [f["code"] for f in below["findings"]] == ["DR401"]
    assert {"figure": "conditions", "owner": "rule `companies-by-sales`", "aspect": "a near miss"}.items() <= below["missing"][
        0
    ].items()


def test_a_missed_floor_is_a_failing_case_of_junit(call):
    code, out, _ = call("test", BELOW, "base", "--format", "junit")
    suites = ET.fromstring(out.encode())  # noqa: S314 - our own output
    failing = [c.attrib["name"] for c in suites.iter("testcase") if c.find("failure") is not None]
    assert (code, failing) == (1, ["the floor of conditions"])
    assert next((s.attrib["tests"], s.attrib["failures"]) for s in suites) == ("2", "1")


def test_suggested_tests_hold_and_reach_the_floor(call, tmp_path):
    pack = shutil.copytree(BELOW, tmp_path / "pack")
    code, out, err = call("test", pack, "--suggest", "--out", pack / "more.test.yaml")
    assert (code, out, "cases suggested, 0 could not be built" in err) == (0, "", True)
    assert call("test", pack)[0] == 0


def test_suggested_tests_are_printed_where_no_file_is_named(call):
    code, out, _ = call("test", BELOW, "--suggest")
    assert (code, out.startswith("# Suggested by"), "\nkind: test\ncases:\n" in out) == (0, True, True)


@pytest.mark.parametrize("arguments", [("base", "--out", "x.yaml"), ("base", "receivables", "--suggest")])
def test_suggesting_takes_one_pack_and_out_goes_with_it(call, arguments):
    assert call("test", *arguments)[0] == 2


def test_schema_lists_prints_and_writes(call, tmp_path):
    assert "rules" in call("schema")[1].split()
    assert json.loads(call("schema", "decision")[1])["title"] == "dunning-rules: decision"
    assert call("schema", "--out", tmp_path / "out")[0] == 0
    assert len(list((tmp_path / "out").glob("*.schema.json"))) == len(call("schema")[1].split())


def test_the_schema_of_a_case_can_spell_out_a_packs_facts(call):
    found = json.loads(call("schema", "case", "--pack", "receivables")[1])
    assert "company" in found["properties"]["facts"]["properties"]["debtor_type"]["enum"]


def test_schema_suggests_the_nearest_kind(call):
    code, _, err = call("schema", "rule")
    assert (code, "did you mean `rules`?" in err) == (2, True)


def test_run_decides_a_ledger_and_writes_the_report(call, tmp_path):
    arguments = ["run", "receivables", EXAMPLES / "ledger.csv", "--mapping", EXAMPLES / "mapping.yaml", "--as-of", "2026-11-25"]
    code, out, err = call(*arguments, "--profile", EXAMPLES / "profile.yaml", "--html", tmp_path / "r.html", "--top", "3")
    assert (code, "Dunning work list" in out, "r.html written" in err) == (0, True, True)


def test_run_prints_one_json_a_line(call):
    arguments = ["run", "receivables", EXAMPLES / "ledger.csv", "--mapping", EXAMPLES / "mapping.yaml", "--as-of", "2026-11-25"]
    code, out, _ = call(*arguments, "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert all("decision" in line or "note" in line for line in lines)


def test_run_names_a_bad_line_and_goes_on(call, tmp_path):
    ledger, mapping = tmp_path / "l.csv", tmp_path / "m.yaml"
    ledger.write_text("no,cust,due,sum\n001,a,2026-11-10,100.00\n002,a,11/10/2026,50.00\n003,b,2026-11-10,70.00\n")
    mapping.write_text(
        "kind: mapping\nid: no\ncustomer: cust\n"
        "constants: {currency: CNY, debtor_type: company, timezone: Asia/Shanghai}\n"
        "facts:\n  due_date: {column: due, format: '%Y-%m-%d'}\n  amount_due: {column: sum}\n  invoice_no: {column: no}\n"
    )
    code, out, err = call("run", "receivables", ledger, "--mapping", mapping, "--as-of", "2026-11-25", "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, [f["id"] for f in found], [f["line"] for f in found]) == (1, ["001", "002", "003"], [2, 3, 4])
    assert ["error" in f for f in found] == [False, True, False]
    code, out, err = call("run", "receivables", ledger, "--mapping", mapping, "--as-of", "2026-11-25")
    assert (code, err.startswith("line 3: ")) == (1, True)


def test_run_wants_a_day(call):
    arguments = ["run", "receivables", EXAMPLES / "ledger.csv", "--mapping", EXAMPLES / "mapping.yaml", "--as-of", "yesterday"]
    code, _, err = call(*arguments)
    assert (code, "neither a day" in err) == (2, True)


def test_demo_works_everywhere(call, tmp_path):
    code, out, _ = call("demo", "--html", tmp_path / "demo.html", "--lang", "zh-CN")
    assert (code, "催款工作清单" in out, (tmp_path / "demo.html").exists()) == (0, True, True)


def test_help_lists_every_command(call):
    code, out, _ = call("--help")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines() if line.startswith("  ")][-15:] == [
        "decide", "explain", "cards", "document", "recognise", "audit", "run", "demo",
        "lint", "fmt", "test", "prove", "diff", "new", "schema",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "decide",
        "explain",
        "cards",
        "document",
        "recognise",
        "audit",
        "run",
        "demo",
        "lint",
        "fmt",
        "test",
        "prove",
        "diff",
        "new",
        "schema",
    ],
)
def test_every_command_has_help(call, name):
    code, out, _ = call(name, "--help")
    assert (code, "Usage:" in out) == (0, True)


def test_an_unknown_command_is_a_usage_error(call):
    assert call("dunn")[0] == 2


def test_our_own_fault_has_its_own_code(call, monkeypatch):
    def fail(*_, **__):
        msg = "inside"
        raise RuntimeError(msg)

    monkeypatch.setattr("dunning_rules.cli.lint.lint_packs", fail)
    code, _, err = call("lint", "base")
    assert (code, "please report it" in err) == (3, True)


PLAN = {
    **CASE, "due_date": "2026-10-20", "objection": "cannot_pay_full", "ability": "partly", "hardship_evidence": "stated",
    "debtor_name": "Far Hills", "contract_no": "7", "creditor_name": "Qinghe", "contact_point": "100", "identity_verified": True,
    "prep_sheet_complete": True, "prior_late_count": 0,
}  # fmt: skip


@pytest.mark.parametrize(("shape", "begins"), [("text", "[Draft:"), ("markdown", "> Draft:"), ("html", "<!DOCTYPE html>")])
def test_document_prints_a_draft_for_each_case(call, cases, shape, begins):
    path = cases([{"id": name, "as_of": AS_OF, "facts": {**PLAN, "debtor_name": name}} for name in ("Far Hills", "Near Hills")])
    code, out, err = call("document", "instalment_agreement", "receivables", path, "--format", shape, "--lang", "en")
    assert (code, err, out.startswith(begins)) == (0, "", True)
    assert out.index("Far Hills") < out.index("Near Hills")


def test_document_ends_with_1_where_something_is_missing_withheld_or_bad(call, cases):
    bare = {k: v for k, v in PLAN.items() if k != "debtor_name"}
    for facts, said in (
        (bare, "debtor's name (debtor_name)"),
        ({**PLAN, "objection": None}, "Not drawn up: Instalment agreement"),
    ):
        code, out, _ = call(
            "document",
            "instalment_agreement",
            "receivables",
            cases([{"id": "a", "as_of": AS_OF, "facts": facts}]),
            "--lang",
            "en",
        )
        assert (code, said in out) == (1, True)
    bad = cases([{"id": "a", "as_of": AS_OF, "facts": {**PLAN, "amount_due": "much"}}])
    code, out, err = call("document", "instalment_agreement", "receivables", bad)
    assert (code, out, err.startswith("a: error: `amount_due` must be")) == (1, "", True)


def test_a_document_nobody_knows_is_refused_with_the_names_of_all(call, cases):
    code, out, err = call("document", "poem", "receivables", cases([{"id": "a", "as_of": AS_OF, "facts": PLAN}]))
    assert (code, out, "no paper `poem`" in err, "`instalment_agreement`" in err) == (2, "", True, True)
