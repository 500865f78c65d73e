"""A decision table as DMN writes it: inputs, outputs in their order, a hit policy, and rows of unary tests.

The tables in `hit_policies.json` follow the decision tables of the DMN technology compatibility kit (dmn-tck/tck), those in
`analyser.json` the fixtures of the decision table analyser of Apache KIE (apache/incubator-kie-drools, kie-dmn-validation); both
projects are under the Apache licence 2.0.  Each table names the fixture it follows; names and values are ours.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DASH = "-"
MULTIPLE = ("C", "R", "O")
"""Hit policies that answer with a list."""

_RANGE = re.compile(r"([\[(])(.+)\.\.(.+)([\])])")
_NOT = re.compile(r"not\((.+)\)")
_COMPARED = re.compile(r"(<=|>=|<|>)(.+)")


@dataclass(frozen=True)
class Entry:
    """One unary test: everything (a dash), one or none of some values, or an interval; an end that is None is infinite."""

    text: str
    values: tuple[Any, ...] = ()
    negated: bool = False
    low: Any = None
    high: Any = None
    low_in: bool = False
    high_in: bool = False

    @property
    def dash(self):
        return self.text == DASH

    def holds(self, value):
        if self.values:
            return (value in self.values) is not self.negated
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_in and value == self.high))

    def ends(self):
        return [v for v in (*self.values, self.low, self.high) if v is not None]


@dataclass(frozen=True)
class Column:
    """An input: its name, its type, the values of a choice, and the values it may take at all."""

    name: str
    type: str
    values: tuple[str, ...] = ()
    domain: Entry = Entry(DASH)

    def entry(self, text):
        """Read a unary test."""
        if text == DASH:
            return Entry(text)
        if found := _RANGE.fullmatch(text):
            opening, low, high, closing = found.groups()
            return Entry(text, low=self.value(low), high=self.value(high), low_in=opening == "[", high_in=closing == "]")
        if found := _COMPARED.fullmatch(text):
            sign, end = found[1], self.value(found[2])
            inclusive = "=" in sign
            return Entry(text, low=end, low_in=inclusive) if ">" in sign else Entry(text, high=end, high_in=inclusive)
        found = _NOT.fullmatch(text)
        listed = found[1] if found else text
        return Entry(text, tuple(self.value(v.strip()) for v in listed.split(",")), negated=bool(found))

    def value(self, text):
        if self.type == "number":
            return Decimal(text)
        if self.type == "date":
            return date.fromisoformat(text)
        if self.type == "flag":
            return {"true": True, "false": False}[text]
        return self.values[self.values.index(text)]

    def points(self, entries):
        """One value for each cell that the entries tell apart, inside the domain; between two days in a row lies none."""
        if self.type == "choice":
            return list(self.values)
        if self.type == "flag":
            return [False, True]
        ends = sorted({v for e in (*entries, self.domain) for v in e.ends()})
        step = timedelta(days=1) if self.type == "date" else Decimal(1)
        half = Decimal(2)
        between = [a + step if self.type == "date" else (a + b) / half for a, b in pairwise(ends)]
        outer = [ends[0] - step, ends[-1] + step] if ends else [Decimal(0)]
        return sorted(p for p in {*ends, *between, *outer} if self.domain.holds(p))


@dataclass(frozen=True)
class Row:
    """One rule of a table."""

    number: int
    entries: tuple[Entry, ...]
    outputs: tuple[str, ...]

    def matches(self, point):
        return all(e.holds(v) for e, v in zip(self.entries, point, strict=True))


@dataclass(frozen=True)
class Table:
    """A decision table, with the cases and the findings that its fixture expects."""

    name: str
    policy: str
    inputs: tuple[Column, ...]
    orders: tuple[tuple[str, ...], ...]
    defaults: tuple[str, ...]
    rows: tuple[Row, ...]
    cases: tuple[tuple[tuple[Any, ...], Any], ...] = ()
    expected: Any = None

    def points(self):
        """One point for each cell of the table, in the order of its inputs."""
        columns = zip(self.inputs, zip(*(r.entries for r in self.rows), strict=True), strict=True)
        return list(product(*(column.points(entries) for column, entries in columns)))

    def box(self, texts):
        """The points of a region that is written as one unary test an input."""
        entries = [c.entry(t) for c, t in zip(self.inputs, texts, strict=True)]
        return {p for p in self.points() if all(e.holds(v) for e, v in zip(entries, p, strict=True))}

    def matching(self, point):
        return [r for r in self.rows if r.matches(point)]

    def rank(self, row):
        """Where the outputs of a row stand in the declared orders, the first output first; what has no order does not count."""
        pairs = zip(self.orders, row.outputs, strict=True)
        return tuple(order.index(value) for order, value in pairs if order)


def table(data):
    """Build a table from its data."""
    domains = data.get("domain", {})
    inputs = []
    for name, kind in data["inputs"].items():
        plain = Column(name, "choice", tuple(kind)) if isinstance(kind, list) else Column(name, kind)
        inputs.append(Column(name, plain.type, plain.values, plain.entry(domains.get(name, DASH))))
    rows = [_row(number, text, inputs) for number, text in enumerate(data["rules"], 1)]
    orders = tuple(tuple(o.get("values", ())) for o in data["outputs"])
    defaults = tuple(o["default"] for o in data["outputs"] if "default" in o)
    cases = tuple((tuple(given), _frozen(answer)) for given, answer in data.get("cases", ()))
    return Table(data["name"], data["policy"], tuple(inputs), orders, defaults, tuple(rows), cases, data.get("expected"))


def _row(number, text, inputs):
    left, right = text.split(" -> ")
    entries = (column.entry(part.strip()) for column, part in zip(inputs, left.split(" | "), strict=True))
    return Row(number, tuple(entries), tuple(v.strip() for v in right.split(",")))


def _frozen(answer):
    return tuple(map(_frozen, answer)) if isinstance(answer, list) else answer


def tables(name):
    """Read the tables of one of the two suites."""
    return [table(data) for data in json.loads((HERE / f"{name}.json").read_text("utf-8"), parse_float=Decimal)]
