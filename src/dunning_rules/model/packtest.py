"""Tests that stand beside the rules, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.model.coverage import Coverage
    from dunning_rules.model.finding import Finding

EXPECTATIONS: Final = (
    "fired",
    "not_fired",
    "days_overdue",
    "stage",
    "segment",
    "risk_tier",
    "tags",
    "tone",
    "modifiers",
    "role",
    "channel",
    "next_actions",
    "next_actions_exactly",
    "offer",
    "follow_up",
    "deadlines",
    "verdict",
    "codes",
    "removed",
    "unsaid",
    "says",
    "never_says",
    "sections",
    "no_sections",
    "words",
    "no_words",
    "holds",
    "documents",
    "records",
    "delivery_notes",
    "reply_cards",
    "allowed_now",
    "next_allowed",
    "next_preferred",
    "assumed",
    "usable",
    "error",
)
"""Every key that may stand under `expect` of a pack test."""


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


@dataclass(frozen=True, slots=True)
class PackRun:
    """All tests of a pack as they ran, what they cover, and the floors that were missed."""

    pack: str
    results: tuple[PackTestResult, ...]
    coverage: Coverage
    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every test held and no floor was missed."""
        return not self.findings and all(r.passed for r in self.results)
