"""Circuits: yes-or-no functions of a case, each held once, and a SAT solver that says whether one can be true.

A literal is a number.  It stands for a function that is true in some cases; minus the number is the opposite.  Functions
with more than two values are *spreads*: for each value the literal of the cases in which it is taken.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Literal = int

Spread = dict[Any, Literal]
"""Each value a function can have, and where it has it: one value in every case."""

MOST_CONFLICTS: Final = 5_000
"""Contradictions the solver may meet in one question before the answer is: too large to tell."""


class Undecided(Exception):  # noqa: N818 - a signal for whoever asked
    """A question has no certain answer; the text says why."""


class TooLarge(Undecided):
    """The question outgrew its budget."""

    def __init__(self) -> None:
        super().__init__("there are too many cases to tell apart")


class Circuit:
    """All functions over the same variables, and what must hold in every case.

    Every function is put to the solver as clauses when it is made, so a question costs one search and nothing else.
    Raises UsageError without the solver, which comes with an extra.
    """

    yes: Final = 1
    no: Final = -1

    def __init__(self, most: int = MOST_CONFLICTS) -> None:
        self.most = most
        self._solver = _solver()
        self._solver.add_clause([self.yes])
        self._size = 1
        self._known: dict[frozenset[Literal], Literal] = {}

    def __len__(self) -> int:
        return self._size

    def variable(self) -> Literal:
        """Make a function of its own, free of all others."""
        self._size += 1
        return self._size

    def one_of(self, count: int) -> tuple[Literal, ...]:
        """Make as many functions as wanted, one of which is true in every case."""
        if count <= 2:  # noqa: PLR2004 - one variable tells two cells apart
            first = self.variable() if count == 2 else self.yes  # noqa: PLR2004 - the same
            return (first, -first)[:count]
        found = tuple(self.variable() for _ in range(count))
        self.demand(*found)
        for one, other in combinations(found, 2):
            self.demand(-one, -other)
        return found

    def demand(self, *literals: Literal) -> None:
        """Demand that one of these holds in every case."""
        self._solver.add_clause(list(literals))

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """Where all hold."""
        parts = frozenset(literals) - {self.yes}
        if self.no in parts or any(-p in parts for p in parts):
            return self.no
        if len(parts) <= 1:
            return next(iter(parts), self.yes)
        found = self._known.get(parts)
        if found is None:
            found = self._known[parts] = self.variable()
            for part in parts:
                self.demand(-found, part)
            self.demand(found, *(-p for p in parts))
        return found

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """Where one holds."""
        return -self.all_of(-p for p in literals)

    def both(self, one: Literal, other: Literal) -> Literal:
        """Where both hold."""
        return self.all_of((one, other))

    def without(self, one: Literal, other: Literal) -> Literal:
        """Where the one holds and the other does not."""
        return self.all_of((one, -other))

    def choose(self, condition: Literal, yes: Literal, no: Literal) -> Literal:
        """Where ``yes`` holds under the condition, and where ``no`` does elsewhere."""
        if yes == no:
            return yes
        return self.any_of((self.both(condition, yes), self.without(no, condition)))

    def at_least(self, n: int, literals: Sequence[Literal]) -> Literal:
        """Where n of these hold, counted from the last to the first."""
        enough = [self.yes] + [self.no] * n
        for one in reversed(literals):
            enough = [self.yes, *(self.choose(one, enough[k - 1], enough[k]) for k in range(1, n + 1))]
        return enough[n]

    # -- spreads -------------------------------------------------------------------------------------------------------

    def choose_spread(self, condition: Literal, yes: Mapping[Any, Literal], no: Mapping[Any, Literal]) -> Spread:
        """Give the function that is ``yes`` under the condition and ``no`` elsewhere."""
        values = dict.fromkeys((*yes, *no))
        found = {v: self.choose(condition, yes.get(v, self.no), no.get(v, self.no)) for v in values}
        return {v: where for v, where in found.items() if where != self.no}

    def apply(self, function: Callable[..., Any], *spreads: Mapping[Any, Literal]) -> Spread:
        """Give the function whose value is ``function`` of the values of the spreads."""
        wheres: dict[Any, list[Literal]] = defaultdict(list)
        for parts in product(*(s.items() for s in spreads)):
            where = self.all_of(w for _, w in parts)
            if where != self.no:
                wheres[function(*(v for v, _ in parts))].append(where)
        return {v: self.any_of(where) for v, where in wheres.items()}

    def where(self, spread: Mapping[Any, Literal], holds: Callable[[Any], bool]) -> Literal:
        """Where the value of a function is one of those wanted."""
        return self.any_of(where for value, where in spread.items() if holds(value))

    # -- questions -----------------------------------------------------------------------------------------------------

    def can(self, *literals: Literal) -> bool:
        """Say whether all of these hold together in some case.  Raises TooLarge."""
        self._solver.conf_budget(self.most)
        found: bool | None = self._solver.solve_limited(assumptions=list(literals))
        if found is None:
            raise TooLarge
        return found

    def case(self, *literals: Literal) -> frozenset[Literal] | None:
        """Give everything that holds in one case in which all of these do, or None when there is no such case."""
        return frozenset(self._solver.get_model()) if self.can(*literals) else None

    def prefer(self, literals: Iterable[Literal]) -> None:
        """Let the cases found from now on be such that these hold, where nothing speaks against it."""
        self._solver.set_phases(list(literals))

    def needed(self, *literals: Literal) -> list[Literal]:
        """Of literals that never hold together give those that already never do, as few as can be."""
        left = list(literals)
        for one in literals:
            rest = [p for p in left if p != one]
            if one in left and not self.can(*rest):
                core = set(self._solver.get_core() or ())
                left = [p for p in rest if p in core]
        return left


def _solver() -> Any:  # noqa: ANN401 - the library has no types
    try:
        from pysat.solvers import Solver  # noqa: PLC0415 - only whoever asks about all cases needs it
    except ImportError as error:
        msg = "questions about all cases need a SAT solver: pip install 'dunning-rules[analysis]'"
        raise UsageError(msg) from error
    return Solver(name="minisat22")
