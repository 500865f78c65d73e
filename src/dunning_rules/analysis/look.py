"""Looking at one thing after another; where no certain answer was found, the finding says what was not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.analysis.circuit import Undecided
from dunning_rules.model.finding import Finding, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dunning_rules.place import Place

UNDECIDED: Final = "DR503"
"""Something that was not decided: the search outgrew its budget, or no case could be built."""


class Look:
    """What was found so far."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def at(self, what: str, place: Place, judge: Callable[[], Iterable[Finding]]) -> None:
        """Judge one thing and keep what is found; ``what`` says in words what is asked of it."""
        try:
            self._found += list(judge())
        except Undecided as why:
            message = f"{what} was not decided: {why}"
            self._found.append(Finding(UNDECIDED, message, place, "derive a fact from a part of its condition", "warning"))

    @property
    def found(self) -> tuple[Finding, ...]:
        """All findings, in the order of their places."""
        return in_order(self._found)
