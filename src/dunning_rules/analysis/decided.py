"""Outcomes as facts that conditions can test, for all cases at once and for one resolution of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.truth import Truths
from dunning_rules.analysis.wishing import NOBODY, name_of
from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.compiler.promised import outcome_facts

if TYPE_CHECKING:
    from dunning_rules.analysis.circuit import Literal, Spread
    from dunning_rules.analysis.outcomes import Outcomes
    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.resolve import Resolution
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact


def facts_of(program: Program) -> dict[str, Fact]:
    """Give the outcomes of a program as facts."""
    return outcome_facts(program.items, program.snippets, program.gates)


class Decided(Truths):
    """Works out conditions over the outcomes of all cases."""

    def __init__(self, outcomes: Outcomes) -> None:
        super().__init__(outcomes.circuit, facts_of(outcomes.program), outcomes.program.parameters)
        self.outcomes = outcomes
        self._sets: dict[str, Spread] = {}

    def value(self, name: str) -> Spread:
        """Give an outcome as a function of the case; None where nothing sets it."""
        if name == "tone":
            levels = self.facts["tone"].values
            return {None if n is None else levels[n]: where for n, where in self.outcomes.tone.items()}
        if name == "role":
            return dict(self.outcomes.role)
        found: Spread = getattr(self.outcomes, name)
        return found

    def known(self, name: str) -> Literal:  # noqa: ARG002 - a collection may be empty, and is known all the same
        """Where a set is known: in every case."""
        return self.circuit.yes

    def element(self, name: str, value: str) -> Literal:
        """Where a collection holds an element."""
        if name not in self._sets:
            self._sets[name] = self._elements(name)
        return self._sets[name].get(value, self.circuit.no)

    def _elements(self, name: str) -> Spread:
        out, c = self.outcomes, self.circuit
        if name in _SPOKEN:
            said: dict[Any, list[Literal]] = {}
            for sentence, where in out.said:
                said.setdefault(_SPOKEN[name](out.program, sentence), []).append(where)
            return {v: c.any_of(where) for v, where in said.items()}
        if name == "removed":
            gates = dict.fromkeys(gate for gate, _ in out.removed)
            return {g: c.any_of(where for (gate, _), where in out.removed.items() if gate == g) for g in gates}
        return out.names(name)


_SPOKEN: Final[dict[str, Any]] = {
    "sections": lambda program, s: program.snippets[s.snippet].section,
    "snippets": lambda _program, s: s.snippet,
    "claims": lambda _program, s: s.sentence.claim,
}
"""What a sentence that is said stands for."""


def values_of(program: Program, resolution: Resolution) -> dict[str, Any]:
    """Give the outcomes of one resolution as the values of these facts."""
    said = [s for _, sentences in resolution.said for s in sentences]
    levels = tuple(program.items.get("tone", ()))
    found = {
        "verdict": resolution.verdict,
        "tone": None if resolution.tone is None else levels[resolution.tone],
        "role": resolution.choice("role"),
        "channel": resolution.channel,
        "form": resolution.form,
        "offer": resolution.offer,
        "consequences": frozenset(resolution.consequences),
        "removed": frozenset(gate for gate, _ in resolution.removed),
        **{name: frozenset(map(name_of, values)) for name, values in resolution.collected.items()},
        **{name: frozenset(of(program, s) for s in said) - {""} for name, of in _SPOKEN.items()},
    }
    return {name: value for name, value in found.items() if value is not NOBODY}


def holds(program: Program, condition: Condition, resolution: Resolution) -> bool:
    """Whether a condition on outcomes is certain for one resolution."""
    builder = MatcherBuilder(facts_of(program), program.parameters)
    mask = builder.add(condition)
    _, certain = builder.build().match(values_of(program, resolution))
    return bool(certain & mask)


def shown(value: object) -> str:
    """Write the value of an outcome down."""
    return "nothing" if value is NOBODY else str(value)
