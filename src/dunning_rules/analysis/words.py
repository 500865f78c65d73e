"""Regions in words: of a case that shows something, the facts that already suffice for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dunning_rules.analysis.space import KNOWN

if TYPE_CHECKING:
    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.space import Space
    from dunning_rules.analysis.witness import Built, Witnesses
    from dunning_rules.compiler.cells import Partition


def in_words(witnesses: Witnesses, built: Built, literal: Literal) -> str:
    """Write the region around a case down.  Raises TooLarge."""
    return " and ".join(parts_of(witnesses, built, literal)) or "nothing unusual is the case"


def parts_of(witnesses: Witnesses, built: Built, literal: Literal) -> tuple[str, ...]:
    """Give what suffices, a fact each: as long as nothing unusual comes to it, every such case shows the same."""
    levels = [n for n in sufficient(witnesses, built, literal) if built.cells[n] != witnesses.usual[n]]
    return tuple(cell_in_words(witnesses.space, level, built.cells[level]) for level in levels)


def sufficient(witnesses: Witnesses, built: Built, literal: Literal) -> tuple[int, ...]:
    """Give the fewest variables whose cells already make a function hold; the plainest facts are the first to go."""
    cells = {row[cell]: level for level, (row, cell) in enumerate(zip(witnesses.cells, built.cells, strict=True))}
    order = sorted(cells, key=lambda one: built.cells[cells[one]] != witnesses.usual[cells[one]])
    needed = witnesses.circuit.needed(*order, -literal)
    return tuple(sorted(cells[one] for one in needed if one in cells))


def cell_in_words(space: Space, level: int, cell: int) -> str:
    """Say of one variable in which cell it lies."""
    if level == len(space.variables):
        return "the time of a timed gate has not passed" if cell else "the time of a timed gate has passed"
    variable = space.variables[level]
    if variable.member is None:
        return f"{variable.fact} {value_in_words(space.partitions[variable.fact], variable.values[cell])}"
    if variable.member == KNOWN:
        return f"{variable.fact} is {'known' if cell else 'unknown'}"
    return f"{variable.fact} {'holds' if cell else 'does not hold'} {variable.member}"


def value_in_words(partition: Partition, value: Any) -> str:  # noqa: ANN401 - a value of the fact
    """Say in which cell of its fact a value lies."""
    if value is None:
        return "is unknown"
    if not partition.scaled or value in partition.marks:
        return f"is {_shown(value)}"
    below = [m for m in partition.marks if m < value]
    above = [m for m in partition.marks if m > value]
    if below and above:
        return f"is between {_shown(below[-1])} and {_shown(above[0])}"
    if below or above:
        return f"is more than {_shown(below[-1])}" if below else f"is less than {_shown(above[0])}"
    return "is known"


def _shown(value: Any) -> str:  # noqa: ANN401 - a value of the fact
    return str(value).lower() if isinstance(value, bool) else str(value)
