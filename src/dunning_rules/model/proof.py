"""Answers about all cases at once: a witness, and what became of a property."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.model.property import Property


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that shows something: facts and moment, as a file of cases has them."""

    facts: Mapping[str, Any]
    as_of: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a property.

    ``proved`` holds in all cases, ``refuted`` not in the one given, ``empty`` speaks of no case at all, and ``undecided``
    has no certain answer, for the reason ``why``.  ``example`` is a case the property speaks of; ``reached`` has for each
    outcome it names the values that these cases have.
    """

    property: Property
    answer: Literal["proved", "refuted", "empty", "undecided"]
    counterexample: Witness | None = None
    example: Witness | None = None
    why: str = ""
    reached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
