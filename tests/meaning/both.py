"""Asks the definition and the engine the same question, and lets a test see the one answer."""

from __future__ import annotations

from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.meaning.definition import Definition
from tests.meaning.packs import FACTS, OBJECTIONS, PARAMETERS, SECTIONS, TALKED, compiled

AS_OF = "2026-11-25T14:00+08:00"

PLAIN = {
    "role": ["clerk", "chief"],
    "next_actions": ["wait", "write", "call"],
    "modifiers": ["soft", "clear"],
    "codes": ["C-ONE", "C-TWO"],
    "documents": ["contract", "bill"],
    "tone": ["warm", "plain", "firm"],
    "verdict": ["allow", "review", "hold", "block"],
    "holds": ["manual", "dispute"],
    "form": ["call", "letter"],
}


def vocabulary(**changed):
    """The documents every small pack needs; ``changed`` gives an outcome other values."""
    outcomes = [
        {"kind": "outcome", "outcome": name, "values": changed.get(name) or [{"id": i, "title": "x"} for i in ids]}
        for name, ids in PLAIN.items()
    ]
    channels = changed.get("channel") or [
        {"id": "phone", "title": "x", "form": "call"},
        {"id": "post", "title": "x", "form": "letter"},
    ]
    sections = [{"id": s, "title": "x", "forms": f} for s, f in SECTIONS.items()]
    return [
        FACTS,
        PARAMETERS,
        OBJECTIONS,
        TALKED,
        *outcomes,
        {"kind": "outcome", "outcome": "channel", "values": channels},
        {"kind": "outcome", "outcome": "script", "values": sections},
        {"kind": "offers", "offers": changed.get("offers") or [{"id": "plan", "title": "x"}, {"id": "rebate", "title": "x"}]},
        {
            "kind": "consequences",
            "consequences": changed.get("consequences")
            or [{"id": i, "title": "x", "sentence": "x"} for i in ("interest", "terms")],
        },
    ]


def rule(name, then, when=None, *, layer="stage", priority=0, if_unknown="skip", **more):
    """A document with one rule."""
    body = {"id": name, "title": "x", "then": then, "priority": priority, "because": {"policy": "x"}, "if_unknown": if_unknown}
    return {"kind": "rules", "layer": layer, "rules": [body | ({"when": when} if when is not None else {}) | more]}


def gate(name, when, **more):
    """A document with one gate."""
    return {"kind": "gates", "gates": [{"id": name, "title": "x", "when": when, "because": {"policy": "x"}, **more}]}


def script(name, section, *sentences, forms=("call", "letter")):
    """A document with one snippet."""
    words = [s if "insert" in s else {"zh-CN": "x", "en": "x", **s} for s in sentences]
    head = {"kind": "script", "id": name, "section": section, "forms": list(forms)}
    return {**head, "sentences": words, "because": {"policy": "x"}}


def derive(fact, first, otherwise, **more):
    """A document with a decision list; a choice unless told otherwise."""
    head = {"kind": "derive", "fact": fact, "type": "choice", "title": "x", "meaning": "x"}
    return {**head, "values": ["early", "late"], "first": first, "otherwise": otherwise, **more}


def resolved(decider, reader, facts, *, elapsed=True):
    """What the engine resolves, in the words of the definition."""
    case = reader.read(facts, AS_OF)
    values = dict(case.values)
    derived = list(decider.derive(values))
    found = decider.resolver.resolve(*decider.match(values), elapsed=elapsed)
    tones = list(decider.program.items["tone"])
    collected = {k: list(v) for k, v in found.collected.items() if k not in ("quiet_hours", "avoid_hours", "not_before")}
    collected["holds"] = [h.hold for h in collected["holds"]]
    numbered = {id(s): (x.id, n) for x in decider.program.snippets.values() for n, s in enumerate(x.sentences)}
    return {
        "values": {d.fact: d.value for d in derived},
        "assumed": sorted(case.assumed),
        "passed": sorted(d.fact for d in derived if d.passed_over),
        "fired": sorted(r.rule.id for r in found.fired),
        "unknown": sorted(r.rule.id for r in found.untold),
        "role": found.choice("role"),
        "channel": found.channel,
        "form": found.form,
        "offer": found.offer,
        "collected": {**collected, "consequences": list(found.consequences)},
        "tone": tones[found.tone] if found.tone is not None else None,
        "verdict": found.verdict,
        "interval": found.interval,
        "text": {section: [numbered[id(s)] for s in sentences] for section, sentences in found.said},
        "removed": sorted({(decider.program.gates[g].gate.code or None, what) for g, what in found.removed}, key=str),
        "unsaid": sorted(found.unsaid),
        "unanswered": list(found.unanswered),
    }


def asked(documents, facts, *, elapsed=True):
    """The answer both give; the test fails when they give two."""
    programs, findings = compiled(documents)
    assert findings == ()
    decider, reader = Decider.of(programs[0]), CaseReader(programs[0].facts)
    found = resolved(decider, reader, facts, elapsed=elapsed)
    assert found == Definition(documents).resolve(facts, elapsed=elapsed)
    return found


def holds(when, facts):
    """Whether a condition is true, false, or cannot be told (None), by both."""
    found = asked([*vocabulary(), rule("asked", {"next_actions": ["wait"]}, when)], facts)
    return True if "asked" in found["fired"] else None if "asked" in found["unknown"] else False
