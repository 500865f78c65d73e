"""A region of the space of cases holds exactly where the engine finds the condition true."""

from __future__ import annotations

import os
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.analysis.regions import Regions
from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.engine.deciding import DATA_PROBLEMS, Decider
from dunning_rules.model.case import CaseReader
from tests.analysis.asking import literals_of, taken, worth
from tests.meaning.both import AS_OF, rule, vocabulary
from tests.meaning.packs import case_from, compiled, packs

CASES_A_PACK = 20
PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450")) // 6


def linked_conditions(program):
    yield from ((r.rule.when, r.mask) for r in program.rules)
    yield from ((g.gate.when, g.mask) for g in program.gates.values())
    yield from ((s.sentence.when, s.mask) for n in program.snippets.values() for s in n.sentences)


def agree(regions, condition, held, bits, mask):
    truth, (possible, certain) = regions.truth(condition), bits
    return (truth.certain in held, truth.possible in held) == (bool(certain & mask), bool(possible & mask))


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=packs(), seed=st.integers(0, 2**40))
def test_regions_say_what_the_engine_says(documents, seed):
    programs, _ = compiled(documents)
    if not programs:
        return
    regions = Regions(programs[0])
    decider, reader = Decider.of(programs[0]), CaseReader(programs[0].facts)
    conditions = list(linked_conditions(programs[0]))
    truths = [regions.truth(c) for c, _ in conditions]
    derived = {d.fact.name: regions.value(d.fact.name) for d in programs[0].derivations}
    for case in map(case_from, range(seed, seed + CASES_A_PACK)):
        values = dict(reader.read(case, AS_OF).values)
        held = worth(regions, values)
        assert held, case
        list(decider.derive(values))
        bits = programs[0].matcher.match(values)
        assert len(truths) == len(conditions)
        assert all(agree(regions, condition, held, bits, mask) for condition, mask in conditions)
        assert {n: taken(spread, held) for n, spread in derived.items()} == {n: values[n] for n in derived}


def sampled(space, cells):
    """A case that lies in the cells, or None for an element of a set that is unknown."""
    values = {}
    for variable, cell in zip(space.variables, cells, strict=True):
        value = variable.values[cell]
        if variable.member is None:
            values |= {variable.fact: value} if value is not None else {}
        elif variable.member == "":
            values |= {variable.fact: frozenset()} if value else {}
        elif value:
            if variable.fact not in values:
                return None
            values[variable.fact] |= {variable.member}
    return values


def test_the_matcher_and_the_regions_agree_on_every_cell_of_one_pack():
    """One pack, every combination of its cells: nothing is sampled.  Nobody checks its data, so there are no problems in it."""
    programs, _ = compiled(packs_of_one())
    program = programs[0]
    regions = Regions(program)
    builder = MatcherBuilder(program.facts, program.parameters)
    masks = [(r.rule.when, builder.add(r.rule.when)) for r in program.rules]
    match = builder.build().match
    for condition, _ in masks:
        regions.truth(condition)
    tried = 0
    for cells in product(*map(range, regions.space.widths)):
        values = sampled(regions.space, cells)
        if values is None or values.get(DATA_PROBLEMS) is not False:
            chosen = [row[cell] for row, cell in zip(regions.cells, cells, strict=True)]
            assert not regions.circuit.can(*chosen), cells
            continue
        tried += 1
        held = regions.circuit.case(*literals_of(regions, values))
        assert all(agree(regions, condition, held, match(values), mask) for condition, mask in masks), values
    assert tried > 1_000


@pytest.mark.parametrize(
    ("when", "steps"),
    [
        ({"step": {"parameter": "tall"}}, {"high"}),
        ({"step": {"not": {"parameter": "tall"}}}, {"low", "middle"}),
        ({"step": ["low", {"parameter": "tall"}]}, {"low", "high"}),
    ],
)
def test_a_fact_is_that_of_a_table_where_the_line_that_fits_has_it(when, steps):
    """The table is by the kind of debtor, and has `high` for a company."""
    programs, _ = compiled([*vocabulary(), rule("a", {"role": "clerk"}, when)])
    regions = Regions(programs[0])
    certain = regions.truth(programs[0].rules[0].rule.when).certain
    cases = {s: worth(regions, {"step": s, "kind_of_debtor": "company"}) for s in ("low", "middle", "high")}
    assert {s for s, held in cases.items() if certain in held} == steps


@pytest.mark.parametrize(("currency", "met"), [("CNY", True), ("USD", False), ("EUR", False)])
def test_a_text_that_no_test_names_is_told_apart_by_the_lines_of_a_table(currency, met):
    """The table has 100 for a company in CNY, 10 in USD, and no line for any other currency."""
    programs, _ = compiled([*vocabulary(), rule("a", {"role": "clerk"}, {"amount": {"at_most": {"parameter": "small"}}})])
    regions = Regions(programs[0])
    certain = regions.truth(programs[0].rules[0].rule.when).certain
    held = worth(regions, {"amount": 70, "currency": currency, "kind_of_debtor": "company"})
    assert (certain in held) is met


CHECKED = {"agreed": "agreed", "a derived flag": "sure"}


@pytest.mark.parametrize("by", CHECKED.values(), ids=CHECKED)
@pytest.mark.parametrize(("amount", "agreed", "met"), [(70, True, True), (70, False, False), (70, None, False), (5, False, True)])
def test_a_table_by_a_flag_has_a_line_for_each_answer(by, amount, agreed, met):
    """The flag that is derived is false where the other is unknown."""
    sure = {"kind": "derive", "fact": "sure", "type": "flag", "title": "x", "meaning": "x"}
    sure |= {"first": [{"value": True, "when": {"agreed": True}}], "otherwise": False}
    line = {"name": "most", "meaning": "x", "by": [by], "values": {"true": 100, "false": 10}}
    more = [sure, {"kind": "parameters", "parameters": [line]}]
    programs, findings = compiled(
        [*vocabulary(), *more, rule("a", {"role": "clerk"}, {"amount": {"at_most": {"parameter": "most"}}})]
    )
    assert findings == ()
    regions = Regions(programs[0])
    certain = regions.truth(programs[0].rules[0].rule.when).certain
    assert (certain in worth(regions, {"amount": amount, "agreed": agreed})) is met


def packs_of_one():
    small = {"parameter": "small"}
    two = {"n": 2, "of": [{"agreed": True}, {"step": "low"}, {"amount": {"known": True}}]}
    return [
        *vocabulary(),
        rule("a", {"role": "clerk"}, {"amount": {"at_least": small}}),
        rule("e", {"role": "clerk"}, {"step": {"not": ["low", {"parameter": "tall"}]}}, priority=4),
        rule("b", {"role": "chief"}, {"doors": {"includes": ["a", "b"]}, "step": {"at_least": "middle"}}, priority=1),
        rule("c", {"role": "chief"}, {"at_least_n_of": two}, priority=2),
        rule("d", {"role": "clerk"}, {"none": [{"doors": {"excludes": ["c"]}}, {"amount": {"known": False}}]}, priority=3),
    ]
