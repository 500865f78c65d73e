"""Slots filled with values, as a Chinese or an English speaker says them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dunning_rules.compiler.program import Slot, Template

CONTACT_DAY: Final = "contact_day"
"""The slot that says from which day on a script speaks."""

SPOKEN: Final = "spoken"
"""The slot that says whether the words are heard on the contact day itself, so that this day may be called today."""

_NOON: Final = 12
_HALF: Final = 30
_PARTS_OF_DAY: Final = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
"""How a Chinese speaker names the hours before each of these."""

_TODAY: Final = "今天"

_CURRENCIES_ZH: Final = MappingProxyType(
    {"CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "INR": "印度卢比", "HKD": "港元", "JPY": "日元"}
)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def fill(template: Template, slots: Mapping[str, Any], language: str) -> tuple[str, tuple[str, ...]]:
    """Give the text, and the names of slots that had no value."""
    parts: list[str] = []
    missing: list[str] = []
    for part in template:
        if isinstance(part, str):
            parts.append(part)
            continue
        value = _found(part, slots)
        if value is None:
            missing.append(".".join(map(str, part.path)))
        else:
            parts.append(_shaped(part.shape, value, slots, language))
    return "".join(parts), tuple(missing)


def _found(slot: Slot, slots: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a fact, or a part of the offer
    value: Any = slots
    for step in slot.path:
        if isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            value = value.get(step) if hasattr(value, "get") else getattr(value, step, None)
        if value is None:
            return None
    return value


def _shaped(shape: str, value: Any, slots: Mapping[str, Any], language: str) -> str:  # noqa: ANN401 - see _found
    if shape in _SUMS:
        return _SUMS[shape](value, str(slots.get("currency", "CNY")), language)
    if shape in _DATED:
        today = slots.get(CONTACT_DAY)
        if language == "zh-CN" and slots.get(SPOKEN) and today is not None and _day_of(value) == today:
            return _TODAY + (clock(value, language) if shape == "moment" and isinstance(value, datetime) else "")
        return _DATED[shape](value, language, today)
    return _SHAPES[shape](value, language)


def _day_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def money(amount: Decimal, currency: str, language: str) -> str:
    """Write an amount: no cents where there are none, the currency where the language puts it."""
    whole = amount == amount.to_integral_value()
    return _in_currency(f"{amount:,.0f}" if whole else f"{amount:,.2f}", currency, language)


def full_amount(amount: Decimal, currency: str, language: str) -> str:
    """Write an amount with its cents, as a paper does."""
    return _in_currency(f"{amount:,.2f}", currency, language)


def _in_currency(figure: str, currency: str, language: str) -> str:
    if language == "zh-CN":
        return f"{figure}{_CURRENCIES_ZH.get(currency, currency)}"
    return f"{currency} {figure}"


def day(value: date | datetime, language: str, today: date | None = None) -> str:
    """Write a day; the year only where it is not that of ``today``."""
    far = today is not None and today.year != value.year
    if language == "zh-CN":
        return (f"{value.year}年" if far else "") + f"{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if far else "")


def days(count: int, language: str) -> str:
    """Say how many days, one of them too."""
    if language == "zh-CN":
        return f"{count}天"
    return "one day" if count == 1 else f"{count} days"


def full_day(value: date | datetime, language: str) -> str:
    """Write a day with its year, as a paper does."""
    if language == "zh-CN":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def clock(value: time | datetime, language: str) -> str:
    """Write a clock time as it is spoken."""
    if language == "zh-CN":
        part = next(name for until, name in _PARTS_OF_DAY if value.hour < until)
        hour = value.hour if value.hour <= _NOON else value.hour - _NOON
        minutes = "半" if value.minute == _HALF else f"{value.minute:02d}分" if value.minute else ""
        return f"{part}{hour}点{minutes}"
    hour = value.hour % _NOON or _NOON
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{hour}{minutes} {'am' if value.hour < _NOON else 'pm'}"


def moment(value: date | datetime, language: str, today: date | None = None) -> str:
    """Write a day, with its clock time when it has one."""
    written = day(value, language, today)
    if not isinstance(value, datetime):
        return written
    return written + clock(value, language) if language == "zh-CN" else f"{clock(value, language)} on {written}"


def percent(value: Decimal, _language: str) -> str:
    """Write a ratio as per cent."""
    return f"{(value * 100).normalize():f}%"


def plain(value: Any, _language: str) -> str:  # noqa: ANN401 - text or a number
    """Write a text or a number as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


_SHAPES: Final[Mapping[str, Callable[[Any, str], str]]] = MappingProxyType(
    {"": plain, "number": plain, "days": days, "clock": clock, "percent": percent, "date": full_day}
)
_SUMS: Final[Mapping[str, Callable[[Decimal, str, str], str]]] = MappingProxyType({"money": money, "amount": full_amount})
_DATED: Final[Mapping[str, Callable[[Any, str, date | None], str]]] = MappingProxyType({"day": day, "moment": moment})
