"""Why a rule fired or not: each of its tests with its answer, worked out on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.model.condition import AtLeastNOf, Condition, ParameterRef, Test
from dunning_rules.model.decision import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.compiler.program import Program

_ANSWERS: Final = {True: "true", False: "false", None: "cannot tell"}
_NAMES: Final = {"AllOf": "all", "AnyOf": "any", "NoneOf": "none", "AtLeastNOf": "at_least_n_of"}


def why(program: Program, condition: Condition, values: Mapping[str, Any], depth: int = 1) -> Iterator[str]:
    """Write a condition down as a tree, every part with its answer for the case."""
    answer = _ANSWERS[truth(program, condition, values)]
    indent = "  " * depth
    if isinstance(condition, Test):
        known = values.get(condition.fact)
        given = "unknown" if known is None else written(known)
        yield f"{indent}{answer}: {condition.fact} {condition.operator} {_operands(condition)} (the case: {given})"
        return
    count = f" {condition.n}" if isinstance(condition, AtLeastNOf) else ""
    yield f"{indent}{answer}: {_NAMES[type(condition).__name__]}{count} of"
    for part in condition.parts:
        yield from why(program, part, values, depth + 1)


def truth(program: Program, condition: Condition, values: Mapping[str, Any]) -> bool | None:
    """Answer one condition; None when it cannot be told."""
    builder = MatcherBuilder(program.facts, program.parameters)
    mask = builder.add(condition)
    possible, certain = builder.build().match(values)
    return True if certain & mask else None if possible & mask else False


def _operands(test: Test) -> str:
    return ", ".join(f"parameter {o.name}" if isinstance(o, ParameterRef) else written(o) for o in test.operands)
