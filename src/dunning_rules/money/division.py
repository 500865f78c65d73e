"""A sum divided into parts that add up to it exactly (definitions 3.4 and 10.3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from dunning_rules.money.rounding import cut

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ShareOf:
    """One part: this share of the whole."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class EqualParts:
    """So many like parts of what is left."""

    count: int


@dataclass(frozen=True, slots=True)
class PartsOf:
    """As many parts of this amount as it takes to cover what is left."""

    amount: Decimal


Piece = ShareOf | EqualParts | PartsOf


def divide(amount: Decimal, pieces: Sequence[Piece]) -> list[list[Decimal]]:
    """Divide ``amount`` piece by piece; every part is cut down to the cent and the very last takes the rest.

    Give the parts of each piece.  Raises ValueError when there is nothing to divide or nothing to divide it by.
    """
    if amount <= 0 or not pieces:
        msg = "only an amount above zero can be divided, and only by something"
        raise ValueError(msg)
    found: list[list[Decimal]] = []
    left = amount
    for piece in pieces:
        parts = _parts(amount, left, piece)
        left -= sum(parts)
        found.append(parts)
    found[-1][-1] += left
    return found


def _parts(amount: Decimal, left: Decimal, piece: Piece) -> list[Decimal]:
    if isinstance(piece, ShareOf):
        return [cut(amount * piece.share)]
    if isinstance(piece, EqualParts):
        return [cut(left / piece.count)] * piece.count
    whole = parts_needed(left, piece.amount)
    return [piece.amount] * (whole - 1) + [left - piece.amount * (whole - 1)]


def parts_needed(amount: Decimal, each: Decimal) -> int:
    """Count the parts of ``each`` that cover ``amount``.  Raises ValueError unless ``each`` is above zero."""
    if each <= 0:
        msg = "a part must be above zero"
        raise ValueError(msg)
    return int((amount / each).to_integral_value(ROUND_CEILING))
