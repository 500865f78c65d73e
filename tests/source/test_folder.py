from __future__ import annotations

from pathlib import Path

import pytest

import dunning_rules
from dunning_rules.model.outcome import Outcome
from dunning_rules.place import Place
from dunning_rules.source.folder import pack_of, read_pack, shipped

HEADER = """\
kind: pack
id: tiny
title: Tiny
version: 1.0.0
owner: tests
languages: [en]
"""
PARAMETERS = """\
kind: parameters
parameters:
  - {name: most_days, meaning: x, value: 14}
"""
FACTS = """\
kind: facts
facts:
  days: {type: integer, title: x, meaning: x}
checks: [parts_add_up]
"""
DERIVE = """\
kind: derive
fact: signs
title: x
meaning: x
count_of: [{days: 1}]
"""
GATES = """\
kind: gates
gates:
  - {id: open, title: x, when: {days: 1}, because: {policy: x}}
"""
ROLES = """\
kind: outcome
outcome: role
values: [{id: clerk}]
"""
OFFERS = """\
kind: offers
offers: [{id: plan}]
"""
CONSEQUENCES = """\
kind: consequences
consequences: [{id: interest, sentence: x}]
"""
OBJECTIONS = """\
kind: objections
objections: [{id: forgot, title: x}]
"""
RULES = """\
kind: rules
layer: stage
rules:
  - {id: first, title: x, then: {role: clerk}, because: {policy: x}}
"""
SCRIPT = """\
kind: script
id: hello
section: OPEN
forms: [call]
sentences: [{en: Hello.}]
because: {policy: x}
"""
TEST = """\
kind: test
cases:
  - {name: one, as_of: "2026-11-25T14:00+08:00", facts: {}, expect: {verdict: allow}}
"""
EVERYTHING = {
    "pack.yaml": HEADER,
    "parameters.yaml": PARAMETERS,
    "facts/all.yaml": FACTS,
    "derive/signs.yml": DERIVE,
    "gates.yaml": GATES,
    "outcomes/role.yaml": ROLES,
    "offers.yaml": OFFERS,
    "consequences.yaml": CONSEQUENCES,
    "objections.yaml": OBJECTIONS,
    "rules/a/first.yaml": RULES,
    "rules/a/first.test.yaml": TEST,
    "scripts/hello.yaml": SCRIPT,
}


@pytest.fixture
def folder(tmp_path):
    """Give a function that writes files and reads the pack they are."""

    def written(files, shown_as="tiny"):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_pack(tmp_path, shown_as)

    return written


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("parameters", ["most_days"]),
        ("facts", ["days"]),
        ("derivations", ["signs"]),
        ("gates", ["open"]),
        ("outcomes", ["role", "offer", "consequences"]),
        ("objections", ["forgot"]),
        ("rules", ["first"]),
        ("snippets", ["hello"]),
        ("tests", ["one"]),
    ],
)
def test_a_pack_holds_what_its_files_say(folder, part, expected):
    pack, _ = folder(EVERYTHING)
    names = [getattr(i, "id", None) or getattr(i, "name", None) or i.fact.name for i in getattr(pack, part)]
    assert expected == names


def test_a_pack_in_order_has_no_findings(folder):
    assert folder(EVERYTHING)[1] == []


def test_a_pack_names_the_checks_of_its_cases(folder):
    assert folder(EVERYTHING)[0].checks == ("parts_add_up",)


@pytest.mark.parametrize("part", ["rules", "snippets"])
def test_what_a_pack_says_knows_its_pack(folder, part):
    assert [item.pack for item in getattr(folder(EVERYTHING)[0], part)] == ["tiny"]


def test_a_header_alone_is_a_pack(folder):
    pack, findings = folder({"pack.yaml": HEADER})
    assert (pack.header.id, pack.outcomes, pack.facts, findings) == ("tiny", (), (), [])


def test_lists_of_one_kind_in_several_files_are_one_list(folder):
    pack, _ = folder({"pack.yaml": HEADER, "a.yaml": OFFERS, "b.yaml": OFFERS.replace("plan", "rebate")})
    assert [(o.name, [i.id for i in o.items]) for o in pack.outcomes] == [("offer", ["plan", "rebate"])]


def test_an_outcome_is_declared_by_its_own_document(folder):
    pack, _ = folder({"pack.yaml": HEADER, "role.yaml": ROLES})
    assert {type(o) for o in pack.outcomes} == {Outcome}


def test_files_that_are_no_yaml_are_passed_over(folder):
    pack, findings = folder({"pack.yaml": HEADER, "README.md": "# [", "data.json": "[", "notes.yaml.bak": "["})
    assert (pack.header.id, findings) == ("tiny", [])


