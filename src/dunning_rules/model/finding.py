"""What is wrong with a pack, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dunning_rules.place import NOWHERE, Place

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a pack: its stable code, the author's words, where, and the next step.

    DR1xx is shape, DR2xx meaning, DR3xx style, DR4xx a failed pack test, DR5xx analysis.  A code is never reused.
    """

    code: str
    message: str
    place: Place = NOWHERE
    help: str = ""
    severity: Severity = "error"


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by place, then code, and drop doubles, so that one cause is told once and in file order."""
    return tuple(sorted(set(findings), key=lambda f: (f.place, f.code, f.message)))
