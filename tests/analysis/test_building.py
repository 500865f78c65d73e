"""A case is built from the cells that are wanted of it, and other values of them are tried where their samples do not meet."""

from __future__ import annotations

from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.witness import Witnesses
from tests.meaning.both import compiled, rule, vocabulary


def money(**more):
    return {"type": "money", "title": "x", "meaning": "x", **more}


OWED = {"kind": "facts", "facts": {"amount_due": money(), "demandable_amount": money(computed="demandable_amount")}}


def test_amounts_that_no_sample_shows_are_found():
    """The samples are 11 and 101; of 11 nobody can demand 101."""
    when = {"amount_due": {"more_than": 10}, "demandable_amount": {"more_than": 100}}
    programs, findings = compiled([*vocabulary(), OWED, rule("a", {"role": "clerk"}, when)])
    assert programs, findings
    witnesses = Witnesses(Outcomes(Regions(programs[0])))
    built = witnesses.find(witnesses.outcomes.fires["a"])
    assert dict(built.witness.facts) == {"amount_due": "1000"}
