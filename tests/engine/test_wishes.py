"""How the wishes of several rules become one outcome."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from dunning_rules.engine.wishes import Wish, Wishes, level_of, verdict_of
from dunning_rules.model.moment import FollowUp, Moment, Window
from dunning_rules.model.outcome import Choose, Collect, Hold, Step, Then
from dunning_rules.place import Place

LADDER = ("none", "warm", "plain", "firm")
SOMEWHERE = Place("a.yaml", 3, 5)
TODAY = Moment("contact_day")


def steps(**said):
    return [Step("tone", kind, value) for kind, value in said.items()]


def collect(target, *values):
    return Then(collect=tuple(Collect(target, v) for v in values))


def choose(target, value, part=""):
    return Then(choose=(Choose(target, value, part),))


def closes(*targets):
    return Then(closes=targets)


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"base": "plain"}, 2),
        ({"base": "plain", "shift": 1}, 3),
        ({"base": "plain", "shift": -1}, 1),
        ({"base": "firm", "soft_cap": "warm"}, 1),
        ({"base": "warm", "floor": "firm"}, 3),
        ({"base": "firm", "hard_cap": "warm"}, 1),
        ({"base": "firm", "soft_cap": "warm", "floor": "plain"}, 2),
        ({"base": "warm", "floor": "firm", "hard_cap": "plain"}, 2),
        ({"base": "warm", "shift": -5}, 0),
        ({"base": "firm", "shift": 5}, 3),
        ({"shift": 1}, None),
    ],
)
def test_the_steps_of_a_level_are_taken_in_their_order(said, level):
    assert level_of(steps(**said), LADDER) == level


@pytest.mark.parametrize(("times", "number"), [("1.5", 5), ("2", 6), ("0.1", 1)])
def test_a_number_that_is_multiplied_is_rounded_up(times, number):
    assert level_of([Step("contact_interval", "base", 3), Step("contact_interval", "times", Decimal(times))]) == number


def test_a_number_has_no_highest_level():
    assert level_of([Step("contact_interval", "base", 3), Step("contact_interval", "shift", 40)]) == 43


def test_the_first_base_counts_and_every_factor_and_shift():
    said = [("base", 3), ("base", 9), ("times", 2), ("times", 3), ("shift", 1), ("shift", 1)]
    assert level_of([Step("contact_interval", kind, value) for kind, value in said]) == 20


def test_the_gravest_verdict_is_taken():
    assert verdict_of([Step("verdict", "floor", v) for v in ("review", "block", "hold")]) == "block"


def test_nothing_asked_for_is_allowed():
    assert verdict_of([]) == "allow"


def test_the_first_rank_wins_a_choice_whatever_the_order_of_the_wishes():
    wishes = Wishes.of([Wish(5, choose("role", "late")), Wish(2, choose("role", "first"))])
    assert (wishes.chosen()["role", ""].value, wishes.chosen()["role", ""].rank) == ("first", 2)


def test_what_is_closed_counts_for_later_ranks_only():
    wishes = Wishes.of([Wish(1, closes("offer")), Wish(1, choose("offer", "now")), Wish(2, choose("offer", "then"))])
    assert wishes.chosen()["offer", ""].value == "now"
    assert Wishes.of([Wish(1, closes("offer")), Wish(2, choose("offer", "then"))]).chosen() == {}


def test_a_target_is_closed_from_the_first_rank_on():
    wishes = Wishes.of([Wish(3, closes("offer")), Wish(1, closes("offer")), Wish(2, choose("offer", "then"))])
    assert wishes.chosen() == {}


def test_a_collection_holds_each_thing_once_in_the_order_of_the_ranks():
    wishes = Wishes.of([Wish(2, collect("codes", "C-TWO", "C-ONE")), Wish(1, collect("codes", "C-ONE"))])
    assert wishes.collected("codes") == ("C-ONE", "C-TWO")


def test_a_collection_stands_in_the_declared_order():
    wishes = Wishes.of([Wish(1, collect("codes", "C-TWO", "C-ONE"))])
    assert wishes.collected("codes", {"C-ONE": 0, "C-TWO": 0}) == ("C-ONE", "C-TWO")


def test_a_closed_script_takes_no_more_replies():
    wishes = Wishes.of([Wish(1, closes("script")), Wish(2, collect("script.REPLY", "later"))])
    assert wishes.collected("script.REPLY") == ()


def test_the_first_hold_of_a_kind_stands():
    first, second = Hold("dispute", "whole"), Hold("dispute", "part")
    assert Wishes.of([Wish(1, collect("holds", first)), Wish(2, collect("holds", second))]).collected("holds") == (first,)


def test_a_task_is_told_by_its_kind_and_moment_wherever_it_was_written():
    here, there = FollowUp("ring", TODAY), FollowUp("ring", Moment("contact_day", place=SOMEWHERE))
    later = FollowUp("ring", Moment("due_date"))
    assert len(Wishes.of([Wish(1, collect("follow_up", here, there, later))]).collected("follow_up")) == 2


def test_a_window_is_told_by_its_hours():
    night = [Window(time(22), time(8)), Window(time(22), time(8), place=SOMEWHERE), Window(time(21), time(8))]
    assert len(Wishes.of([Wish(1, collect("quiet_hours", *night))]).collected("quiet_hours")) == 2


@pytest.mark.parametrize(
    ("then", "heard"),
    [
        (choose("offer", "then"), False),
        (choose("role", "clerk"), True),
        (collect("next_actions", "wait"), False),
        (collect("script.REPLY", "yes"), False),
        (collect("codes", "C-ONE"), True),
        (closes("offer"), True),
        (Then(steps=(Step("tone", "base", "warm"),)), True),
        (Then(), False),
    ],
)
def test_a_rule_is_heard_where_anything_of_what_it_wants_came_to_pass(then, heard):
    wishes = Wishes.of([Wish(1, closes("offer", "next_actions", "script")), Wish(2, then)])
    assert wishes.heard(then, 2) is heard


def test_a_choice_that_another_won_is_not_heard():
    wishes = Wishes.of([Wish(1, choose("role", "clerk")), Wish(2, choose("role", "chief"))])
    assert wishes.heard(choose("role", "chief"), 2) is False
