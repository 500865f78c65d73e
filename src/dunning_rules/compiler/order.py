"""Pass: derived facts in the order in which they can be worked out; a circle is refused (M7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dunning_rules.model.condition import ParameterRef, tests_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.pack import Parameter
    from dunning_rules.model.rule import Derivation


def order_derivations(draft: Draft) -> None:
    """Sort the derivations into strata, first those that read no derived fact; type their values."""
    for name, derivation in draft.derivations.items():
        draft.derivations[name] = _typed_values(draft, derivation)
    waiting = {n: set(_derived_inputs(draft, d)) for n, d in draft.derivations.items()}
    while waiting:
        ready = [n for n, inputs in waiting.items() if not inputs]
        if not ready:
            first = draft.derivations[min(waiting)]
            circle = ", ".join(f"`{n}`" for n in sorted(waiting))
            draft.find("DR209", f"these derived facts wait for each other: {circle}", first.place)
            return
        draft.strata += (tuple(ready),)
        waiting = {n: inputs - set(ready) for n, inputs in waiting.items() if n not in ready}


def reads(condition: Condition, parameters: Mapping[str, Parameter]) -> Iterator[str]:
    """Name every fact a condition reads, those by which its parameters are tabled among them."""
    for test in tests_of(condition):
        yield test.fact
        for operand in test.operands:
            if isinstance(operand, ParameterRef) and operand.name in parameters:
                yield from parameters[operand.name].by


def conditions_of(derivation: Derivation) -> tuple[Condition, ...]:
    """Give all conditions of a derivation."""
    return (*(row.when for row in derivation.rows), *derivation.count_of)


def _derived_inputs(draft: Draft, derivation: Derivation) -> Iterator[str]:
    for condition in conditions_of(derivation):
        yield from (n for n in reads(condition, draft.parameters) if n in draft.derivations)


def _typed_values(draft: Draft, derivation: Derivation) -> Derivation:
    """Read the values of a decision list by the type of the fact; a list needs `otherwise`, a count has none."""
    fact = derivation.fact
    if bool(derivation.rows) == bool(derivation.count_of):
        draft.find("DR210", f"`{fact.name}` needs either `first` or `count_of`", derivation.place)
        return derivation
    if derivation.count_of:
        return derivation
    if derivation.otherwise is None:
        draft.find("DR210", f"`{fact.name}` needs `otherwise`: a derived fact is never unknown", derivation.place)
        return derivation
    rows = []
    for row in derivation.rows:
        try:
            rows.append(replace(row, value=fact.read(row.value)))
        except ValueError as error:
            draft.find("DR203", str(error), row.place)
    try:
        return replace(derivation, rows=tuple(rows), otherwise=fact.read(derivation.otherwise))
    except ValueError as error:
        draft.find("DR203", str(error), derivation.place)
        return derivation
