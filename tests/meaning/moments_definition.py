"""M13 in plain steps: moments and divided sums, written from the sentences, to judge derive/ and money/ by."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


def months_on(day, n):
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_on(day, n, works):
    while n:
        day += timedelta(1 if n > 0 else -1)
        n -= (1 if n > 0 else -1) * works(day)
    return day


def moment(spec, bases, works):
    """A date, or a datetime when the shape has a clock time."""
    start = bases[spec["from"]]
    day, clock = (start.date(), start.time()) if isinstance(start, datetime) else (start, None)
    shift = [(1, spec.get("plus", {})), (-1, spec.get("minus", {}))]
    for sign, by in shift:
        day = months_on(day, sign * by.get("months", 0)) + timedelta(sign * by.get("days", 0))
        day = working_days_on(day, sign * by.get("working_days", 0), works)
    while (
        "day_of_month" in spec
        and day.day != spec["day_of_month"]
        and not (spec["day_of_month"] == "last" and (day + timedelta(1)).day == 1)
    ):
        day += timedelta(1)
    if "day_off" in spec and not works(day):
        day = working_days_on(day, 1 if spec["day_off"] == "next" else -1, works)
    clock = time.fromisoformat(spec["time"]) if "time" in spec else clock
    if clock is None:
        return day
    whole = datetime.combine(day, clock)
    for sign, by in shift:
        whole += sign * timedelta(hours=by.get("hours", 0), minutes=by.get("minutes", 0))
    if "at_least_away" in spec and whole - bases["contact_at"] < timedelta(**spec["at_least_away"]):
        return datetime.combine(working_days_on(bases["contact_day"], 1, works), whole.time())
    return whole


def cents(amount, rounding=ROUND_DOWN):
    return amount.quantize(Decimal("0.01"), rounding)


def split(amount, shares, equal):
    """Fixed shares first, then `equal` like parts; each cut down to the cent, the last takes the rest."""
    parts = [cents(amount * share) for share in shares]
    rest = amount - sum(parts)
    parts += [cents(rest / equal)] * equal
    return [*parts[:-1], amount - sum(parts[:-1])]


def less(amount, rate):
    return amount - cents(amount * rate, ROUND_HALF_UP)
