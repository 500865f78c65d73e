"""Which facts move a condition, and which values of them are worth trying.

The values are only proposals: whether one does what was wanted is seen by running the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.cells import Partition, figures_of
from dunning_rules.compiler.order import conditions_of, reads
from dunning_rules.derive.catalogue import COMPUTED
from dunning_rules.model.case import CONTACT_AT
from dunning_rules.model.condition import Test, tests_of
from dunning_rules.model.decision import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.seen import Known
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact

_MOST_SHOWN: Final = 12
"""Values that tests give a fact which are worth trying for it in another case."""

_SCALED: Final = ("integer", "decimal", "money", "date", "moment", "time")


class _Watched(dict[str, Any]):
    """Values that remember which of them were looked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.looked_for: dict[str, None] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a value
        self.looked_for[name] = None
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.looked_for[str(name)] = None
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - a value
        self.looked_for[name] = None
        return super().get(name, default)


@dataclass(slots=True)
class Trials:
    """The inputs of every fact of a program, and values of each that its conditions can tell apart."""

    program: Program
    tests: dict[str, list[Test]] = field(default_factory=dict)
    shown: dict[str, list[Any]] = field(default_factory=dict)
    looked_for: dict[str, dict[str, None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the tests of all conditions by their fact."""
        for condition in _all_conditions(self.program):
            for test in tests_of(condition):
                self.tests.setdefault(test.fact, []).append(test)

    def learn(self, facts: Mapping[str, Any], known: Known) -> None:
        """Take from a case what values its facts have, and what each computed fact looks for."""
        for name, raw in facts.items():
            values = self.shown.setdefault(name, [])
            if raw not in values and len(values) < _MOST_SHOWN:
                values.append(raw)
        for fact in self.program.computed:
            if fact.computed in COMPUTED:
                watched = _Watched(known.setting.values)
                COMPUTED[fact.computed](replace(known.setting, values=watched))
                self.looked_for.setdefault(fact.name, {}).update(watched.looked_for)

    def inputs(self, names: Iterable[str]) -> list[str]:
        """Name the facts a case can state by which these facts change, the nearest first."""
        found: dict[str, None] = {}
        waiting = list(dict.fromkeys(names))
        passed = set(waiting)
        for name in waiting:
            fact = self.program.facts.get(name)
            if fact is None:
                continue
            if not fact.derived and (not fact.computed or fact.may_be_given):
                found[name] = None
            more = [n for n in self._behind(fact) if n not in passed]
            passed.update(more)
            waiting += more
        return list(found)

    def _behind(self, fact: Fact) -> list[str]:
        if fact.computed:
            clock = [CONTACT_AT] if CONTACT_AT in self.program.facts else []
            return [*self.looked_for.get(fact.name, ()), *clock]
        derivation = next((d for d in self.program.derivations if d.fact.name == fact.name), None)
        conditions = conditions_of(derivation) if derivation else ()
        return [n for c in conditions for n in reads(c, self.program.parameters)]

    def channel_facts(self) -> list[str]:
        """Name the facts that open and shut the channels, so that a script takes another form."""
        gates = [i.item.gate for i in self.program.items.get("channel", {}).values() if i.item.gate]
        found = [t.fact for name in gates for t in tests_of(self.program.gates[name].gate.when)]
        return list(dict.fromkeys(found))

    def values(self, name: str, as_of: datetime) -> list[Any]:
        """Give values of a fact worth trying in a case, as an author writes them; None leaves it out."""
        fact = self.program.facts[name]
        found = [_written(v) for v in (*self._own(fact), *self._reaching(fact, as_of))]
        unique: list[Any] = [None]
        for value in (*found, *self.shown.get(name, ())):
            if value not in unique:
                unique.append(value)
        return unique

    def _own(self, fact: Fact) -> Iterator[Any]:
        """Give a value in each cell of the fact's own tests."""
        if fact.type == "set":
            yield from (frozenset(), *(frozenset({v}) for v in fact.values))
        elif fact.type in ("choice", "flag"):
            yield from fact.values or (True, False)
        elif fact.type == "text":
            yield from self._texts(fact)
        elif fact.type in _SCALED:
            partition = Partition(fact, self._figures(fact))
            yield from (v for c in range(1, partition.count) if (v := partition.sample(c)) is not None)

    def _texts(self, fact: Fact) -> Iterator[str]:
        for parameter in self.program.parameters.values():
            if fact.name in parameter.by:
                yield from (key[parameter.by.index(fact.name)] for key in parameter.table)
        yield from map(str, self._figures(fact))
        yield fact.name.replace("_", " ")

    def _figures(self, fact: Fact) -> Iterator[Any]:
        """Give all that the tests of a fact compare it with."""
        return figures_of(self.tests.get(fact.name, ()), fact, self.program.parameters)

    def _reaching(self, fact: Fact, as_of: datetime) -> Iterator[Any]:
        """Give values by which a computed fact that looks for this one may come into each of its cells."""
        for name, looked_for in self.looked_for.items():
            computed = self.program.facts[name]
            if fact.name in looked_for or fact.name == CONTACT_AT:
                make = _TOWARDS.get(("clock" if computed.type == "time" else "", fact.type))
                if make:
                    yield from (found for value in self._own(computed) for found in make(as_of, value))


def _days(as_of: datetime, value: Any) -> Iterator[date]:  # noqa: ANN401 - a value of the computed fact
    span = timedelta(value) if isinstance(value, int) and not isinstance(value, bool) else timedelta(2)
    yield from (as_of.date() - span, as_of.date() + span)


def _moments(as_of: datetime, value: Any) -> Iterator[datetime]:  # noqa: ANN401 - see _days
    plainly = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    for span in (timedelta(int(value)), timedelta(hours=float(value))) if plainly else (timedelta(2),):
        yield from (as_of - span, as_of + span)


def _clocks(as_of: datetime, value: time) -> Iterator[datetime]:
    at = datetime.combine(as_of.date(), value, as_of.tzinfo)
    yield at if at >= as_of else at + timedelta(1)


def _hours(as_of: datetime, value: Any) -> Iterator[time]:  # noqa: ANN401 - see _days
    if isinstance(value, int):
        yield from ((as_of + timedelta(minutes=m)).time() for m in (value, -value))


def _numbers(_as_of: datetime, value: Any) -> Iterator[Any]:  # noqa: ANN401 - see _days
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        yield value


_TOWARDS: Final[Mapping[tuple[str, str], Callable[[datetime, Any], Iterable[Any]]]] = {
    ("", "date"): _days,
    ("", "moment"): _moments,
    ("clock", "moment"): _clocks,
    ("", "time"): _hours,
    ("", "money"): _numbers,
    ("", "decimal"): _numbers,
    ("", "integer"): _numbers,
}
"""How a value of a computed fact (a clock time, or anything else) leads to one of a fact of that type."""


def _written(value: Any) -> Any:  # noqa: ANN401 - a value of a fact
    """Write a value as an author would: text for days and hours, whole numbers without a point."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return plain(value)


def _all_conditions(program: Program) -> Iterator[Condition]:
    yield from (r.rule.when for r in program.rules)
    yield from (g.gate.when for g in program.gates.values())
    yield from (c for d in program.derivations for c in conditions_of(d))
    yield from (s.sentence.when for n in program.snippets.values() for s in n.sentences)
    yield from (b.when for items in program.items.values() for i in items.values() for b in i.item.brings)
