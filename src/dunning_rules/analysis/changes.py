"""What two versions of a pack decide differently: for each outcome the regions of cases, exactly, each with a case.

Both versions stand on one ground, so whatever they have in common is one function of the circuit and needs no question.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from dunning_rules.analysis.area import area_around, in_words, inside, unusual
from dunning_rules.analysis.circuit import Undecided
from dunning_rules.analysis.decided import Decided, shown, values_of
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Ground, Regions
from dunning_rules.analysis.witness import Witnesses
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.difference import Changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.analysis.area import Area
    from dunning_rules.analysis.building import Built
    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.proof import Witness

MOST_TOLD: Final = 3
"""Regions told of one change of one value; where there are more, that is said."""

MANY: Final = 12
"""Regions of one outcome from which on only one is told of each further value that changes."""

_BY_NAME: Final = ("claims", "removed", "sections")
"""Outcomes that follow from the snippets and the gates, and are told with them."""


MOST_LOOKED_AT: Final = 40
"""Regions looked for in all; of what else changes it is said that it does."""


def find_changes(old: Program, new: Program) -> tuple[Changed, ...]:
    """Find every change of an outcome between two versions that can be compared."""
    return tuple(_Comparing(old, new).changes())


def incomparable(old: Program, new: Program) -> tuple[str, ...]:
    """Name the facts that two versions know, and that are of another type or come about otherwise in one of them.

    To mean something else when absent is coming about otherwise.  Problems in the data are named too, where another fact is
    required or something else is checked.
    """
    both = ((n, old.facts[n], new.facts[n]) for n in old.facts if n in new.facts)
    unlike = tuple(n for n, one, other in both if _way(one) != _way(other))
    seen = [(sorted(f.name for f in p.facts.values() if f.required), sorted(p.checks)) for p in (old, new)]
    return unlike if seen[0] == seen[1] else (*unlike, DATA_PROBLEMS)


def _way(fact: Fact) -> tuple[object, ...]:
    return (fact.type, fact.computed, fact.may_be_given, fact.absent)


class _Region(NamedTuple):
    """Cases in all of which something changes, one of them, and everything that changes in that one."""

    area: Area
    built: Built
    shows: frozenset[tuple[str, str, str]]


class _Comparing:
    def __init__(self, old: Program, new: Program) -> None:
        ground = Ground(old, new)
        before, after = (Outcomes(Regions(p, ground)) for p in (old, new))
        self.circuit = ground.circuit
        self.old, self.new = Decided(before), Decided(after)
        self.witnesses = Witnesses(before, after)
        self._known: list[_Region] = []
        self._told: Counter[str] = Counter()

    def changes(self) -> Iterator[Changed]:
        """Walk the outcomes; a value that one version alone has is none in the other."""
        for name, fact in {**self.old.facts, **self.new.facts}.items():
            if name in _BY_NAME:
                continue
            if fact.type == "set":
                values = dict.fromkeys((*self.old.facts[name].values, *self.new.facts[name].values))
                for value in values:
                    yield from self._element(name, value)
            else:
                yield from self._choice(name)

    def _element(self, name: str, value: str) -> Iterator[Changed]:
        """An element that is there in one version and not in the other."""
        before, after = self.old.element(name, value), self.new.element(name, value)
        yield from self._regions(name, "", value, self.circuit.without(after, before))
        yield from self._regions(name, value, "", self.circuit.without(before, after))

    def _choice(self, name: str) -> Iterator[Changed]:
        """A choice that falls out otherwise."""
        before, after = self.old.value(name), self.new.value(name)
        if before != after:
            for one, where in before.items():
                for other, there in after.items():
                    if one != other:
                        yield from self._regions(name, shown(one), shown(other), self.circuit.both(where, there))

    def _regions(self, name: str, old: str, new: str, where: Literal) -> Iterator[Changed]:
        """Regions that make a change up, one after another; together they hold every case of it, or it is said that more do.

        What was said of a region is what is unusual in it, so the next one is unusual in some other way.
        """
        if where == self.circuit.no:
            return
        left: list[Literal] = []
        most = MOST_TOLD if self._told[name] < MANY else 1
        try:
            for region in self._one_by_one((name, old, new), where, left):
                if len(left) == most or region is None:
                    yield Changed(name, old, new, ("and further regions" if left else "in some cases",))
                    return
                yield Changed(name, old, new, in_words(self.witnesses, region.area), _facts(region.built.witness))
                left.append(-inside(self.witnesses, unusual(self.witnesses, region.area)))
                self._told[name] += 1
        except Undecided as why:
            yield Changed(name, old, new, (f"not decided: {why}",))

    def _one_by_one(self, change: tuple[str, str, str], where: Literal, left: list[Literal]) -> Iterator[_Region | None]:
        """Give regions of a change outside of what is left: those known from other changes first; None beyond the budget."""
        for region in (r for r in self._known if change in r.shows):
            whole = inside(self.witnesses, region.area)
            if not self.circuit.can(whole, -where) and self.circuit.can(whole, *left):
                yield region
        while len(self._known) < MOST_LOOKED_AT and (built := self.witnesses.find(where, *left)) is not None:
            self._known.append(_Region(area_around(self.witnesses, built, where), built, frozenset(self._shown(built))))
            yield self._known[-1]
        if self.circuit.can(where, *left):
            yield None

    def _shown(self, built: Built) -> Iterator[tuple[str, str, str]]:
        """Name all that changes in one case."""
        programs = (self.old.outcomes.program, self.new.outcomes.program)
        before, after = (values_of(p, r) for p, r in zip(programs, built.resolutions, strict=True))
        for name, fact in {**self.old.facts, **self.new.facts}.items():
            one, other = before.get(name), after.get(name)
            if fact.type == "set":
                one, other = one or frozenset(), other or frozenset()
                yield from ((name, value, "") for value in one - other)
                yield from ((name, "", value) for value in other - one)
            elif one != other:
                yield name, shown(one), shown(other)


def _facts(witness: Witness) -> dict[str, object]:
    return {**witness.facts, "as_of": witness.as_of}
