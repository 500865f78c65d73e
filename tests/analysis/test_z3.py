"""What the analysis says of the shipped packs, and what z3 says from the definition alone.

Both are asked on the same ground: computed facts are free, as no witness has yet been looked for and nothing is ruled out.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import z3

from dunning_rules import load_engine
from dunning_rules.analysis.decided import Decided
from dunning_rules.analysis.idle import NEVER, find_idle
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.proving import Prover
from dunning_rules.analysis.regions import Ground, Regions
from tests.analysis.test_regions import sampled
from tests.oracle.z3_asking import Oracle
from tests.oracle.z3_facts import at_least, every
from tests.oracle.z3_packs import CHOSEN, Decision

BROKEN = Path(__file__).parents[1] / "broken"
PACKS = ["base", "receivables"]
EVERY = 3


@cache
def program_of(pack):
    return load_engine(pack).programs[0]


@cache
def decision_of(pack):
    """What z3 knows of a pack: some seconds of work, done once."""
    return Decision(program_of(pack))


def decided_by(program, ground=None):
    return Decided(Outcomes(Regions(program, ground)))


def shown_by(circuit, questions):
    return {key for key, where in questions.items() if circuit.can(where)}


def conditions_of(program):
    """Every condition with what it decides, and whether not knowing counts."""
    for linked in program.rules:
        yield f"the rule `{linked.rule.id}`", linked.rule.when, linked.rule.if_unknown == "apply"
    for name, linked in program.gates.items():
        yield f"the gate `{name}`", linked.gate.when, False
    for snippet in program.snippets.values():
        yield from ((f"a sentence of `{snippet.id}`", s.sentence.when, False) for s in snippet.sentences)


def about_conditions(program, of, opposite):
    """Four questions a condition: where it is certain, where it is possible, and where it is not."""
    for number, (what, condition, _) in enumerate(conditions_of(program)):
        truth = of(condition)
        for part, where in truth._asdict().items():
            yield (number, what, part, True), where
            yield (number, what, part, False), opposite(where)


@pytest.mark.parametrize("pack", PACKS)
def test_a_condition_is_certain_or_possible_in_some_case_for_both(pack):
    program, decision = program_of(pack), decision_of(pack)
    regions = Regions(program)
    ours = dict(about_conditions(program, regions.truth, lambda where: -where))
    theirs = dict(about_conditions(program, decision.case.truth, z3.Not))
    assert len(ours) == 4 * len(list(conditions_of(program)))
    assert Oracle(decision).possible(theirs) == shown_by(regions.circuit, ours)


def never(program, decision):
    """Conditions that come to pass in no case, by z3."""
    asked = {}
    for number, (what, condition, unknown) in enumerate(conditions_of(program)):
        truth = decision.case.truth(condition)
        asked[what, number] = truth.possible if unknown else truth.certain
    return sorted(what for what, _ in set(asked) - Oracle(decision).possible(asked))


@pytest.mark.parametrize("pack", [*PACKS, BROKEN / NEVER], ids=str)
def test_what_never_comes_to_pass_is_the_same_for_both(pack):
    found = [f.message for f in find_idle(Regions(program_of(pack))) if f.code == NEVER]
    expected = never(program_of(pack), decision_of(pack))
    assert sorted(re.match(r"(.*`) (never|is never)", m)[1] for m in found) == expected
    assert bool(expected) == (pack not in PACKS)


def about_outcomes(facts, where, opposite):
    """Whether each value and each element is ever there, and whether it is ever missing."""
    for name, fact in facts.items():
        for value in (*fact.values, *([] if fact.type == "set" else [None])):
            yield (name, value, True), where(name, value)
            yield (name, value, False), opposite(where(name, value))


def ours_where(decided):
    """Where an outcome has a value or an element, for the analysis."""
    no = decided.circuit.no
    return lambda n, v: decided.element(n, v) if decided.facts[n].type == "set" else decided.value(n).get(v, no)


@pytest.mark.parametrize("pack", PACKS)
def test_a_value_of_an_outcome_is_reached_for_both(pack):
    decided, decision = decided_by(program_of(pack)), decision_of(pack)
    ours = dict(about_outcomes(decided.facts, ours_where(decided), lambda where: -where))
    theirs = dict(about_outcomes(decision.facts, decision.where, z3.Not))
    assert Oracle(decision).possible(theirs) == shown_by(decided.circuit, ours)


def about_pairs(facts, where, both):
    """Whether two choices ever have these values together."""
    for one, other in combinations(CHOSEN, 2):
        for value in (*facts[one].values, None):
            for second in (*facts[other].values, None):
                yield (one, value, other, second), both(where(one, value), where(other, second))


@pytest.mark.parametrize("pack", PACKS)
def test_two_choices_go_together_for_both(pack):
    decided, decision = decided_by(program_of(pack)), decision_of(pack)
    ours = dict(about_pairs(decided.facts, ours_where(decided), decided.circuit.both))
    theirs = dict(about_pairs(decision.facts, decision.where, z3.And))
    assert Oracle(decision).possible(theirs) == shown_by(decided.circuit, ours)


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_said_is_said_in_some_case_for_both(pack):
    decided, decision = decided_by(program_of(pack)), decision_of(pack)
    outcomes, no = decided.outcomes, decided.circuit.no
    ours = {("said", s.sentence.sentence.place): s.where for s in outcomes.said} | {
        ("unsaid", what): outcomes.unsaid.get(what, no) for what in decision.unsaid
    }
    theirs = {("said", s.place): where for s, where in decision.sentences} | {
        ("unsaid", what): where for what, where in decision.unsaid.items()
    }
    assert set(outcomes.unsaid) <= set(decision.unsaid)
    assert Oracle(decision).possible(theirs) == shown_by(decided.circuit, ours)


def about_numbers(program, where, count, both):
    """How many replies and consequences there are at once, these in each tone."""
    replies = [where("snippets", s.id) for s in program.snippets.values() if s.section == "REPLY"]
    named = [where("consequences", c) for c in program.items.get("consequences", ())]
    for n in range(1, 6):
        yield ("replies", n), count(n, replies)
        for tone in program.items["tone"]:
            yield ("consequences", tone, n), both(count(n, named), where("tone", tone))


@pytest.mark.parametrize("pack", PACKS)
def test_as_much_is_said_at_once_for_both(pack):
    program, decision = program_of(pack), decision_of(pack)
    decided = decided_by(program, Ground(program, most=200_000))  # that four replies are never heard takes some counting
    ours = dict(about_numbers(program, ours_where(decided), decided.circuit.at_least, decided.circuit.both))
    theirs = dict(about_numbers(program, decision.where, at_least, z3.And))
    assert Oracle(decision).possible(theirs) == shown_by(decided.circuit, ours)


@pytest.mark.parametrize("pack", PACKS)
def test_what_the_analysis_shows_by_a_case_z3_decides_so(pack):
    """A case for each value and each element: all outcomes are looked at in each, so that they must go together rightly.

    Of each stretch a case has some figure, so that the figures need not go together.
    """
    decided, decision = decided_by(program_of(pack)), decision_of(pack)
    regions, where = decided.outcomes.regions, ours_where(decided)
    ours = {key: where(*key) for key in ((n, v) for n, f in decided.facts.items() for v in f.values)}
    shown = [held for w in list(ours.values())[::EVERY] if (held := decided.circuit.case(w)) is not None]
    cases = []
    for held in shown:
        cells = [next(n for n, cell in enumerate(row) if cell in held) for row in regions.cells]
        values = sampled(regions.space, cells)
        recent = decision.recent == (regions.ground.recent in held)
        cases.append([*decision.case.lying_at(values, {v.fact for v in regions.space.variables}), recent])
    theirs = {key: decision.where(*key) for key in ours}
    assert list(Oracle(decision, checked=False).held(theirs, *cases)) == [
        {key for key, w in ours.items() if w in held} for held in shown
    ]


def about_time(program, truth, recent, opposite, *, where, all_of):
    """Which channels are used while a gate of a form is open or not, and time has passed for it or not."""
    for linked in (g for g in program.gates.values() if g.gate.forms):
        opened = truth(linked.gate.when).certain
        for state in ((a, b) for a in (opened, opposite(opened)) for b in (recent, opposite(recent))):
            yield from (all_of((*state, where("channel", c))) for c in ("none", *program.items["channel"]))


@pytest.mark.parametrize("pack", PACKS)
def test_a_gate_of_a_form_shuts_channels_for_both(pack):
    program, decided, decision = program_of(pack), decided_by(program_of(pack)), decision_of(pack)
    regions, circuit = decided.outcomes.regions, decided.circuit
    ours = about_time(
        program, regions.truth, regions.ground.recent, lambda w: -w, where=ours_where(decided), all_of=circuit.all_of
    )
    theirs = about_time(program, decision.case.truth, decision.recent, z3.Not, where=decision.where, all_of=every)
    found = Oracle(decision).possible(dict(enumerate(theirs)))
    assert found
    assert found == shown_by(circuit, dict(enumerate(ours)))


# properties ----------------------------------------------------------------------------------------------------------
WRONG = """
kind: properties
properties:
  - {id: never-firm, title: x, for: {debtor_type: company}, never: {tone: firm}}
  - {id: gentle-in-the-first-month, title: x, for: {stage: M1}, always: {tone: {at_most: gentle}}}
  - {id: a-vulnerable-person-blocks, title: x, for: {is_vulnerable: true}, always: {verdict: block}}
  - {id: no-phone-no-chat, title: x, for: {opted_out_channels: {includes: [phone]}}, never: {channel: wechat}}
  - {id: whatever-is-said-is-replied-to, title: x, for: {objection: {not: none}}, always: {sections: {includes: REPLY}}}
  - {id: nothing-is-ever-offered, title: x, always: {offer: none}}
  - {id: an-individual-is-never-spoken-to-firmly, title: x, for: {debtor_type: individual}, never: {tone: firm}}
  - {id: no-fee-without-a-court, title: x, for: {legal_action_approved: false}, never: {consequences: {includes: extra_charges}}}
  - {id: somebody-is-always-contacted, title: x, for: {conversation: before}, never: {channel: none}}
  - {id: large-sums-are-reviewed, title: x, for: {amount_due: {at_least: 1000000}}, never: {verdict: allow}}
  - {id: at-least-gentle-when-late, title: x, for: {days_overdue: {at_least: 1}}, always: {tone: {at_least: gentle}}}
  - {id: no-code-of-time, title: x, always: {codes: {excludes: C-TIME}}}
  - {id: a-call-has-a-subject, title: x, never: {form: call, none: [{sections: {includes: FACTS}}]}}
  - {id: no-favour-is-refused, title: x, always: {removed: {excludes: favour_allowed}}}
