"""Matching: one look-up a fact, one AND over bit sets, and every condition of a pack is answered.

Each branch of each condition owns a bit.  A cell knows which branches are still possible when the fact lies in it,
and which are certain as far as this fact goes.  The AND over all facts leaves two bit sets: possible and certain.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dunning_rules.compiler.branches import Branch, Literal, branches_of
from dunning_rules.compiler.cells import UNKNOWN, Partition, compare, figures_of
from dunning_rules.model.condition import COMPARISONS, ParameterRef, Test
from dunning_rules.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact, Value
    from dunning_rules.model.pack import Parameter

Bits = int
Mask = int
"""The bits of one condition's branches."""


ColumnKey = tuple[str, str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """One question to a case: the fact it reads, its cells, and what each cell leaves possible and certain.

    ``fact`` is empty where the whole case is needed.  ``answer`` gives for a value both bit sets in one number: the
    possible ones above the certain ones.
    """

    key: ColumnKey
    fact: str
    can: tuple[Bits, ...]
    must: tuple[Bits, ...]
    answer: Callable[[Any], Bits]


@dataclass(frozen=True, slots=True)
class Matcher:
    """All conditions of a Program's stratum, ready to be answered for a case."""

    columns: tuple[Column, ...]
    width: int
    _plain: tuple[tuple[str, Callable[[Any], Bits]], ...]
    _tabled: tuple[Callable[[Any], Bits], ...]

    @classmethod
    def of(cls, columns: tuple[Column, ...], width: int) -> Matcher:
        """Sort the columns into those of one fact and those that need the whole case."""
        plain = tuple((c.fact, c.answer) for c in columns if c.fact)
        return cls(columns, width, plain, tuple(c.answer for c in columns if not c.fact))

    def match(self, values: Mapping[str, Value]) -> tuple[Bits, Bits]:
        """Give the branches that are possible and those that are certain."""
        both = (1 << 2 * self.width) - 1
        get = values.get
        for fact, answer in self._plain:
            both &= answer(get(fact))
        for answer in self._tabled:
            both &= answer(values)
        return both >> self.width, both & ((1 << self.width) - 1)


class MatcherBuilder:
    """Collects conditions, gives each its mask, and builds the matcher."""

    def __init__(self, facts: Mapping[str, Fact], parameters: Mapping[str, Parameter]) -> None:
        self.facts = facts
        self.parameters = parameters
        self.branches: list[Branch] = []
        self._masks: dict[frozenset[Branch], Mask] = {}

    def add(self, condition: Condition) -> Mask:
        """Give the condition its bits; equal conditions share them.  Raises TooWide."""
        branches = [tuple(Literal(_nameless(l.test), l.negated) for l in b) for b in branches_of(condition)]  # noqa: E741
        key = frozenset(branches)
        if key not in self._masks:
            start = len(self.branches)
            self.branches.extend(dict.fromkeys(branches))
            self._masks[key] = ((1 << (len(self.branches) - start)) - 1) << start
        return self._masks[key]

    def build(self) -> Matcher:
        """Lay the tables out."""
        by_column: dict[ColumnKey, list[tuple[int, Literal]]] = defaultdict(list)
        for bit, branch in enumerate(self.branches):
            for literal in branch:
                by_column[column_key(literal.test, self.facts)].append((bit, literal))
        columns = tuple(self._column(key, uses) for key, uses in sorted(by_column.items(), key=_by_name))
        return Matcher.of(columns, len(self.branches))

    def _column(self, key: ColumnKey, uses: list[tuple[int, Literal]]) -> Column:
        tests = list(dict.fromkeys(literal.test for _, literal in uses))
        fact, cells, count, accepts = self._reading(key, tests)
        width = len(self.branches)
        can, must = [(1 << width) - 1] * count, [(1 << width) - 1] * count
        for bit, literal in uses:
            off = ~(1 << bit)
            for cell, holds in enumerate(accepts[literal.test]):
                if holds is None:
                    must[cell] &= off
                elif holds is literal.negated:
                    can[cell] &= off
                    must[cell] &= off
        both = tuple(c << width | m for c, m in zip(can, must, strict=True))
        return Column(key, fact, tuple(can), tuple(must), cells(both))

    def _reading(
        self, key: ColumnKey, tests: list[Test]
    ) -> tuple[str, Callable[[Sequence[Bits]], Callable[[Any], Bits]], int, dict[Test, list[bool | None]]]:
        """Say how a column is read: the fact (empty when the whole case is needed), what makes its look-up from the
        bits of each cell, the number of cells, and each test's answer in each cell.
        """  # noqa: D205 - one sentence over two lines
        kind, name, _ = key
        fact = self.facts[name]
        if kind == "table":
            return "", table_answer(fact, tests[0], self.parameters), 3, {tests[0]: [None, False, True]}
        if kind == "set":
            return name, _set_answer(key[2]), 3, {t: _set_cells(t) for t in tests}  # type: ignore[arg-type]  # a group
        partition = Partition(fact, figures_of(tests, fact, self.parameters))
        return name, partition.answer, partition.count, {t: partition.accepts(t) for t in tests}


_NO_PLACE = Place("")


def _nameless(test: Test) -> Test:
    """Drop the places, so that the same test written twice is one."""
    operands = tuple(ParameterRef(o.name, _NO_PLACE) if isinstance(o, ParameterRef) else o for o in test.operands)
    return Test(test.fact, test.operator, operands, _NO_PLACE)


def column_key(test: Test, facts: Mapping[str, Fact]) -> ColumnKey:
    """Name the column that answers a test: one a fact, one a group of a set's elements, one a tabled parameter."""
    if any(isinstance(o, ParameterRef) for o in test.operands):
        return "table", test.fact, test
    if facts[test.fact].type != "set":
        return "value", test.fact, None
    group = frozenset() if test.operator == "known" else _wanted(facts[test.fact], test)
    return "set", test.fact, group


def _by_name(item: tuple[ColumnKey, object]) -> tuple[str, str, str]:
    kind, name, extra = item[0]
    return name, kind, repr(sorted(extra) if isinstance(extra, frozenset) else extra)


def _wanted(fact: Fact, test: Test) -> frozenset[str]:
    """The elements that make `includes` true: those named and, in a tree, all under them."""
    return frozenset(v for v in fact.values if any(fact.covers(str(o), v) for o in test.operands))


def _set_answer(group: frozenset[str]) -> Callable[[Sequence[Bits]], Callable[[Any], Bits]]:
    """Cell 0 unknown, 1 without any element of the group, 2 with one."""

    def made(bits: Sequence[Bits]) -> Callable[[Any], Bits]:
        unknown, without, with_one = bits

        def answer(value: frozenset[str] | None) -> Bits:
            return unknown if value is None else without if group.isdisjoint(value) else with_one

        return answer

    return made


def _set_cells(test: Test) -> list[bool | None]:
    if test.operator == "known":
        return [not test.operands[0], bool(test.operands[0]), bool(test.operands[0])]
    return [None, test.operator == "excludes", test.operator == "includes"]


def table_answer(
    fact: Fact, test: Test, parameters: Mapping[str, Parameter]
) -> Callable[[Sequence[Bits]], Callable[[Any], Bits]]:
    """Look a tabled parameter up and compare: cell 0 cannot be told, 1 false, 2 true."""
    name, operator = test.fact, test.operator
    ranked = operator in COMPARISONS and fact.type == "choice"
    operands = [_tabled(fact, o, parameters) for o in test.operands]

    def look(values: Mapping[str, Value]) -> int:
        value: Any = values.get(name)
        wanted = [operand(values) for operand in operands]
        if value is None or None in wanted:
            return UNKNOWN
        if ranked:
            value, wanted = fact.values.index(value), [fact.values.index(w) for w in wanted]
        holds = compare(operator, value, wanted) if operator in COMPARISONS else (value in wanted) is (operator == "is")
        return 2 if holds else 1

    return lambda bits: lambda values: bits[look(values)]


def _tabled(fact: Fact, operand: object, parameters: Mapping[str, Parameter]) -> Callable[[Mapping[str, Value]], Any]:
    """Give what finds the operand for a case: a value, or the line of the parameter's table that fits."""
    if not isinstance(operand, ParameterRef):
        return lambda _values: operand
    parameter = parameters[operand.name]
    table = {key: fact.read(value) for key, value in parameter.table.items()}
    return lambda values: table.get(tuple(map(values.get, parameter.by)))
