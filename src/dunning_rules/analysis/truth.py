"""Answers to conditions over functions of the case: where each is certain, and where it is possible (M3, M4)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from dunning_rules.compiler.cells import Partition, compare, figures_of
from dunning_rules.model.condition import COMPARISONS, AllOf, AnyOf, NoneOf, ParameterRef, Test

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dunning_rules.analysis.circuit import Circuit, Literal, Spread
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.pack import Parameter


class Truth(NamedTuple):
    """Where a condition is certain, and where it is possible; what is certain is possible too."""

    certain: Literal
    possible: Literal


class Truths(ABC):
    """Works out conditions over facts, each given as a function of the case; each condition once."""

    def __init__(self, circuit: Circuit, facts: Mapping[str, Fact], parameters: Mapping[str, Parameter]) -> None:
        self.circuit = circuit
        self.facts = facts
        self.parameters = parameters
        self._truths: dict[Condition, Truth] = {}

    @abstractmethod
    def value(self, name: str) -> Spread:
        """Give a fact as a function: one value for each cell, None where it is unknown."""

    @abstractmethod
    def known(self, name: str) -> Literal:
        """Where a set is known."""

    @abstractmethod
    def element(self, name: str, value: str) -> Literal:
        """Where a set holds an element."""

    def truth(self, condition: Condition) -> Truth:
        """Give the regions of a condition."""
        found = self._truths.get(condition)
        if found is None:
            found = self._truths[condition] = self._test(condition) if isinstance(condition, Test) else self._joined(condition)
        return found

    def region(self, condition: Condition, *, unknown: bool = False) -> Literal:
        """Where a condition counts as met: where it is certain, and with ``unknown`` where it cannot be told too."""
        truth = self.truth(condition)
        return truth.possible if unknown else truth.certain

    def _joined(self, condition: Condition) -> Truth:
        parts = [self.truth(p) for p in condition.parts]  # type: ignore[union-attr]  # a test has been answered already
        certain, possible = [p.certain for p in parts], [p.possible for p in parts]
        if isinstance(condition, AllOf):
            return Truth(self.circuit.all_of(certain), self.circuit.all_of(possible))
        if isinstance(condition, AnyOf):
            return Truth(self.circuit.any_of(certain), self.circuit.any_of(possible))
        if isinstance(condition, NoneOf):
            return Truth(-self.circuit.any_of(possible), -self.circuit.any_of(certain))
        n = condition.n  # type: ignore[union-attr]  # the one kind that is left
        return Truth(self.circuit.at_least(n, certain), self.circuit.at_least(n, possible))

    # -- tests ---------------------------------------------------------------------------------------------------------

    def _test(self, test: Test) -> Truth:
        fact = self.facts[test.fact]
        if fact.type == "set":
            return self._set_test(test)
        if any(isinstance(o, ParameterRef) for o in test.operands):
            operands = [self._operand(o, fact) for o in test.operands]
            answers = self.circuit.apply(lambda v, *o: _tabled(fact, test, v, o), self.value(test.fact), *operands)
        else:
            partition = Partition(fact, figures_of([test], fact, self.parameters))
            accepted = partition.accepts(test)
            answers = self.circuit.apply(lambda v: accepted[partition.look(v)], self.value(test.fact))
        certain = answers.get(True, self.circuit.no)
        return Truth(certain, -answers.get(False, self.circuit.no))

    def _set_test(self, test: Test) -> Truth:
        fact = self.facts[test.fact]
        known = self.known(test.fact)
        if test.operator == "known":
            region = known if test.operands[0] else -known
            return Truth(region, region)
        wanted = [v for v in fact.values if any(fact.covers(str(o), v) for o in test.operands)]
        holds = self.circuit.any_of(self.element(test.fact, v) for v in wanted)
        if test.operator == "excludes":
            holds = -holds
        return Truth(self.circuit.both(known, holds), self.circuit.any_of((-known, holds)))

    def _operand(self, operand: object, fact: Fact) -> Spread:
        """Give what a test compares with as a function of the case: a value, or the line of the table that fits."""
        if not isinstance(operand, ParameterRef):
            return {operand: self.circuit.yes}
        parameter = self.parameters[operand.name]
        table = {key: fact.read(value) for key, value in parameter.table.items()}
        lines = [self.value(by) for by in parameter.by]
        return self.circuit.apply(lambda *key: table.get(key), *lines)


def _tabled(fact: Fact, test: Test, value: Any, operands: Sequence[Any]) -> bool | None:  # noqa: ANN401 - values of the fact
    """Compare with figures of a table; None where the fact or a figure is unknown."""
    if value is None or None in operands:
        return None
    if test.operator not in COMPARISONS:
        return (value in operands) is (test.operator == "is")
    if fact.type == "choice":
        return compare(test.operator, fact.values.index(value), [fact.values.index(o) for o in operands])
    return compare(test.operator, value, operands)