"""


ONLY_BY_A_CHECK = """
kind: properties
properties:
  - {id: no-habit-without-a-record, title: x, for: {prior_late_count: 0}, always: {removed: {excludes: favour_allowed}}}
"""


def program_with(folder, properties):
    """`receivables` with some more properties."""
    head = "{kind: pack, id: more, title: x, version: 1.0.0, owner: x, languages: [zh-CN, en], extends: [receivables]}"
    (folder / "pack.yaml").write_text(head, "utf-8")
    text = properties.replace("title: x,", "title: x, because: {policy: x, owner: x},")
    (folder / "more.yaml").write_text(text, "utf-8")
    return load_engine(folder).programs[0]


def about_violations(properties, when, promised, opposite):
    """Whether there is a case against a property, as what must hold in it."""
    for p in properties:
        promise = promised(p.always or p.never).certain
        yield p.id, (when(p.when).certain, opposite(promise) if p.always else promise)


def test_a_property_is_proved_where_z3_finds_no_case_against_it(tmp_path):
    program, decision = program_with(tmp_path, WRONG), decision_of("receivables")
    prover = Prover(Regions(program))
    both, truth = prover.regions.circuit.both, prover.regions.truth
    ours = about_violations(program.properties, truth, prover.decided.truth, lambda where: -where)
    theirs = about_violations(program.properties, decision.case.truth, decision.truth, z3.Not)
    against = Oracle(decision).possible({name: z3.And(*parts) for name, parts in theirs})
    assert against == shown_by(prover.regions.circuit, {name: both(*parts) for name, parts in ours})
    assert against == set(re.findall(r"id: ([\w-]+)", WRONG))
    answers = {p.id: prover.prove(p).answer for p in program.properties}
    assert answers == {name: "refuted" if name in against else "proved" for name in answers}


def test_what_only_a_check_of_the_data_rules_out_is_ruled_out_for_both(tmp_path):
    """More late payments in a row than there were at all are a problem in the data."""
    program, decision = program_with(tmp_path, ONLY_BY_A_CHECK), decision_of("receivables")
    wanted = program.properties[-1]
    asked = {name: z3.And(*parts) for name, parts in
             about_violations([wanted], decision.case.truth, decision.truth, z3.Not)}  # fmt: skip
    assert Oracle(decision).possible(asked) == set()
    assert Prover(Regions(program)).prove(wanted).answer == "proved"
