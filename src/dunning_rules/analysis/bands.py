"""Bands of a derived fact: lines that cut a number, a date or a time into stretches, with holes or lying over each other."""

from __future__ import annotations

from itertools import combinations, groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from dunning_rules.analysis.area import stretch_in_words
from dunning_rules.compiler.cells import Partition, figures_of
from dunning_rules.model.condition import COMPARISONS, AllOf, ParameterRef, Test, tests_of
from dunning_rules.model.finding import Finding, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.rule import Derivation, Row

HOLE: Final = "DR510"
"""A stretch between two bands that no line takes."""

OVERLAP: Final = "DR511"
"""Two bands that share a stretch, neither of which lies in the other."""

_STRETCHES: Final = COMPARISONS | {"is", "hours"}


class _Band(NamedTuple):
    row: Row
    cells: set[int]


def find_bands(program: Program) -> tuple[Finding, ...]:
    """Look at the decision lists whose lines all compare one and the same fact with fixed figures."""
    found: list[Finding] = []
    for derivation in program.derivations:
        tests = [t for r in derivation.rows for t in tests_of(r.when)]
        if len({t.fact for t in tests}) == 1 and all(map(_is_stretch, derivation.rows)):
            fact = program.facts[tests[0].fact]
            partition = Partition(fact, figures_of(tests, fact, program.parameters))
            if partition.scaled:
                bands = [_Band(row, _cells(row, partition)) for row in derivation.rows]
                found += [*_holes(derivation, bands, partition), *_overlaps(derivation, bands, partition)]
    return in_order(found)


def _is_stretch(row: Row) -> bool:
    """Whether a line is one stretch: every test compares with a fixed figure, and all must hold."""
    parts = (row.when,) if isinstance(row.when, Test) else row.when.parts if isinstance(row.when, AllOf) else ()
    fixed = not any(isinstance(o, ParameterRef) for t in tests_of(row.when) for o in t.operands)
    return bool(parts) and fixed and all(isinstance(p, Test) and p.operator in _STRETCHES for p in parts)


def _cells(row: Row, partition: Partition) -> set[int]:
    """Give the cells a line takes, empty ones left out."""
    taken = [partition.accepts(t) for t in tests_of(row.when)]
    return {c for c in range(1, partition.count) if all(t[c] for t in taken) and partition.sample(c) is not None}


def _holes(derivation: Derivation, bands: list[_Band], partition: Partition) -> Iterator[Finding]:
    """Stretches inside of what the bands cover that none of them covers."""
    covered = set().union(*(b.cells for b in bands))
    inside = [c for c in range(min(covered, default=0), max(covered, default=0)) if partition.sample(c) is not None]
    for taken, run in groupby(inside, key=covered.__contains__):
        if not taken:
            where = _in_words(partition, list(run))
            message = f"between the bands of `{derivation.fact.name}` no line takes {partition.fact.name} {where}"
            yield Finding(HOLE, message, derivation.place, "let one of the bands begin or end there")


def _overlaps(derivation: Derivation, bands: list[_Band], partition: Partition) -> Iterator[Finding]:
    """Pairs of bands with different values that share a stretch; one that lies in another is a cascade, and meant."""
    for one, other in combinations(bands, 2):
        shared = one.cells & other.cells
        if shared not in (set(), one.cells, other.cells) and one.row.value != other.row.value:
            where = _in_words(partition, sorted(shared))
            name, fact = derivation.fact.name, partition.fact.name
            message = f"two bands of `{name}` lie over each other where {fact} is {where}: `{one.row.value}` goes first"
            yield Finding(OVERLAP, message, other.row.place, "let each band end where the next one begins")


def _in_words(partition: Partition, cells: list[int]) -> str:
    return stretch_in_words(partition, partition.sample(cells[0]), partition.sample(cells[-1])).removeprefix("is ")
