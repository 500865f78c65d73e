"""Pack tests that were built, not written: for an author to read, to mend and to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dunning_rules.model.coverage import Goal
    from dunning_rules.model.packtest import PackTest


@dataclass(frozen=True, slots=True)
class SuggestedTest:
    """A case that was built and decided: the expectation is what the decision is now, right or wrong.

    ``shows`` says what it is the first to show; ``pair`` names the test from which it was made by changing only the
    facts ``changed``.
    """

    test: PackTest
    shows: str
    pair: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotBuilt:
    """A goal for which no case was found, and why."""

    goal: Goal
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The tests that were built for what is missing, and what could not be built."""

    tests: tuple[SuggestedTest, ...]
    not_built: tuple[NotBuilt, ...] = ()
