"""The page on decision tables is true: its pack lints and answers, and it names every hit policy the tests know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dunning_rules import lint_packs, load_engine
from tests.conformance.dmn.meaning import AGGREGATED, LISTED, SINGLE

PAGE = (Path(__file__).parents[3] / "docs" / "explanation" / "decision-tables.md").read_text("utf-8")
AS_OF = "2026-11-25T15:00+08:00"
LATE = {"debtor_type": "company", "due_date": "2026-11-10", "amount_due": 80000, "currency": "CNY", "timezone": "Asia/Shanghai"}

HEADER = """
kind: pack
id: desk
title: {zh-CN: 柜台, en: Desk}
version: 0.1.0
owner: receivables team
languages: [zh-CN, en]
extends: [base]
"""
FACTS = """
kind: facts
facts:
  yearly_turnover: {type: decimal, title: {zh-CN: 年采购额, en: yearly turnover}, meaning: What the customer bought in a year.}
  changed_bank: {type: flag, title: {zh-CN: 更换银行, en: changed bank}, meaning: Whether the customer changed the bank.}
  moved_office: {type: flag, title: {zh-CN: 搬迁, en: moved office}, meaning: Whether the customer moved.}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The pack of the page, as a reader would write it."""
    folder = tmp_path_factory.mktemp("packs")
    written = dict(re.findall(r"^```yaml desk/(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
    for name, text in {"pack.yaml": HEADER, "facts.yaml": FACTS, **written}.items():
        path = folder / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "desk"


def test_the_pack_of_the_page_has_no_findings(desk):
    assert lint_packs(desk) == ()


@pytest.mark.parametrize(
    ("more", "role", "papers"),
    [
        ({"yearly_turnover": 600000}, "sales_manager", ("statement",)),
        ({"yearly_turnover": 60000, "moved_office": True}, "salesperson", ("contract", "statement")),
        ({}, "salesperson", ("statement",)),
        ({"due_date": "2026-12-10", "yearly_turnover": 600000}, "finance_specialist", ()),
    ],
)
def test_the_tables_of_the_page_answer_by_their_hit_policies(desk, more, role, papers):
    decision = load_engine(desk).decide({**LATE, **more}, as_of=AS_OF)
    assert (decision.role, decision.documents) == (role, papers)


def test_the_page_names_every_hit_policy():
    rows = PAGE.split("## The hit policies")[1].split("\n\n")[1]
    named = re.findall(r"^\| ((?:[A-Z][<>#+]?(?:, (?=[A-Z]))?)+)", rows, re.MULTILINE)
    assert {letter for row in named for letter in row.split(", ")} == {*SINGLE, *LISTED, *AGGREGATED}
