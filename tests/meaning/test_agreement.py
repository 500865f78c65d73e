"""The compiled engine decides what the definition says, on packs and cases nobody thought of."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.meaning.definition import Definition, Refused
from tests.meaning.packs import case_from, compiled, packs

CASES_A_PACK = 50
PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "420"))
"""420 packs with 50 cases each are 21,000 comparisons; `make test-all` asks for more."""

AS_OF = "2026-11-25T14:00+08:00"


def resolved(decider, reader, facts, *, elapsed):
    """What the engine resolves, in the words of the definition."""
    case = reader.read(facts, AS_OF)
    values = dict(case.values)
    derived = list(decider.derive(values))
    possible, certain = decider.program.matcher.match(values)
    found = decider.resolver.resolve(possible, certain, elapsed=elapsed)
    tones = list(decider.program.items["tone"])
    collected = {k: list(v) for k, v in found.collected.items() if k not in ("quiet_hours", "avoid_hours")}
    collected["holds"] = [h.hold for h in collected["holds"]]
    numbered = {id(s): (x.id, n) for x in decider.program.snippets.values() for n, s in enumerate(x.sentences)}
    return {
        "values": {d.fact: d.value for d in derived},
        "assumed": sorted(case.assumed),
        "passed": sorted(d.fact for d in derived if d.passed_over),
        "fired": sorted(r.rule.id for r in found.fired),
        "unknown": sorted(r.rule.id for r in decider.program.rules if possible & r.mask and not certain & r.mask),
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
    }


@settings(max_examples=PACKS, deadline=None, phases=[__import__('hypothesis').Phase.generate], suppress_health_check=list(HealthCheck))
@given(documents=packs(), seed=st.integers(0, 2**40), elapsed=st.booleans())
def test_engine_and_definition_agree(documents, seed, elapsed):
    programs, findings = compiled(documents)
    assert {f.code for f in findings} <= {"DR212", "DR213", "DR214"}, findings
    if not programs:
        return
    definition = Definition(documents)
    decider, reader = Decider.of(programs[0]), CaseReader(programs[0].facts)
    undecided = any(f.code == "DR214" for f in findings)
    for case in map(case_from, range(seed, seed + CASES_A_PACK)):
        try:
            expected = definition.resolve(case, elapsed=elapsed)
        except Refused:
            assert undecided, ("a clash that the compiler did not find", case)
            continue
        assert resolved(decider, reader, case, elapsed=elapsed) == expected
