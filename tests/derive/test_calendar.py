from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dunning_rules.derive.calendar import Calendar, go_months, next_day_of_month
from tests.building import unhurried

DAY = timedelta(1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY_AFTER = (date(2026, 11, 23) + n * DAY for n in range(8))

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
CALENDARS = st.builds(Calendar, st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40))
NEAR = st.dates(date(2026, 1, 1), date(2026, 12, 31))
MONTHS = st.integers(-600, 600)


def last_of(day):
    return monthrange(day.year, day.month)[1]


@pytest.mark.parametrize(
    ("day", "listed", "expected"),
    [
        (MONDAY, (), True),
        (FRIDAY, (), True),
        (SATURDAY, (), False),
        (SUNDAY, (), False),
        (WEDNESDAY, (WEDNESDAY,), False),
        (WEDNESDAY, (THURSDAY,), True),
        (SATURDAY, (SATURDAY,), True),
        (SUNDAY, (SATURDAY,), False),
    ],
)
def test_a_listed_weekday_is_off_and_a_listed_weekend_day_makes_up_for_one(day, listed, expected):
    assert expected is Calendar(frozenset(listed)).works(day)


@pytest.mark.parametrize(
    ("day", "working_days", "listed", "expected"),
    [
        (WEDNESDAY, 1, (), THURSDAY),
        (FRIDAY, 1, (), MONDAY_AFTER),
        (SATURDAY, 1, (), MONDAY_AFTER),
        (SUNDAY, -1, (), FRIDAY),
        (MONDAY_AFTER, -1, (), FRIDAY),
        (MONDAY, 5, (), MONDAY_AFTER),
        (MONDAY_AFTER, -5, (), MONDAY),
        (WEDNESDAY, 1, (THURSDAY,), FRIDAY),
        (FRIDAY, 1, (SATURDAY,), SATURDAY),
        (WEDNESDAY, 0, (), WEDNESDAY),
        (SUNDAY, 0, (), SUNDAY),
    ],
)
def test_working_days_are_counted_on_and_back(day, working_days, listed, expected):
    assert expected == Calendar(frozenset(listed)).go(day, working_days)


@unhurried
@given(CALENDARS, NEAR, st.integers(-60, 60))
def test_between_working_days_going_is_undone_by_going_back(calendar, day, working_days):
    assume(calendar.works(day))
    assert calendar.go(calendar.go(day, working_days), -working_days) == day


@unhurried
@given(CALENDARS, NEAR, st.integers(-60, 60).filter(bool))
def test_one_arrives_on_a_working_day(calendar, day, working_days):
    assert calendar.works(calendar.go(day, working_days)) is True


@unhurried
@given(CALENDARS, NEAR, st.integers(1, 60))
def test_the_days_passed_hold_as_many_working_days_as_were_gone(calendar, day, working_days):
    passed = (calendar.go(day, working_days) - day).days
    assert sum(calendar.works(day + n * DAY) for n in range(1, passed + 1)) == working_days


@unhurried
@given(CALENDARS, NEAR, st.integers(-30, 30), st.integers(-30, 30))
def test_between_working_days_steps_add_up(calendar, day, one, other):
    assume(calendar.works(day))
    assert calendar.go(calendar.go(day, one), other) == calendar.go(day, one + other)


@pytest.mark.parametrize(
    ("day", "way", "listed", "expected"),
    [
        (WEDNESDAY, "next", (), WEDNESDAY),
        (WEDNESDAY, "previous", (), WEDNESDAY),
        (SATURDAY, "next", (), MONDAY_AFTER),
        (SATURDAY, "previous", (), FRIDAY),
        (SUNDAY, "next", (), MONDAY_AFTER),
        (SUNDAY, "previous", (), FRIDAY),
        (WEDNESDAY, "next", (WEDNESDAY,), THURSDAY),
        (SATURDAY, "next", (SATURDAY,), SATURDAY),
    ],
)
def test_a_day_off_is_left_for_the_nearest_working_day_of_one_side(day, way, listed, expected):
    assert expected == Calendar(frozenset(listed)).leave_day_off(day, way)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 2, date(2027, 3, 31)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
    ],
)
def test_a_month_on_is_the_same_day_of_the_month_or_its_last(day, months, expected):
    assert expected == go_months(day, months)


@unhurried
@given(DAYS, MONTHS)
def test_going_months_moves_by_exactly_so_many_months(day, months):
    there = go_months(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months


@unhurried
@given(DAYS, MONTHS)
def test_going_months_clips_to_the_end_of_the_month_and_never_drifts(day, months):
    there = go_months(day, months)
    assert there.day == min(day.day, last_of(there))


@unhurried
@given(DAYS.filter(lambda day: day.day <= 28), MONTHS)
def test_going_months_from_a_day_that_every_month_has_is_undone_by_going_back(day, months):
    assert go_months(go_months(day, months), -months) == day


@pytest.mark.parametrize(
    ("day", "wanted", "expected"),
    [
        (date(2026, 11, 9), 10, date(2026, 11, 10)),
        (date(2026, 11, 10), 10, date(2026, 11, 10)),
        (date(2026, 11, 11), 10, date(2026, 12, 10)),
        (date(2026, 12, 11), 10, date(2027, 1, 10)),
        (date(2026, 11, 25), "last", date(2026, 11, 30)),
        (date(2026, 11, 30), "last", date(2026, 11, 30)),
        (date(2027, 1, 31), "last", date(2027, 1, 31)),
        (date(2026, 11, 5), 31, date(2026, 11, 30)),
        (date(2027, 1, 31), 30, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_the_next_such_day_of_a_month_is_this_day_or_the_first_one_after(day, wanted, expected):
    assert expected == next_day_of_month(day, wanted)


WANTED = st.one_of(st.integers(1, 31), st.just("last"))


@unhurried
@given(DAYS, WANTED)
def test_the_next_such_day_of_a_month_is_never_before_the_day(day, wanted):
    assert next_day_of_month(day, wanted) >= day


@unhurried
@given(DAYS, WANTED)
def test_the_next_such_day_of_a_month_is_the_first_that_fits(day, wanted):
    def fits(candidate):
        return candidate.day == (last_of(candidate) if wanted == "last" else min(wanted, last_of(candidate)))

    assert next_day_of_month(day, wanted) == next(d for n in range(62) if fits(d := day + n * DAY))
