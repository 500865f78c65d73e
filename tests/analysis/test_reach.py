"""What no case reaches, by the analysis and by trying every case."""

from __future__ import annotations

import os
from collections import Counter, defaultdict

import pytest
from hypothesis import HealthCheck, assume, given, settings

from dunning_rules.analysis.everything import analyse
from dunning_rules.analysis.look import UNDECIDED
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.reach import GAP, HIDDEN, UNANSWERED, UNREACHED, find_hidden, find_unreached
from dunning_rules.analysis.regions import Ground, Regions
from dunning_rules.analysis.witness import Witnesses
from dunning_rules.compiler.passes import compile_packs
from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.resolve import Resolver
from tests.analysis.asking import too_many_pigeons
from tests.analysis.test_proving import every_case
from tests.meaning.both import compiled, gate, rule, script, vocabulary
from tests.meaning.packs import packed, small_packs

PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450")) // 6


def seen(program):
    """All resolutions of a program, over every case, with the time of timed gates passed and without."""
    decider, resolver = Decider.of(program), Resolver(program)
    for case in every_case(Regions(program)):
        values = dict(case)
        list(decider.derive(values))
        bits = decider.match(values)
        resolution = resolver.resolve(*bits)
        yield resolution
        if resolution.waited_for and resolution.interval is not None:
            yield resolver.resolve(*bits, elapsed=False)


def won(program, resolutions):
    """The targets of each rule that it is seen to win; one rank wins together."""
    ranks = defaultdict(set)
    for resolution in resolutions:
        fired = {r.rule.id for r in resolution.fired}
        for target, found in resolution.chosen.items():
            ranks[target].update(r.rule.id for r in program.rules if r.rank == found.rank and r.rule.id in fired)
    return ranks


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=small_packs())
def test_a_choice_that_never_wins_is_what_no_case_shows(documents):
    programs, _ = compiled(documents)
    assume(programs)
    program = programs[0]
    resolutions = list(seen(program))
    winners = won(program, resolutions)
    fires = {r.rule.id for resolution in resolutions for r in resolution.fired}
    messages = [f.message.split(":")[0].replace("`", "") for f in find_hidden(Outcomes(Regions(program)))]
    told = {tuple(m.split(" never decides ")) for m in messages}
    for linked in program.rules:
        for choice in linked.rule.then.choose:
            name = f"{choice.target}.{choice.part}".rstrip(".")
            wins = linked.rule.id in winners[choice.target, choice.part]
            assert ((linked.rule.id, name) in told) is (linked.rule.id in fires and not wins), (linked.rule.id, name)


SEEN = {
    "offer": lambda r: {r.offer},
    "role": lambda r: {r.choice("role")},
    "consequences": lambda r: set(r.consequences),
    "codes": lambda r: set(r.collected["codes"]),
}


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=small_packs())
def test_what_is_in_no_decision_is_what_no_case_shows(documents):
    pack = packed(documents)
    programs, _ = compile_packs((pack,))
    assume(programs)
    program = programs[0]
    outcomes = Outcomes(Regions(program))
    found = find_unreached(Witnesses(outcomes), pack)
    resolutions = list(seen(program))
    never = [f.message for f in found if f.code == UNREACHED]
    for outcome, seen_of in SEEN.items():
        there = set().union(*map(seen_of, resolutions))
        wished = set(outcomes.role if outcome == "role" else outcomes.offer if outcome == "offer" else outcomes.names(outcome))
        told = {m.split("`")[1] for m in never if f"of `{outcome}`" in m}
        assert told == (wished & set(program.items[outcome])) - there
    said = [s for r in resolutions for _, sentences in r.said for s in sentences]
    sentences = [s for n in program.snippets.values() for s in n.sentences]
    silent = Counter(s.snippet for s in sentences if s not in said and spoken(outcomes, s))
    assert Counter(m.split("`")[1] for m in set(never) if m.startswith("a sentence")) == Counter(dict.fromkeys(silent, 1))
    for target in ("role", "offer"):
        setters = [r for r in program.rules if r.rule.layer not in ("data", "hold", "contact_limits") and sets(r, target)]
        gaps = [r for r in resolutions if (target, "") not in r.chosen and not closed(program, r, target)]
        assert (f"no rule sets {target}" in " ".join(f.message for f in found if f.code == GAP)) is bool(setters and gaps)


