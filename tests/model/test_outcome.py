from __future__ import annotations

from dunning_rules.model.outcome import (
    CHOICES,
    CLOSABLE,
    COLLECTIONS,
    DECLARED,
    GUARD_LAYERS,
    LAYERS,
    LEVELS,
    STEPS,
    VERDICTS,
    Then,
)


def test_the_layers_stand_in_the_order_of_their_precedence():
    ordered = (
        "data law hold closed plan contact_limits special_case objection escalation risk stage frequency_and_amount "
        "segment market channel default"
    )
    assert list(LAYERS) == ordered.split()


def test_guards_are_the_layers_from_data_to_contact_limits():
    assert GUARD_LAYERS == ("data", "law", "hold", "closed", "plan", "contact_limits")


def test_an_outcome_combines_in_one_way_only():
    every = [*CHOICES, *COLLECTIONS, *LEVELS]
    assert len(every) == len(set(every))


def test_whatever_can_be_closed_is_chosen_or_collected():
    assert {*CHOICES, *COLLECTIONS}.issuperset(CLOSABLE)


def test_a_level_is_started_then_multiplied_then_shifted_then_capped_and_lifted_and_capped_hard():
    assert STEPS == ("base", "times", "shift", "soft_cap", "floor", "hard_cap")


def test_verdicts_go_from_mild_to_grave():
    assert VERDICTS == ("allow", "review", "hold", "block")


def test_offers_and_consequences_are_declared_by_kinds_of_their_own():
    assert {"offer", "consequences"}.isdisjoint(DECLARED)


def test_a_rule_that_wants_nothing_closes_nothing():
    assert Then() == Then((), (), (), ())
