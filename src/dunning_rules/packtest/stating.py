"""The expectation of a suggested test: what the decision is now, as far as the test is about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.packtest.expecting import fired_in
from dunning_rules.packtest.saying import texts_in

if TYPE_CHECKING:
    from dunning_rules.engine.seen import Seen

_CLASSES: Final = ("stage", "segment", "risk_tier")


def expectation(seen: Seen, kind: str, name: str) -> dict[str, Any]:
    """State what a decision is now: whether the rule in question fired, what is said, and the decision in short."""
    decision = seen.decision
    expect: dict[str, Any] = {}
    if kind == "rule":
        expect["fired" if name in fired_in(decision) else "not_fired"] = name
    if kind == "line" and (fact := name.split("/", maxsplit=1)[0]) in _CLASSES:
        expect[fact] = getattr(decision, fact)
    if kind == "sentence" and (text := texts_in(seen).get(name)):
        expect["words"] = text
    if decision.compliance.removed:
        expect["removed"] = sorted({r.code for r in decision.compliance.removed})
    return {
        **expect,
        "verdict": decision.verdict,
        "codes": sorted(set(decision.compliance.codes)),
        "channel": decision.channel,
        "tone": decision.tone.name,
        "offer": decision.offer.id,
        "next_actions_exactly": list(decision.next_actions),
    }
