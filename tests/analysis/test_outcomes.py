"""Every outcome, resolved for all cases at once, is what the engine resolves for each case."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.wishing import name_of
from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.resolve import Resolver
from dunning_rules.model.case import CaseReader
from tests.analysis.asking import members, taken, worth
from tests.meaning.both import AS_OF
from tests.meaning.packs import case_from, compiled, packs

CASES_A_PACK = 20
PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450")) // 3

NAMED = ("next_actions", "modifiers", "codes", "documents", "records", "holds", "follow_up", "consequences")


def seen(outcomes, held):
    """What the functions are worth in one case."""
    return {
        "channel": taken(outcomes.channel, held),
        "form": taken(outcomes.form, held),
        "offer": taken(outcomes.offer, held),
        "tone": taken(outcomes.tone, held),
        "interval": taken(outcomes.interval, held),
        "verdict": taken(outcomes.verdict, held),
        "role": taken(outcomes.role, held),
        "said": sorted(s.sentence.sentence.place for s in outcomes.said if s.where in held),
        "removed": members(outcomes.removed, held),
        "unsaid": members(outcomes.unsaid, held),
        **{target: members(outcomes.names(target), held) for target in NAMED},
    }


def resolved(resolution):
    """The same of the engine's resolution."""
    collected = {**resolution.collected, "consequences": resolution.consequences}
    return {
        "channel": resolution.channel,
        "form": resolution.form,
        "offer": resolution.offer,
        "tone": resolution.tone,
        "interval": resolution.interval,
        "verdict": resolution.verdict,
        "role": resolution.choice("role"),
        "said": sorted(s.sentence.place for _, said in resolution.said for s in said),
        "removed": set(resolution.removed),
        "unsaid": set(resolution.unsaid),
        **{target: {name_of(v) for v in collected[target]} for target in NAMED},
    }


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=packs(), seed=st.integers(0, 2**40), elapsed=st.booleans())
def test_outcomes_are_what_the_engine_resolves(documents, seed, elapsed):
    programs, _ = compiled(documents)
    if not programs:
        return
    program = programs[0]
    outcomes = Outcomes(Regions(program))
    for target in NAMED:
        outcomes.names(target)
    decider, reader, resolver = Decider.of(program), CaseReader(program.facts), Resolver(program)
    for case in map(case_from, range(seed, seed + CASES_A_PACK)):
        values = dict(reader.read(case, AS_OF).values)
        list(decider.derive(values))
        bits = program.matcher.match(values)
        passed = elapsed or resolver.resolve(*bits).interval is None
        resolution = resolver.resolve(*bits, elapsed=passed)
        recent = outcomes.regions.ground.recent
        held = worth(outcomes.regions, values, -recent if elapsed else recent)
        assert seen(outcomes, held) == resolved(resolution)
