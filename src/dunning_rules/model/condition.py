"""Conditions: what must hold for a rule to fire (M3, M4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

Operator = Literal[
    "is", "not", "at_least", "more_than", "at_most", "less_than", "between", "hours", "known", "includes", "excludes"
]
OPERATORS: Final[tuple[Operator, ...]] = get_args(Operator)

COMPARISONS: Final = frozenset({"at_least", "more_than", "at_most", "less_than", "between"})


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A value that stands in parameters.yaml and is only named here."""

    name: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Test:
    """One fact against one operator.

    ``operands`` is always a tuple: the values of a list, the two ends of ``between``, the start and the end of
    ``hours`` (written ``from``/``until``, end excluded, may pass midnight), the one flag of ``known``.
    """

    fact: str
    operator: Operator
    operands: tuple[object, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; the least of its parts in Kleene's order false < cannot tell < true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when one part is; the greatest of its parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """True when no part is: the opposite of :class:`AnyOf`."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeastNOf:
    """True when ``n`` parts are true, false when ``n`` can no longer be reached, else it cannot be told."""

    n: int
    parts: tuple[Condition, ...]


Condition = Test | AllOf | AnyOf | NoneOf | AtLeastNOf

ALWAYS: Final = AllOf(())
"""The condition of a rule that has none."""


def tests_of(condition: Condition) -> Iterator[Test]:
    """Walk all tests of a condition, in the order they are written."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from tests_of(part)
