from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.derive.consistency import CHECKS
from tests.building import WEDNESDAY, setting

DAY = timedelta(1)


def said(check, facts):
    return CHECKS[check](setting(facts))


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_an_empty_case_contradicts_nothing(check):
    assert said(check, {}) == ""


@pytest.mark.parametrize(
    "name",
    [
        *("amount_due", "principal_due", "interest_due", "penalty_interest_due", "fees_due", "undisputed_amount"),
        *("unapplied_credit", "affordable_monthly", "affordable_now", "promise_amount", "paid_amount"),
        *("prior_late_count", "consecutive_late_count", "grace_granted_count", "grace_days", "fruitless_contacts"),
    ],
)
def test_no_amount_and_no_count_lies_below_zero(name):
    assert [said("amounts_not_below_zero", {name: value}) for value in (-1, 0, 1)] == [f"`{name}` is below zero", "", ""]


@pytest.mark.parametrize(
    ("check", "facts", "expected"),
    [
        ("amounts_not_below_zero", {"amount_due": Decimal("-0.01")}, "`amount_due` is below zero"),
        ("amounts_not_below_zero", {"grace_days": -1}, "`grace_days` is below zero"),
        ("amounts_not_below_zero", {"paid_amount": Decimal(-1), "fruitless_contacts": -1}, "`paid_amount` is below zero"),
        (
            "parts_add_up",
            {"amount_due": Decimal("100.00"), "principal_due": Decimal("99.99")},
            "the parts of the debt do not add up to `amount_due`",
        ),
        (
            "undisputed_within_amount",
            {"undisputed_amount": Decimal("100.01"), "amount_due": Decimal("100.00")},
            "`undisputed_amount` is more than `amount_due`",
        ),
        ("promise_has_both", {"promise_date": WEDNESDAY}, "`promise_date` and `promise_amount` go together"),
        ("promise_has_both", {"promise_amount": Decimal(1)}, "`promise_date` and `promise_amount` go together"),
        (
            "grace_within_row",
            {"grace_granted_count": 3, "consecutive_late_count": 2},
            "`grace_granted_count` is more than `consecutive_late_count`",
        ),
        (
            "row_within_history",
            {"consecutive_late_count": 4, "prior_late_count": 2},
            "`consecutive_late_count` is more than `prior_late_count` + 1",
        ),
        ("paid_has_date", {"paid_in_full": True}, "`paid_in_full` needs `paid_on`"),
        ("handover_not_ahead", {"legal_handover_on": WEDNESDAY + DAY}, "`legal_handover_on` lies after `as_of`"),
        (
            "final_call_after_letter",
            {"final_call_on": WEDNESDAY, "demand_letter_deadline": WEDNESDAY},
            "`final_call_on` does not lie after `demand_letter_deadline`",
        ),
        ("share_is_a_share", {"receivables_share": Decimal("1.01")}, "`receivables_share` is a ratio from 0 to 1"),
        ("share_is_a_share", {"receivables_share": Decimal("-0.01")}, "`receivables_share` is a ratio from 0 to 1"),
        ("consideration_three_to_five", {"consideration_days": 2}, "`consideration_days` is from 3 to 5"),
        ("consideration_three_to_five", {"consideration_days": 6}, "`consideration_days` is from 3 to 5"),
        ("zone_exists", {"timezone": "Mars/Phobos"}, "`timezone` names no time zone: Mars/Phobos"),
    ],
)
def test_a_contradiction_is_said_in_words(check, facts, expected):
    assert expected == said(check, facts)


@pytest.mark.parametrize(
    ("check", "facts"),
    [
        ("amounts_not_below_zero", {"amount_due": Decimal(0), "grace_days": 0}),
        ("parts_add_up", {"amount_due": Decimal("100.00"), "principal_due": Decimal("99.99"), "fees_due": Decimal("0.01")}),
        ("parts_add_up", {"amount_due": Decimal("100.00")}),
        ("undisputed_within_amount", {"undisputed_amount": Decimal(100), "amount_due": Decimal(100)}),
        ("undisputed_within_amount", {"undisputed_amount": Decimal(100)}),
        ("undisputed_within_amount", {"amount_due": Decimal(100)}),
        ("promise_has_both", {"promise_date": WEDNESDAY, "promise_amount": Decimal(1)}),
        ("grace_within_row", {"grace_granted_count": 2, "consecutive_late_count": 2}),
        ("row_within_history", {"consecutive_late_count": 3, "prior_late_count": 2}),
        ("paid_has_date", {"paid_in_full": True, "paid_on": WEDNESDAY}),
        ("paid_has_date", {"paid_in_full": False}),
        ("handover_not_ahead", {"legal_handover_on": WEDNESDAY}),
        ("final_call_after_letter", {"final_call_on": WEDNESDAY, "demand_letter_deadline": WEDNESDAY - DAY}),
        ("final_call_after_letter", {"final_call_on": WEDNESDAY}),
        ("final_call_after_letter", {"demand_letter_deadline": WEDNESDAY}),
        ("share_is_a_share", {"receivables_share": Decimal(0)}),
        ("share_is_a_share", {"receivables_share": Decimal(1)}),
        ("consideration_three_to_five", {"consideration_days": 3}),
        ("consideration_three_to_five", {"consideration_days": 5}),
        ("zone_exists", {"timezone": "Asia/Shanghai"}),
    ],
)
def test_what_can_all_be_true_is_no_contradiction(check, facts):
    assert said(check, facts) == ""


def test_the_catalogue_of_checks_is_closed():
    with pytest.raises(TypeError, match="does not support item assignment"):
        CHECKS["another"] = CHECKS["zone_exists"]


@pytest.mark.parametrize(("minutes", "wrong"), [(30, False), (0, False), (-30, True)])
def test_of_the_hour_that_clocks_show_twice_the_second_comes_later(minutes, wrong):
    berlin = ZoneInfo("Europe/Berlin")
    as_of = datetime.fromisoformat("2026-10-25T00:40+00:00")
    contact = as_of + timedelta(minutes=minutes)
    about = replace(setting(), as_of=as_of.astimezone(berlin), contact=contact.astimezone(berlin), zone=berlin)
    assert bool(CHECKS["contact_not_past"](about)) is wrong
