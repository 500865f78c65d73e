"""Properties are proved exactly when no case at all is against them."""

from __future__ import annotations

import os
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dunning_rules.analysis.decided import values_of
from dunning_rules.analysis.proving import Prover
from dunning_rules.analysis.regions import Ground, Regions
from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.compiler.promised import outcome_facts
from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.resolve import Resolver
from dunning_rules.model.case import CaseReader
from tests.analysis.asking import too_many_pigeons, worth
from tests.analysis.test_regions import sampled
from tests.meaning.both import AS_OF, compiled, gate, rule, script, vocabulary
from tests.meaning.packs import FEW, conditions, small_packs

PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450")) // 4

PROMISES = st.sampled_from(
    [
        {"verdict": {"at_least": "review"}},
        {"verdict": "allow"},
        {"tone": {"at_most": "plain"}},
        {"tone": {"known": True}},
        {"role": ["clerk", "none"]},
        {"role": {"known": True}},
        {"channel": {"not": "post"}},
        {"form": "call"},
        {"offer": "none"},
        {"next_actions": {"includes": "wait"}},
        {"codes": {"excludes": ["C-ONE", "C-TWO"]}},
        {"holds": {"excludes": "manual"}, "verdict": {"at_least": "hold"}},
        {"any": [{"consequences": {"includes": "interest"}}, {"tone": "warm"}]},
        {"none": [{"documents": {"includes": ["contract", "bill"]}}]},
        {"sections": {"includes": ["OPEN", "REPLY"]}},
        {"sections": {"excludes": "REPLY"}, "form": {"not": "none"}},
    ]
)


def promising(when, **promise):
    body = {"id": "held", "title": "x", "because": {"policy": "x"}, **promise} | ({"for": when} if when else {})
    return {"kind": "properties", "properties": [body]}


def proved(*documents, most=None):
    programs, findings = compiled([*vocabulary(), *documents])
    assert programs, findings
    regions = Regions(programs[0], Ground(programs[0], most=most) if most else None)
    prover = Prover(regions)
    if most:
        too_many_pigeons(regions.circuit)
    return prover.prove(programs[0].properties[0])


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=small_packs(), when=conditions([*FEW, "stage", "signs"], 1), promise=PROMISES, always=st.booleans())
def test_a_property_is_proved_exactly_when_no_case_is_against_it(documents, when, promise, always):
    """Every combination of cells is tried, with time passed for timed gates and without."""
    programs, _ = compiled([*documents, promising(when, **{"always" if always else "never": promise})])
    assume(programs)
    prover = Prover(Regions(programs[0]))
    judge = Judge(programs[0])
    judged = [judge.of(values) for values in every_case(prover.regions)]
    answer = prover.prove(programs[0].properties[0])
    against = any(inside and bad for inside, bad in judged)
    assert answer.answer == ("refuted" if against else "proved" if any(inside for inside, _ in judged) else "empty")
    if answer.counterexample:
        case = CaseReader(programs[0].facts).read(answer.counterexample.facts, answer.counterexample.as_of)
        assert judge.of(case.values) == (True, True)


def every_case(regions):
    """Every combination of cells that a case can have."""
    for cells in product(*map(range, regions.space.widths)):
        values = sampled(regions.space, cells)
        if values is not None and worth(regions, values):
            yield values


class Judge:
    """Says of one case whether a property speaks of it and whether it is against it, by matcher and resolver alone."""

    def __init__(self, program):
        self.program, self.wanted = program, program.properties[0]
        self.decider, self.resolver = Decider.of(program), Resolver(program)
        facts = MatcherBuilder(program.facts, program.parameters)
        self.spoken_of, self.facts = facts.add(self.wanted.when), facts.build()
        outcomes = MatcherBuilder(outcome_facts(program.items, program.snippets, program.gates), program.parameters)
        self.met, self.outcomes = outcomes.add(self.wanted.always or self.wanted.never), outcomes.build()

    def of(self, case):
        values = dict(case)
        list(self.decider.derive(values))
        _, certain = self.facts.match(values)
        bits = self.decider.match(values)
        bad = any(self.bad(self.resolver.resolve(*bits, elapsed=elapsed)) for elapsed in self.times(bits))
        return bool(certain & self.spoken_of), bad

    def times(self, bits):
        """Whether time has passed for timed gates; it may not have where it is known how long they are shut."""
        resolution = self.resolver.resolve(*bits)
        return (True, False) if resolution.waited_for and resolution.interval is not None else (True,)

    def bad(self, resolution):
        _, kept = self.outcomes.match(values_of(self.program, resolution))
        return bool(kept & self.met) is not bool(self.wanted.always)


CLERK = rule("a", {"role": "clerk", "verdict": "review"}, {"days": {"at_least": 31}}, layer="law")
CHIEF = rule("b", {"role": "chief"}, {"agreed": True})


def test_a_proof_names_the_ends_its_cases_have():
    answer = proved(CLERK, CHIEF, promising({"days": {"at_least": 40}}, always={"role": "clerk", "verdict": {"not": "allow"}}))
    assert answer.answer == "proved"
    assert dict(answer.reached) == {"role": ("clerk",), "verdict": ("review",)}
    assert answer.example.facts["days"] >= 40


