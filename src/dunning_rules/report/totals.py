"""Totals of a ledger run, kept while the lines go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.ledger import LedgerLine

GROUPS: Final = ("stage", "segment", "risk_tier", "tone", "verdict", "action")
"""What lines are counted by; `action` is the first thing to do."""

NOTHING: Final = "-"


@dataclass(slots=True)
class Totals:
    """Counts and sums by group; sums only within one currency."""

    lines: int = 0
    errors: int = 0
    others: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {g: Counter() for g in GROUPS})
    sums: dict[tuple[str, str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    currencies: dict[str, None] = field(default_factory=dict)

    def add(self, line: LedgerLine) -> None:
        """Count one line."""
        self.lines += 1
        if line.decision is None:
            self.errors += bool(line.error)
            self.others += not line.error
            return
        for group, value in _groups(line.decision).items():
            self.counts[group][value] += 1
            if line.amount is not None:
                self.sums[group, value, line.currency] += line.amount
                self.currencies[line.currency] = None


def _groups(decision: Decision) -> dict[str, str]:
    return {
        "stage": decision.stage or NOTHING,
        "segment": decision.segment or NOTHING,
        "risk_tier": decision.risk_tier or NOTHING,
        "tone": decision.tone.name or NOTHING,
        "verdict": decision.verdict,
        "action": decision.next_actions[0] if decision.next_actions else NOTHING,
    }
