"""A value between two cut points, for a witness; where there is room, one that a case is likely to have."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable


def between(kind: str, low: Any, high: Any) -> Any:  # noqa: ANN401 - values of the fact's type
    """Give a value of ``kind`` above ``low`` and below ``high`` (None is open), or None when there is none."""
    return _BETWEEN[kind](low, high)


def _whole(low: int | None, high: int | None) -> int | None:
    if low is None:
        return 0 if high is None or high > 0 else high - 1
    if high is None:
        return max(low + 1, 0)
    return low + 1 if low + 1 < high else None


def _number(low: Decimal | None, high: Decimal | None) -> Decimal:
    if low is None:
        return Decimal(0) if high is None or high > 0 else high - 1
    if high is None:
        return Decimal(max(0, int(low) + 1))
    return (low + high) / 2


def _day(low: date | None, high: date | None) -> date | None:
    if low is None:
        return date(2026, 1, 1) if high is None else high - timedelta(1)
    return low + timedelta(1) if high is None or low + timedelta(1) < high else None


def _moment(low: datetime | None, high: datetime | None) -> datetime:
    if low is None:
        return datetime(2026, 1, 1, tzinfo=UTC) if high is None else high - timedelta(1)
    return low + timedelta(1) if high is None else low + (high - low) / 2


def _clock(low: time | None, high: time | None) -> time | None:
    first = _seconds(low) + 1 if low is not None else 0
    last = _seconds(high) - 1 if high is not None else 86_399
    if first > last:
        return None
    hours, rest = divmod((first + last) // 2, 3600)
    return time(hours, rest // 60, rest % 60)


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


_BETWEEN: Final[MappingProxyType[str, Callable[[Any, Any], Any]]] = MappingProxyType(
    {"integer": _whole, "decimal": _number, "money": _number, "date": _day, "moment": _moment, "time": _clock}
)
