"""Cells that never meet in a real case are ruled out by name, the fewest that do not; those that meet elsewhere are found."""

from __future__ import annotations

from datetime import date

from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.witness import Witnesses
from tests.meaning.both import compiled, rule, vocabulary

DUE = {
    "kind": "facts",
    "facts": {
        "due_date": {"type": "date", "title": "x", "meaning": "x"},
        "days_overdue": {"type": "integer", "computed": "days_overdue", "title": "x", "meaning": "x"},
    },
}


def asked(when):
    """Look for a case in which one rule fires."""
    programs, findings = compiled([*vocabulary(), DUE, rule("a", {"role": "clerk"}, when)])
    assert programs, findings
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    return witnesses.find(witnesses.outcomes.fires["a"]), witnesses.ruled_out


def test_only_the_cells_that_do_not_meet_are_ruled_out():
    """Nobody is overdue without a due date; that something was agreed has nothing to do with it."""
    built, ruled_out = asked({"due_date": {"known": False}, "days_overdue": {"at_least": 5}, "agreed": True})
    assert built is None
    assert ruled_out == [{"due_date": None, "days_overdue": 5}, {"due_date": None, "days_overdue": 6}]


def test_where_some_cells_do_not_meet_others_are_found():
    """On the contact day the first of the month lies further back than six days, and a later day does not."""
    built, ruled_out = asked({"due_date": {"at_least": "2026-11-01"}, "days_overdue": {"at_least": 5}})
    assert dict(built.witness.facts) == {"due_date": "2026-11-20"}
    assert {"due_date": date(2026, 11, 1), "days_overdue": 5} in ruled_out


def test_where_all_cells_meet_nothing_is_ruled_out():
    built, ruled_out = asked({"days_overdue": {"at_least": 5}, "agreed": True})
    assert dict(built.witness.facts) == {"agreed": True, "due_date": "2026-11-20"}
    assert ruled_out == []


def test_a_set_that_must_be_known_and_empty_is_stated():
    built, _ = asked({"objections": {"excludes": ["fee", "dispute", "delay", "other"]}})
    assert dict(built.witness.facts) == {"objections": []}


def test_a_set_is_stated_with_the_elements_that_are_wanted():
    built, _ = asked({"doors": {"includes": ["c"]}, "any": [{"doors": {"includes": ["a"]}}]})
    assert dict(built.witness.facts) == {"doors": ["a", "c"]}