def test_a_counterexample_is_as_small_as_can_be():
    answer = proved(CLERK, CHIEF, promising(None, never={"role": "chief"}))
    assert (answer.answer, answer.counterexample.facts) == ("refuted", {"agreed": True})


def test_a_property_of_no_case_is_no_proof():
    assert proved(CLERK, promising({"agreed": True, "none": [{"agreed": True}]}, never={"role": "clerk"})).answer == "empty"


def test_where_the_budget_ends_nothing_is_claimed():
    assert proved(CLERK, promising(None, never={"role": "chief"}), most=10).answer == "undecided"


def test_what_the_engine_does_not_confirm_is_not_claimed(monkeypatch):
    """A case that lies where it should and is decided otherwise would be a fault of ours: then nothing is said."""
    monkeypatch.setattr("dunning_rules.analysis.proving.holds", lambda *_: False)
    answer = proved(CLERK, CHIEF, promising(None, never={"role": "chief"}))
    assert (answer.answer, answer.property.id, answer.counterexample) == ("undecided", "held", None)


def test_what_is_spoken_and_taken_out_can_be_promised():
    """One gate keeps a sentence back unless it was agreed; the section, the snippet and the gate are named."""
    documents = [
        rule("a", {"channel": ["phone"], "script": {"OPEN": "hello"}}),
        gate("agreed_to", {"agreed": True}, code="C-ONE"),
        {
            "kind": "script", "id": "hello", "section": "OPEN", "forms": ["call"], "because": {"policy": "x"},
            "sentences": [{"zh-CN": "x", "en": "x", "claim": "agreed_to"}],
        },
    ]  # fmt: skip
    said = {"sections": {"includes": "OPEN"}, "snippets": {"includes": "hello"}, "claims": {"includes": "agreed_to"}}
    assert proved(*documents, promising({"agreed": True}, always=said)).answer == "proved"
    assert proved(*documents, promising({"agreed": False}, always={"removed": {"includes": "agreed_to"}})).answer == "proved"
    assert proved(*documents, promising({"agreed": False}, never=said)).answer == "proved"
    assert proved(*documents, promising(None, always=said)).answer == "refuted"


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ({"channell": "phone"}, "unknown outcome `channell`"),
        ({"verdict": "blocked"}, "`verdict` must be one of"),
        ({"codes": {"includes": "C-NONE"}}, "`codes` never holds `C-NONE`"),
        ({"role": {"at_least": "clerk"}}, "`role` (choice) cannot be tested with `at_least`"),
    ],
)
def test_a_promise_names_what_there_is(promise, words):
    programs, findings = compiled([*vocabulary(), CLERK, promising(None, always=promise)])
    assert not programs
    assert words in findings[0].message


def test_timed_gates_are_asked_with_their_time_passed_and_without():
    documents = [
        {"kind": "facts", "facts": {"last_seen": {"type": "moment", "title": "x", "meaning": "x"}}},
        rule("a", {"channel": ["phone"], "contact_interval": {"base": 3}}),
        gate("spaced", {"agreed": True}, forms=["call"], opens_after={"level": "contact_interval", "since": "last_seen"},
             refused={"codes": ["C-ONE"]}),
        rule("b", {"codes": ["C-TWO"]}, {"last_seen": {"known": True}}),
        script("s", "OPEN", {}),
    ]  # fmt: skip
    answer = proved(*documents, promising({"agreed": False}, never={"codes": {"includes": "C-ONE"}}))
    assert answer.answer == "refuted"
    assert set(answer.counterexample.facts) == {"agreed", "last_seen"}
    assert answer.counterexample.facts["last_seen"] == answer.counterexample.as_of
    assert proved(*documents, promising({"agreed": True}, never={"codes": {"includes": "C-ONE"}})).answer == "proved"
    assert AS_OF


def test_a_refuted_property_shows_a_case_that_it_speaks_of_too():
    answer = proved(CHIEF, promising({"days": {"at_least": 40}}, never={"role": "chief"}))
    assert answer.answer == "refuted"
    assert dict(answer.example.facts) == {"days": 40}


def test_a_proof_names_the_elements_that_a_collection_has():
    coded = rule("a", {"codes": ["C-ONE"]}, {"days": {"at_least": 31}})
    answer = proved(coded, promising({"days": {"at_least": 40}}, always={"codes": {"includes": "C-ONE"}}))
    assert (answer.answer, dict(answer.reached)) == ("proved", {"codes": ("C-ONE",)})


@pytest.mark.parametrize(
    ("never", "facts"),
    [({"form": "letter"}, {"agreed": True}), ({"channel": "post"}, {"agreed": True}), ({"offer": "plan"}, {"agreed": False})],
)
def test_what_is_refuted_is_confirmed_by_the_engine_on_each_outcome(never, facts):
    documents = rule("a", {"channel": ["post"]}, {"agreed": True}), rule("b", {"offer": "plan"}, {"agreed": False})
    answer = proved(*documents, promising(None, never=never))
    assert (answer.answer, dict(answer.counterexample.facts)) == ("refuted", facts)
