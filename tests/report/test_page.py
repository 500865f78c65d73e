"""The HTML report: one whole file, no script, escaped, totals that add up."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dunning_rules import load_engine
from dunning_rules._api import open_ledger, read_profile_file, shipped_example
from dunning_rules.model.ledger import LedgerLine
from dunning_rules.report.page import Page
from dunning_rules.report.totals import Totals

VOID = {"meta", "br"}


class Tree(HTMLParser):
    """Follows open and closed tags, and remembers what must not be there."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def lines():
    engine = load_engine("receivables", read_profile_file(shipped_example("profile.yaml")))
    ledger = open_ledger(engine, shipped_example("ledger.csv"), shipped_example("mapping.yaml"), date(2026, 11, 25))
    return engine, list(ledger)


def written(tmp_path, lines, language="en"):
    engine, found = lines
    path = Path(tmp_path) / "page.html"
    with Page(path, "2026-11-25", lambda o, n: engine.title(o, n, language), language) as page:
        for line in found:
            page.add(line)
    tree = Tree()
    tree.feed(path.read_text(encoding="utf-8"))
    return tree, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_tag_is_closed_and_nothing_runs_or_loads(tmp_path, lines, language):
    tree, text = written(tmp_path, lines, language)
    assert tree.open == []
    assert [tag for tag, _ in tree.seen if tag in ("script", "link", "img", "iframe")] == []
    assert "http" not in text.replace("http-equiv", "")


def test_there_is_one_block_for_each_decided_line(tmp_path, lines):
    tree, _ = written(tmp_path, lines)
    decided = [line for line in lines[1] if line.decision]
    assert len([tag for tag, _ in tree.seen if tag == "details"]) == len(decided)


def test_what_a_customer_wrote_is_escaped(tmp_path, lines):
    line = LedgerLine(2, "<script>alert(1)</script>", "&", error="<b>")
    tree, _ = written(tmp_path, (lines[0], [line]))
    assert [tag for tag, _ in tree.seen if tag in ("script", "b")] == []
    assert "<script>alert(1)</script>" in tree.text


def test_lines_without_decision_are_listed_with_their_problem(tmp_path, lines):
    tree, _ = written(tmp_path, (lines[0], [LedgerLine(7, "x", "y", error="the due date is missing")]))
    assert "the due date is missing" in tree.text


def test_nothing_is_left_behind_when_a_run_breaks_off(tmp_path, lines):
    path = tmp_path / "page.html"
    with pytest.raises(RuntimeError), Page(path, "x", lambda _o, n: n, "en"):
        raise RuntimeError
    assert not path.exists()


def test_totals_by_stage_add_up_to_the_lines(lines):
    totals = Totals()
    for line in lines[1]:
        totals.add(line)
    for group in totals.counts.values():
        assert sum(group.values()) == totals.lines - totals.errors - totals.others


def test_sums_by_stage_add_up_to_the_amounts(lines):
    totals = Totals()
    for line in lines[1]:
        totals.add(line)
    amount = sum(line.amount for line in lines[1] if line.decision and line.amount is not None)
    assert sum(v for (group, _, _), v in totals.sums.items() if group == "stage") == amount
