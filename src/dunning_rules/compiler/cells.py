"""Cells: the finite pieces into which all tests of one fact cut its values.

Within one cell every test gives one answer, so a value is looked up once and never compared again.  Cell 0 is the
unknown value.  The others are positions on a line: for ordered values the cut points have the odd positions and the
open stretches between them the even ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.condition import COMPARISONS, ParameterRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dunning_rules.model.condition import Test
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.pack import Parameter

UNKNOWN: Final = 0
_SCALED: Final = frozenset({"integer", "decimal", "money", "date", "moment", "time"})


MOST_LISTED: Final = 5_000
"""Whole numbers around the cut points that are listed one by one, so that they are looked up and not compared."""


class _Else(dict[Any, int]):
    """A look-up with an answer for every value that is not listed."""

    def __init__(self, listed: Mapping[Any, int], other: Callable[[Any], int]) -> None:
        super().__init__(listed)
        self.other = other

    def __missing__(self, key: object) -> int:
        return self.other(key)


class Partition:
    """The cells into which figures cut one fact, and which of them each test that compares with these accepts."""

    def __init__(self, fact: Fact, figures: Iterable[Any]) -> None:
        self.fact = fact
        self.scaled = fact.type in _SCALED
        marks = set(figures)
        if self.scaled:
            self.marks: tuple[Any, ...] = tuple(sorted(marks))
            self.count = 2 * len(self.marks) + 2
        else:
            declared = fact.values or ((False, True) if fact.type == "flag" else ())
            self.marks = declared or tuple(sorted(marks))
            self.count = len(self.marks) + (1 if declared else 2)
        self._cells = {None: UNKNOWN, **{v: i for i, v in enumerate(self.marks, 1)}}

    def look(self, value: Any) -> int:  # noqa: ANN401 - a value of the fact, or None
        """Give the cell of a value."""
        if not self.scaled:
            return self._cells.get(value, self.count - 1)
        return UNKNOWN if value is None else 1 + bisect_left(self.marks, value) + bisect_right(self.marks, value)

    def answer(self, bits: Sequence[int]) -> Callable[[Any], int]:
        """Make the quickest look-up from a value to the bits of its cell."""
        if not self.scaled:
            listed = {value: bits[cell] for value, cell in self._cells.items()}
            return _Else(listed, lambda _value: bits[-1]).__getitem__
        compared = self._compared(bits)
        if self.fact.type == "integer" and self.marks and self.marks[-1] - self.marks[0] < MOST_LISTED:
            near = range(self.marks[0] - 1, self.marks[-1] + 2)
            return _Else({v: compared(v) for v in (None, *near)}, compared).__getitem__
        return compared

    def _compared(self, bits: Sequence[int]) -> Callable[[Any], int]:
        """Find the stretch between two cut points, or the cut point itself, by halving."""
        cuts, at, between, unknown = self.marks, (*bits[2::2], 0), bits[1::2], bits[UNKNOWN]
        ends = (*cuts, None)

        def answer(value: Any) -> int:  # noqa: ANN401 - a number, a date or a clock time
            if value is None:
                return unknown
            step = bisect_left(cuts, value)
            return at[step] if value == ends[step] else between[step]

        return answer

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


def figures_of(tests: Iterable[Test], fact: Fact, parameters: Mapping[str, Parameter]) -> Iterator[Any]:
    """Give all that tests compare a fact with, every line of a tabled parameter too; whether it is known takes no figure."""
    for operand in (o for t in tests if t.operator != "known" for o in t.operands):
        if isinstance(operand, ParameterRef):
            yield from map(fact.read, parameters[operand.name].table.values())
        else:
            yield operand


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
