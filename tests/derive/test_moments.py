from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.derive.moments import Ground
from dunning_rules.model.moment import FactRef, Moment, Shift
from tests.building import EIGHT_AHEAD, SHANGHAI, WEDNESDAY, local, setting, utc

BERLIN = ZoneInfo("Europe/Berlin")
THURSDAY, FRIDAY, SATURDAY, MONDAY = (WEDNESDAY + timedelta(n) for n in (1, 2, 3, 5))


def span(**amounts):
    return Shift(tuple(amounts.items()))


def found(moment, facts=None, *, interval=None, named=None, **about):
    return Ground(setting(facts, **about), interval, named or {}).instant(moment)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("contact_day", WEDNESDAY),
        ("contact_at", local("2026-11-25T14:00")),
        ("due_date", date(2026, 10, 26)),
        ("offer_opened_at", local("2026-11-24T09:00")),
        ("paid_on", None),
    ],
)
def test_a_moment_starts_from_the_contact_or_from_a_fact(origin, expected):
    facts = {"due_date": date(2026, 10, 26), "offer_opened_at": utc("2026-11-24T01:00")}
    assert expected == found(Moment(origin), facts)


def test_a_moment_of_a_fact_is_told_in_the_debtors_zone():
    assert found(Moment("offer_opened_at"), {"offer_opened_at": utc("2026-11-24T20:00")}).date() == WEDNESDAY


def test_without_a_zone_a_moment_of_a_fact_keeps_its_offset():
    opened = local("2026-11-24T09:00", EIGHT_AHEAD)
    assert found(Moment("offer_opened_at"), {"offer_opened_at": opened}, zone=None) == opened


def test_a_named_instant_comes_before_a_fact_of_that_name():
    assert found(Moment("part"), {"part": THURSDAY}, named={"part": FRIDAY}) == FRIDAY


def test_a_named_instant_that_is_not_known_yet_gives_no_moment():
    assert found(Moment("previous_part"), named={"previous_part": None}) is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (Moment(plus=span(days=3)), SATURDAY),
        (Moment(minus=span(days=1)), date(2026, 11, 24)),
        (Moment(plus=span(working_days=3)), date(2026, 11, 30)),
        (Moment(minus=span(working_days=3)), date(2026, 11, 20)),
        (Moment(plus=span(months=1)), date(2026, 12, 25)),
        (Moment(minus=span(months=1)), date(2026, 10, 25)),
        (Moment(plus=span(days=10), minus=span(days=3)), date(2026, 12, 2)),
        (Moment(plus=span(days=-1)), date(2026, 11, 24)),
    ],
)
def test_a_span_is_added_and_taken_away(moment, expected):
    assert expected == found(moment)


def test_months_go_before_days_and_days_before_working_days():
    late = {"due_date": date(2027, 1, 31)}
    assert found(Moment("due_date", plus=span(working_days=1, days=1, months=1)), late) == date(2027, 3, 2)


def test_a_span_may_be_held_by_a_fact():
    assert found(Moment(plus=span(days=FactRef("requested_extension_days"))), {"requested_extension_days": 14}) == date(
        2026, 12, 9
    )


@pytest.mark.parametrize("way", ["plus", "minus"])
@pytest.mark.parametrize("unit", ["months", "days", "working_days", "hours", "minutes"])
def test_a_span_that_is_not_known_gives_no_moment(way, unit):
    assert found(Moment("contact_at", **{way: span(**{unit: FactRef("requested_extension_days")})})) is None


def test_contact_intervals_are_working_days():
    assert found(Moment(plus=span(contact_intervals=2)), interval=2) == date(2026, 12, 1)


def test_contact_intervals_and_working_days_add_up():
    assert found(Moment(plus=span(contact_intervals=1, working_days=1)), interval=2) == date(2026, 11, 30)


def test_where_no_interval_is_known_a_moment_that_counts_in_it_is_unknown():
    assert found(Moment(plus=span(contact_intervals=1))) is None


@pytest.mark.parametrize(
    ("wanted", "expected"), [(25, WEDNESDAY), (10, date(2026, 12, 10)), ("last", date(2026, 11, 30)), (31, date(2026, 11, 30))]
)
def test_a_moment_goes_on_to_a_day_of_the_month_and_this_day_counts(wanted, expected):
    assert expected == found(Moment(day_of_month=wanted))


@pytest.mark.parametrize(("way", "expected"), [(None, SATURDAY), ("next", MONDAY), ("previous", FRIDAY)])
def test_a_day_off_is_left_the_way_the_moment_says(way, expected):
    assert expected == found(Moment(plus=span(days=3), day_off=way))


def test_a_day_off_is_left_after_the_day_of_the_month_was_found():
    assert found(Moment(plus=span(months=2), day_of_month="last", day_off="previous")) == date(2027, 1, 29)


def test_holidays_of_the_case_are_days_off():
    assert found(Moment(plus=span(working_days=1)), holidays=[THURSDAY]) == FRIDAY


@pytest.mark.parametrize(
    ("clock", "expected"),
    [(time(16), local("2026-11-25T16:00")), (FactRef("office_close"), local("2026-11-25T18:00")), (FactRef("office_open"), None)],
)
def test_a_clock_time_makes_a_day_an_instant(clock, expected):
    assert expected == found(Moment(clock=clock), {"office_close": time(18)})


def test_a_clock_time_replaces_that_of_the_origin():
    assert found(Moment("contact_at", clock=time(9))) == local("2026-11-25T09:00")


def test_a_day_stays_a_day_while_it_has_no_clock_time():
    assert type(found(Moment(plus=span(hours=5)))) is date


