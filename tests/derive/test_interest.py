"""Penalty interest: the days it runs, the days it rests, and its sum to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.derive import interest
from tests.building import setting, unhurried

DUE = date(2026, 10, 16)
"""Forty days before the moment of the settings."""


def late(*pauses, **more):
    return setting({"due_date": DUE, **({"interest_pauses": pauses} if pauses else {}), **more})


def pause(first, last, reason="x"):
    return {"from": first, "until": last, "reason": reason}


@pytest.mark.parametrize(
    ("pauses", "rested"),
    [
        ((), 0),
        ((pause("2026-11-01", "2026-11-03"),), 3),
        ((pause("2026-11-01", "2026-11-01"),), 1),
        ((pause(date(2026, 11, 1), date(2026, 11, 3)),), 3),
        ((pause("2026-11-01", "2026-11-03"), pause("2026-11-03", "2026-11-04")), 4),
        ((pause("2026-10-01", "2026-10-16"),), 0),
        ((pause("2026-10-01", "2026-10-17"),), 1),
        ((pause("2026-11-25", "2026-12-31"),), 1),
        ((pause("2026-11-26", "2026-12-31"),), 0),
        ((pause("2026-01-01", "2026-12-31"),), 40),
    ],
)
def test_only_days_on_which_the_debt_is_late_can_rest_and_each_but_once(pauses, rested):
    assert (interest.interest_paused_days(late(*pauses)), interest.interest_days(late(*pauses))) == (rested, 40 - rested)


@pytest.mark.parametrize(
    "unreadable", [{}, {"from": "2026-11-01"}, pause("soon", "2026-11-03"), pause("2026-11-03", "2026-11-01")]
)
def test_a_pause_that_cannot_be_read_leaves_the_days_unknown(unreadable):
    unknown = late(pause("2026-11-01", "2026-11-01"), unreadable)
    assert (interest.interest_paused_days(unknown), interest.interest_days(unknown)) == (None, None)


def test_before_the_debt_is_late_no_day_counts():
    early = setting({"due_date": date(2026, 12, 1), "interest_pauses": (pause("2026-01-01", "2026-12-31"),)})
    assert (interest.interest_paused_days(early), interest.interest_days(early)) == (0, 0)


SUM = {"principal_due": Decimal("333.33"), "late_fee_rate": Decimal("0.05")}


def test_the_sum_is_shown_before_and_after_rounding():
    found = late(pause("2026-11-01", "2026-11-03"), **SUM)
    assert (interest.penalty_interest_exact(found), interest.penalty_interest_recomputed(found)) == (
        Decimal("6.166605"),
        Decimal("6.17"),
    )


@pytest.mark.parametrize("unknown", [*SUM, "due_date"])
def test_without_one_of_its_parts_there_is_no_sum(unknown):
    values = {k: v for k, v in {"due_date": DUE, **SUM}.items() if k != unknown}
    assert interest.penalty_interest_exact(setting(values)) is None
    assert interest.penalty_interest_recomputed(setting(values)) is None


@pytest.mark.parametrize(("booked", "same"), [("6.17", True), ("6.67", False)])
def test_what_is_booked_must_leave_the_pauses_out(booked, same):
    found = late(pause("2026-11-01", "2026-11-03"), **SUM, penalty_interest_due=Decimal(booked))
    assert interest.fee_recomputes(found) is same


@unhurried
@given(st.lists(st.tuples(st.integers(-60, 60), st.integers(0, 30)), max_size=4))
def test_the_days_that_count_and_those_that_rest_make_the_days_late(spans):
    found = late(*(pause(DUE + timedelta(a), DUE + timedelta(a + n)) for a, n in spans))
    rested = {d for a, n in spans for d in range(a, a + n + 1) if 1 <= d <= 40}
    assert interest.interest_paused_days(found) == len(rested)
    assert interest.interest_days(found) + len(rested) == 40
