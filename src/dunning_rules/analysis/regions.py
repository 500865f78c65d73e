"""Conditions as regions of the space of cases: where each is certain, and where it is possible (M3, M4, M7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.analysis.circuit import MOST_CONFLICTS, Circuit, Literal, Spread
from dunning_rules.analysis.space import KNOWN, Space
from dunning_rules.analysis.truth import Truths
from dunning_rules.compiler.order import conditions_of
from dunning_rules.derive.catalogue import KNOWN_WITH
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        for law in self._what_must_hold():
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
            self._values[name] = self._derived(derivation) if derivation else self._given(name)
        return self._values[name]

    def _given(self, name: str) -> Spread:
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
        """Where the data has problems; nowhere in a vocabulary without that fact."""
        if (DATA_PROBLEMS, None) not in self.space.levels:
            return self.circuit.no
        return self._given(DATA_PROBLEMS)[True]

    # -- what cannot be ------------------------------------------------------------------------------------------------

    def _what_must_hold(self) -> Iterator[Literal]:
        """What holds in every case: an element lies only in a set that is known, no required fact is unknown without a
        problem in the data (M17), a choice is one that the program knows, what counts from a day is known with it (M6), and
        the two objection facts agree (M8).
        """  # noqa: D205 - one sentence over two lines
        for name, elements in self.space.elements.items():
            yield from (self.circuit.any_of((self.known(name), -self._asks(name, m))) for m in dict.fromkeys(elements.values()))
        for fact in self.facts.values():
            if (fact.name, None) in self.space.levels and fact.required:
                yield self.circuit.any_of((-self._given(fact.name)[None], self.problems()))
            if (fact.name, None) in self.space.levels and fact.type == "choice" and fact.name not in self._derivations:
                yield from (-where for value, where in self._given(fact.name).items() if value not in (None, *fact.values))
        yield from self._known_together()
        if (DATA_PROBLEMS, None) in self.space.levels:
            yield -self._given(DATA_PROBLEMS)[None]
        if (OBJECTION, None) in self.space.levels and OBJECTIONS in self.space.elements:
            yield from self._objections_agree()

    def _known_together(self) -> Iterator[Literal]:
        """Where what counts from a day is known just as the day is, which is always where the day is required."""
        for fact in self.program.computed:
            day = KNOWN_WITH.get(fact.computed, "")
            if (fact.name, None) not in self.space.levels or day not in self.facts:
                continue
            unknown = self._given(fact.name)[None]
            if (day, None) in self.space.levels:
                yield self.circuit.choose(unknown, self._given(day)[None], -self._given(day)[None])
            elif self.facts[day].required:
                yield self.circuit.any_of((-unknown, self.problems()))

    def _objections_agree(self) -> Iterator[Literal]:
        """Where `objection` is the gravest of `objections`, or nothing was said."""
        leads, values = self._given(OBJECTION), self.facts[OBJECTION].values
        graver = self.circuit.no
        for value in (v for v in values if v != NONE):
            said = self.element(OBJECTIONS, value)
            first = self.circuit.without(said, graver)
            yield self.circuit.choose(leads.get(value, self.circuit.no), first, -first)
            graver = self.circuit.any_of((graver, said))
