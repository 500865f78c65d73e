"""Levels as functions of the case: their steps in the fixed order, for all cases at once (M9)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.outcome import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dunning_rules.analysis.circuit import Circuit, Literal, Spread
    from dunning_rules.model.outcome import Step

Steps = list[tuple["Step", "Literal"]]


def level(circuit: Circuit, steps: Steps, ladder: Sequence[str]) -> Spread:
    """Give a level as a number, None where it has no base; ``ladder`` names the levels, the lowest first."""
    numbers = [(s.step, _number(s, ladder), where) for s, where in steps]
    found: Spread = {None: circuit.yes}
    for step, number, where in reversed(numbers):
        if step == "base":
            found = circuit.choose_spread(where, {number: circuit.yes}, found)
    for kind, change in _CHANGES.items():
        for step, number, where in numbers:
            if step == kind:
                found = circuit.choose_spread(where, _each(circuit, found, change, number), found)
        if kind == "times":
            found = _each(circuit, found, lambda v, _: v.to_integral_value(ROUND_CEILING), None)
    highest = Decimal(len(ladder) - 1) if ladder else Decimal("Infinity")
    return _each(circuit, found, lambda v, _: int(max(min(v, highest), Decimal(0))), None)


def gravest(circuit: Circuit, steps: Steps) -> Spread:
    """Give the gravest verdict asked for."""
    asked = {v: circuit.any_of(where for s, where in steps if s.value == v) for v in VERDICTS[1:]}
    found, left = {}, circuit.yes
    for verdict in reversed(VERDICTS[1:]):
        found[verdict] = circuit.both(asked[verdict], left)
        left = circuit.without(left, asked[verdict])
    return {VERDICTS[0]: left, **found}


def _number(step: Step, ladder: Sequence[str]) -> Decimal:
    return Decimal(ladder.index(step.value) if isinstance(step.value, str) else step.value)  # type: ignore[arg-type]  # a checked number


def _each(circuit: Circuit, spread: Spread, change: Callable[[Decimal, Any], Any], number: object) -> Spread:
    return circuit.apply(lambda v: v if v is None else change(v, number), spread)


_CHANGES: Final[Mapping[str, Callable[[Decimal, Any], Decimal]]] = MappingProxyType(
    {
        "times": lambda v, n: v * n,
        "shift": lambda v, n: v + n,
        "soft_cap": min,
        "floor": max,
        "hard_cap": min,
    }
)
"""The steps after the base, in the order they are taken, and what each does to the level."""
