"""One case put to the analysis: what its functions are worth there."""

from __future__ import annotations

from itertools import combinations

from dunning_rules.engine.deciding import DATA_PROBLEMS


def literals_of(regions, values):
    """The cells a case lies in, as literals; its data has no problems unless it says so."""
    cells = regions.space.cells_of({DATA_PROBLEMS: False, **values})
    return [row[cell] for row, cell in zip(regions.cells, cells, strict=True)]


def worth(regions, values, *more):
    """Everything that holds in a case, as one set of literals; None where the analysis thinks there is no such case."""
    return regions.circuit.case(*literals_of(regions, values), *more)


def taken(spread, held):
    """The one value a function has."""
    (value,) = [v for v, where in spread.items() if where in held]
    return value


def members(spread, held):
    """The elements that are there."""
    return {v for v, where in spread.items() if where in held}


def too_many_pigeons(circuit, holes=8):
    """Demand what a solver cannot refute without many contradictions: each pigeon has a hole, and there is one too many."""
    rows = [[circuit.variable() for _ in range(holes)] for _ in range(holes + 1)]
    for row in rows:
        circuit.demand(*row)
    for hole in zip(*rows, strict=True):
        for one, other in combinations(hole, 2):
            circuit.demand(-one, -other)
