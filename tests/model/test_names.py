from __future__ import annotations

import pytest

from dunning_rules.model.names import did_you_mean, surely_meant

KNOWN = ["due_date", "amount_due", "debtor_type"]


@pytest.mark.parametrize(
    ("slip", "meant"), [("due_dat", "due_date"), ("amonut_due", "amount_due"), ("debtortype", "debtor_type")]
)
def test_a_slip_of_the_pen_is_answered_with_the_nearest_name(slip, meant):
    assert did_you_mean(slip, KNOWN) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("known", [KNOWN, []])
def test_a_name_near_to_nothing_gets_no_suggestion(known):
    assert did_you_mean("zzz", known) == ""


@pytest.mark.parametrize(
    ("slip", "meant"), [("due_dat", "due_date"), ("du", ""), ("zzz", ""), ("debtor_typ", "debtor_type"), ("amount_type", "")]
)
def test_a_name_can_only_be_meant_when_it_is_near_and_no_other_is(slip, meant):
    assert surely_meant(slip, [*KNOWN, "debtor_name", "amount_kind", "account_type"] if slip == "amount_type" else KNOWN) == meant