def spoken(outcomes, sentence):
    """Whether some rule names the snippet of a sentence, so that it might be said."""
    return any(s.sentence is sentence for s in outcomes.said)


def sets(linked, target):
    return any(c.target == target for c in linked.rule.then.choose)


def closed(program, resolution, target):
    """Whether a rule or the gate of a form closed a target."""
    refused = [g.gate.refused for g in resolution.refusing]
    return any(target in then.closes for then in (*(r.rule.then for r in resolution.fired), *refused))


def told(*documents, notes=False, library=False):
    pack = packed([*vocabulary(), *documents])
    programs, findings = compile_packs((pack,))
    assert programs, findings
    found = analyse((pack,), programs[0], notes=notes)
    return [(f.code, f.message) for f in found if f.code != "DR508"]


CLERK = rule("a", {"role": "clerk"}, {"agreed": True}, priority=5)


def test_all_that_hide_a_rule_alone_are_named():
    other = rule("b", {"role": "clerk"}, {"agreed": {"known": True}}, priority=4)
    hidden = rule("c", {"role": "chief"}, {"agreed": True, "days": {"at_least": 3}})
    rest = rule("rest", {"role": "chief"}, layer="default")
    assert (HIDDEN, "`c` never decides role: `a` and `b` always go before it") in told(CLERK, other, hidden, rest)


def test_the_fewest_that_hide_a_rule_together_are_named():
    no = rule("b", {"role": "clerk"}, {"agreed": False}, priority=4)
    unknown = rule("u", {"role": "clerk"}, {"agreed": {"known": False}}, priority=3)
    extra = rule("x", {"role": "clerk"}, {"step": "low"}, priority=2)
    hidden = rule("c", {"role": "chief"}, {"agreed": {"known": True}})
    found = told(CLERK, no, unknown, extra, hidden)
    assert (HIDDEN, "`c` never decides role: `a` and `b` always go before it") in found


def test_what_closes_a_target_hides_a_rule_and_so_does_a_gate_of_a_form():
    closes = rule("a", {"closes": ["offer"], "codes": ["C-ONE"]}, layer="law")
    offer = rule("b", {"offer": "plan", "role": "clerk"}, {"agreed": True})
    assert (HIDDEN, "`b` never decides offer: `a` always goes before it") in told(closes, offer)
    shut = gate("shut", {"agreed": True, "step": "low"}, forms=["call"], refused={"channel": "none"})
    phone = rule("p", {"channel": "phone"}, {"agreed": False}, layer="default")
    found = [m for c, m in told(rule("q", {"channel": "phone"}, layer="data"), shut, phone) if c == HIDDEN]
    assert "`p` never decides channel: `q` and `shut` always go before it" in found


def test_the_base_of_a_level_is_a_target_too():
    first = rule("a", {"tone": {"base": "plain"}}, {"agreed": True}, priority=3)
    late = rule("b", {"tone": {"base": "firm"}}, {"agreed": True, "days": 5})
    assert (HIDDEN, "`b` never decides tone: `a` always goes before it") in told(first, late)


def test_a_rule_that_never_fires_is_not_told_twice():
    never = rule("b", {"role": "chief"}, {"agreed": True, "none": [{"agreed": True}]})
    found = told(CLERK, never, rule("r", {"role": "clerk"}, layer="default"))
    assert [(c, m.split("`")[1]) for c, m in found] == [("DR501", "b"), (UNREACHED, "chief")]


def test_a_gap_is_told_with_the_cases_that_are_left():
    assert [m for c, m in told(CLERK) if c == GAP] == ["no rule sets role where nothing unusual is the case"]
    known = rule("b", {"role": "clerk"}, {"any": [{"agreed": {"known": False}}, {"agreed": False, "days": {"known": False}}]})
    (found,) = [m for c, m in told(CLERK, known) if c == GAP]
    assert found == "no rule sets role where agreed is false and days is known"


