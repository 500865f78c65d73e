"""A value between two cut points: really between them, or none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.compiler.samples import between
from tests.building import unhurried

TIMES = st.times().map(lambda t: t.replace(microsecond=0))
VALUES = {
    "integer": st.integers(-50, 50),
    "decimal": st.decimals(-50, 50, places=2),
    "money": st.decimals(0, 50, places=2),
    "date": st.dates(date(2026, 1, 1), date(2026, 2, 1)),
    "moment": st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone comes with them
    "time": TIMES,
}


@pytest.mark.parametrize("kind", VALUES)
@unhurried
@given(st.data())
def test_a_value_between_two_others(kind, data):
    low, high = sorted((data.draw(VALUES[kind]), data.draw(VALUES[kind])))
    if low == high:
        return
    value = between(kind, low, high)
    assert value is None or low < value < high


@pytest.mark.parametrize("kind", VALUES)
@unhurried
@given(st.data())
def test_an_open_end_leaves_room(kind, data):
    cut = data.draw(VALUES[kind])
    below, above = between(kind, None, cut), between(kind, cut, None)
    assert below is None or below < cut
    assert above is None or above > cut
    if kind != "time":
        assert below is not None
        assert above is not None


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("integer", 3, 4),
        ("date", date(2026, 1, 1), date(2026, 1, 2)),
        ("time", time(8), time(8, 0, 1)),
        ("time", None, time(0)),
    ],
)
def test_no_value_where_there_is_no_room(kind, low, high):
    assert between(kind, low, high) is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("integer", 0), ("money", Decimal(0)), ("date", date(2026, 1, 1)), ("time", time(11, 59, 59))],
)
def test_any_value_where_nothing_is_cut(kind, expected):
    assert between(kind, None, None) == expected


def test_any_moment_has_its_offset():
    assert between("moment", None, None).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("kind", "low", "high", "expected"),
    [
        ("integer", None, 5, 0),
        ("integer", None, 0, -1),
        ("integer", None, -5, -6),
        ("integer", -5, None, 0),
        ("integer", 5, None, 6),
        ("integer", 3, 5, 4),
        ("money", None, Decimal(5), Decimal(0)),
        ("money", None, Decimal(0), Decimal(-1)),
        ("money", Decimal(-5), None, Decimal(0)),
        ("money", Decimal(0), None, Decimal(1)),
        ("money", Decimal("0.5"), None, Decimal(1)),
        ("money", Decimal(1), None, Decimal(2)),
        ("money", Decimal("7.5"), None, Decimal(8)),
        ("money", Decimal(2), Decimal(3), Decimal("2.5")),
        ("date", None, date(2026, 3, 1), date(2026, 2, 28)),
        ("date", date(2026, 2, 28), None, date(2026, 3, 1)),
        ("date", date(2026, 2, 28), date(2026, 3, 9), date(2026, 3, 1)),
        ("date", date(2026, 2, 28), date(2026, 3, 2), date(2026, 3, 1)),
        ("moment", None, datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)),
        ("moment", datetime(2026, 2, 28, tzinfo=UTC), None, datetime(2026, 3, 1, tzinfo=UTC)),
        ("moment", datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("time", time(8), time(10), time(9)),
        ("time", time(8), time(8, 0, 2), time(8, 0, 1)),
        ("time", time(18, 58), time(18, 59), time(18, 58, 30)),
        ("time", time(20), None, time(22)),
        ("time", None, time(0, 0, 1), time(0)),
    ],
)
def test_a_value_is_one_that_a_case_is_likely_to_have(kind, low, high, expected):
    assert between(kind, low, high) == expected
