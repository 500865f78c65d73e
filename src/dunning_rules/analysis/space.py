"""The space of all cases: every fact cut into the cells that the conditions of a program can tell apart.

One variable asks which cell a fact lies in.  A set is asked element by element, first whether it is known at all; of the
elements that no condition tells apart one stands for all.  Derived facts are no variables: they are functions of the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.cells import Partition, figures_of
from dunning_rules.compiler.order import conditions_of
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.condition import ParameterRef, Test, tests_of
from dunning_rules.model.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.pack import Parameter

_PROBLEMS: Final = Fact(DATA_PROBLEMS, "flag", "", computed=DATA_PROBLEMS)

KNOWN: Final = ""
"""The member of a set that asks whether the set is known."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One question: the cell of a fact, whether a set is known, or whether it holds an element.

    ``values`` has one value for each cell; None stands for unknown.
    """

    fact: str
    member: str | None
    values: tuple[Any, ...]


def every_condition(program: Program) -> Iterator[Condition]:
    """Walk all conditions of a program."""
    for derivation in program.derivations:
        yield from conditions_of(derivation)
    yield from (r.rule.when for r in program.rules)
    yield from (g.gate.when for g in program.gates.values())
    yield from (b.when for items in program.items.values() for i in items.values() for b in i.item.brings)
    yield from (p.when for p in program.properties)
    yield from (s.sentence.when for n in program.snippets.values() for s in n.sentences)
    for block in (b for p in program.papers.values() for b in p.paper.blocks):
        yield block.when
        yield from (s.when for s in block.spoken())


class Space:
    """The variables of one program, or of several that are compared, in the order in which functions ask them.

    A choice or a set may have in it what any of the programs declares.  Whether the data has problems is always asked, since
    nothing is derived then, even of programs that have no word for it (M17).
    """

    def __init__(self, *programs: Program, extra: Iterable[Condition] = ()) -> None:
        self.facts = {DATA_PROBLEMS: _PROBLEMS} | {name: fact for p in programs for name, fact in _joined(programs, p).items()}
        self._figures: dict[str, list[Any]] = {}
        self._wanted: dict[str, list[set[str]]] = {}
        order: dict[str, None] = {}
        for program in programs:
            for condition in (*every_condition(program), *extra):
                for test in tests_of(condition):
                    self._take(test, program)
                    order.update(dict.fromkeys((test.fact, *tabled_by(test, program.parameters))))
        order[DATA_PROBLEMS] = None
        if OBJECTION in order and OBJECTIONS in self.facts:  # whoever replies to the gravest replies to the others (M8)
            order[OBJECTIONS] = None
        for name, key in (k for p in programs for k in _keys(p)):
            self._figures.setdefault(name, []).append(key)
        self.partitions = {n: Partition(self.facts[n], self._figures.get(n, ())) for n in order if self.facts[n].type != "set"}
        self.elements = {n: self._elements(n) for n in order if self.facts[n].type == "set"}
        derived = [{d.fact.name for d in p.derivations} for p in programs]
        asked = [n for n in order if not all(n in names for names in derived)]
        if OBJECTION in asked and OBJECTIONS in asked:  # side by side, since the one says what the other holds
            asked.remove(OBJECTIONS)
            asked.insert(asked.index(OBJECTION) + 1, OBJECTIONS)
        self.variables = tuple(v for n in asked for v in self._variables(n))
        self._rows = tuple(map(self._row, self.variables))
        self.levels = {(v.fact, v.member): level for level, v in enumerate(self.variables)}

    def _take(self, test: Test, program: Program) -> None:
        """Note what a test compares with, and what it wants of a set."""
        fact = program.facts[test.fact]
        self._figures.setdefault(test.fact, []).extend(figures_of([test], fact, program.parameters))
        if fact.type == "set":
            wanted = {v for v in fact.values if any(fact.covers(str(o), v) for o in test.operands)}
            self._wanted.setdefault(test.fact, []).append(wanted)

    @property
    def widths(self) -> tuple[int, ...]:
        """The number of cells of each variable."""
        return tuple(len(v.values) for v in self.variables)

    def _elements(self, name: str) -> dict[str, str]:
        """Map every element of a set to the one that stands for it: the first that the same tests want.

        Objections stand for themselves where rules also ask which one is the gravest.
        """
        fact = self.facts[name]
        if name == OBJECTIONS and OBJECTION in self._figures:
            return {v: v for v in fact.values}
        wanted = self._wanted.get(name, ())
        first: dict[tuple[bool, ...], str] = {}
        return {v: first.setdefault(tuple(v in w for w in wanted), v) for v in fact.values}

    def _variables(self, name: str) -> Iterator[Variable]:
        if name in self.elements:
            yield Variable(name, KNOWN, (False, True))
            yield from (Variable(name, m, (False, True)) for m in dict.fromkeys(self.elements[name].values()))
            return
        partition = self.partitions[name]
        samples = (partition.sample(c) for c in range(1, partition.count))
        yield Variable(name, None, (None, *(s for s in samples if s is not None)))

    def cells_of(self, values: Mapping[str, Any]) -> list[int]:
        """Give the cell of each variable for the values of a case."""
        return [self.cell(level, values.get(v.fact)) for level, v in enumerate(self.variables)]

    def cell(self, level: int, value: Any) -> int:  # noqa: ANN401 - a value of the fact, or None
        """Give the cell of one variable for a value of its fact."""
        variable = self.variables[level]
        if variable.member is None:
            return self._rows[level][self.partitions[variable.fact].look(value)]
        if variable.member == KNOWN:
            return int(value is not None)
        stands_for = self.elements[variable.fact]
        return int(value is not None and any(stands_for[v] == variable.member for v in value))

    def _row(self, variable: Variable) -> dict[int, int]:
        """Map the cells of the partition to those of the variable, which leaves out the empty ones."""
        if variable.member is not None:
            return {}
        look = self.partitions[variable.fact].look
        return {look(value): cell for cell, value in enumerate(variable.values)}


def _joined(programs: Sequence[Program], one: Program) -> dict[str, Fact]:
    """Give the facts of one program, each with all the values that any of them declares for it."""
    found = {}
    for name, fact in one.facts.items():
        values = dict.fromkeys(v for p in programs if name in p.facts for v in p.facts[name].values)
        found[name] = replace(fact, values=tuple(values)) if tuple(values) != fact.values else fact
    return found


def tabled_by(test: Test, parameters: Mapping[str, Parameter]) -> Iterator[str]:
    """Name the facts by which the figures are tabled that a test compares with."""
    for operand in test.operands:
        if isinstance(operand, ParameterRef):
            yield from parameters[operand.name].by


def _keys(program: Program) -> Iterator[tuple[str, str]]:
    """Name the texts by which parameters are tabled, with each value that a table has a line for: these cut them too."""
    for parameter in program.parameters.values():
        texts = [(place, by) for place, by in enumerate(parameter.by) if program.facts[by].type == "text"]
        yield from ((by, key[place]) for place, by in texts for key in parameter.table)
