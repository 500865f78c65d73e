"""Conditions as regions of the space of cases: where each is certain, and where it is possible (M3, M4, M7)."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from dunning_rules.analysis.diagram import MOST_NODES, Diagram, Diagrams
from dunning_rules.analysis.space import KNOWN, Space
from dunning_rules.compiler.cells import Partition, compare
from dunning_rules.compiler.order import conditions_of
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.condition import COMPARISONS, AllOf, AnyOf, NoneOf, ParameterRef, Test
from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.rule import Derivation


class Truth(NamedTuple):
    """Where a condition is certain, and where it is possible; what is certain is possible too."""

    certain: Diagram
    possible: Diagram


class Regions:
    """Every condition of a program as diagrams; raises TooLarge where one outgrows the budget."""

    def __init__(self, program: Program, extra: Iterable[Condition] = (), most: int = MOST_NODES) -> None:
        self.program = program
        self.space = Space(program, extra)
        self.diagrams = Diagrams(self.space.widths, most)
        self._values: dict[str, Diagram] = {}
        self._truths: dict[Condition, Truth] = {}
        self._laws = [(self.diagrams.asked(law), law) for law in self._what_must_hold()]

    def truth(self, condition: Condition) -> Truth:
        """Give the regions of a condition."""
        found = self._truths.get(condition)
        if found is None:
            found = self._truths[condition] = self._test(condition) if isinstance(condition, Test) else self._joined(condition)
        return found

    def _joined(self, condition: Condition) -> Truth:
        parts = [self.truth(p) for p in condition.parts]  # type: ignore[union-attr]  # a test has been answered already
        certain, possible = [p.certain for p in parts], [p.possible for p in parts]
        if isinstance(condition, AllOf):
            return Truth(self.all_of(certain), self.all_of(possible))
        if isinstance(condition, AnyOf):
            return Truth(self.any_of(certain), self.any_of(possible))
        if isinstance(condition, NoneOf):
            no = self.diagrams.opposite
            return Truth(no(self.any_of(possible)), no(self.any_of(certain)))
        n = condition.n  # type: ignore[union-attr]  # the one kind that is left
        return Truth(self._at_least(n, certain), self._at_least(n, possible))

    def all_of(self, regions: Iterable[Diagram]) -> Diagram:
        """Where all hold."""
        return reduce(self.diagrams.both, regions, self.diagrams.yes)

    def any_of(self, regions: Iterable[Diagram]) -> Diagram:
        """Where one holds."""
        return reduce(self.diagrams.either, regions, self.diagrams.no)

    def _at_least(self, n: int, regions: Sequence[Diagram]) -> Diagram:
        """Where n of the regions hold, counted from the last to the first."""
        d = self.diagrams
        enough = [d.yes] + [d.no] * n
        for region in reversed(regions):
            enough = [d.yes, *(d.choose(region, enough[k - 1], enough[k]) for k in range(1, n + 1))]
        return enough[n]

    # -- tests ---------------------------------------------------------------------------------------------------------

    def _test(self, test: Test) -> Truth:
        fact = self.space.facts[test.fact]
        if fact.type == "set":
            return self._set_test(test)
        if any(isinstance(o, ParameterRef) for o in test.operands):
            operands = [self._operand(o, fact) for o in test.operands]
            answers = self.diagrams.apply(lambda v, *o: _tabled(fact, test, v, o), self.value(test.fact), *operands)
        else:
            partition = self.space.partitions[test.fact]
            accepted = Partition.accepts(partition, test)
            answers = self.diagrams.apply(lambda v: accepted[partition.look(v)], self.value(test.fact))
        apply = self.diagrams.apply
        return Truth(apply(lambda a: a is True, answers), apply(lambda a: a is not False, answers))

    def _set_test(self, test: Test) -> Truth:
        d, fact = self.diagrams, self.space.facts[test.fact]
        known = self.asks(test.fact, KNOWN)
        if test.operator == "known":
            region = known if test.operands[0] else d.opposite(known)
            return Truth(region, region)
        wanted = {v for v in fact.values if any(fact.covers(str(o), v) for o in test.operands)}
        members = dict.fromkeys(self.space.elements[test.fact][v] for v in wanted)
        holds = self.any_of(self.asks(test.fact, m) for m in members)
        if test.operator == "excludes":
            holds = d.opposite(holds)
        return Truth(d.both(known, holds), d.either(d.opposite(known), holds))

    def asks(self, fact: str, member: str = KNOWN) -> Diagram:
        """Where a set is known, or holds an element."""
        return self.diagrams.node(self.space.levels[fact, member], (self.diagrams.no, self.diagrams.yes))

    def _operand(self, operand: object, fact: Fact) -> Diagram:
        """Give what a test compares with as a function of the case: a value, or the line of the table that fits."""
        if not isinstance(operand, ParameterRef):
            return self.diagrams.leaf(operand)
        parameter = self.space.parameters[operand.name]
        table = {key: fact.read(value) for key, value in parameter.table.items()}
        lines = [self.value(by) for by in parameter.by]
        return self.diagrams.apply(lambda *key: table.get(tuple(map(str, key))), *lines)

    # -- values --------------------------------------------------------------------------------------------------------

    def value(self, name: str) -> Diagram:
        """Give a fact as a function: one value for each cell, None where it is unknown."""
        if name not in self._values:
            derivation = self.space.derived.get(name)
            self._values[name] = self._derived(derivation) if derivation else self._given(name)
        return self._values[name]

    def _given(self, name: str) -> Diagram:
        level = self.space.levels[name, None]
        return self.diagrams.node(level, tuple(self.diagrams.leaf(v) for v in self.space.variables[level].values))

    def _derived(self, derivation: Derivation) -> Diagram:
        """Give a derived fact; with problems in the data nothing is derived, so it is unknown there (M17)."""
        d = self.diagrams
        certain = [self.truth(c).certain for c in conditions_of(derivation)]
        if derivation.count_of:
            found = d.leaf(0)
            for region in certain:
                found = d.choose(region, d.apply(lambda n: n + 1, found), found)
        else:
            found = d.leaf(derivation.otherwise)
            for region, row in reversed(list(zip(certain, derivation.rows, strict=True))):
                found = d.choose(region, d.leaf(row.value), found)
        return d.choose(self.problems(), d.leaf(None), found)

    def problems(self) -> Diagram:
        """Where the data has problems; nowhere in a vocabulary without that fact."""
        if (DATA_PROBLEMS, None) not in self.space.levels:
            return self.diagrams.no
        return self.diagrams.apply(lambda v: v is True, self._given(DATA_PROBLEMS))

    # -- what cannot be ------------------------------------------------------------------------------------------------

    def possible(self, region: Diagram, *beside: Diagram) -> Diagram:
        """Leave of a region what can be.

        Only the laws that speak of its variables, or of those of the regions ``beside`` it, are asked: every other
        law can be kept whatever these are, so it takes no case away.
        """
        asked = set().union(*map(self.diagrams.asked, (region, *beside)))
        return reduce(self.diagrams.both, (law for levels, law in self._laws if levels & asked), region)

    def _what_must_hold(self) -> Iterator[Diagram]:
        """What holds in every case: an element lies only in a set that is known, no required fact is unknown without a
        problem in the data (M17), and the two objection facts agree (M8).
        """  # noqa: D205 - one sentence over two lines
        d = self.diagrams
        yield from (self._members_need_known(n) for n in self.space.elements)
        for fact in self.space.facts.values():
            if (fact.name, None) in self.space.levels and fact.required:
                unknown = d.apply(lambda v: v is None, self._given(fact.name))
                yield d.either(d.opposite(unknown), self.problems())
        if (DATA_PROBLEMS, None) in self.space.levels:
            yield d.apply(lambda v: v is not None, self._given(DATA_PROBLEMS))
        if (OBJECTION, None) in self.space.levels and OBJECTIONS in self.space.elements:
            yield self._objections_agree()

    def _members_need_known(self, name: str) -> Diagram:
        d = self.diagrams
        members = dict.fromkeys(self.space.elements[name].values())
        return d.either(self.asks(name, KNOWN), d.opposite(self.any_of(self.asks(name, m) for m in members)))

    def _objections_agree(self) -> Diagram:
        """Where `objection` is the gravest of `objections`, or nothing was said."""
        d, values = self.diagrams, self.space.facts[OBJECTION].values
        said = [(v, self.asks(OBJECTIONS, self.space.elements[OBJECTIONS][v])) for v in values if v != NONE]
        gravest = d.leaf(None)
        for value, region in reversed(said):
            gravest = d.choose(region, d.leaf(value), gravest)
        return d.apply(lambda one, all_: (one in (None, NONE)) if all_ is None else one == all_, self._given(OBJECTION), gravest)


def _tabled(fact: Fact, test: Test, value: Any, operands: Sequence[Any]) -> bool | None:  # noqa: ANN401 - values of the fact
    """Compare with figures of a table; None where the fact or a figure is unknown."""
    if value is None or None in operands:
        return None
    if test.operator not in COMPARISONS:
        return (value in operands) is (test.operator == "is")
    if fact.type == "choice":
        return compare(test.operator, fact.values.index(value), [fact.values.index(o) for o in operands])
    return compare(test.operator, value, operands)
