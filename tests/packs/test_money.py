"""Plans, discounts and interest to the cent (definitions 10.3)."""

from __future__ import annotations

import pytest

from tests.packs.asking import asked, parts

PLANS = [
    (
        "half now, half in two weeks",
        {"amount_due": "100.01", "objection": "request_extension", "requested_extension_days": 14},
        "half_now_half_14d",
        [("2026-11-25", "50.00"), ("2026-12-09", "50.01")],
    ),
    (
        "thirty per cent and two parts",
        {"amount_due": "100001.00", "objection": "cannot_pay_full"},
        "down30_rest_2m",
        [("2026-11-25", "30000.30"), ("2026-12-25", "35000.35"), ("2027-01-25", "35000.35")],
    ),
    (
        "a quarter and three parts",
        {"amount_due": "100.01", "objection": "downstream_unpaid"},
        "part_then_3",
        [("2026-11-25", "25.00"), ("2026-12-25", "25.00"), ("2027-01-25", "25.00"), ("2027-02-25", "25.01")],
    ),
    (
        "what can be paid a month, without a rest",
        {"amount_due": "20000.00", "objection": "hardship", "affordable_monthly": "5000.00"},
        "capacity_plan",
        [(d, "5000.00") for d in ("2026-12-10", "2027-01-10", "2027-02-10", "2027-03-10")],
    ),
    (
        "what can be paid a month, with a rest",
        {"amount_due": "20001.00", "objection": "hardship", "affordable_monthly": "5000.00"},
        "capacity_plan",
        [*((d, "5000.00") for d in ("2026-12-10", "2027-01-10", "2027-02-10", "2027-03-10")), ("2027-04-10", "1.00")],
    ),
]


@pytest.mark.parametrize(("facts", "offer", "expected"), [r[1:] for r in PLANS], ids=[r[0] for r in PLANS])
def test_a_plan_is_exact(receivables, facts, offer, expected):
    found = asked(receivables, "2026-11-25T14:30", **facts)
    assert (found.offer.id, parts(found)) == (offer, expected)


@pytest.mark.parametrize(
    ("amount", "offer", "count", "code"),
    [("60000.00", "capacity_plan", 12, True), ("60000.01", "flexible_plan", 0, True), ("70000.00", "flexible_plan", 0, True)],
    ids=["twelve parts", "thirteen parts", "fourteen parts"],
)
def test_a_plan_of_more_than_twelve_parts_is_for_a_person(receivables, amount, offer, count, code):
    found = asked(receivables, "2026-11-25T14:30", amount_due=amount, objection="hardship", affordable_monthly="5000.00")
    assert (found.offer.id, len(found.offer.parts), found.verdict) == (offer, count, "review")
    assert ("C-PLAN" in found.compliance.codes) is code


def test_a_fifth_this_month_and_the_rest_a_month_later(receivables):
    facts = {"due_date": "2027-01-11", "amount_due": "1000.00", "objection": "cannot_raise_this_month"}
    found = asked(receivables, "2027-01-31T14:30", **facts)
    assert (found.offer.id, parts(found)) == ("twenty_then_1m", [("2027-01-31", "200.00"), ("2027-02-28", "800.00")])


@pytest.mark.parametrize(("amount", "payable"), [("0.01", "0.01"), ("333.33", "326.66")])
def test_a_discount_is_rounded_half_up(receivables, amount, payable):
    facts = {"prior_late_count": 0, "discount_authority": True, "offer_opened_at": "2026-11-25T09:00+08:00"}
    found = asked(receivables, "2026-11-25T14:30", amount_due=amount, **facts)
    assert (found.offer.id, str(found.offer.payable)) == ("discount_2pct_24h", payable)


@pytest.mark.parametrize(("booked", "wrong"), [("200.00", False), ("200.01", True), ("199.99", True)])
def test_penalty_interest_must_recompute_to_the_cent(receivables, booked, wrong):
    facts = {
        "due_date": "2026-10-16",
        "principal_due": "10000.00",
        "penalty_interest_due": booked,
        "amount_due": str(10000 + float(booked)),
        "late_fee_rate": "0.05",
        "late_fee_clause": True,
        "prep_sheet_complete": True,
        "objection": "penalty_interest_dispute",
    }
    found = asked(receivables, "2026-11-25T14:30", **facts)
    assert found.days_overdue == 40
    assert ("C-FEE" in found.compliance.codes, "dispute" in [h.id for h in found.holds]) == (wrong, wrong)
