"""Conditions as branches: a condition is true when one branch is, and a branch when all its literals are.

Spreading `any`, `none` and `at_least_n_of` out this way keeps Kleene's values: min and max over
false < cannot tell < true distribute over each other, and not turns the one into the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from math import comb
from typing import Final

from dunning_rules.model.condition import AllOf, AtLeastNOf, Condition, NoneOf, Test

MOST_BRANCHES: Final = 400
"""A condition that spreads out further than this is refused: nobody could read it either."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A test, or the opposite of a test."""

    test: Test
    negated: bool = False


Branch = tuple[Literal, ...]


class TooWide(Exception):  # noqa: N818 - a signal for the pass that reports it
    """The condition spreads out into more branches than :data:`MOST_BRANCHES`."""


def branches_of(condition: Condition, *, negated: bool = False) -> list[Branch]:
    """Spread a condition out.  Raises TooWide."""
    if isinstance(condition, Test):
        return [(Literal(condition, negated),)]
    if isinstance(condition, AtLeastNOf):
        return _at_least(condition, negated)
    opposite = negated != isinstance(condition, NoneOf)
    parts = [branches_of(p, negated=opposite) for p in condition.parts]
    together = isinstance(condition, AllOf) != negated if not isinstance(condition, NoneOf) else not negated
    return _product(parts) if together else _limited([b for part in parts for b in part])


def _at_least(condition: AtLeastNOf, negated: bool) -> list[Branch]:  # noqa: FBT001 - one private caller
    """Take every choice of n parts; the opposite of n of k is that k - n + 1 of the opposites hold."""
    n = len(condition.parts) - condition.n + 1 if negated else condition.n
    if comb(len(condition.parts), n) > MOST_BRANCHES:
        raise TooWide
    parts = [branches_of(p, negated=negated) for p in condition.parts]
    return _limited([b for chosen in combinations(parts, n) for b in _product(list(chosen))])


def _product(parts: list[list[Branch]]) -> list[Branch]:
    size = 1
    for part in parts:
        size *= max(len(part), 1)
        if size > MOST_BRANCHES:
            raise TooWide
    return [tuple(dict.fromkeys(l for b in chosen for l in b)) for chosen in product(*parts)]  # noqa: E741 - literal


def _limited(branches: list[Branch]) -> list[Branch]:
    if len(branches) > MOST_BRANCHES:
        raise TooWide
    return list(dict.fromkeys(branches))
