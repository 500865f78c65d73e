from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.model.decision import (
    CannotTell,
    Compliance,
    Contact,
    Deadline,
    Held,
    Offer,
    PartDue,
    Removed,
    Script,
    Section,
    Task,
    Tone,
    Trace,
)
from dunning_rules.model.explaining import explained
from tests.building import decision, local, reason

PLAN = Offer("plan", (PartDue(date(2026, 11, 25), Decimal("50.00")), PartDue(date(2026, 12, 9), Decimal("50.01"))))


def lines(language="en", **changed):
    return explained(decision(**changed), language).splitlines()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["verdict: allow", "case: -", "tone: -", "who and how: -, none", "next: -", "offer: none", "why:"]),
        ("zh-CN", ["结论: allow", "案件: -", "语气: -", "由谁、怎么联系: -, none", "下一步: -", "offer: none", "理由:"]),
    ],
)
def test_a_decision_that_says_nothing_is_short(language, expected):
    assert [line.replace("方案", "offer") for line in lines(language)] == expected


@pytest.mark.parametrize("language", ["fr", "zh", ""])
def test_any_language_but_chinese_gets_english(language):
    assert lines(language) == lines("en")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"compliance": Compliance("review", ("C-REVIEW", "C-PLAN"))}, "verdict: review C-REVIEW C-PLAN"),
        ({"stage": "M2", "risk_tier": "low", "tags": ("first", "small")}, "case: M2, low, first, small"),
        ({"segment": "strategic"}, "case: strategic"),
        ({"tone": Tone(3, "persuasive", ("direct",))}, "tone: persuasive, direct"),
        ({"role": "collector", "channel": "phone"}, "who and how: collector, phone"),
        ({"next_actions": ("call", "log_contact")}, "next: call, log_contact"),
        ({"offer": Offer("rebate")}, "offer: rebate"),
        ({"offer": PLAN}, "offer: plan (2026-11-25 50.00, 2026-12-09 50.01)"),
        ({"script": Script("call", "en", (Section("REPLY", ("Yes.",), ("a", "b")),))}, "words from: a, b"),
        ({"holds": (Held("dispute", "part"), Held("manual", "whole"))}, "on hold: dispute (part), manual (whole)"),
        ({"consequences": ("interest", "terms")}, "named as consequences: interest, terms"),
        ({"documents": ("contract",)}, "to have at hand: contract"),
        ({"deadlines": (Deadline(date(2026, 12, 2), "pay_by"),)}, "deadline: 2026-12-02 pay_by"),
        ({"contact": Contact(True, None, local("2026-11-26T14:00"))}, "contact: 2026-11-26 14:00"),  # noqa: FBT003 - allowed now
        ({"contact": Contact(False, local("2026-11-26T08:00"), None)}, "contact: 2026-11-26 08:00"),  # noqa: FBT003 - not now
        ({"follow_up": (Task(date(2026, 11, 30), "payment_check", "collector"),)}, "later: 2026-11-30 payment_check (collector)"),
        ({"problems": ("`paid_in_full` needs `paid_on`",)}, "what is wrong with the data: `paid_in_full` needs `paid_on`"),
        ({"assumed": ("holds", "language")}, "assumed from the creditor's file: holds, language"),
        ({"script": Script("call", "en", missing_facts=("contact_name",))}, "empty in the script: contact_name"),
        ({"trace": Trace(unsaid=("records_checked",))}, "left unsaid (not known to be true): records_checked"),
        (
            {"compliance": Compliance("allow", removed=(Removed("C-FEE", "extra_charges", "no late fee clause"),))},
            "taken out: extra_charges C-FEE <- not so: no late fee clause",
        ),
        (
            {"trace": Trace(cannot_tell=(CannotTell("caps", ("calls", "dials"), applied=True),))},
            "could not be told: caps <- calls, dials (applied all the same)",
        ),
    ],
)
def test_each_thing_decided_has_its_line(changed, expected):
    assert expected in lines(**changed)


def test_each_task_has_its_own_line():
    tasks = tuple(Task(date(2026, 11, day), "reminder", "collector") for day in (26, 27))
    assert sum(line.startswith("later: ") for line in lines(follow_up=tasks)) == 2


def test_a_rule_that_could_not_be_told_and_did_not_apply_is_not_mentioned():
    untold = Trace(cannot_tell=(CannotTell("caps", ("calls",), applied=False),))
    assert lines(trace=untold) == lines()


@pytest.mark.parametrize(
    ("about", "language", "expected"),
    [
        ({}, "en", "  [stage] some rule (some-rule)"),
        ({}, "zh-CN", "  [stage] 某规则 (some-rule)"),
        ({"rows": ("S1-12", "S1-13")}, "en", "  [stage] some rule (some-rule; S1-12, S1-13)"),
        ({"policy": "house"}, "en", "  [stage] some rule (some-rule; policy: house)"),
        ({"rows": ("S1-12",), "policy": "house"}, "en", "  [stage] some rule (some-rule; S1-12; policy: house)"),
        ({"gate": True}, "en", "  [stage] not so: some rule (some-rule)"),
        ({"gate": True}, "zh-CN", "  [stage] 不成立：某规则 (some-rule)"),
    ],
)
def test_a_reason_names_its_layer_its_title_its_rule_and_its_ground(about, language, expected):
    assert lines(language, trace=Trace(fired=(reason(**about),)))[-1] == expected


def test_reasons_stand_below_their_heading_in_their_order():
    found = lines(trace=Trace(fired=(reason("first"), reason("second"))))
    assert found[found.index("why:") + 1 :] == ["  [stage] some rule (first)", "  [stage] some rule (second)"]
