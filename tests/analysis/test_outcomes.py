"""Every outcome, resolved for all cases at once, is what the engine resolves for each case."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.wishing import name_of
from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.resolve import Resolver
from dunning_rules.model.case import CaseReader
from tests.analysis.asking import members, taken, worth
from tests.meaning.both import AS_OF, rule, script, vocabulary
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
        bits = decider.match(values)
        passed = elapsed or resolver.resolve(*bits).interval is None
        resolution = resolver.resolve(*bits, elapsed=passed)
        recent = outcomes.regions.ground.recent
        held = worth(outcomes.regions, values, -recent if elapsed else recent)
        assert seen(outcomes, held) == resolved(resolution)


def agreed_on(documents, *cases):
    """What both say of each case; the test fails where they say two things."""
    (program,), findings = compiled([*documents])
    assert findings == ()
    outcomes = Outcomes(Regions(program))
    for target in NAMED:
        outcomes.names(target)
    reader, found = CaseReader(program.facts), []
    for facts in cases:
        values = dict(reader.read(facts, AS_OF).values)
        held = worth(outcomes.regions, values, -outcomes.regions.ground.recent)
        found.append(seen(outcomes, held))
        assert found[-1] == resolved(Resolver(program).resolve(*Decider.of(program).match(values)))
    return found


def tones(**said):
    return [{"id": name, "title": "x", **said.get(name, {})} for name in ("warm", "plain", "firm")]


def test_a_tone_allows_only_so_many_consequences_and_another_tone_more():
    documents = [
        *vocabulary(tone=tones(warm={"most_consequences": 1})),
        script("s", "OPEN", {"insert": "consequences"}),
        rule("a", {"channel": ["phone"], "script": {"OPEN": "s"}, "consequences": ["interest", "terms"]}),
        rule("b", {"tone": {"base": "warm"}}, {"agreed": True}),
        rule("c", {"tone": {"base": "firm"}}, {"agreed": False}),
    ]
    few, many, no_tone = agreed_on(documents, {"agreed": True}, {"agreed": False}, {})
    assert (few["consequences"], few["unsaid"]) == ({"interest"}, {"terms"})
    assert (many["consequences"], many["unsaid"]) == ({"interest", "terms"}, set())
    assert no_tone["consequences"] == {"interest", "terms"}


def test_the_second_consequence_is_named_where_the_first_one_is_not():
    documents = [
        *vocabulary(tone=tones(warm={"most_consequences": 1})),
        script("s", "OPEN", {"insert": "consequences"}),
        rule("a", {"channel": ["phone"], "script": {"OPEN": "s"}, "consequences": ["terms"], "tone": {"base": "warm"}}),
        rule("b", {"consequences": ["interest"]}, {"agreed": True}),
    ]
    both, second = agreed_on(documents, {"agreed": True}, {"agreed": False})
    assert (both["consequences"], second["consequences"]) == ({"interest"}, {"terms"})


def test_a_tone_brings_nothing_where_nothing_is_said():
    documents = [
        *vocabulary(tone=tones(firm={"brings": {"codes": ["C-ONE"]}})),
        rule("a", {"tone": {"base": "firm"}}),
        rule("b", {"channel": ["phone"]}, {"agreed": True}),
    ]
    spoken, silent = agreed_on(documents, {"agreed": True}, {"agreed": False})
    assert (spoken["codes"], silent["codes"]) == ({"C-ONE"}, set())


BROUGHT = {"brings": {"codes": ["C-ONE"]}}


@pytest.mark.parametrize(
    ("changed", "then"),
    [
        ({"consequences": [{"id": "interest", "title": "x", "sentence": "x", **BROUGHT}]}, {"consequences": ["interest"]}),
        ({"offers": [{"id": "plan", "title": "x", **BROUGHT}]}, {"offer": "plan"}),
        ({"holds": [{"id": "manual", "title": "x", **BROUGHT}]}, {"holds": [{"hold": "manual", "stops": "whole"}]}),
        ({"form": [{"id": "call", "title": "x"}, {"id": "letter", "title": "x", **BROUGHT}]}, {"channel": ["post"]}),
        (
            {
                "verdict": [
                    {"id": v, "title": "x", **(BROUGHT if v == "hold" else {})} for v in ("allow", "review", "hold", "block")
                ]
            },
            {"verdict": "hold"},
        ),
        ({"tone": tones(firm=BROUGHT)}, {"tone": {"base": "firm"}}),
    ],
    ids=["a consequence", "an offer", "a hold", "a form", "a verdict", "a tone"],
)
def test_a_value_brings_its_own_where_it_is_in_the_decision(changed, then):
    documents = [
        *vocabulary(**changed),
        script("s", "OPEN", {"insert": "consequences"}),
        rule("speak", {"channel": ["phone"], "script": {"OPEN": "s"}}),
        rule("a", then, {"agreed": True}, priority=1),
    ]
    with_it, without = agreed_on(documents, {"agreed": True}, {"agreed": False})
    assert (with_it["codes"], without["codes"]) == ({"C-ONE"}, set())


def test_a_pack_that_declares_little_is_looked_at_too():
    """No tone, no verdict, no hold, no offer, no consequence: only a channel with its form."""
    documents = [
        {"kind": "outcome", "outcome": "form", "values": [{"id": "call", "title": "x"}]},
        {"kind": "outcome", "outcome": "channel", "values": [{"id": "phone", "title": "x", "form": "call"}]},
        rule("a", {"channel": ["phone"]}),
    ]
    (found,) = agreed_on(documents, {})
    assert (found["channel"], found["form"], found["tone"], found["verdict"]) == ("phone", "call", None, "allow")
