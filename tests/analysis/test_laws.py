"""Laws say exactly what no case shows: every pair of cells is tried with all values that matter."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from dunning_rules.analysis.idle import IDLE, find_idle
from dunning_rules.analysis.proving import Prover
from dunning_rules.analysis.regions import Regions
from dunning_rules.engine.deciding import DATA_PROBLEMS, Decider
from dunning_rules.errors import CaseError
from dunning_rules.model.case import CaseReader
from tests.analysis.test_ruling_out import fact, never
from tests.meaning.both import compiled, rule, vocabulary

AS_OF = "2026-11-25T10:00+08:00"
AMOUNTS = [None, *(Decimal(n) / 2 for n in range(-5, 50))]
COUNTS = [None, *range(-2, 9)]
DAYS = [None, *(date(2026, 11, 25) + timedelta(n) for n in range(-9, 9))]


def program_of(checks, facts, asked, *more, required=()):
    """A program that checks its data, and asks of its facts what is given."""
    declared = {name: {**fact(kind), "required": True} if name in required else fact(kind) for name, kind in facts.items()}
    document = {"kind": "facts", "facts": declared, **({"checks": list(checks)} if checks else {})}
    programs, findings = compiled([*vocabulary(), document, rule("a", {"role": "clerk"}, {"any": asked}), *more])
    assert programs, findings
    return programs[0]


CHECKS = [
    ("amounts_not_below_zero", {"amount_due": "money"}, [{"amount_due": {"at_least": 0}}, {"amount_due": {"at_most": 5}}]),
    ("amounts_not_below_zero", {"grace_days": "integer"}, [{"grace_days": {"at_least": 0}}, {"grace_days": {"less_than": -1}}]),
    ("share_is_a_share", {"receivables_share": "decimal"}, [{"receivables_share": {"between": ["0", "1"]}}]),
    ("share_is_a_share", {"receivables_share": "decimal"}, [{"receivables_share": {"more_than": "0.5"}}]),
    ("consideration_three_to_five", {"consideration_days": "integer"}, [{"consideration_days": [2, 3, 5, 6]}]),
    (
        "undisputed_within_amount",
        {"undisputed_amount": "money", "amount_due": "money"},
        [{"undisputed_amount": {"at_least": 10}}, {"amount_due": {"less_than": 10}}, {"amount_due": 20}],
    ),
    (
        "grace_within_row",
        {"grace_granted_count": "integer", "consecutive_late_count": "integer"},
        [{"grace_granted_count": {"at_least": 2}}, {"consecutive_late_count": [1, 2, 3]}],
    ),
    (
        "row_within_history",
        {"consecutive_late_count": "integer", "prior_late_count": "integer"},
        [{"consecutive_late_count": {"between": [2, 4]}}, {"prior_late_count": {"less_than": 3}}, {"prior_late_count": 1}],
    ),
    (
        "promise_has_both",
        {"promise_date": "date", "promise_amount": "money"},
        [{"promise_date": {"known": True}}, {"promise_amount": {"at_least": 3}}],
    ),
    ("zone_exists", {"timezone": "text"}, [{"timezone": "Asia/Shanghai"}]),
]
VALUES = {
    "money": AMOUNTS,
    "decimal": AMOUNTS,
    "integer": COUNTS,
    "date": DAYS,
    "text": [None, "Asia/Shanghai", "nowhere", "Europe/Paris"],
}


def seen_by(program, values):
    """Where the engine sees a case: the cells of its facts, and whether there are problems."""
    told = {name: str(v) if isinstance(v, (Decimal, date)) else v for name, v in values.items() if v is not None}
    known = Decider.of(program).known(CaseReader(program.facts).read(told, AS_OF))
    return {DATA_PROBLEMS: bool(known.problems), **known.setting.values}


@pytest.mark.parametrize(("check", "facts", "asked"), CHECKS, ids=lambda part: part if isinstance(part, str) else "")
def test_a_check_finds_a_problem_where_every_value_is_one(check, facts, asked):
    """Without a problem the cells that can be are those that are seen; what else is a problem no law says."""
    regions = Regions(program_of([check], facts, asked))
    space = regions.space
    levels = [space.levels[name, None] for name in (*facts, DATA_PROBLEMS)]
    seen = set()
    for values in product(*(VALUES[kind] for kind in facts.values())):
        cells = space.cells_of(seen_by(regions.program, dict(zip(facts, values, strict=True))))
        seen.add(tuple(cells[level] for level in levels))
    possible = {
        cells
        for cells in product(*(range(len(regions.cells[level])) for level in levels))
        if regions.circuit.can(*(regions.cells[level][c] for level, c in zip(levels, cells, strict=True)))
    }
    assert seen <= possible
    without = space.cell(levels[-1], value=False)
    assert {cells for cells in possible if cells[-1] == without} == {cells for cells in seen if cells[-1] == without}


def test_of_data_that_nobody_checks_no_problem_is_known():
    regions = Regions(program_of([], {"amount_due": "money"}, [{"amount_due": 1}]))
    assert not regions.circuit.can(regions.problems())


@pytest.mark.parametrize("spoken_of", [True, False])
def test_a_fact_that_is_required_may_be_missing_and_then_nothing_is_derived(spoken_of):
    """A pack need not have a word for problems in the data; where nobody asked of them, this was once proved, and false."""
    facts = {"amount_due": "money", **({DATA_PROBLEMS: "flag"} if spoken_of else {})}
    derived = {
        "kind": "derive", "fact": "size", "type": "choice", "values": ["small", "large"], "title": "x", "meaning": "x",
        "first": [{"when": {"amount_due": 1}, "value": "small"}], "otherwise": "large",
    }  # fmt: skip
    more = (derived, rule("b", {"role": "chief"}, {"size": {"known": False}}), never({"role": "chief"}))
    program = program_of([], facts, [{"amount_due": 1}], *more, required=["amount_due"])
    proof = Prover(Regions(program)).prove(program.properties[0])
    assert (proof.answer, proof.why) == ("refuted", "")
    assert (proof.answer, dict(proof.counterexample.facts)) == ("refuted", {})
    assert Decider.of(program).decide(CaseReader(program.facts).read({}, AS_OF)).role == "chief"


def test_a_day_that_is_required_leaves_what_counts_from_it_unknown_only_with_a_problem():
    facts = {"due_date": "date"}
    counted = {"kind": "facts", "facts": {"days_overdue": fact("integer", computed="days_overdue")}}
    program = program_of([], facts, [{"days_overdue": 1}], counted, required=["due_date"])
    regions = Regions(program)
    unknown = regions.given("days_overdue")[None]
    assert regions.circuit.can(unknown)
    assert not regions.circuit.can(unknown, -regions.problems())


def test_a_case_that_cannot_be_read_is_none():
    with pytest.raises(CaseError):
        seen_by(program_of([], {"amount_due": "money"}, [{"amount_due": 1}]), {"amount_due": "much"})


def test_of_two_tests_that_say_the_same_one_is_idle():
    """Taken out together, as a repair would, both would leave nothing."""
    both = {"promise_date": {"known": True}, "promise_amount": {"known": True}}
    more = rule("b", {"codes": ["C-ONE"]}, both)
    program = program_of(["promise_has_both"], {"promise_date": "date", "promise_amount": "money"}, [{"days": 1}], more)
    assert [(f.code, f.message) for f in find_idle(Regions(program))] == [
        (IDLE, "the rule `b` is the same without this test of `promise_date`"),
    ]


def test_a_count_that_a_case_may_state_is_known_without_its_day():
    """Else this would be proved, and false."""
    counted = {"kind": "facts", "facts": {"days_overdue": fact("integer", computed="days_overdue", may_be_given=True)}}
    fires = rule("b", {"role": "chief"}, {"due_date": {"known": False}, "days_overdue": {"at_least": 5}})
    program = program_of([], {"due_date": "date"}, [{"due_date": {"known": True}}], counted, fires, never({"role": "chief"}))
    assert Prover(Regions(program)).prove(program.properties[0]).answer == "undecided"
    case = CaseReader(program.facts).read({"days_overdue": 7}, AS_OF)
    assert Decider.of(program).decide(case).role == "chief"
