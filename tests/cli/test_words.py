"""The commands `recognise` and `audit`."""

from __future__ import annotations

import json

import pytest

from dunning_rules.cli.main import run

SAID = "text,lang\n这个月真没钱，能不能宽限几天,zh\nyou have the wrong number,en\n您好,zh\n"
WRITTEN = "text,lang\n再不还钱就打断你的腿,zh\nPlease let us know when you can pay.,en\n"


@pytest.fixture
def call(capsys):
    """Call the command line; give its exit code and what it printed."""

    def called(*arguments):
        code = run(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return called


def csv(tmp_path, text):
    path = tmp_path / "texts.csv"
    path.write_bytes(text.encode())
    return str(path)


def test_recognise_prints_a_list_as_programs_expect_it(tmp_path, call):
    code, out, _ = call("recognise", csv(tmp_path, SAID), "--column", "text", "--lang-column", "lang", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert [entry["text"] for entry in found] == ["这个月真没钱，能不能宽限几天", "you have the wrong number", "您好"]
    assert "request_extension" in [o["id"] for o in found[0]["objections"]]
    assert [o["id"] for o in found[1]["objections"]] == ["not_the_debtor"]
    assert found[2]["objections"] == []
    first = found[0]["objections"][0]
    assert set(first) == {"id", "score", "evidence"}
    assert all(found[0]["text"][e["start"] : e["end"]] == e["text"] for e in first["evidence"])


def test_audit_prints_a_list_and_says_by_its_code_that_something_is_wrong(tmp_path, call):
    code, out, _ = call("audit", csv(tmp_path, WRITTEN), "--column", "text", "--lang-column", "lang", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert ("threat", "block") in [(f["category"], f["severity"]) for f in found[0]["findings"]]
    assert set(found[0]["findings"][0]) >= {"code", "category", "severity", "evidence"}
    assert found[1]["findings"] == []


def test_both_speak_to_people_too(tmp_path, call):
    code, out, _ = call("recognise", csv(tmp_path, SAID))
    assert (code, "not_the_debtor: `wrong number`" in out or "not_the_debtor" in out, "nothing" in out) == (0, True, True)
    code, out, _ = call("audit", csv(tmp_path, WRITTEN), "--lang", "zh-CN")
    assert (code, "block: " in out, "nothing" in out) == (1, True, True)
    code, out, _ = call("audit", csv(tmp_path, "text\nThank you.\n"))
    assert code == 0


@pytest.mark.parametrize("command", ["recognise", "audit"])
@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (SAID, ["--column", "txt"], "has no column `txt`; did you mean `text`"),
        (SAID, ["--lang-column", "language"], "has no column `language`"),
        ('text\n"open', [], "unexpected end of data"),
        ("", [], "has no column `text`"),
        ("text\n" + "x" * 200_000 + "\n", [], "field larger than field limit"),
    ],
)
def test_a_bad_file_is_told_in_a_line(tmp_path, call, command, text, options, said):  # noqa: PLR0917 - a table of files
    code, _, err = call(command, csv(tmp_path, text), *options)
    assert (code, said in err) == (2, True), err


def test_a_file_in_another_encoding_is_told(tmp_path, call):
    path = tmp_path / "gbk.csv"
    path.write_bytes("text\n还了\n".encode("gb18030"))
    code, _, err = call("recognise", str(path))
    assert (code, "not a CSV file in UTF-8" in err) == (2, True)
