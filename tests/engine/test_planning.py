"""When a debtor may be contacted: never in the hours of quiet, never before the spacing allows, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.engine.planning import DAYS_SEARCHED, Hours, Planner, hours_of, known_hours
from dunning_rules.model.moment import FactRef, Window
from tests.building import SHANGHAI, WEDNESDAY, local, setting, unhurried

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


ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata")] + [SHANGHAI]
CHANGES = [datetime(2026, *day, tzinfo=UTC) for day in ((3, 8), (3, 29), (10, 25), (11, 1))]
"""Midnights, in UTC, before the changes of clocks in New York and Berlin."""
QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
MINUTE = timedelta(minutes=1)


def zoned(contact, zone, *, quiet=(NIGHT,), earliest=None):
    about = setting(as_of=contact.astimezone(zone).replace(tzinfo=None).isoformat(), zone=zone)
    return Planner(replace(about, contact=contact.astimezone(zone)), quiet, OFFICE, earliest)


@unhurried
@given(
    st.sampled_from(ZONES), st.sampled_from(CHANGES), st.integers(-300, 1300), st.tuples(QUARTERS, QUARTERS), st.integers(0, 1500)
)
def test_the_next_moment_is_permitted_and_no_minute_before_it_is(zone, midnight, minutes, hours, wait):
    contact, earliest = midnight + minutes * MINUTE, midnight + (minutes + wait) * MINUTE
    found = zoned(contact, zone, quiet=(Hours(*hours, working_days=False),), earliest=earliest.astimezone(zone))
    at = found.next_allowed()
    if at is None:
        assert hours[0] == hours[1]
        return
    assert not found.is_quiet(at)
    start = max(contact, earliest)
    assert at.astimezone(UTC) >= start
    before = (start + n * MINUTE for n in range((at.astimezone(UTC) - start) // MINUTE))
    assert all(found.is_quiet(m.astimezone(zone)) for m in before)


BERLIN = ZONES[0]


@pytest.mark.parametrize(
    ("contact", "quiet", "expected"),
    [
        # at two clocks go on to three, so that half past two is never shown
        ("2026-03-29T00:30+00:00", ("00:00", "02:30"), "2026-03-29T03:00+02:00"),
        # at three clocks go back to two, so that half past two is shown twice; the first time is over
        ("2026-10-25T01:10+00:00", ("00:00", "02:30"), "2026-10-25T02:30+01:00"),
        # hours of quiet that begin between the two
        ("2026-10-25T00:40+00:00", ("02:30", "08:00"), "2026-10-25T02:00+01:00"),
    ],
    ids=["an hour that is not shown", "an hour shown twice", "quiet that is left for half an hour"],
)
def test_moments_go_by_time_and_not_by_what_clocks_show(contact, quiet, expected):
    hours = Hours(*map(time.fromisoformat, quiet), working_days=False)
    at = zoned(datetime.fromisoformat(contact), BERLIN, quiet=(hours,)).next_allowed()
    assert at.isoformat(timespec="minutes") == expected


def test_a_preferred_moment_waits_for_the_end_of_quiet_inside_its_window():
    early = Hours(time(7), time(9), working_days=False)
    assert preferred("2026-11-25T06:00", preferred=early) == local("2026-11-25T08:00")


def test_a_moment_from_which_on_contact_is_allowed_is_kept_to_the_minute():
    assert allowed("2026-11-25T14:00", earliest=local("2026-11-25T15:20")) == local("2026-11-25T15:20")