def test_what_a_rule_closed_is_no_gap():
    closes = rule("a", {"closes": ["offer"], "codes": ["C-ONE"]}, {"agreed": {"known": False}}, layer="law")
    some = rule("b", {"offer": "plan"}, {"agreed": {"known": True}})
    assert [c for c, _ in told(closes, some) if c == GAP] == []


def test_a_value_whose_gate_is_never_open_is_in_no_decision():
    shut = gate("shut", {"agreed": True, "none": [{"agreed": True}]})
    offers = [{"id": "plan", "title": "x", "gate": "shut"}, {"id": "rebate", "title": "x"}]
    pack = packed(
        [*vocabulary(offers=offers), shut, rule("a", {"offer": "plan"}), rule("b", {"offer": "rebate"}, layer="default")]
    )
    programs, _ = compile_packs((pack,))
    found = [f.message for f in find_unreached(Witnesses(Outcomes(Regions(programs[0]))), pack) if f.code == UNREACHED]
    assert found == ["the value `plan` of `offer` is never in a decision", "the value `rebate` of `offer` is never in a decision"]


def test_a_sentence_nobody_hears_is_told():
    words = script("s", "OPEN", {"when": {"agreed": False}}, {})
    found = told(
        words,
        rule("a", {"channel": "phone", "script": {"OPEN": "s"}}, {"agreed": True}),
        rule("b", {"channel": "none"}, layer="default"),
    )
    assert (UNREACHED, "a sentence of `s` is never said") in found


REPLY = script("r", "REPLY", {})


@pytest.mark.parametrize(
    ("when", "silent"),
    [
        ({"objection": {"not": "none"}}, []),
        ({"objection": "dispute"}, ["delay", "other"]),
        ({"objections": {"includes": ["fee", "delay"]}}, ["dispute", "other"]),
        ({"any": [{"objection": "delay"}, {"objection": "dispute"}]}, ["other"]),
        ({"none": [{"objection": "delay"}, {"objection": "none"}]}, ["delay"]),
    ],
)
def test_an_objection_that_nobody_answers_is_told(when, silent):
    answer = rule("a", {"channel": "phone", "script": {"REPLY": ["r"]}}, when)
    rest = rule("z", {"channel": "none"}, layer="default")
    found = [m.split("`")[1] for c, m in told(REPLY, answer, rest) if c == UNANSWERED]
    assert sorted(found) == silent


def test_many_objections_without_an_answer_are_told_together():
    rules = [rule("a", {"channel": "phone", "script": {"REPLY": ["r"]}}, {"agreed": True, "objection": "none"}),
             rule("z", {"channel": "none"}, layer="default")]  # fmt: skip
    (found,) = [m for c, m in told(REPLY, *rules) if c == UNANSWERED]
    assert found == "nobody answers 5 objections: `dispute`, `fee`, `late_fee`, `delay`, `other`"


def test_where_nobody_asks_for_objections_none_is_answered():
    rules = [
        rule("a", {"channel": "phone", "script": {"REPLY": ["r"]}}, {"agreed": True}),
        rule("z", {"channel": "none"}, layer="default"),
    ]
    (found,) = [m for c, m in told(REPLY, *rules) if c == UNANSWERED]
    assert found.startswith("nobody answers 5 objections")


def test_where_the_budget_ends_it_is_said_once_a_place():
    pack = packed([*vocabulary(), CLERK, rule("b", {"role": "clerk"}, layer="default")])
    programs, _ = compile_packs((pack,))
    regions = Regions(programs[0], Ground(programs[0], most=10))
    outcomes = Outcomes(regions)
    witnesses = Witnesses(outcomes)
    too_many_pigeons(regions.circuit)
    found = [*find_hidden(outcomes), *find_unreached(witnesses, pack)]
    assert {f.code for f in found} == {UNDECIDED}
