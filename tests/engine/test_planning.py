"""When a debtor may be contacted: never in the hours of quiet, never before the spacing allows, never guessed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.engine.planning import DAYS_SEARCHED, Hours, Planner, hours_of, known_hours
from dunning_rules.model.moment import FactRef, Window
from tests.building import WEDNESDAY, local, setting, unhurried

NIGHT = Hours(time(22), time(8), working_days=False)
LUNCH = Hours(time(12), time(13), working_days=False)
OFFICE = Hours(time(9), time(17), working_days=True)
CLOCKS = st.times().map(lambda t: t.replace(microsecond=0))


def planner(contact="2026-11-25T14:00", *, quiet=(NIGHT,), preferred=OFFICE, earliest=None, **about):
    return Planner(setting(as_of=contact, **about), quiet, preferred, earliest)


def allowed(contact, **more):
    return planner(contact, **more).next_allowed()


def preferred(contact, *, strictly=False, **more):
    return planner(contact, **more).next_preferred(strictly=strictly)


def test_now_is_the_next_moment_where_now_is_permitted():
    assert allowed("2026-11-25T14:00") == local("2026-11-25T14:00")


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2026-11-25T07:59", "2026-11-25T08:00"),
        ("2026-11-25T08:00", "2026-11-25T08:00"),
        ("2026-11-25T21:59", "2026-11-25T21:59"),
        ("2026-11-25T22:00", "2026-11-26T08:00"),
    ],
)
def test_the_night_is_waited_for(contact, expected):
    assert allowed(contact) == local(expected)


def test_hours_of_quiet_may_follow_each_other():
    assert allowed("2026-11-25T12:30", quiet=(NIGHT, LUNCH)) == local("2026-11-25T13:00")


def test_a_day_that_the_spacing_forbids_is_waited_for():
    assert allowed("2026-11-25T14:00", earliest=WEDNESDAY + timedelta(2)) == local("2026-11-27T08:00")
    assert allowed("2026-11-25T14:00", quiet=(), earliest=WEDNESDAY + timedelta(2)) == local("2026-11-27T00:00")


@unhurried
@given(st.tuples(CLOCKS, CLOCKS), CLOCKS, st.integers(0, 5))
def test_what_is_planned_is_never_quiet_never_early_never_past(hours, contact, days):
    quiet = Hours(*hours, working_days=False)
    earliest = WEDNESDAY + timedelta(days)
    at = allowed(f"2026-11-25T{contact}", quiet=(quiet,), earliest=earliest)
    if at is None:
        assert hours[0] == hours[1]
    else:
        assert at >= local(f"2026-11-25T{contact}")
        assert at.date() >= earliest
        assert not quiet.holds(at.time())


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2026-11-25T09:00", "2026-11-25T09:00"),
        ("2026-11-25T17:00", "2026-11-26T09:00"),
        ("2026-11-27T18:00", "2026-11-30T09:00"),
        ("2026-11-28T10:00", "2026-11-30T09:00"),
    ],
)
def test_a_preferred_moment_lies_in_its_window_and_on_a_working_day(contact, expected):
    assert preferred(contact) == local(expected)


def test_strictly_the_next_moment_is_never_now():
    assert preferred("2026-11-25T10:00", strictly=True) == local("2026-11-26T09:00")


def test_a_window_of_every_day_waits_for_no_working_day():
    assert preferred("2026-11-28T18:00", preferred=Hours(time(9), time(17), working_days=False)) == local("2026-11-29T09:00")


def test_a_window_that_is_always_quiet_gives_no_moment():
    assert preferred("2026-11-25T14:00", preferred=Hours(time(23), time(23, 30), working_days=False)) is None


def test_a_holiday_longer_than_the_search_gives_no_moment():
    days = (WEDNESDAY + timedelta(n) for n in range(DAYS_SEARCHED + 1))
    closed = [day for day in days if day.isoweekday() <= 5]  # a listed weekend day is one on which people work
    assert preferred("2026-11-25T18:00", holidays=closed) is None


def test_without_a_zone_no_moment_is_promised():
    assert allowed("2026-11-25T14:00", zone=None) is None
    assert preferred("2026-11-25T14:00", zone=None) is None


def test_without_a_preferred_window_there_is_no_preferred_moment():
    assert preferred("2026-11-25T14:00", preferred=None) is None


@pytest.mark.parametrize("hours", [time(17), None])
def test_a_window_of_a_fact_is_known_when_the_fact_is(hours):
    window = Window(time(9), FactRef("office_close"), working_days=True)
    facts = {"office_close": hours} if hours else {}
    expected = OFFICE if hours else None
    assert hours_of(window, setting(facts)) == expected
    assert known_hours((window,), setting(facts)) == ((expected,) if expected else ())


def test_the_first_day_of_the_year_is_a_day_like_others():
    assert allowed("2026-12-31T23:00").date() == date(2027, 1, 1)
