"""What a decision tells of how it came about: what guards said and took out, which rules spoke, what could not be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dunning_rules.model.decision import CannotTell, Compliance, Removed, Trace
from dunning_rules.model.outcome import GUARD_LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.resolve import Resolution
    from dunning_rules.model.decision import Derived, Reason


def compliance_of(program: Program, resolution: Resolution) -> Compliance:
    """Tell the verdict with its codes, what was taken out under a code, and the guards that spoke."""
    removed = tuple(
        Removed(gate.gate.code, what, gate.gate.title.en)
        for name, what in resolution.removed
        if (gate := program.gates[name]).gate.code
    )
    guards = tuple(r.reason for r in resolution.fired if r.rule.layer in GUARD_LAYERS or r.reason.codes)
    return Compliance(resolution.verdict, resolution.collected["codes"], removed, guards)


def trace_of(
    resolution: Resolution, values: Mapping[str, Any], derived: tuple[Derived, ...], from_profile: tuple[str, ...]
) -> Trace:
    """Tell which rules spoke and which were silenced, what could not be told, and what was left unsaid."""
    cannot = tuple(CannotTell(r.rule.id, r.reads.unknown_in(values), r.applies_unknown) for r in resolution.untold)
    return Trace(
        fired=tuple(_reasons(resolution)),
        silenced=resolution.silenced,
        cannot_tell=cannot,
        derived=derived,
        unsaid=resolution.unsaid,
        unanswered=resolution.unanswered,
        from_profile=from_profile,
    )


def _reasons(resolution: Resolution) -> list[Reason]:
    """Give the reasons in the order of the layers; gates that were shut stand before the rules of their layer."""
    spoken = [(g.rank, g.reason) for g in resolution.refusing]
    silenced = set(resolution.silenced)
    spoken += [(r.rank, r.reason) for r in resolution.fired if r.rule.id not in silenced]
    return [reason for _, reason in sorted(spoken, key=lambda s: s[0])]
