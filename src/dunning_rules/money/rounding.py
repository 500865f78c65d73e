"""Rounding to the cent, one rule for each use."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")


def cut(amount: Decimal) -> Decimal:
    """Cut down to the cent: a part of a plan never asks for more than its share."""
    return amount.quantize(CENT, ROUND_DOWN)


def half_up(amount: Decimal) -> Decimal:
    """Round half up to the cent, as discounts and interest are."""
    return amount.quantize(CENT, ROUND_HALF_UP)
