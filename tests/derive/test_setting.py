from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.derive.setting import known_zone, setting_of, zone_of
from dunning_rules.model.case import Case
from dunning_rules.model.pack import Parameter
from tests.building import EIGHT_AHEAD, SHANGHAI, WEDNESDAY, local, setting, unhurried, utc

ONE_ZONE = Parameter("jurisdiction_zone", "x", by=("jurisdiction",), table={("CN",): "Asia/Shanghai"})
SMALL = Parameter(
    "small_amount", "x", by=("debtor_type", "currency"), table={("company", "CNY"): 10000, ("individual", "CNY"): 2000}
)
LATE = utc("2026-11-25T23:30")
"""In Shanghai this is half past seven in the morning of the next day."""


def of(values=None, as_of=LATE, contact=None, parameters=()):
    return setting_of(Case(as_of, contact or as_of, {}), values or {}, {p.name: p for p in parameters})


def test_days_are_those_of_the_debtors_zone():
    assert of({"timezone": "Asia/Shanghai"}).today == date(2026, 11, 26)


def test_the_clock_is_that_of_the_debtors_zone():
    assert of({"timezone": "Asia/Shanghai"}).contact.isoformat() == "2026-11-26T07:30:00+08:00"


def test_where_the_zone_is_unknown_days_are_counted_by_the_offset_that_was_given():
    assert of().today == date(2026, 11, 25)


def test_the_day_of_the_contact_is_not_always_the_day_of_the_decision():
    later = of({"timezone": "Asia/Shanghai"}, contact=utc("2026-11-27T01:00"))
    assert (later.today, later.contact_day) == (date(2026, 11, 26), date(2026, 11, 27))


@unhurried
@given(st.datetimes(datetime(1980, 1, 1), datetime(2080, 1, 1), timezones=st.timezones()), st.timezones())  # noqa: DTZ001
def test_a_zone_changes_how_a_moment_is_called_but_not_when_it_is(moment, zone):
    assert of({"timezone": zone.key}, moment).as_of.astimezone(UTC) == moment.astimezone(UTC)


def test_the_holidays_of_the_case_are_days_off():
    assert of({"holidays": (WEDNESDAY,)}).calendar.works(WEDNESDAY) is False


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"timezone": "Asia/Tokyo"}, ZoneInfo("Asia/Tokyo")),
        ({"jurisdiction": "CN"}, SHANGHAI),
        ({"timezone": "Asia/Tokyo", "jurisdiction": "CN"}, ZoneInfo("Asia/Tokyo")),
        ({"jurisdiction": "US"}, None),
        ({"timezone": "Mars/Phobos", "jurisdiction": "CN"}, None),
        ({}, None),
    ],
)
def test_the_zone_is_the_cases_own_else_the_single_one_of_its_jurisdiction(values, expected):
    assert expected == zone_of(values, {ONE_ZONE.name: ONE_ZONE})


def test_a_table_of_zones_by_anything_else_says_nothing_of_the_clock():
    other = Parameter("jurisdiction_zone", "x", by=("currency",), table={("CNY",): "Asia/Shanghai"})
    assert zone_of({"jurisdiction": "CNY", "currency": "CNY"}, {other.name: other}) is None


def test_without_a_table_of_zones_a_jurisdiction_says_nothing_of_the_clock():
    assert zone_of({"jurisdiction": "CN"}, {}) is None


@pytest.mark.parametrize("name", ["Mars/Phobos", "America", "", "../../../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000])
def test_a_name_of_no_zone_gives_no_zone(name):
    assert known_zone(name) is None


@unhurried
@given(st.text())
def test_no_name_of_a_zone_is_ever_an_error(name):
    assert getattr(known_zone(name), "key", name) == name


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        ({}, "promise_grace_days", 2),
        ({"debtor_type": "company", "currency": "CNY"}, "small_amount", 10000),
        ({"debtor_type": "individual", "currency": "CNY"}, "small_amount", 2000),
        ({"debtor_type": "company", "currency": "USD"}, "small_amount", None),
        ({"debtor_type": "company"}, "small_amount", None),
        ({}, "no_such_figure", None),
    ],
)
def test_a_figure_is_the_one_for_this_case_or_unknown(values, name, expected):
    figures = (Parameter("promise_grace_days", "x", value=2), SMALL)
    assert expected == setting(values, parameters=figures).figure(name)


def test_a_moment_in_the_debtors_zone_keeps_its_offset_when_the_zone_is_unknown():
    assert of(as_of=local("2026-11-25T14:00", EIGHT_AHEAD)).contact.utcoffset() == EIGHT_AHEAD.utcoffset(None)
