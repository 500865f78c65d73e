"""Conditions as regions of the space of cases: where each is certain, and where it is possible (M3, M4, M7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.analysis.circuit import MOST_CONFLICTS, Circuit, Literal, Spread
from dunning_rules.analysis.laws import laws_of
from dunning_rules.analysis.space import KNOWN, Space, tabled_by
from dunning_rules.analysis.truth import Truth, Truths
from dunning_rules.compiler.order import conditions_of
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.case import OBJECTION
from dunning_rules.model.condition import tests_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.rule import Derivation


class Ground:
    """The cells of one program, or of several that are compared, as literals of one circuit.

    ``cells`` has for each variable of the space the literal of each of its cells; ``recent`` is where the moments
    that timed gates count from are the contact's own, so that none of their time has passed.
    """

    def __init__(self, *programs: Program, extra: Iterable[Condition] = (), most: int = MOST_CONFLICTS) -> None:
        self.space = Space(*programs, extra=extra)
        self.circuit = Circuit(most)
        self.cells = tuple(self.circuit.one_of(len(v.values)) for v in self.space.variables)
        self.recent = self.circuit.variable()


class Regions(Truths):
    """Every condition of a program as functions of a circuit, in which what cannot be is ruled out."""

    def __init__(self, program: Program, ground: Ground | None = None) -> None:
        self.ground = ground or Ground(program)
        self.program = program
        self.space, self.cells = self.ground.space, self.ground.cells
        super().__init__(self.ground.circuit, program.facts, program.parameters)
        self._derivations = {d.fact.name: d for d in program.derivations}
        self._values: dict[str, Spread] = {}
        for law in laws_of(self):
            self.circuit.demand(law)

    def known(self, name: str) -> Literal:
        """Where a set is known."""
        return self._asks(name, KNOWN)

    def element(self, name: str, value: str) -> Literal:
        """Where a set holds an element, or the one that stands for it."""
        return self._asks(name, self.space.elements[name][value])

    def _asks(self, fact: str, member: str) -> Literal:
        return self.cells[self.space.levels[fact, member]][True]

    # -- values --------------------------------------------------------------------------------------------------------

    def value(self, name: str) -> Spread:
        """Give a fact as a function: one value for each cell, None where it is unknown."""
        if name not in self._values:
            derivation = self._derivations.get(name)
            self._values[name] = self._derived(derivation) if derivation else self.given(name)
        return self._values[name]

    def given(self, name: str) -> Spread:
        """Give a fact that is not derived as a function of the cells it can lie in."""
        level = self.space.levels[name, None]
        return dict(zip(self.space.variables[level].values, self.cells[level], strict=True))

    def _derived(self, derivation: Derivation) -> Spread:
        """Give a derived fact; with problems in the data nothing is derived, so it is unknown there (M17)."""
        c = self.circuit
        certain = [self.truth(condition).certain for condition in conditions_of(derivation)]
        if derivation.count_of:
            found: Spread = {0: c.yes}
            for region in certain:
                found = c.choose_spread(region, {n + 1: where for n, where in found.items()}, found)
        else:
            found = {derivation.otherwise: c.yes}
            for region, row in reversed(list(zip(certain, derivation.rows, strict=True))):
                found = c.choose_spread(region, {row.value: c.yes}, found)
        return c.choose_spread(self.problems(), {None: c.yes}, found)

    def problems(self) -> Literal:
        """Where the data has problems."""
        return self.given(DATA_PROBLEMS)[True]


class IfLeading(Regions):
    """The same conditions in cases that are taken as if another objection led (M8).

    What does not depend on the objection that leads is looked up where it was worked out already.
    """

    def __init__(self, regions: Regions, objection: str) -> None:
        Truths.__init__(self, regions.circuit, regions.facts, regions.parameters)
        self.regions, self.objection = regions, objection
        self.ground, self.program = regions.ground, regions.program
        self.space, self.cells = regions.space, regions.cells
        self._derivations = {d.fact.name: d for d in self.program.derivations}
        self._values: dict[str, Spread] = {OBJECTION: {objection: self.circuit.yes}}
        self._turned = {OBJECTION}
        for derivation in self.program.derivations:  # each reads only those before it
            if any(map(self._turns, conditions_of(derivation))):
                self._turned.add(derivation.fact.name)

    def _turns(self, condition: Condition) -> bool:
        """Whether a condition reads the leading objection, or what was derived from it."""
        tests = tests_of(condition)
        return any(not self._turned.isdisjoint((t.fact, *tabled_by(t, self.parameters))) for t in tests)

    def truth(self, condition: Condition) -> Truth:
        """Give the regions of a condition."""
        return super().truth(condition) if self._turns(condition) else self.regions.truth(condition)

    def value(self, name: str) -> Spread:
        """Give a fact as a function."""
        return super().value(name) if name in self._turned else self.regions.value(name)
