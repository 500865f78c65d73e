"""Matching: one look-up a fact, one AND over bit sets, and every condition of a pack is answered.

Each branch of each condition owns a bit.  A cell knows which branches are still possible when the fact lies in it,
and which are certain as far as this fact goes.  The AND over all facts leaves two bit sets: possible and certain.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dunning_rules.compiler.branches import Branch, Literal, branches_of
from dunning_rules.compiler.cells import UNKNOWN, Partition, compare
from dunning_rules.model.condition import COMPARISONS, ParameterRef, Test
from dunning_rules.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact, Value
    from dunning_rules.model.pack import Parameter

Bits = int
Mask = int
"""The bits of one condition's branches."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """All conditions of a Program's stratum, ready to be answered for a case."""

    columns: tuple[tuple[str, Callable[[Any], int], tuple[Bits, ...], tuple[Bits, ...]], ...]
    everything: Bits

    def match(self, values: Mapping[str, Value]) -> tuple[Bits, Bits]:
        """Give the branches that are possible and those that are certain."""
        possible = certain = self.everything
        get = values.get
        for name, look, can, must in self.columns:
            cell = look(get(name)) if name else look(values)
            possible &= can[cell]
            certain &= must[cell]
        return possible, certain


ColumnKey = tuple[str, str, object]


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
        everything = (1 << len(self.branches)) - 1
        columns = tuple(self._column(key, uses, everything) for key, uses in sorted(by_column.items(), key=_by_name))
        return Matcher(columns, everything)

    def _column(
        self, key: ColumnKey, uses: list[tuple[int, Literal]], everything: Bits
    ) -> tuple[str, Callable[[Any], int], tuple[Bits, ...], tuple[Bits, ...]]:
        tests = list(dict.fromkeys(literal.test for _, literal in uses))
        name, look, count, accepts = self._reading(key, tests)
        can, must = [everything] * count, [everything] * count
        for bit, literal in uses:
            off = ~(1 << bit)
            for cell, holds in enumerate(accepts[literal.test]):
                if holds is None:
                    must[cell] &= off
                elif holds is literal.negated:
                    can[cell] &= off
                    must[cell] &= off
        return name, look, tuple(can), tuple(must)

    def _reading(self, key: ColumnKey, tests: list[Test]) -> tuple[str, Callable[[Any], int], int, dict[Test, list[bool | None]]]:
        """Say how the column is read: the fact (empty when it needs the whole case), look-up, cells and answers."""
        kind, name, _ = key
        fact = self.facts[name]
        if kind == "table":
            return "", table_look(fact, tests[0], self.parameters), 3, {tests[0]: [None, False, True]}
        if kind == "set":
            return name, _set_look(key[2]), 3, {t: _set_cells(t) for t in tests}  # type: ignore[arg-type]  # a group
        partition = Partition(fact, tests)
        return name, partition.look, partition.count, {t: partition.accepts(t) for t in tests}


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


def _set_look(group: frozenset[str]) -> Callable[[Any], int]:
    """Cell 0 unknown, 1 without any element of the group, 2 with one."""

    def look(value: frozenset[str] | None) -> int:
        return UNKNOWN if value is None else 1 if group.isdisjoint(value) else 2

    return look


def _set_cells(test: Test) -> list[bool | None]:
    if test.operator == "known":
        return [not test.operands[0], bool(test.operands[0]), bool(test.operands[0])]
    return [None, test.operator == "excludes", test.operator == "includes"]


def table_look(fact: Fact, test: Test, parameters: Mapping[str, Parameter]) -> Callable[[Any], int]:
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

    return look


def _tabled(fact: Fact, operand: object, parameters: Mapping[str, Parameter]) -> Callable[[Mapping[str, Value]], Any]:
    """Give what finds the operand for a case: a value, or the line of the parameter's table that fits."""
    if not isinstance(operand, ParameterRef):
        return lambda _values: operand
    parameter = parameters[operand.name]
    table = {key: fact.read(value) for key, value in parameter.table.items()}
    return lambda values: table.get(tuple(str(values.get(by)) for by in parameter.by))
