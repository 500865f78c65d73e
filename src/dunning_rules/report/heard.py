"""What was recognised, and what the wording audit found, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dunning_rules.model.words import AuditedText, Evidence, Heard, Recognition, WordingFinding


def recognised_as_json(found: Iterable[Recognition]) -> str:
    """Write what was recognised as a JSON list, one entry a text."""
    return _json(
        {"text": r.text, "objections": [_heard(h) for h in r.objections], "unsure": [_heard(h) for h in r.unsure]} for r in found
    )


def audited_as_json(found: Iterable[AuditedText]) -> str:
    """Write what the audit found as a JSON list, one entry a text."""
    return _json({"text": a.text, "findings": [_finding(f) for f in a.findings]} for a in found)


def recognised_as_text(found: Iterable[Recognition]) -> str:
    """Write each text with what was recognised in it."""
    return "\n".join(line for r in found for line in _recognised(r))


def audited_as_text(found: Iterable[AuditedText], language: str) -> str:
    """Write each text with what is wrong with it, and what may be said in its place."""
    return "\n".join(line for a in found for line in _audited(a, language))


def _json(entries: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(entries), ensure_ascii=False, indent=2)


def _heard(heard: Heard) -> dict[str, Any]:
    return {"id": heard.id, "score": heard.score, "evidence": _evidence(heard.evidence)}


def _evidence(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"text": e.text, "start": e.start, "end": e.end} for e in evidence]


def _finding(finding: WordingFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "category": finding.category,
        "severity": finding.severity,
        "evidence": _evidence(finding.evidence),
        "compliance": finding.compliance,
        "gate": finding.gate,
        "reason": {"zh-CN": finding.reason.zh_cn, "en": finding.reason.en},
        "sources": list(finding.sources),
        "instead": {"zh-CN": finding.instead.zh_cn, "en": finding.instead.en} if finding.instead else None,
    }


def _recognised(found: Recognition) -> list[str]:
    lines = [f"== {found.text}"]
    lines += [f"{h.score:.2f} {h.id}{_quoted(h.evidence)}" for h in found.objections]
    if found.unsure:
        lines.append("not sure, perhaps: " + ", ".join(f"{h.id} ({h.score:.2f})" for h in found.unsure))
    return lines if len(lines) > 1 else [*lines, "nothing"]


def _audited(found: AuditedText, language: str) -> list[str]:
    lines = [f"== {found.text}"]
    for finding in found.findings:
        ground = f", allowed where `{finding.gate}` is open" if finding.gate else ""
        lines.append(f"{finding.severity}: {finding.code} ({finding.category}{ground}){_quoted(finding.evidence)}")
        lines.append(f"  {finding.reason.speak(language)}")
        lines += [f"  say: {finding.instead.speak(language)}"] if finding.instead else []
    return lines if len(lines) > 1 else [*lines, "nothing"]


def _quoted(evidence: Sequence[Evidence]) -> str:
    return ": " + ", ".join(f"`{e.text}`" for e in evidence) if evidence else ""
