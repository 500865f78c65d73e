"""The front desk: its names, and what may be relied on whoever calls."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import pytest

import dunning_rules
from dunning_rules import CaseError, DunningRulesError, PackError, UsageError, load_engine

MOST_NAMES = 15
AS_OF = "2026-11-25T14:00+08:00"
CASE = {"debtor_type": "company", "due_date": "2026-11-10", "amount_due": 30000, "currency": "CNY", "timezone": "Asia/Shanghai"}
OBJECTIONS = ["none", "request_extension", "quality_dispute", "cheque_sent", "forgot", "already_paid"]
DUE = ["2026-12-20", "2026-11-25", "2026-11-20", "2026-10-10", "2026-09-10", "2026-06-01"]

MANY = [
    {**CASE, "due_date": due, "objection": objection, "debtor_type": debtor_type, "language": language}
    for due in DUE
    for objection in OBJECTIONS
    for debtor_type in ("company", "individual")
    for language in ("zh-CN", "en")
]


def test_the_public_names_are_few_and_known():
    assert dunning_rules.__all__ == [
        "Case", "CaseError", "Decision", "DunningRulesError", "Engine", "Finding", "Pack", "PackError", "Reason", "UsageError",
        "diff_packs", "lint_packs", "load_engine", "run_pack_tests",
    ]  # fmt: skip
    assert len(dunning_rules.__all__) <= MOST_NAMES


@pytest.mark.parametrize("name", dunning_rules.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    assert getattr(dunning_rules, name).__doc__


def test_many_threads_get_the_answers_that_one_gets(receivables):
    """A fresh engine, so that all threads meet its empty memory."""
    alone = [receivables.decide(facts, AS_OF).to_dict() for facts in MANY]
    shared = load_engine("receivables")
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda facts: shared.decide(facts, AS_OF).to_dict(), MANY * 4))
    assert together == alone * 4


ASK = f"""
import json, sys
from dunning_rules import load_engine
engine = load_engine("receivables")
for facts in json.load(sys.stdin):
    print(json.dumps(engine.decide(facts, {AS_OF!r}).to_dict(), ensure_ascii=True))
"""


def test_the_same_input_gives_the_same_bytes_in_every_process():
    sets = [{**facts, "available_channels": ["wechat", "phone", "email"], "holds": ["dispute", "manual"]} for facts in MANY[:40]]
    answers = [
        subprocess.run(
            [sys.executable, "-c", ASK],
            input=json.dumps(sets).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert answers[0].count(b"\n") == len(sets)


def test_a_decision_cannot_be_changed(receivables):
    with pytest.raises(FrozenInstanceError):
        receivables.decide(CASE, AS_OF).stage = "M0"


@pytest.mark.parametrize("ask", [{**CASE, "amount": 1}, {**CASE, "amount_due": "x"}])
def test_an_error_of_a_case_travels_to_another_process(receivables, ask):
    with pytest.raises(CaseError) as told:
        receivables.decide(ask, AS_OF)
    assert pickle.loads(pickle.dumps(told.value)).problems == told.value.problems  # noqa: S301 - our own bytes


def test_an_error_of_a_pack_travels_with_all_its_findings(tmp_path):
    (tmp_path / "pack.yaml").write_text("kind: pack\nid: x\n", encoding="utf-8")
    with pytest.raises(PackError) as told:
        load_engine(tmp_path)
    assert pickle.loads(pickle.dumps(told.value)).findings == told.value.findings  # noqa: S301 - our own bytes
    assert told.value.findings


def test_an_unknown_pack_is_told_with_what_may_have_been_meant():
    with pytest.raises(UsageError, match="did you mean `receivables`"):
        load_engine("receivable")


@pytest.mark.parametrize("error", [CaseError, PackError, UsageError])
def test_one_class_catches_all(error):
    assert issubclass(error, DunningRulesError)


def test_nothing_is_loaded_before_it_is_asked_for():
    """The import itself is free; what a program uses it pays for once."""
    ask = "import sys, dunning_rules; print([m for m in sys.modules if m.startswith('dunning_rules.')])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'load_engin'"):
        dunning_rules.load_engin  # noqa: B018 - asking is the test


def test_the_public_names_are_listed():
    assert dir(dunning_rules) == sorted(dunning_rules.__all__)
