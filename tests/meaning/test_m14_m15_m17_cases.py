"""M14, M15 and M17: time and zone, what is in force, and cases that cannot be decided."""

from __future__ import annotations

import pytest

from dunning_rules import CaseError, load_engine

CASE = {"debtor_type": "company", "due_date": "2026-11-10", "amount_due": 30000, "currency": "CNY", "timezone": "Asia/Shanghai"}
HEADER = """
kind: pack
id: ours
title: Ours
version: 1.0.0
owner: tests
languages: [zh-CN, en]
extends: [receivables]
"""
RULES = """
kind: rules
layer: default
rules:
  - id: new-year-letter
    title: For November and December only
    in_force: {from: 2026-11-01, until: 2027-01-01}
    then: {next_actions: [log_contact]}
    because: {policy: a campaign, owner: sales}
"""


def decided(engine, as_of, **more):
    return engine.decide({**CASE, **more}, as_of=as_of)


def fired(engine, as_of, **more):
    """Whether the rule held, heard or not: at midnight a graver rule speaks."""
    trace = decided(engine, as_of, **more).trace
    return "new-year-letter" in [*(r.rule for r in trace.fired), *trace.silenced]


def written(folder, header=HEADER):
    (folder / "rules").mkdir()
    (folder / "pack.yaml").write_text(header, encoding="utf-8")
    (folder / "rules" / "campaign.yaml").write_text(RULES, encoding="utf-8")
    return load_engine(folder)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-11-10T23:59+08:00", 0),
        ("2026-11-11T00:00+08:00", 1),
        ("2026-11-10T16:00+00:00", 1),
        ("2026-11-10T15:59+00:00", 0),
    ],
)
def test_days_are_whole_calendar_days_where_the_debtor_is(receivables, as_of, expected):
    assert decided(receivables, as_of).days_overdue == expected


def test_a_day_of_twenty_three_hours_is_a_day(receivables):
    """The clocks of London went forward in the night before."""
    late = decided(receivables, "2026-03-29T12:00+01:00", timezone="Europe/London", due_date="2026-03-28", currency="GBP")
    assert late.days_overdue == 1


def test_without_a_zone_no_moment_of_contact_is_promised(receivables):
    contact = decided(receivables, "2026-11-25T14:00+08:00", timezone=None).contact
    assert (contact.allowed_now, contact.next_allowed, contact.next_preferred) == (None, None, None)


@pytest.mark.parametrize("as_of", ["2026-11-25T14:00", "2026-11-25", "tomorrow", ""])
def test_the_moment_of_the_decision_has_an_offset(receivables, as_of):
    with pytest.raises(CaseError) as told:
        decided(receivables, as_of)
    assert list(told.value.problems) == ["as_of"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-10-31T23:59+08:00", False),
        ("2026-11-01T00:00+08:00", True),
        ("2026-10-31T16:00+00:00", True),
        ("2026-12-31T23:59+08:00", True),
        ("2027-01-01T00:00+08:00", False),
        ("2026-12-31T16:00+00:00", False),
    ],
)
def test_a_rule_is_in_force_from_its_first_local_day_and_before_its_last(tmp_path, as_of, expected):
    assert fired(written(tmp_path), as_of, due_date="2026-10-20") is expected


def test_what_is_in_force_is_judged_by_the_moment_of_contact(tmp_path):
    engine = written(tmp_path)
    assert fired(engine, "2026-10-31T14:00+08:00", contact_at="2026-11-02T10:00+08:00", due_date="2026-10-20")


@pytest.mark.parametrize(("as_of", "expected"), [("2026-12-14T14:00+08:00", True), ("2026-12-15T14:00+08:00", False)])
def test_a_pack_that_is_no_longer_in_force_takes_its_rules_with_it(tmp_path, as_of, expected):
    engine = written(tmp_path, HEADER + "in_force: {from: 2026-01-01, until: 2026-12-15}\n")
    assert fired(engine, as_of) is expected


def test_all_bad_facts_are_named_at_once(receivables):
    with pytest.raises(CaseError) as told:
        decided(receivables, "2026-11-25T14:00+08:00", amount_due="much", debtor_kind="x", due_date="2026-02-30")
    assert sorted(told.value.problems) == ["amount_due", "debtor_kind", "due_date"]


@pytest.mark.parametrize("missing", ["debtor_type", "due_date", "amount_due", "currency"])
def test_a_missing_required_fact_blocks_and_is_named(receivables, missing):
    decision = decided(receivables, "2026-11-25T14:00+08:00", **{missing: None})
    assert (decision.verdict, "C-DATA" in decision.compliance.codes, missing in str(decision.problems)) == ("block", True, True)


def test_what_cannot_be_decided_is_not_worded_and_not_derived(receivables):
    decision = decided(receivables, "2026-11-25T14:00+08:00", due_date=None)
    assert (decision.script.text, decision.stage, decision.risk_tier, decision.channel) == ("", None, None, "none")


def test_facts_that_contradict_each_other_block(receivables):
    decision = decided(
        receivables, "2026-11-25T14:00+08:00", principal_due=29000, interest_due=0, penalty_interest_due=0, fees_due=0
    )
    assert (decision.verdict, "C-DATA" in decision.compliance.codes, len(decision.problems)) == ("block", True, 1)
