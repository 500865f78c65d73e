"""Cells: the finite pieces into which all tests of one fact cut its values.

Within one cell every test gives one answer, so a value is looked up once and never compared again.  Cell 0 is the
unknown value.  The others are positions on a line: for ordered values the cut points have the odd positions and the
open stretches between them the even ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.condition import COMPARISONS, Test

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dunning_rules.model.fact import Fact

UNKNOWN: Final = 0
_SCALED: Final = frozenset({"integer", "decimal", "money", "date", "moment", "time"})


class _Other(dict[Any, int]):
    """A look-up that sends every value without a cell of its own to the last cell."""

    def __missing__(self, _key: object) -> int:
        return len(self)


class Partition:
    """The cells of one fact, and which of them each test accepts."""

    def __init__(self, fact: Fact, tests: Sequence[Test]) -> None:
        self.fact = fact
        self.scaled = fact.type in _SCALED
        marks = {o for t in tests if t.operator != "known" for o in t.operands}
        if self.scaled:
            self.marks: tuple[Any, ...] = tuple(sorted(marks))
            self.count = 2 * len(self.marks) + 2
        else:
            declared = fact.values or ((False, True) if fact.type == "flag" else ())
            self.marks = declared or tuple(sorted(marks))
            self.count = len(self.marks) + (1 if declared else 2)
        self.look = self._look()

    def _look(self) -> Callable[[Any], int]:
        if not self.scaled:
            cells = {None: UNKNOWN, **{v: i for i, v in enumerate(self.marks, 1)}}
            return (cells if self.count == len(cells) else _Other(cells)).__getitem__
        cuts = self.marks

        def look(value: Any) -> int:  # noqa: ANN401 - a number, a date or a clock time
            return UNKNOWN if value is None else 1 + bisect_left(cuts, value) + bisect_right(cuts, value)

        return look

    def accepts(self, test: Test) -> list[bool | None]:
        """Say for each cell whether the test holds there; None where it cannot be told."""
        if test.operator == "known":
            return [bool(test.operands[0]) is (cell != UNKNOWN) for cell in range(self.count)]
        positions = [self.look(o) for o in test.operands]
        return [None, *(self._holds(test, cell, positions) for cell in range(1, self.count))]

    def _holds(self, test: Test, cell: int, positions: list[int]) -> bool:
        operator = test.operator
        if operator in COMPARISONS:
            return compare(operator, cell, positions)
        if operator == "hours":
            return _within(cell, *positions)
        if self.fact.under:
            value = self.marks[cell - 1]
            found = any(self.fact.covers(self.marks[p - 1], value) for p in positions)
        else:
            found = cell in positions
        return found is (operator == "is")

    def sample(self, cell: int) -> Any:  # noqa: ANN401 - a value of the fact, or None when the cell is empty
        """Give a value that lies in the cell, or None when there is none."""
        from dunning_rules.compiler.samples import between  # noqa: PLC0415 - only clash witnesses need it

        if not self.scaled:
            return self.marks[cell - 1] if cell <= len(self.marks) else "another text"
        step, cut = divmod(cell - 1, 2)
        if cut:
            return self.marks[step]
        low = self.marks[step - 1] if step else None
        return between(self.fact.type, low, self.marks[step] if step < len(self.marks) else None)


def compare(operator: str, value: Any, operands: Sequence[Any]) -> bool:  # noqa: ANN401 - anything ordered
    """Compare by one of the five comparisons; ``between`` includes both ends."""
    low = operands[0]
    if operator == "at_least":
        return bool(value >= low)
    if operator == "more_than":
        return bool(value > low)
    if operator == "at_most":
        return bool(value <= low)
    if operator == "less_than":
        return bool(value < low)
    return bool(low <= value <= operands[1])


def _within(cell: int, start: int, end: int) -> bool:
    """Whether a cell lies in hours from start to before end; hours that do not end later pass midnight."""
    return start <= cell < end if start < end else cell >= start or cell < end
