from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.derive import dates
from tests.building import WEDNESDAY, local, setting, unhurried, utc

DUE = date(2026, 10, 26)
SATURDAY, MONDAY = date(2026, 10, 31), date(2026, 11, 2)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"due_date": DUE}, DUE),
        ({"due_date": DUE, "grace_days": 3}, date(2026, 10, 29)),
        ({"due_date": SATURDAY}, SATURDAY),
        ({"due_date": SATURDAY, "roll_due_date": True}, MONDAY),
        ({"due_date": SATURDAY, "jurisdiction": "CN"}, MONDAY),
        ({"due_date": SATURDAY, "jurisdiction": "US"}, SATURDAY),
        ({"due_date": SATURDAY, "jurisdiction": "CN", "roll_due_date": False}, SATURDAY),
        ({"due_date": DUE, "grace_days": 5, "roll_due_date": True}, MONDAY),
        ({"due_date": SATURDAY, "grace_days": 2, "roll_due_date": True}, MONDAY),
        ({"grace_days": 3}, None),
    ],
)
def test_the_due_date_takes_its_grace_and_leaves_a_day_off_unless_that_is_excluded(facts, expected):
    assert expected == dates.effective_due_date(setting(facts))


def test_a_due_date_leaves_a_holiday_too():
    due = setting({"due_date": WEDNESDAY, "roll_due_date": True}, holidays=[WEDNESDAY])
    assert dates.effective_due_date(due) == WEDNESDAY + timedelta(1)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-10-22", -4),
        ("2026-10-23", -3),
        ("2026-10-25", -1),
        ("2026-10-26", 0),
        ("2026-10-27", 1),
        ("2026-11-25", 30),
        ("2026-11-26", 31),
        ("2026-12-25", 60),
        ("2026-12-26", 61),
        ("2027-01-24", 90),
        ("2027-01-25", 91),
    ],
)
def test_days_overdue_are_whole_days_past_the_due_date(as_of, expected):
    assert expected == dates.days_overdue(setting({"due_date": DUE}, as_of=f"{as_of}T14:00"))


@unhurried
@given(st.times(), st.times())
def test_the_time_of_day_never_changes_the_days_overdue(one, other):
    found = {dates.days_overdue(setting({"due_date": DUE}, as_of=f"2026-11-25T{t.isoformat()}")) for t in (one, other)}
    assert found == {30}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"paid_in_full": True, "paid_on": date(2026, 11, 5)}, 10),
        ({"paid_in_full": True, "paid_on": date(2026, 10, 20)}, -6),
        ({"paid_in_full": False, "paid_on": date(2026, 11, 5)}, 30),
        ({"paid_on": date(2026, 11, 5)}, 30),
        ({"paid_in_full": True}, 30),
    ],
)
def test_days_overdue_stop_on_the_day_the_debt_was_paid_in_full(facts, expected):
    assert expected == dates.days_overdue(setting({"due_date": DUE, **facts}))


def test_without_a_due_date_the_days_overdue_are_unknown():
    assert dates.days_overdue(setting()) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"due_date": WEDNESDAY + timedelta(4)}, 4),
        ({"due_date": WEDNESDAY + timedelta(3)}, 3),
        ({"due_date": WEDNESDAY + timedelta(2)}, 2),
        ({"due_date": DUE}, -30),
        ({"due_date": DUE, "next_scheduled_payment": WEDNESDAY}, 0),
        ({"next_scheduled_payment": WEDNESDAY + timedelta(1)}, 1),
        ({}, None),
    ],
)
def test_the_next_payment_is_the_one_a_plan_sets_else_the_due_date(facts, expected):
    assert expected == dates.days_to_next_payment(setting(facts))


def test_the_clock_of_the_contact_is_the_debtors():
    assert dates.contact_clock(setting(contact="2026-11-25T21:59")) == time(21, 59)


def test_without_a_zone_no_clock_of_the_debtor_is_known():
    assert dates.contact_clock(setting(zone=None)) is None


@pytest.mark.parametrize(("contact", "expected"), [("2026-11-25T14:00", True), ("2026-11-28T14:00", False)])
def test_a_contact_falls_on_a_working_day_or_not(contact, expected):
    assert expected is dates.contact_is_working_day(setting(contact=contact))


