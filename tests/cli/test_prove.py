"""`prove` says what holds, and prints a case against what does not that `decide` takes as it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from dunning_rules.cli.main import run

PACK = """\
kind: pack
id: small
title: A small pack
version: 0.1.0
owner: tests
languages: [zh-CN, en]
extends: [base]
"""
PROPERTIES = """\
kind: properties
properties:
  - id: stopped-means-stopped
    title: Who asked for contact to stop is not contacted
    for: {stop_contact: true}
    always: {channel: [none, same_conversation]}
    because: {rows: [S2-41]}
  - id: never-blocked
    title: Nothing is ever blocked
    never: {verdict: block}
    because: {policy: a slip, owner: tests}
  - id: of-nobody
    title: Speaks of nobody
    for: {stop_contact: true, none: [{stop_contact: true}]}
    always: {channel: none}
    because: {policy: a slip, owner: tests}
"""


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK)
    (folder / "properties.yaml").write_text(PROPERTIES)
    return folder


def test_the_shipped_properties_are_all_proved(capsys):
    assert run(["prove", "receivables"]) == 0
    out = capsys.readouterr().out
    told = re.fullmatch(r"(?:proved: [a-z-]+ \(.+\)\n)+(\d+) of (\d+) properties proved\n", out)
    assert told, out
    assert told[1] == told[2]
    assert int(told[1]) > 30


def test_a_case_against_a_property_runs_as_it_is_printed(pack, tmp_path, capsys):
    assert run(["prove", str(pack), "--property", "never-blocked"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{pack}/properties.yaml:8:5: does not hold: never-blocked"
    assert told[-1] == "0 of 1 properties proved"
    (tmp_path / "cases.json").write_text(told[3])
    assert run(["decide", str(pack), str(tmp_path / "cases.json"), "--format", "json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert (answer["id"], answer["decision"]["compliance"]["verdict"]) == ("against-never-blocked", "block")


def test_every_answer_is_there_for_programs(pack, capsys):
    assert run(["prove", str(pack), "--format", "json", "--property", "never-blocked", "--property", "of-nobody",
                "--property", "stopped-means-stopped"]) == 1  # fmt: skip
    found = {a["property"]: a for a in json.loads(capsys.readouterr().out)}
    assert {name: a["answer"] for name, a in found.items()} == {
        "stopped-means-stopped": "proved", "never-blocked": "refuted", "of-nobody": "empty",
    }  # fmt: skip
    assert found["stopped-means-stopped"]["reached"] == {"channel": ["same_conversation", "none"]}
    assert found["stopped-means-stopped"]["example"]["facts"]["stop_contact"] is True
    assert found["never-blocked"]["counterexample"]["as_of"]
    assert found["of-nobody"]["counterexample"] is None


def test_a_property_that_speaks_of_no_case_is_told(pack, capsys):
    assert run(["prove", str(pack), "--property", "of-nobody"]) == 1
    assert "speaks of no case at all: of-nobody" in capsys.readouterr().out


def test_an_unknown_property_is_a_matter_of_input(capsys):
    assert run(["prove", "base", "--property", "stop-means-stopp"]) == 2
    assert capsys.readouterr().err == "error: no property `stop-means-stopp` did you mean `stop-means-stop`?\n"


def test_the_same_is_said_under_every_hash_seed():
    said = set()
    for seed in ("1", "2"):
        program = [sys.executable, "-m", "dunning_rules", "prove", "receivables", "--format", "json"]
        done = subprocess.run(program, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        said.add(done.stdout)
    assert len(said) == 1
