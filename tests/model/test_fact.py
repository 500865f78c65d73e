from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.model.fact import FACT_TYPES
from tests.building import fact, unhurried

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TWO = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
DAY, NEXT = date(2026, 11, 25), date(2026, 11, 26)


def listed(kind):
    return fact(kind, values=("phone", "email"))


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("integer", 31, 31),
        ("integer", -1, -1),
        ("decimal", 2, Decimal(2)),
        ("decimal", 0.1, Decimal("0.1")),
        ("decimal", 1e-7, Decimal("0.0000001")),
        ("decimal", Decimal("0.05"), Decimal("0.05")),
        ("decimal", "0.05", Decimal("0.05")),
        ("money", "60000.00", Decimal("60000.00")),
        ("money", "-12.30", Decimal("-12.30")),
        ("money", "+12", Decimal(12)),
        ("text", "张三", "张三"),
        ("text", " kept as given ", " kept as given "),
        ("flag", True, True),
        ("flag", False, False),
        ("date", "2026-11-25", DAY),
        ("date", DAY, DAY),
        ("moment", "2026-11-25T14:00+00:00", TWO),
        ("moment", "2026-11-25T22:00+08:00", TWO),
        ("moment", "2026-11-25T14:00Z", TWO),
        ("moment", TWO, TWO),
        ("time", "18:00", time(18)),
        ("time", "18:00:30", time(18, 0, 30)),
        ("time", time(18), time(18)),
        ("dates", ["2026-11-26", "2026-11-25"], (DAY, NEXT)),
        ("dates", (NEXT, DAY), (DAY, NEXT)),
        ("dates", {DAY}, (DAY,)),
        ("dates", frozenset(), ()),
        ("records", [{"kind": "discount"}], ({"kind": "discount"},)),
        ("records", (), ()),
    ],
)
def test_a_value_is_read_by_its_type(kind, raw, expected):
    assert expected == fact(kind).read(raw)


@pytest.mark.parametrize(
    ("kind", "raw", "expected"), [("decimal", 1, Decimal), ("money", 0.5, Decimal), ("integer", 1, int), ("flag", True, bool)]
)
def test_reading_gives_the_type_and_not_only_an_equal_value(kind, raw, expected):
    assert expected is type(fact(kind).read(raw))


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("choice", "phone", "phone"),
        ("set", ["email", "phone", "email"], frozenset({"phone", "email"})),
        ("set", (), frozenset()),
        ("set", {"phone"}, frozenset({"phone"})),
        ("set", frozenset({"email"}), frozenset({"email"})),
    ],
)
def test_a_listed_value_is_read(kind, raw, expected):
    assert expected == listed(kind).read(raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("integer", True),
        ("integer", "9"),
        ("integer", 9.0),
        ("integer", Decimal(9)),
        ("decimal", True),
        ("decimal", "nine"),
        ("decimal", "1e3"),
        ("decimal", " 9"),
        ("decimal", "9\n"),
        ("decimal", ".5"),
        ("decimal", "1,000"),
        ("decimal", float("nan")),
        ("decimal", float("inf")),
        ("decimal", Decimal("NaN")),
        ("decimal", Decimal("-Infinity")),
        ("decimal", [9]),
        ("money", ""),
        ("text", ""),
        ("text", " \t"),
        ("text", 9),
        ("flag", 1),
        ("flag", "true"),
        ("flag", 0),
        ("date", "2026-11-31"),
        ("date", "25.11.2026"),
        ("date", "20261125"),
        ("date", "2026-W48-3"),
        ("date", "2026-11-25T14:00+08:00"),
        ("date", TWO),
        ("date", 20261125),
        ("moment", "2026-11-25T14:00"),
        ("moment", "2026-11-25"),
        ("moment", "today"),
        ("moment", TWO.replace(tzinfo=None)),
        ("moment", DAY),
        ("time", "25:00"),
        ("time", "6 pm"),
        ("time", "18:00+08:00"),
        ("time", time(18, tzinfo=UTC)),
        ("time", 18),
        ("dates", "2026-11-25"),
        ("dates", ["2026-11-25", "soon"]),
        ("records", {"kind": "discount"}),
        ("records", ["discount"]),
    ],
)
def test_a_value_of_another_type_is_never_coerced(kind, raw):
    refused = fact(kind)
    with pytest.raises(ValueError, match=re.escape(f"`x` must be {refused.wanted()}, not ")):
        refused.read(raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [("choice", "fax"), ("choice", 1), ("choice", ["phone"]), ("set", "phone"), ("set", ["fax"]), ("set", [1, []])],
)
def test_a_value_that_is_not_listed_is_refused(kind, raw):
    refused = listed(kind)
    with pytest.raises(ValueError, match=re.escape(f"`x` must be {refused.wanted()}, not ")):
        refused.read(raw)


@pytest.mark.parametrize(("raw", "shown"), [("9", 'the text "9"'), (9.5, "`9.5`"), (None, "`None`")])
def test_an_error_shows_text_as_text(raw, shown):
    with pytest.raises(ValueError, match=f"`x` must be a whole number, not {re.escape(shown)}$"):
        fact("integer").read(raw)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("integer", "a whole number"),
        ("decimal", "a number"),
        ("money", "an amount of money (a number, or the same as text)"),
        ("text", "a text that is not empty"),
        ("flag", "true or false"),
        ("date", "a date such as 2026-11-25"),
        ("moment", "a date and time with its offset, such as 2026-11-25T14:00+08:00"),
        ("time", "a clock time such as 18:00"),
        ("dates", "a list of dates"),
        ("records", "a list of records"),
        ("choice", "one of `phone`, `email`"),
        ("set", "a list of `phone`, `email`"),
    ],
)
def test_a_fact_says_what_it_takes(kind, expected):
    assert expected == listed(kind).wanted()


@pytest.mark.parametrize("kind", FACT_TYPES)
def test_no_type_takes_nothing_for_a_value(kind):
    with pytest.raises(ValueError, match="must be"):
        fact(kind).read(None)


def test_a_record_that_was_read_does_not_follow_the_callers_own():
    given_record = {"kind": "discount"}
    (record,) = fact("records").read([given_record])
    given_record["kind"] = "waiver"
    assert record["kind"] == "discount"


@unhurried
@given(st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_that_passed_through_a_float_is_the_amount_that_was_typed(amount):
    assert fact("money").read(float(amount)) == amount


@unhurried
@given(st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_is_the_same_as_number_and_as_text(amount):
    assert fact("money").read(str(amount)) == fact("money").read(amount)


@unhurried
@given(st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=OFFSETS))  # noqa: DTZ001 - the offsets come next
def test_a_moment_is_the_same_as_value_and_as_text(moment):
    assert fact("moment").read(moment.isoformat()) == fact("moment").read(moment)


TREE = fact("choice", values=("fee", "late_fee", "other"), under={"late_fee": "fee", "fee": "dispute"})


@pytest.mark.parametrize(
    ("general", "special", "expected"),
    [
        ("late_fee", "late_fee", True),
        ("fee", "late_fee", True),
        ("dispute", "late_fee", True),
        ("late_fee", "fee", False),
        ("fee", "other", False),
        ("other", "late_fee", False),
    ],
)
def test_a_parent_covers_its_children_and_theirs_and_nothing_above(general, special, expected):
    assert expected is TREE.covers(general, special)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ordered", False),
        ("absent", None),
        ("personal", False),
        ("required", False),
        ("computed", ""),
        ("may_be_given", False),
        ("derived", False),
    ],
)
def test_what_a_fact_does_not_say_is(said, expected):
    assert expected == getattr(fact(), said)
