"""Areas: around a case that shows something, as wide a box of cells as shows the same, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.space import KNOWN
from dunning_rules.model.decision import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.analysis.building import Built
    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.space import Space
    from dunning_rules.analysis.witness import Witnesses
    from dunning_rules.compiler.cells import Partition

Area = dict[int, tuple[int, ...]]
"""Variable: the cells it may lie in; a variable that is not there may lie anywhere."""

_FEW: Final = 4
"""So many values are listed; of more the others are, where these are fewer."""


def area_around(witnesses: Witnesses, built: Built, literal: Literal) -> Area:
    """Give an area around a case in all of which a function holds.  Raises Undecided.

    The variables are as few as can be, the plainest facts being the first to go; what is unusual of the case is then widened.
    """
    cells = {row[cell]: level for level, (row, cell) in enumerate(zip(witnesses.cells, built.cells, strict=True))}
    order = sorted(cells, key=lambda one: built.cells[cells[one]] != witnesses.usual[cells[one]])
    needed = witnesses.circuit.needed(*order, -literal)
    area: Area = {level: (built.cells[level],) for level in sorted(cells[one] for one in needed if one in cells)}
    for level in [n for n in area if built.cells[n] != witnesses.usual[n]]:
        area[level] = _widened(witnesses, area, level, literal)
    return area


def inside(witnesses: Witnesses, area: Area) -> Literal:
    """Where a case lies in an area."""
    return witnesses.circuit.all_of(_lies(witnesses, area, level) for level in area)


def _lies(witnesses: Witnesses, area: Area, level: int) -> Literal:
    return witnesses.circuit.any_of(witnesses.cells[level][c] for c in area[level])


def _widened(witnesses: Witnesses, area: Area, level: int, literal: Literal) -> tuple[int, ...]:
    """Add every other cell of a variable in which the same holds, and which a case can lie in."""
    others = [_lies(witnesses, area, n) for n in area if n != level]
    can, row = witnesses.circuit.can, witnesses.cells[level]
    taken = set(area[level])
    same = (c for c in range(len(row)) if c not in taken and can(row[c], *others) and not can(row[c], -literal, *others))
    return tuple(sorted({*taken, *same}))


def in_words(witnesses: Witnesses, area: Area) -> tuple[str, ...]:
    """Say what is unusual in an area: as long as nothing else is, every such case shows the same."""
    return tuple(cells_in_words(witnesses.space, n, cells) for n, cells in unusual(witnesses, area).items())


def unusual(witnesses: Witnesses, area: Area) -> Area:
    """Give what is unusual of an area: all that is said of it in words."""
    return {n: cells for n, cells in area.items() if witnesses.usual[n] not in cells}


def cells_in_words(space: Space, level: int, cells: Sequence[int]) -> str:
    """Say of one variable in which cells it lies."""
    if level == len(space.variables):
        return f"{'no time has' if 1 in cells else 'time has'} passed since the last contact"
    variable = space.variables[level]
    if variable.member == KNOWN:
        return f"{variable.fact} is {'known' if 1 in cells else 'unknown'}"
    if variable.member is not None:
        return f"{variable.fact} {'holds' if 1 in cells else 'does not hold'} {variable.member}"
    partition = space.partitions[variable.fact]
    values = [variable.values[c] for c in cells]
    if partition.scaled:
        return f"{variable.fact} {' or '.join(_stretches(partition, variable.values, cells))}"
    others = [v for v in variable.values if v is not None and v not in values]
    if None not in values and len(values) > _FEW > len(others):
        return f"{variable.fact} is known" + (f" and not {_listed(others)}" if others else "")
    return f"{variable.fact} is {_listed(values)}"


def _listed(values: Sequence[Any]) -> str:
    words = ["unknown" if v is None else written(v) for v in values]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _stretches(partition: Partition, values: Sequence[Any], cells: Sequence[int]) -> list[str]:
    """Join neighbouring cells of a number, a date or a time to stretches."""
    runs: list[list[int]] = []
    for cell in cells:
        if runs and cell == runs[-1][-1] + 1 and values[runs[-1][-1]] is not None:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [stretch_in_words(partition, values[run[0]], values[run[-1]]) for run in runs]


def stretch_in_words(partition: Partition, first: Any, last: Any) -> str:  # noqa: ANN401 - values of the fact
    """Say where a fact lies whose values reach from the cell of one value to the cell of another."""
    if first is None:
        return "is unknown"
    low, least = edge(partition, first, -1)
    high, most = edge(partition, last, 1)
    if low is None and high is None:
        return "is known"
    if low is None or high is None:
        words = (f"{written(low)} or more" if least else f"more than {written(low)}") if high is None else ""
        return "is " + (words or (f"at most {written(high)}" if most else f"less than {written(high)}"))
    if low == high:
        return f"is {written(low)}"
    return f"is {'from' if least else 'more than'} {written(low)} {'to' if most else 'and less than'} {written(high)}"


def edge(partition: Partition, value: Any, way: int) -> tuple[Any, bool]:  # noqa: ANN401 - a value of the fact
    """Give where the cell of a value ends on one side, and whether that value is inside; None where it has no end."""
    if value in partition.marks:
        return value, True
    beyond = [m for m in partition.marks if (m > value) is (way > 0)]
    if not beyond:
        return None, False
    mark = min(beyond) if way > 0 else max(beyond)
    return (mark - way, True) if partition.fact.type == "integer" else (mark, False)