def test_an_instant_keeps_its_clock_time_over_days_and_months():
    assert found(Moment("contact_at", plus=span(months=1, days=1))) == local("2026-12-26T14:00")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (Moment("contact_at", plus=span(hours=24)), "2026-11-26T14:00"),
        (Moment("contact_at", plus=span(hours=48)), "2026-11-27T14:00"),
        (Moment("contact_at", plus=span(hours=10, minutes=30)), "2026-11-26T00:30"),
        (Moment("contact_at", minus=span(hours=14, minutes=1)), "2026-11-24T23:59"),
        (Moment(clock=FactRef("office_close"), minus=span(minutes=30)), "2026-11-25T17:30"),
        (Moment("letter_received_at", plus=span(hours=24)), "2026-11-24T09:15"),
    ],
)
def test_hours_and_minutes_are_counted_from_the_clock_time(moment, expected):
    facts = {"office_close": time(18), "letter_received_at": local("2026-11-23T09:15")}
    assert found(moment, facts) == local(expected)


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2026-03-28T14:00", "2026-03-29T15:00"),
        ("2026-10-24T14:00", "2026-10-25T13:00"),
        ("2026-10-26T14:00", "2026-10-27T14:00"),
    ],
)
def test_hours_pass_as_they_do_where_clocks_are_changed(contact, expected):
    assert found(Moment("contact_at", plus=span(hours=24)), contact=contact, zone=BERLIN) == local(expected, BERLIN)


def test_days_are_days_of_the_calendar_where_clocks_are_changed():
    moment = Moment("contact_at", plus=span(days=1))
    assert found(moment, contact="2026-03-28T14:00", zone=BERLIN) == local("2026-03-29T14:00", BERLIN)


def test_without_a_zone_an_instant_has_the_offset_of_the_contact():
    assert found(Moment(clock=time(16)), zone=None) == local("2026-11-25T16:00", EIGHT_AHEAD)


LAST_NOTICE = Moment(clock=time(16), at_least_away=span(hours=2))
CALL_BACK = Moment(clock=FactRef("office_close"), minus=span(minutes=30), at_least_away=span(minutes=30))


@pytest.mark.parametrize(
    ("moment", "contact", "expected"),
    [
        (LAST_NOTICE, "2026-11-25T14:00", "2026-11-25T16:00"),
        (LAST_NOTICE, "2026-11-25T14:01", "2026-11-26T16:00"),
        (LAST_NOTICE, "2026-11-27T14:01", "2026-11-30T16:00"),
        (CALL_BACK, "2026-11-25T16:59", "2026-11-25T17:30"),
        (CALL_BACK, "2026-11-25T17:00", "2026-11-25T17:30"),
        (CALL_BACK, "2026-11-25T17:01", "2026-11-26T17:30"),
    ],
)
def test_what_is_too_near_moves_to_the_same_clock_time_of_the_next_working_day(moment, contact, expected):
    assert found(moment, {"office_close": time(18)}, contact=contact) == local(expected)


@pytest.mark.parametrize(
    ("contact", "expected"), [("2026-11-25T14:00", local("2026-11-25T16:00")), ("2026-11-25T14:01", THURSDAY)]
)
def test_what_is_too_near_goes_where_the_moment_says(contact, expected):
    moment = Moment(clock=time(16), at_least_away=span(hours=2), otherwise=Moment(plus=span(working_days=1)))
    assert expected == found(moment, contact=contact)


@pytest.mark.parametrize(("hours", "expected"), [(2, "2026-11-25T16:00"), (3, "2026-11-26T16:00")])
def test_how_far_away_a_moment_must_be_may_be_held_by_a_fact(hours, expected):
    moment = Moment(clock=time(16), at_least_away=span(hours=FactRef("notice_hours")))
    assert found(moment, {"notice_hours": hours}) == local(expected)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-10-25T00:10+00:00", "2026-10-25T02:30+02:00"), ("2026-10-25T00:20+00:00", "2026-10-26T02:30+01:00")],
)
def test_how_near_a_moment_is_goes_by_time_where_clocks_show_an_hour_twice(as_of, expected):
    contact = datetime.fromisoformat(as_of).astimezone(BERLIN)
    about = replace(setting(), contact=contact, zone=BERLIN)
    at = Ground(about).instant(Moment(clock=time(2, 30), at_least_away=span(minutes=15)))
    assert at.isoformat(timespec="minutes") == expected


@pytest.fixture
def ground():
    return Ground(setting(), 3, {"part": THURSDAY})


def test_a_ground_on_which_more_is_known_keeps_what_it_knew(ground):
    assert ground.plus(previous_part=WEDNESDAY).named == {"part": THURSDAY, "previous_part": WEDNESDAY}


def test_a_ground_on_which_more_is_known_has_the_same_interval(ground):
    assert ground.plus(part=FRIDAY).instant(Moment("part", plus=span(contact_intervals=1))) == date(2026, 12, 2)


def test_a_ground_is_not_changed_by_what_is_known_on_another(ground):
    ground.plus(part=FRIDAY)
    assert ground.instant(Moment("part")) == THURSDAY


def test_parts_of_a_fifth_now_and_the_rest_a_month_later_fall_on_the_last_days_of_both_months():
    contact = {"contact": "2027-01-31T14:00"}
    moments = (Moment(day_of_month="last"), Moment(plus=span(months=1)))
    assert [found(m, **contact) for m in moments] == [date(2027, 1, 31), date(2027, 2, 28)]


def test_an_instant_names_the_zone_it_is_told_in():
    assert found(LAST_NOTICE).tzinfo is SHANGHAI
