"""Discounts and penalty interest."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dunning_rules.money.rounding import half_up

_PER_CENT: Final = Decimal(100)


def discounted(amount: Decimal, rate: Decimal) -> Decimal:
    """Take a rate (a ratio, 0.02 is 2 %) off an amount, rounded half up to the cent (S2-31)."""
    return half_up(amount * (1 - rate))


def exact_interest(principal: Decimal, percent_a_day: Decimal, days: int) -> Decimal:
    """Work out interest without compounding and without rounding: principal x per cent a day x days (S1-34)."""
    return principal * percent_a_day * days / _PER_CENT


def simple_interest(principal: Decimal, percent_a_day: Decimal, days: int) -> Decimal:
    """Work out the same rounded half up to the cent."""
    return half_up(exact_interest(principal, percent_a_day, days))
