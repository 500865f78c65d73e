"""Plans, discounts and interest to the cent (definitions 10.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

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


ASKED_FOR = {
    "half_now_half_14d": {"objection": "request_extension", "requested_extension_days": 14},
    "down30_rest_2m": {"objection": "cannot_pay_full"},
    "part_then_3": {"objection": "downstream_unpaid"},
    "twenty_then_1m": {"objection": "cannot_raise_this_month"},
    "capacity_plan": {"objection": "hardship", "affordable_monthly": "0.03"},
}
"""Each scheme with exact parts, and what the debtor says to be offered it."""

SUMS = [f"{cents / 100:.2f}" for cents in (*range(1, 37), 99, 100, 101, 333, 10001, 9999999)]


@pytest.mark.parametrize("offer", ASKED_FOR)
@pytest.mark.parametrize("amount", SUMS)
def test_every_plan_sums_to_the_cent_in_ascending_days_and_no_part_is_nothing(receivables, offer, amount):
    found = asked(receivables, "2026-11-25T14:30", amount_due=amount, **ASKED_FOR[offer])
    days, sums = [p.at for p in found.offer.parts], [p.amount for p in found.offer.parts]
    if found.offer.id == offer:
        assert sum(sums) == Decimal(amount)
        assert min(sums) > 0
        assert days == sorted(set(days))
        assert days[0] >= date(2026, 11, 25)
        assert offer in {"capacity_plan", "twenty_then_1m"} or days[0] <= date(2026, 12, 2)
    else:
        assert (found.offer.id, sums) == ("flexible_plan" if offer == "capacity_plan" else "none", [])


@pytest.mark.parametrize("offer", [o for o in ASKED_FOR if o != "capacity_plan"])
@pytest.mark.parametrize(("amount", "planned"), [("0.04", False), ("0.05", True)])
def test_a_sum_too_small_to_be_cut_is_no_plan(receivables, offer, amount, planned):
    found = asked(receivables, "2026-11-25T14:30", amount_due=amount, **ASKED_FOR[offer])
    assert (found.offer.id == offer, "instalment_agreement" in found.documents) == (planned, planned)


GOOD = {"prior_late_count": 0, "payment_record": "good", "affordable_now": "1000.00", "free_extension_used": False}
WINDOW = {"prior_late_count": 0, "discount_authority": True, "offer_opened_at": "2026-11-24T14:30+08:00"}
EARLY = {"plan_status": "active", "early_settlement_on": "2026-12-01", "discount_authority": True}
RECOMPUTES = {
    "due_date": "2026-10-26", "late_fee_rate": "0.05", "late_fee_clause": True, "principal_due": "10000.00",
    "penalty_interest_due": "150.00", "amount_due": "10150.00", "objection": "penalty_interest_dispute",
}  # fmt: skip
LIMITS = [
    ("a free extension that was not used", "2026-11-25T14:30", GOOD, "interest_free_extension"),
    ("one that was used", "2026-11-25T14:30", GOOD | {"free_extension_used": True}, "none"),
    ("one of which nobody knows", "2026-11-25T14:30", GOOD | {"free_extension_used": None}, "none"),
    ("one for who can pay it all now", "2026-11-25T14:30", GOOD | {"affordable_now": "50000.00"}, "none"),
    ("a second before the window ends", "2026-11-25T14:29:59", WINDOW, "discount_2pct_24h"),
    ("as the window ends", "2026-11-25T14:30", WINDOW, "none"),
    ("a discount nobody authorised", "2026-11-25T14:00", WINDOW | {"discount_authority": False}, "none"),
    ("a discount after lateness", "2026-11-25T14:00", WINDOW | {"prior_late_count": 1}, "none"),
    ("fourteen days asked for", "2026-11-25T14:30", {"objection": "request_extension", "requested_extension_days": 14},
     "half_now_half_14d"),
    ("fifteen days asked for", "2026-11-25T14:30", {"objection": "request_extension", "requested_extension_days": 15},
     "deferral"),
    ("early clearing", "2026-11-25T14:30", EARLY, "early_settlement_rebate"),
    ("early clearing without authority", "2026-11-25T14:30", EARLY | {"discount_authority": False}, "none"),
    ("early clearing while all is disputed", "2026-11-25T14:30", EARLY | {"debt_status": "fully_disputed"}, "none"),
    ("penalty interest within authority", "2026-11-25T14:30", RECOMPUTES | {"waiver_authority": True}, "penalty_reduction"),
    ("penalty interest without authority", "2026-11-25T14:30", RECOMPUTES, "none"),
]  # fmt: skip


@pytest.mark.parametrize(("as_of", "facts", "offer"), [r[1:] for r in LIMITS], ids=[r[0] for r in LIMITS])
def test_an_offer_stays_within_its_limits_authority_and_time(receivables, as_of, facts, offer):
    assert asked(receivables, as_of, **facts).offer.id == offer


OWED_NOTHING = ["promise_to_pay", "waiver_or_discount_request"]
UNASKED = [
    {"prior_late_count": 0, "payment_record": "good", "affordable_now": "1000.00", "free_extension_used": False},
    {"overdue_reason": "forgot"},
    {"due_date": "2026-08-01", "receivables_share": "0.10", "repudiation_signs": True, "prep_sheet_complete": True},
    {"due_date": "2026-09-10", "overdue_reason": "other", "prep_sheet_complete": True},
    {"due_date": "2026-10-10", "segment": "strategic", "prep_sheet_complete": True},
    {"due_date": "2026-11-10", "amount_due": "100000.00", "key_account": True},
    {"debtor_type": "individual", "amount_due": "1500.00", "due_date": "2026-11-10"},
]


@pytest.mark.parametrize("facts", UNASKED)
@pytest.mark.parametrize("objection", OWED_NOTHING)
def test_whoever_gives_a_day_or_asks_for_less_is_offered_nothing_else(receivables, objection, facts):
    assert asked(receivables, "2026-11-25T14:30", **facts).offer.id != "none"
    assert asked(receivables, "2026-11-25T14:30", objection=objection, **facts).offer.id == "none"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("authority", [True, False])
def test_whoever_asks_for_less_hears_of_an_approval_only_while_it_is_lacking(receivables, authority, language):
    facts = {"principal_due": "49000.00", "penalty_interest_due": "1000.00", "identity_verified": True, "language": language}
    found = asked(receivables, "2026-11-25T14:30", objection="waiver_or_discount_request", waiver_authority=authority, **facts)
    assert found.offer.id == ("penalty_reduction" if authority else "none")
    snippets = {name for section in found.script.sections for name in section.snippets}
    assert ("penalty-reduction" in snippets) is authority
    waits = {"zh-CN": "批之前我们不能先答应", "en": "can't promise anything before"}[language]
    assert (waits in found.script.text) is not authority
