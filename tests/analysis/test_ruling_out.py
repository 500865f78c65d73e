"""Values that never meet are kept apart, the fewest that do not, and no answer rests on that unsaid."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.circuit import TooLarge
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.proving import Prover
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.witness import NeverMeeting, Witnesses
from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.meaning.both import compiled, rule, vocabulary


def fact(kind, **more):
    return {"type": kind, "title": "x", "meaning": "x", **more}


DUE = {
    "kind": "facts",
    "facts": {
        "due_date": fact("date"),
        "next_scheduled_payment": fact("date"),
        "paid_on": fact("date"),
        "paid_in_full": fact("flag"),
        "days_overdue": fact("integer", computed="days_overdue"),
        "days_to_next_payment": fact("integer", computed="days_to_next_payment"),
        "days_since_paid": fact("integer", computed="days_since_paid"),
        "contact_is_working_day": fact("flag", computed="contact_is_working_day"),
        "holidays": fact("dates"),
    },
}
FIVE_AND_THREE = {"days_overdue": {"at_least": 5}, "days_to_next_payment": {"at_least": 3}, "paid_on": {"known": False}}
NOT_SCHEDULED = {**FIVE_AND_THREE, "next_scheduled_payment": {"known": False}}


def program_of(when, *more):
    programs, findings = compiled([*vocabulary(), DUE, rule("a", {"role": "clerk"}, when), *more])
    assert programs, findings
    return programs[0]


def witnesses_of(when):
    return Witnesses(Outcomes(Regions(program_of(when))))


def asked(when):
    """Look for a case in which one rule fires."""
    witnesses = witnesses_of(when)
    return witnesses.find(witnesses.outcomes.fires["a"]), len(witnesses.apart)


def test_nothing_is_counted_from_a_day_that_nobody_knows():
    """That is a law, so it needs no case."""
    assert asked({"due_date": {"known": False}, "days_overdue": {"at_least": 5}}) == (None, 0)
    assert asked({"due_date": {"known": True}, "days_overdue": {"known": False}}) == (None, 0)


def test_the_fewest_values_that_do_not_meet_are_kept_apart():
    """What was agreed has nothing to do with it, and it is said that the answer rests on the rest."""
    witnesses = witnesses_of({**NOT_SCHEDULED, "agreed": True})
    with pytest.raises(NeverMeeting) as raised:
        witnesses.find(witnesses.outcomes.fires["a"])
    assert {len(apart) for apart in raised.value.apart} == {4}
    told = str(raised.value)
    assert "days_overdue is 5 and" in told
    assert "days_to_next_payment is 3 and" in told
    assert "next_scheduled_payment is unknown" in told
    assert "agreed" not in told


def test_what_is_kept_apart_is_apart_in_every_later_question():
    witnesses = witnesses_of({"any": [NOT_SCHEDULED, {"days_since_paid": 4}]})
    built = witnesses.find(witnesses.outcomes.fires["a"])
    assert set(built.witness.facts) == {"paid_on"}
    apart = len(witnesses.apart)
    assert witnesses.find(witnesses.outcomes.fires["a"]).witness == built.witness
    assert len(witnesses.apart) == apart


def test_a_plan_brings_together_what_was_apart():
    built, _ = asked(FIVE_AND_THREE)
    assert dict(built.witness.facts) == {"due_date": "2026-11-20", "next_scheduled_payment": "2026-11-28"}


@pytest.mark.parametrize(
    ("when", "facts", "as_of"),
    [
        ({"due_date": {"at_most": "2026-01-01"}, "days_overdue": {"between": [5, 6]}}, {"due_date": "2025-12-27"}, "2026-01-01"),
        ({"due_date": {"at_least": "2030-01-01"}, "days_overdue": 5}, {"due_date": "2030-01-01"}, "2030-01-06"),
        ({"due_date": {"at_least": "2026-11-01"}, "days_overdue": 5}, {"due_date": "2026-11-01"}, "2026-11-06"),
        (
            {
                "due_date": {"less_than": "2026-01-10"},
                "paid_on": {"more_than": "2026-01-10"},
                "days_overdue": 5,
                "days_since_paid": 3,
            },
            {"due_date": "2026-01-09", "paid_on": "2026-01-11"},
            "2026-01-14",
        ),
        (
            {"due_date": "2026-01-01", "days_overdue": 2, "contact_is_working_day": True},
            {"due_date": "2026-01-01", "holidays": ["2026-01-03"]},
            "2026-01-03",
        ),
    ],
)
def test_the_day_of_a_case_moves_to_where_given_dates_and_counts_meet(when, facts, as_of):
    built, apart = asked(when)
    assert (dict(built.witness.facts), built.witness.as_of[:10], apart) == (facts, as_of, 0)


def test_a_proof_looks_at_every_day():
    """With cases of one day only, this was proved once, and false."""
    when = {"due_date": {"at_most": "2026-01-01"}, "days_overdue": {"between": [5, 6]}}
    program = program_of(when, never({"role": "clerk"}))
    proof = Prover(Regions(program)).prove(program.properties[0])
    assert proof.answer == "refuted"
    case = CaseReader(program.facts).read(dict(proof.counterexample.facts), proof.counterexample.as_of)
    assert Decider.of(program).decide(case).role == "clerk"


def test_a_proof_that_rests_on_values_kept_apart_is_none():
    program = program_of(NOT_SCHEDULED, never({"role": "clerk"}))
    proof = Prover(Regions(program)).prove(program.properties[0])
    assert proof.answer == "undecided"
    assert proof.why.startswith("it hangs on whether there is a case in which ")


def never(promise):
    return {
        "kind": "properties",
        "properties": [{"id": "held", "title": "x", "because": {"policy": "x"}, "never": promise}],
    }


def test_where_all_cells_meet_nothing_is_kept_apart():
    built, apart = asked({"days_overdue": {"at_least": 5}, "agreed": True})
    assert dict(built.witness.facts) == {"agreed": True, "due_date": "2026-11-20"}
    assert apart == 0


def test_a_set_that_must_be_known_and_empty_is_stated():
    built, _ = asked({"objections": {"excludes": ["fee", "dispute", "delay", "other"]}})
    assert dict(built.witness.facts) == {"objections": []}


def test_a_set_is_stated_with_the_elements_that_are_wanted():
    built, _ = asked({"doors": {"includes": ["c"]}, "any": [{"doors": {"includes": ["a"]}}]})
    assert dict(built.witness.facts) == {"doors": ["a", "c"]}


def test_no_day_lies_before_all_calendars():
    """So many days before the first year there is none; nothing is built, and nothing falls over."""
    witnesses = witnesses_of({"due_date": {"at_most": "1900-01-02"}, "days_overdue": {"at_most": -999999}})
    with pytest.raises(NeverMeeting, match="days_overdue is"):
        witnesses.find(witnesses.outcomes.fires["a"])


def test_after_so_many_cases_that_could_not_be_built_the_answer_is_open(monkeypatch):
    monkeypatch.setattr("dunning_rules.analysis.witness.MOST_BUILT", 1)
    witnesses = witnesses_of(NOT_SCHEDULED)
    with pytest.raises(TooLarge):
        witnesses.find(witnesses.outcomes.fires["a"])


OWED = {
    "kind": "facts",
    "facts": {
        "amount_due": fact("money"),
        "unapplied_credit": fact("money"),
        "demandable_amount": fact("money", computed="demandable_amount"),
    },
}


@pytest.mark.parametrize(
    ("asked_for", "facts"),
    [({"at_least": 50}, {"amount_due": "100"}), ({"at_most": 40}, {"amount_due": "100", "unapplied_credit": "100"})],
)
def test_a_credit_is_stated_only_where_the_sum_would_not_fit_without(asked_for, facts):
    programs, _ = compiled(
        [*vocabulary(), OWED, rule("a", {"role": "clerk"}, {"amount_due": 100, "demandable_amount": asked_for})]
    )
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    assert dict(witnesses.find(witnesses.outcomes.fires["a"]).witness.facts) == facts


def test_a_text_is_cut_where_a_table_has_a_line_for_it():
    table = {"kind": "parameters", "parameters": [{"name": "floor", "meaning": "x", "by": ["currency"], "values": {"USD": 10}}]}
    when = {"amount": {"at_least": {"parameter": "floor"}}}
    programs, findings = compiled([*vocabulary(), table, rule("a", {"role": "clerk"}, when)])
    assert programs, findings
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    assert dict(witnesses.find(witnesses.outcomes.fires["a"]).witness.facts) == {"amount": "11", "currency": "USD"}
