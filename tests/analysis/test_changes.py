"""What two versions decide differently is exactly what trying every case of both shows."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dunning_rules.analysis.changes import _Comparing as Comparing
from dunning_rules.analysis.changes import find_changes, incomparable
from dunning_rules.analysis.decided import facts_of, values_of
from dunning_rules.analysis.regions import Ground, Regions
from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.resolve import Resolver
from dunning_rules.model.case import CaseReader
from tests.analysis.asking import too_many_pigeons
from tests.analysis.test_proving import every_case
from tests.meaning.both import compiled, rule, vocabulary
from tests.meaning.packs import few_facts, rules, small_packs

PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450")) // 6
TOLD = ("verdict", "tone", "role", "channel", "form", "offer", "next_actions", "modifiers", "codes", "documents", "records",
        "consequences", "holds", "follow_up", "snippets")  # fmt: skip


def decided(program, case, resolver, decider):
    """All decisions of a case: with the time of timed gates passed, and without where that makes a difference."""
    values = dict(case)
    list(decider.derive(values))
    bits = decider.match(values)
    resolution = resolver.resolve(*bits)
    waits = resolution.waited_for and resolution.interval is not None
    return {True: resolution, False: resolver.resolve(*bits, elapsed=False) if waits else resolution}, bool(waits)


def differences(old, new):
    """Every change of an outcome that some case shows."""
    facts = facts_of(old)
    engines = [(p, Resolver(p), Decider.of(p)) for p in (old, new)]
    regions = [Regions(p, ground) for ground in [Ground(old, new)] for p in (old, new)]
    found = set()
    for case in every_case(regions[1]):
        (before, waits), (after, waits_too) = (decided(p, case, r, d) for p, r, d in engines)
        for elapsed in (True, False) if waits or waits_too else (True,):
            pair = [values_of(p, r[elapsed]) for (p, *_), r in zip(engines, (before, after), strict=True)]
            found |= {change for name in TOLD for change in changed(name, facts[name], *(v.get(name) for v in pair))}
    return found


def changed(name, fact, one, other):
    if fact.type == "set":
        yield from ((name, "", v) for v in other - one)
        yield from ((name, v, "") for v in one - other)
    elif one != other:
        yield name, str(one or "nothing"), str(other or "nothing")


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=small_packs(), others=rules(), at=st.integers(0, 6))
def test_the_changes_are_those_that_trying_every_case_shows(documents, others, at):
    own = [d for d in documents if d["kind"] == "rules"]
    rewritten = [d for d in few_facts(others) if d["rules"][0]["id"] == f"rule-{at % len(own)}"]
    assume(rewritten)
    kept = [d for d in documents if d["kind"] != "rules" or d["rules"][0]["id"] != rewritten[0]["rules"][0]["id"]]
    (old, new), _ = zip(*(compiled(d) for d in (documents, [*kept, *rewritten])), strict=True)
    assume(old and new)
    told = find_changes(old[0], new[0])
    assert {(c.outcome, c.old, c.new) for c in told} == differences(old[0], new[0])
    for change in told:
        if change.witness:
            assert (change.outcome, change.old, change.new) in shown_by(old[0], new[0], dict(change.witness))


def shown_by(old, new, facts):
    """The changes that one case shows, decided by both versions as it is."""
    as_of = facts.pop("as_of")
    pair = []
    for program in (old, new):
        decider = Decider.of(program)
        case = CaseReader(program.facts).read({n: v for n, v in facts.items() if n in program.facts}, as_of)
        resolution, _ = decider.resolve(decider.known(case).setting)
        pair.append(values_of(program, resolution))
    known = {**facts_of(old), **facts_of(new)}
    return {change for name in TOLD for change in changed(name, known[name], *(v.get(name) for v in pair))}


LATE = rule("late", {"role": "clerk", "codes": ["C-ONE"]}, {"days": {"at_least": 31}})
LATER = rule("late", {"role": "clerk", "codes": ["C-ONE"]}, {"days": {"at_least": 61}})
PATIENT = {"kind": "facts", "facts": {"patient": {"type": "flag", "title": "x", "meaning": "x"}}}


def told(*sides):
    old, new = (compiled([*vocabulary(), *documents])[0][0] for documents in sides)
    return [(c.outcome, c.old, c.new, c.region) for c in find_changes(old, new)]


def test_a_region_is_as_wide_as_the_change():
    assert told([LATE], [LATER]) == [
        ("role", "clerk", "nothing", ("days is from 31 to 60",)),
        ("codes", "C-ONE", "", ("days is from 31 to 60",)),
    ]


def test_the_same_rules_in_another_order_change_nothing():
    other = rule("agreed", {"role": "chief"}, {"agreed": True}, priority=3)
    assert told([LATE, other], [other, LATE]) == []


def test_a_fact_that_only_one_version_knows_is_part_of_the_region():
    news = rule("new", {"codes": ["C-TWO"]}, {"patient": True})
    assert told([LATE], [LATE, news, PATIENT]) == [("codes", "", "C-TWO", ("patient is true",))]


def test_many_regions_are_not_all_told():
    wants = {"codes": ["C-TWO"]}
    parts = [{"agreed": True}, {"days": 3}, {"kind_of_debtor": "club"}, {"amount": 5}, {"currency": "CNY"}]
    found = told([LATE], [LATE, *(rule(f"r-{n}", wants, p, priority=n) for n, p in enumerate(parts))])
    assert found[-1] == ("codes", "", "C-TWO", ("and further regions",))
    assert len(found) == 4


def test_where_the_budget_ends_it_is_said_of_each_change():
    """The pigeons stand on no fact, and every question has to seat them first."""
    old, new = (compiled([*vocabulary(), documents])[0][0] for documents in (LATE, LATER))
    comparing = Comparing(old, new)
    comparing.circuit.most = 10
    too_many_pigeons(comparing.circuit)
    assert {(c.outcome, c.region) for c in comparing.changes()} == {
        ("role", ("not decided: there are too many cases to tell apart",)),
        ("codes", ("not decided: there are too many cases to tell apart",)),
    }


def test_versions_whose_facts_are_of_another_kind_are_not_compared():
    text = {"kind": "facts", "facts": {"patient": PATIENT["facts"]["patient"] | {"type": "text"}}}
    old, new = (compiled([*vocabulary(), LATE, facts])[0][0] for facts in (PATIENT, text))
    assert incomparable(old, new) == ("patient",)
    assert incomparable(old, old) == ()


def test_what_outgrows_the_budget_is_said(monkeypatch):
    """A ground on which no question has an answer within its budget."""
    monkeypatch.setattr("dunning_rules.analysis.changes.Ground", hard_ground)
    assert ("role", "clerk", "nothing", ("not decided: there are too many cases to tell apart",)) in told([LATE], [LATER])


def hard_ground(*programs):
    ground = Ground(*programs, most=10)
    too_many_pigeons(ground.circuit)
    return ground


def test_a_region_known_from_one_change_is_told_of_the_next():
    """The codes change where the role does, and somewhere else as well."""
    before = [LATE, rule("own", {"codes": ["C-ONE"]}, {"agreed": True})]
    after = [LATER, rule("own", {"codes": ["C-ONE"]}, {"agreed": True, "days": {"known": True}})]
    assert told(before, after) == [
        ("role", "clerk", "nothing", ("days is from 31 to 60",)),
        ("codes", "C-ONE", "", ("days is from 31 to 60",)),
        ("codes", "C-ONE", "", ("agreed is true",)),
    ]


def test_beyond_the_budget_it_is_only_said_that_something_changes(monkeypatch):
    monkeypatch.setattr("dunning_rules.analysis.changes.MOST_LOOKED_AT", 1)
    more = rule("more", {"codes": ["C-TWO"], "modifiers": ["soft"]}, {"agreed": True})
    assert told([LATE], [LATER, more]) == [
        ("role", "clerk", "nothing", ("days is from 31 to 60",)),
        ("modifiers", "", "soft", ("in some cases",)),
        ("codes", "C-ONE", "", ("days is from 31 to 60",)),
        ("codes", "", "C-TWO", ("in some cases",)),
    ]


def test_a_fact_that_means_something_else_when_absent_cannot_be_compared():
    """The same case would lie in other cells for each version."""
    facts = [
        {"kind": "facts", "facts": {"patient": {"type": "flag", "title": "x", "meaning": "x", "absent": a}}}
        for a in (True, False)
    ]
    old, new = (compiled([*vocabulary(), LATE, document])[0][0] for document in facts)
    assert incomparable(old, new) == ("patient",)


def test_what_else_is_required_or_checked_cannot_be_compared():
    must = {"kind": "facts", "facts": {"must": {"type": "flag", "title": "x", "meaning": "x", "required": True}}}
    old, new = (compiled([*vocabulary(), *documents])[0][0] for documents in ([LATE], [LATE, must]))
    assert incomparable(old, new) == ("data_problems",)
