"""Tests that stand beside the rules, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PackTest:
    """One case with what its decision must and must not be."""

    name: str
    as_of: str
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PackTestResult:
    """A pack test that ran: ``failures`` is empty when it held."""

    test: PackTest
    failures: tuple[str, ...]
    fired: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything expected was seen."""
        return not self.failures
