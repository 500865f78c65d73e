"""What never happens, by the analysis and by trying every case."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import HealthCheck, assume, given, settings

from dunning_rules.analysis.idle import IDLE, NEVER, find_idle
from dunning_rules.analysis.look import UNDECIDED
from dunning_rules.analysis.regions import Ground, Regions
from dunning_rules.analysis.replying import speaks_for_others
from dunning_rules.compiler.order import conditions_of, reads
from dunning_rules.engine.deciding import Decider
from dunning_rules.model.finding import Fix
from tests.analysis.asking import too_many_pigeons, worth
from tests.analysis.test_regions import PACKS, sampled
from tests.meaning.both import compiled, derive, gate, rule, script, vocabulary
from tests.meaning.packs import packs

MOST_CASES = 3_000


def every_case(regions, asked):
    """Every combination of the cells of the variables asked; the others are unknown."""
    for cells in product(*(range(regions.space.widths[level]) for level in asked)):
        whole = [0] * len(regions.space.variables)
        for level, cell in zip(asked, cells, strict=True):
            whole[level] = cell
        values = sampled(regions.space, whole)
        if values is not None and worth(regions, values):
            yield values


def asked_by(regions, condition):
    """The variables of every fact that a condition reads, straight or through derived facts, and of facts linked to them."""
    waiting, facts = [condition], set()
    while waiting:
        for name in set(reads(waiting.pop(), regions.parameters)) - facts:
            facts.add(name)
            derived = {d.fact.name: d for d in regions.program.derivations}
            waiting += conditions_of(derived[name]) if name in derived else []
    linked = {"objection", "objections"}
    facts |= linked if facts & linked else set()
    return [n for n, v in enumerate(regions.space.variables) if v.fact in facts]


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=packs())
def test_what_never_happens_is_what_no_case_shows(documents):
    programs, _ = compiled(documents)
    assume(programs)
    program = programs[0]
    regions, decider = Regions(program), Decider.of(program)
    told = [f.message.split("`")[1] for f in find_idle(Regions(program)) if f.code == NEVER and f.message.startswith("the rule")]
    for linked in program.rules:
        asked = asked_by(regions, linked.rule.when)
        if prod(regions.space.widths[level] for level in asked) > MOST_CASES:
            continue
        fires = False
        for values in every_case(regions, asked):
            list(decider.derive(values))
            *case, others = decider.match(values)
            asked_too = [(o.possible, o.certain) for o in others if speaks_for_others(linked.rule)]
            for possible, certain in (case, *asked_too):
                fires = fires or bool((possible if linked.applies_unknown else certain) & linked.mask)
        assert fires is (linked.rule.id not in told), linked.rule.when


def found(*documents):
    programs, findings = compiled([*vocabulary(), *documents])
    assert programs, findings
    return [(f.code, f.message) for f in find_idle(Regions(programs[0]))]


WANTED = {"role": "clerk"}


@pytest.mark.parametrize(
    "when",
    [
        {"agreed": True, "none": [{"agreed": True}]},
        {"days": {"at_least": 31}, "any": [{"days": {"at_most": 30}}]},
        {"objection": "late_fee", "objections": {"excludes": ["late_fee"]}},
        {"doors": {"known": False}, "any": [{"doors": {"includes": ["a"]}}]},
        {"kind_of_debtor": "company", "none": [{"kind_of_debtor": ["company", "club"]}]},
        {"at_least_n_of": {"n": 2, "of": [{"step": "low"}, {"step": "high"}]}},
    ],
)
def test_a_condition_that_contradicts_itself_is_found(when):
    assert found(rule("a", WANTED, when)) == [
        (NEVER, "the rule `a` never comes to pass: its condition holds in no case"),
    ]


@pytest.mark.parametrize(
    ("when", "fact"),
    [
        ({"days": {"at_least": 5}, "any": [{"days": {"at_least": 3}}], "agreed": True}, None),
        ({"step": {"at_least": "low"}, "agreed": {"known": True}, "any": [{"agreed": True}]}, "agreed"),
        ({"objection": "late_fee", "objections": {"includes": ["late_fee"]}}, "objections"),
    ],
)
def test_a_test_that_changes_nothing_is_found(when, fact):
    said = [m for c, m in found(rule("a", WANTED, when)) if c == IDLE]
    assert said == ([f"the rule `a` is the same without this test of `{fact}`"] if fact else [])


def test_derived_facts_are_looked_through():
    stage = derive("stage", [{"value": "late", "when": {"days": {"at_least": 31}}}], "early")
    said = found(stage, rule("a", WANTED, {"stage": "late", "days": {"at_most": 10}}))
    assert said == [(NEVER, "the rule `a` never comes to pass: its condition holds in no case")]


def test_a_line_that_is_never_reached_is_found():
    lines = [{"value": "late", "when": {"days": {"at_least": 31}}}, {"value": "early", "when": {"days": {"at_least": 60}}}]
    assert found(derive("stage", lines, "early"), rule("a", WANTED, {"stage": "late"})) == [
        (NEVER, "line 2 of `stage` is never reached: the lines before it take all its cases"),
    ]


def test_an_otherwise_that_is_never_reached_is_found():
    lines = [
        {"value": "late", "when": {"agreed": True}},
        {"value": "early", "when": {"none": [{"agreed": True, "days": {"known": True}}]}},
    ]
    lines[1]["when"] = {"any": [{"agreed": False}, {"agreed": {"known": False}}]}
    assert found(derive("stage", lines, "early"), rule("a", WANTED, {"stage": "late"})) == [
        (NEVER, "`otherwise` of `stage` is never reached"),
    ]


def test_gates_sentences_and_what_values_bring_are_looked_at_too():
    no = {"agreed": {"known": True}, "none": [{"agreed": {"known": True}}]}
    brings = [{"id": "plan", "title": "x", "brings": {"when": no, "codes": ["C-ONE"]}}, {"id": "rebate", "title": "x"}]
    programs, _ = compiled([*vocabulary(offers=brings), gate("shut", no), script("s", "OPEN", {"when": no})])
    assert sorted(f.message.split(" never")[0] for f in find_idle(Regions(programs[0]))) == [
        "a sentence of `s`", "the gate `shut`", "what `plan` brings",
    ]  # fmt: skip


def test_where_not_knowing_counts_it_is_a_case_like_any_other():
    """`agreed` and not `agreed` cannot be told while it is unknown, so a rule that applies then does come to pass."""
    when = {"agreed": True, "none": [{"agreed": True}]}
    assert found(rule("a", WANTED, when, if_unknown="apply")) == []


def test_what_outgrows_the_budget_is_said():
    programs, _ = compiled([*vocabulary(), rule("a", WANTED, {"agreed": True, "step": "low"})])
    regions = Regions(programs[0], Ground(programs[0], most=10))
    too_many_pigeons(regions.circuit)
    assert {f.code for f in find_idle(regions)} == {UNDECIDED}


def test_a_test_that_changes_nothing_can_be_taken_out_by_itself():
    when = {"step": {"at_least": "low"}, "agreed": {"known": True}, "any": [{"agreed": True}]}
    programs, _ = compiled([*vocabulary(), rule("a", WANTED, when)])
    (told,) = find_idle(Regions(programs[0]))
    test = programs[0].rules[0].rule.when.parts[1]
    assert (told.place, told.severity, told.help) == (test.place, "warning", "take it out, or write what was meant")
    assert told.fix == Fix("remove", test.place, "known")


@pytest.mark.parametrize(
    ("documents", "help_"),
    [
        ([rule("a", WANTED, {"agreed": True, "none": [{"agreed": True}]})],
         "two of its tests exclude each other; take one out, or say `any`"),
        ([derive("stage", [{"value": "late", "when": {"days": {"at_least": 31}}},
                           {"value": "early", "when": {"days": {"at_least": 60}}}], "early")],
         "put it earlier, or take it out"),
        ([derive("stage", [{"value": "late", "when": {"agreed": {"known": True}}},
                           {"value": "early", "when": {"agreed": {"known": False}}}], "early")],
         "fewer lines say the same"),
    ],
)  # fmt: skip
def test_what_never_happens_is_a_warning_with_a_way_out(documents, help_):
    programs, _ = compiled([*vocabulary(), *documents])
    (told,) = find_idle(Regions(programs[0]))
    assert (told.code, told.severity, told.help) == (NEVER, "warning", help_)


def told_of_two_objections(document):
    """What is found idle where one objection leads and another is answered beside it."""
    reply = script("reply-one", "REPLY", {})
    (program,), findings = compiled([*vocabulary(), reply, rule("called", {"channel": "phone"}), document])
    assert findings == ()
    return [(f.code, f.message) for f in find_idle(Regions(program)) if "`asked`" in f.message]


BESIDE = {"objection": "delay", "objections": {"includes": "dispute"}}
"""Where a dispute was raised too it leads, so a delay never leads beside it."""


def test_what_is_asked_only_of_an_objection_that_does_not_lead_comes_to_pass_in_a_reply():
    assert told_of_two_objections(rule("asked", {"script": {"REPLY": ["reply-one"]}}, BESIDE)) == []


def test_elsewhere_only_the_leading_objection_is_asked():
    assert [code for code, _ in told_of_two_objections(rule("asked", {"next_actions": ["wait"]}, BESIDE))] == ["DR501"]


def test_a_test_of_the_others_matters_to_a_reply():
    excluded = {"objection": "delay", "objections": {"excludes": "dispute"}}
    assert told_of_two_objections(rule("asked", {"script": {"REPLY": ["reply-one"]}}, excluded)) == []
    assert [code for code, _ in told_of_two_objections(rule("asked", {"next_actions": ["wait"]}, excluded))] == ["DR502"]
