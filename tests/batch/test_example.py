"""The ledger that is shipped shows every side of the work, and has no error in it."""

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules import load_engine
from dunning_rules.batch.running import run_ledger
from dunning_rules.source.alone import read_mapping, read_profile
from dunning_rules.source.folder import shipped


@pytest.fixture(scope="module")
def lines():
    folder = shipped("rulepacks") / "examples"
    mapping, of_mapping = read_mapping(folder / "mapping.yaml", "mapping.yaml")
    profile, of_profile = read_profile(folder / "profile.yaml", "profile.yaml")
    assert [*of_mapping, *of_profile] == []
    engine = load_engine("receivables", profile)
    run = run_ledger(
        folder / "ledger.csv", mapping, date(2026, 11, 25), engine.decide, vocabulary=engine.vocabulary, profile=profile
    )
    assert (run.records, run.not_issued) == (61, 2)
    return list(run)


def decisions(lines):
    return [line.decision for line in lines if line.decision]


def test_no_line_has_an_error(lines):
    assert [line.error for line in lines if line.error] == []


def test_no_case_has_a_problem(lines):
    assert [d.problems for d in decisions(lines) if d.problems] == []


@pytest.mark.parametrize(
    ("of", "values"),
    [
        (lambda d: d.stage, {"CLOSED", "M0", "M1", "M2", "M3", "M4_PLUS"}),
        (lambda d: d.segment, {"negative", "sales_led", "payment_led", "strategic", "unclassified"}),
        (lambda d: d.risk_tier, {"low", "medium", "high"}),
        (lambda d: d.verdict, {"allow", "review", "hold"}),
        (lambda d: d.tags[0], {"first", "repeat", "habitual", "unrecorded"}),
        (lambda d: d.tags[1], {"small", "normal", "large"}),
        (lambda d: d.channel, {"phone", "wechat", "none"}),
    ],
)
def test_every_kind_appears(lines, of, values):
    assert {of(d) for d in decisions(lines)} == values


def test_identifiers_keep_their_zeros(lines):
    assert (lines[0].id, lines[0].customer) == ("0026050072", "0070")


def test_credits_are_used_up_but_for_what_is_left_over(lines):
    credits_ = {line.id: (line.set_off, line.credit_left) for line in lines if line.credit_left is not None}
    assert credits_ == {
        "贷0026110001": (Decimal("30000.00"), Decimal("0.00")),
        "贷0026110002": (Decimal("60000.00"), Decimal("0.00")),
        "贷0026110003": (Decimal("200.00"), Decimal("0.00")),
        "贷0026110005": (Decimal("1499.00"), Decimal("101.00")),
    }


def test_creditor_of_the_profile_speaks(lines):
    spoken = next(d for d in decisions(lines) if d.channel == "phone")
    assert "青禾贸易有限公司" in spoken.script.text
