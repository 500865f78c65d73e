"""Values as they are spoken in the two languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dunning_rules.compiler.program import Slot
from dunning_rules.engine.filling import SPOKEN, clock, day, fill, moment, money, percent, plain


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("60000.00", "CNY", "60,000元", "CNY 60,000"),
        ("1234.50", "USD", "1,234.50美元", "USD 1,234.50"),
        ("0.05", "CNY", "0.05元", "CNY 0.05"),
        ("7", "CHF", "7CHF", "CHF 7"),
    ],
)
def test_an_amount_has_cents_only_where_there_are_some(amount, currency, zh, en):
    assert money(Decimal(amount), currency, "zh-CN") == zh
    assert money(Decimal(amount), currency, "en") == en


@pytest.mark.parametrize(
    ("today", "zh", "en"),
    [
        (None, "12月3日", "3 December"),
        (date(2026, 1, 1), "12月3日", "3 December"),
        (date(2027, 1, 1), "2026年12月3日", "3 December 2026"),
    ],
)
def test_a_day_names_its_year_only_where_it_is_another(today, zh, en):
    assert day(date(2026, 12, 3), "zh-CN", today) == zh
    assert day(date(2026, 12, 3), "en", today) == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (time(0, 5), "凌晨0点05分", "12:05 am"),
        (time(9), "上午9点", "9 am"),
        (time(11, 59), "上午11点59分", "11:59 am"),
        (time(12), "中午12点", "12 pm"),
        (time(13, 30), "下午1点半", "1:30 pm"),
        (time(17, 0, 30), "下午5点", "5 pm"),
        (time(20, 15), "晚上8点15分", "8:15 pm"),
    ],
)
def test_a_clock_time_is_spoken_as_people_do(value, zh, en):
    assert clock(value, "zh-CN") == zh
    assert clock(value, "en") == en


def test_a_moment_is_a_day_with_its_hour_if_it_has_one():
    at = datetime(2026, 12, 3, 15, tzinfo=UTC)
    assert moment(at, "zh-CN") == "12月3日下午3点"
    assert moment(at, "en") == "3 pm on 3 December"
    assert moment(at.date(), "en") == "3 December"


def test_a_ratio_is_told_in_per_cent_without_zeros_at_the_end():
    assert percent(Decimal("0.3000"), "en") == "30%"
    assert percent(Decimal("0.0005"), "zh-CN") == "0.05%"
    assert percent(Decimal(1), "en") == "100%"


@pytest.mark.parametrize(("value", "text"), [("A 17", "A 17"), (3, "3"), (Decimal("10.50"), "10.5"), (Decimal(100), "100")])
def test_a_plain_value_is_told_as_it_is(value, text):
    assert plain(value, "en") == text


SLOTS = {
    "amount_due": Decimal(80),
    "currency": "USD",
    "due_date": date(2025, 12, 3),
    "contact_day": date(2026, 1, 5),
    "offer": {"parts": (SimpleNamespace(at=date(2026, 1, 9), amount=Decimal(40)),), "payable": None},
}


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (Slot(("amount_due",), "money"), "USD 80"),
        (Slot(("due_date",), "day"), "3 December 2025"),
        (Slot(("offer", "parts", 0, "amount"), "money"), "USD 40"),
    ],
)
def test_a_slot_takes_its_value_and_shape(slot, expected):
    assert fill(("Pay ", slot, "."), SLOTS, "en") == (f"Pay {expected}.", ())


@pytest.mark.parametrize(
    "slot",
    [
        Slot(("name",), ""),
        Slot(("offer", "payable"), "money"),
        Slot(("offer", "parts", 1, "at"), "day"),
        Slot(("offer", "parts", 0, "place"), ""),
    ],
)
def test_a_slot_without_value_is_named(slot):
    assert fill(("Pay ", slot), SLOTS, "en")[1] == (".".join(map(str, slot.path)),)


@pytest.mark.parametrize(
    ("value", "shape", "language", "spoken", "expected"),
    [
        (date(2026, 1, 5), "day", "zh-CN", True, "今天"),
        (datetime(2026, 1, 5, 17, tzinfo=UTC), "moment", "zh-CN", True, "今天下午5点"),
        (datetime(2026, 1, 5, 17, tzinfo=UTC), "day", "zh-CN", True, "今天"),
        (date(2026, 1, 6), "day", "zh-CN", True, "1月6日"),
        (date(2026, 1, 5), "day", "zh-CN", False, "1月5日"),
        (date(2026, 1, 5), "day", "en", True, "5 January"),
    ],
)
def test_on_the_phone_a_chinese_speaker_says_today(value, shape, language, spoken, expected):
    """What is written may be read on another day; English would need another preposition as well."""
    slots = {**SLOTS, "due_date": value, SPOKEN: spoken}
    assert fill((Slot(("due_date",), shape),), slots, language) == (expected, ())


def test_without_a_contact_day_there_is_no_today():
    slots = {"due_date": date(2026, 1, 5), SPOKEN: True}
    assert fill((Slot(("due_date",), "day"),), slots, "zh-CN") == ("1月5日", ())
