"""Proofs: a property holds in all cases, or here is one in which it does not, and the engine agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.analysis.circuit import Undecided
from dunning_rules.analysis.decided import Decided, holds, shown
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.witness import Witnesses
from dunning_rules.model.condition import ALWAYS, tests_of
from dunning_rules.model.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.regions import Regions
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.property import Property


class Prover:
    """Proves or refutes properties of one program."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self.outcomes = Outcomes(regions)
        self.decided = Decided(self.outcomes)
        self.witnesses = Witnesses(self.outcomes)

    def prove(self, wanted: Property) -> Proof:
        """Prove a property, or find a case against it that the engine decides just so."""
        try:
            return self._prove(wanted)
        except Undecided as why:
            return Proof(wanted, "undecided", why=str(why))

    def _prove(self, wanted: Property) -> Proof:
        spoken_of = self.regions.truth(wanted.when).certain
        example = self.witnesses.find(spoken_of)
        if example is None:
            return Proof(wanted, "empty")
        promise = wanted.always or wanted.never or ALWAYS
        certain = self.decided.truth(promise).certain
        against = self.witnesses.find(spoken_of, -certain if wanted.always else certain)
        if against is None:
            return Proof(wanted, "proved", example=example.witness, reached=self._reached(spoken_of, promise))
        if holds(self.regions.program, promise, against.resolutions[0]) is bool(wanted.always):
            return Proof(wanted, "undecided", example=example.witness, why="the engine decides the case that was found otherwise")
        return Proof(wanted, "refuted", against.witness, example.witness)

    def _reached(self, spoken_of: Literal, promise: Condition) -> Mapping[str, tuple[str, ...]]:
        """Give the values that the outcomes named in a promise have in the cases it speaks of."""
        names = dict.fromkeys(t.fact for t in tests_of(promise))
        found = {}
        for name in names:
            fact = self.decided.facts[name]
            values = {v: self.decided.element(name, v) for v in fact.values} if fact.type == "set" else self.decided.value(name)
            can = self.regions.circuit.can
            found[name] = tuple(shown(v) for v, where in values.items() if can(spoken_of, where))
        return found