def test_a_folder_is_no_file_whatever_its_name(folder, tmp_path):
    (tmp_path / "odd.yaml").mkdir()
    assert folder({"pack.yaml": HEADER})[1] == []


def test_a_place_names_the_file_as_it_is_shown(folder):
    pack, _ = folder(EVERYTHING)
    assert pack.rules[0].place == Place("tiny/rules/a/first.yaml", 4, 5)


def test_a_folder_is_shown_by_its_path_unless_it_is_given_a_name(folder, tmp_path):
    pack, _ = folder({"pack.yaml": HEADER}, shown_as="")
    assert pack.header.place.file == f"{tmp_path}/pack.yaml"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"\xff", "DR102"),
        ("a: [1\nb: 2", "DR104"),
        ("kind: zzz", "DR113"),
        (PARAMETERS.replace("value", "values"), "DR116"),
        ("kind: profile", "DR113"),
    ],
)
def test_one_bad_file_loses_nothing_of_another(folder, bad, code):
    pack, findings = folder({**EVERYTHING, "parameters.yaml": bad})
    assert ([f.code for f in findings], pack.parameters, len(pack.rules)) == ([code], (), 1)


def test_a_day_that_no_month_has_is_a_finding(folder):
    _, findings = folder({"pack.yaml": HEADER + "review_by: 2026-02-30\n"})
    assert [(f.code, f.place.file) for f in findings] == [("DR116", "tiny/pack.yaml")]


def test_without_a_header_there_is_no_pack(folder):
    pack, (missing,) = folder({"parameters.yaml": PARAMETERS})
    assert (pack, missing.code, missing.message, missing.place, missing.help) == (
        None,
        "DR117",
        "no pack.yaml",
        Place("tiny"),
        "write one: id, title, version, owner, languages",
    )


@pytest.mark.parametrize(
    ("bad", "code"), [("kind: [1", "DR104"), (b"\xff", "DR102"), (HEADER.replace("owner", "owners"), "DR114")]
)
def test_a_header_that_is_wrong_is_not_said_to_be_missing_too(folder, bad, code):
    pack, findings = folder({"pack.yaml": bad})
    assert (pack, code in [f.code for f in findings], "DR117" in [f.code for f in findings]) == (None, True, False)


def test_a_header_refused_elsewhere_does_not_hide_that_there_is_none(folder):
    _, findings = folder({"parameters.yaml": b"\xff"})
    assert [f.code for f in findings] == ["DR102", "DR117"]


def test_of_no_documents_no_pack_is_made():
    assert [f.code for f in pack_of([], "tiny")[1]] == ["DR117"]


def digest_in(folder, changed):
    for name, text in {**EVERYTHING, **changed}.items():
        if text:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    pack, findings = read_pack(folder, "tiny")
    assert findings == []
    return pack.digest


def test_the_digest_is_a_sha256(folder):
    assert len(bytes.fromhex(folder(EVERYTHING)[0].digest)) == 32


@pytest.mark.parametrize(
    "changed",
    [
        {"gates.yaml": "# a comment\n" + GATES},
        {"gates.yaml": GATES.replace("{id: open, title: x", "{title: x, id: open")},
        {"gates.yaml": GATES.replace("open", '"open"')},
        {"gates.yaml": "", "gates/another.yml": GATES},
        {"rules/a/first.test.yaml": TEST.replace("allow", "hold")},
        {"rules/a/first.test.yaml": ""},
    ],
    ids=["comment", "layout", "quotes", "name of the file", "a test changed", "a test gone"],
)
def test_what_means_the_same_has_the_same_digest(tmp_path, changed):
    assert digest_in(tmp_path / "changed", changed) == digest_in(tmp_path / "same", {})


@pytest.mark.parametrize(
    "changed",
    [
        {"parameters.yaml": PARAMETERS.replace("14", "15")},
        {"pack.yaml": HEADER.replace("1.0.0", "1.0.1")},
        {"scripts/hello.yaml": SCRIPT.replace("Hello.", "Hello!")},
        {"gates.yaml": ""},
        {"more.yaml": OFFERS.replace("plan", "rebate")},
    ],
    ids=["a figure", "the version", "a word", "a file gone", "a file more"],
)
def test_what_means_something_else_has_another_digest(tmp_path, changed):
    assert digest_in(tmp_path / "changed", changed) != digest_in(tmp_path / "same", {})


PACKAGE = Path(dunning_rules.__file__).parent


def test_what_is_shipped_is_found_inside_the_package():
    assert shipped("model") == PACKAGE / "model"


def test_what_is_not_inside_the_package_is_looked_for_in_the_source_tree():
    assert shipped("no-such-folder") == PACKAGE.parents[1] / "no-such-folder"