@pytest.mark.parametrize(
    ("contact", "to_close", "since_open"),
    [
        ("2026-11-25T16:59", 61, 479),
        ("2026-11-25T17:00", 60, 480),
        ("2026-11-25T17:59", 1, 539),
        ("2026-11-25T18:00", 0, 540),
        ("2026-11-25T18:01", -1, 541),
        ("2026-11-25T09:00", 540, 0),
        ("2026-11-25T08:59", 541, -1),
    ],
)
def test_minutes_are_counted_to_the_close_and_from_the_opening_of_the_office(contact, to_close, since_open):
    office = setting({"office_open": time(9), "office_close": time(18)}, contact=contact)
    assert (dates.minutes_to_close(office), dates.minutes_since_open(office)) == (to_close, since_open)


@pytest.mark.parametrize("counted", [dates.minutes_to_close, dates.minutes_since_open])
@pytest.mark.parametrize("unknown", [setting(), setting({"office_open": time(9), "office_close": time(18)}, zone=None)])
def test_without_the_hours_of_the_office_or_the_zone_no_minutes_are_known(counted, unknown):
    assert counted(unknown) is None


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2026-11-25T14:00:00", Decimal(0)),
        ("2026-11-25T15:30:00", Decimal("1.5")),
        ("2026-11-26T14:00:00", Decimal(24)),
        ("2026-11-25T13:00:00", Decimal(-1)),
    ],
)
def test_hours_since_an_offer_opened_keep_their_fraction(contact, expected):
    offered = setting({"offer_opened_at": local("2026-11-25T14:00")}, contact=contact)
    assert expected == dates.hours_since_offer_opened(offered)


@pytest.mark.parametrize(
    ("contact", "still_open"), [("2026-11-26T13:59:59", True), ("2026-11-26T14:00:00", False), ("2026-11-26T14:00:01", False)]
)
def test_an_offer_of_a_day_is_open_to_its_last_second_and_no_longer(contact, still_open):
    offered = setting({"offer_opened_at": local("2026-11-25T14:00")}, contact=contact)
    assert still_open is (dates.hours_since_offer_opened(offered) < 24)


def test_hours_pass_the_same_whatever_the_offset_in_which_the_opening_was_written():
    offered = setting({"offer_opened_at": utc("2026-11-25T06:00")}, contact="2026-11-25T16:00")
    assert dates.hours_since_offer_opened(offered) == 2


def test_where_no_offer_opened_no_hours_have_passed():
    assert dates.hours_since_offer_opened(setting()) is None


@pytest.mark.parametrize(
    ("days", "contact", "expected"),
    [
        (3, "2026-11-28T23:59", False),
        (3, "2026-11-29T00:00", True),
        (5, "2026-11-30T14:00", False),
        (5, "2026-12-01T14:00", True),
    ],
)
def test_thinking_time_after_the_last_call_lasts_to_the_end_of_its_last_day(days, contact, expected):
    thinking = setting({"final_call_on": WEDNESDAY, "consideration_days": days}, contact=contact)
    assert expected is dates.consideration_over(thinking)


@pytest.mark.parametrize("facts", [{"final_call_on": WEDNESDAY}, {"consideration_days": 3}])
def test_thinking_time_is_unknown_while_the_call_or_its_length_is(facts):
    assert dates.consideration_over(setting(facts)) is None


SINCE_PAID = dates.days_since("paid_on")


@pytest.mark.parametrize(("contact", "expected"), [("2026-12-02T14:00", 7), ("2026-12-03T00:00", 8), ("2026-11-24T23:59", -1)])
def test_days_are_counted_from_a_date_to_the_contact(contact, expected):
    assert expected == SINCE_PAID(setting({"paid_on": WEDNESDAY}, contact=contact))


def test_days_are_counted_to_the_contact_and_not_to_the_decision():
    assert SINCE_PAID(setting({"paid_on": WEDNESDAY}, contact="2026-11-27T09:00")) == 2


def test_a_moment_counts_by_its_day_in_the_debtors_zone():
    assert SINCE_PAID(setting({"paid_on": utc("2026-11-24T20:00")})) == 0


def test_without_a_zone_a_moment_counts_by_the_offset_it_was_given_with():
    assert SINCE_PAID(setting({"paid_on": local("2026-11-25T00:30")}, zone=None)) == 0


def test_days_since_an_unknown_date_are_unknown():
    assert SINCE_PAID(setting()) is None


def test_a_count_of_days_says_what_it_counts_from():
    assert SINCE_PAID.__doc__ == "Days from `paid_on` to the contact; negative while it lies ahead."
