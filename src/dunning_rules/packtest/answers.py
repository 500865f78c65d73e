"""What the answers of a condition's tests say about the condition, in three values (M4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, Condition, Test

if TYPE_CHECKING:
    from collections.abc import Iterator

FALSE: Final = 0
UNTOLD: Final = 1
TRUE: Final = 2

Answers = tuple[int, ...]
"""The answer of each test of a condition, in the order in which the tests are written."""


def answer(condition: Condition, answers: Answers) -> int:
    """Answer a condition from the answers of its tests."""
    return _answer(condition, iter(answers))


def _answer(condition: Condition, answers: Iterator[int]) -> int:
    if isinstance(condition, Test):
        return next(answers)
    parts = [_answer(p, answers) for p in condition.parts]
    if isinstance(condition, AllOf):
        return min(parts, default=TRUE)
    if isinstance(condition, AtLeastNOf):
        return sorted(parts, reverse=True)[condition.n - 1]
    greatest = max(parts, default=FALSE)
    return greatest if isinstance(condition, AnyOf) else TRUE - greatest


def near_miss(condition: Condition, answers: Answers) -> bool:
    """Whether the condition is false only because of exactly one of its parts: all the others are true."""
    left = iter(answers)
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    found = sorted(_answer(p, left) for p in parts)
    return bool(found) and found[0] == FALSE and FALSE not in found[1:] and UNTOLD not in found[1:]


def decides(condition: Condition, answers: Answers, test: int, *, holds: bool) -> bool:
    """Whether this test alone makes the condition hold, or makes it false.

    It does when its answer turned over, all others as they are, would leave a condition that held no longer
    holding, or make a false one hold.
    """
    if answers[test] == UNTOLD or answer(condition, answers) != (TRUE if holds else FALSE):
        return False
    turned = (*answers[:test], TRUE - answers[test], *answers[test + 1 :])
    return (answer(condition, turned) == TRUE) is not holds
