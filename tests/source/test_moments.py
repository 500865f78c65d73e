from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from dunning_rules.model.condition import ParameterRef
from dunning_rules.model.moment import FactRef, Moment, Shift
from dunning_rules.model.terms import MONTHLY, Each, Equal, Share, Terms
from dunning_rules.place import Place
from dunning_rules.source.moments import FOLLOW_UP, MOMENT, SHIFT, TERMS, WINDOW
from tests.building import built, refused

TOP = Place("pack/file.yaml", 1, 1)
TODAY = Moment()


def fact(name, column):
    return FactRef(name, Place("pack/file.yaml", 1, column))


def parameter(name, column):
    return ParameterRef(name, Place("pack/file.yaml", 1, column))


@pytest.mark.parametrize("unit", ["months", "days", "working_days", "contact_intervals", "hours", "minutes"])
def test_a_span_counts_in_any_unit(unit):
    assert built(SHIFT, f"{unit}: 3") == Shift(((unit, 3),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{from: due_date}", Moment("due_date", place=TOP)),
        ("{}", Moment("contact_day", place=TOP)),
        ("{plus: {days: 1}, minus: {hours: 2}}", Moment(plus=Shift((("days", 1),)), minus=Shift((("hours", 2),)), place=TOP)),
        ("{plus: {days: {fact: asked}}}", Moment(plus=Shift((("days", fact("asked", 9)),)), place=TOP)),
        ("{plus: {days: {parameter: asked}}}", Moment(plus=Shift((("days", parameter("asked", 9)),)), place=TOP)),
        ("{day_of_month: 10}", Moment(day_of_month=10, place=TOP)),
        ("{day_of_month: last}", Moment(day_of_month="last", place=TOP)),
        ("{day_of_month: {parameter: day}}", Moment(day_of_month=parameter("day", 2), place=TOP)),
        ("{day_off: previous}", Moment(day_off="previous", place=TOP)),
        ('{time: "16:00"}', Moment(clock=time(16), place=TOP)),
        ("{time: {fact: office_close}}", Moment(clock=fact("office_close", 2), place=TOP)),
        ("{time: {parameter: last_notice}}", Moment(clock=parameter("last_notice", 2), place=TOP)),
        ("{at_least_away: {hours: 2}}", Moment(at_least_away=Shift((("hours", 2),)), place=TOP)),
        ("{otherwise: next_working_day}", Moment(place=TOP)),
        ("{otherwise: {from: part}}", Moment(otherwise=Moment("part", place=Place("pack/file.yaml", 1, 2)), place=TOP)),
    ],
)
def test_a_moment_is_built_of_its_steps(text, expected):
    assert expected == built(MOMENT, text)


@pytest.mark.parametrize(
    "text",
    [
        "{plus: {}}",
        "{plus: {weeks: 1}}",
        "{plus: {days: 1.5}}",
        '{plus: {days: "1"}}',
        "{day_of_month: first}",
        "{day_off: nearest}",
        "{time: 16}",
        "{time: 16.00}",
        '{time: "4 pm"}',
        "{otherwise: tomorrow}",
        "{until: part}",
        "tomorrow",
    ],
)
def test_a_moment_of_another_shape_is_refused(text):
    assert refused(MOMENT, text) == 1


@pytest.mark.parametrize(("text", "each_part"), [("{task: x, at: {}, for_each: part}", True), ("{task: x, at: {}}", False)])
def test_a_task_may_be_made_for_each_part(text, each_part):
    assert each_part is bool(built(FOLLOW_UP, text).for_each_part)


def test_a_window_has_a_first_minute_and_one_after_its_last():
    window = built(WINDOW, '{from: "22:00", until: {fact: office_open}, working_days: true}')
    assert (window.start, window.end, window.working_days) == (time(22), fact("office_open", 17), True)


@pytest.mark.parametrize("text", ['{from: "22:00"}', '{until: "08:00"}', '{from: "22:00", until: ~}'])
def test_a_window_has_both_its_ends(text):
    assert refused(WINDOW, text) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{share: 0.3, due: {}}", Share(Decimal("0.3"), TODAY)),
        ("{share: 1, due: {}}", Share(Decimal(1), TODAY)),
        ("{equal: 2, due: {}}", Equal(2, TODAY, MONTHLY)),
        ("{equal: 2, due: {}, every: {days: 14}}", Equal(2, TODAY, Shift((("days", 14),)))),
    ],
)
def test_the_first_key_tells_what_part_it_is(text, expected):
    (part,) = built(TERMS, f"parts: [{text}]").parts
    assert (type(expected), _without_places(expected)) == (type(part), _without_places(part))


def _without_places(part):
    share = part.share if isinstance(part, Share) else (part.count, part.every)
    return (share, part.due.origin)


def test_parts_of_a_stated_amount_name_the_most_there_may_be():
    (part,) = built(TERMS, "parts: [{each: {fact: affordable_monthly}, at_most: {parameter: most}, due: {}}]").parts
    assert (type(part), part.amount.name, part.at_most.name, part.every) == (Each, "affordable_monthly", "most", MONTHLY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{less: 0.02}", Terms(less=Decimal("0.02"))),
        ("{less: {parameter: discount_rate}}", Terms(less=parameter("discount_rate", 2))),
        ("{less: {fact: discount}}", Terms(less=fact("discount", 2))),
        ("{base: penalty_interest_due}", Terms(base="penalty_interest_due")),
        ("{expires: {from: offer_opened_at}}", Terms(expires=Moment("offer_opened_at", place=Place("pack/file.yaml", 1, 2)))),
        ("{}", Terms()),
    ],
)
def test_terms_may_be_a_discount_of_some_sum_until_some_moment(text, expected):
    assert expected == built(TERMS, text)


@pytest.mark.parametrize(
    "text",
    [
        "parts: []",
        "parts: [{due: {}}]",
        "parts: [{share: half, due: {}}]",
        "parts: [{share: 0.3}]",
        "parts: [{equal: 1.5, due: {}}]",
        "parts: [{each: 5000, at_most: {parameter: most}, due: {}}]",
        "base: everything",
        "less: much",
    ],
)
def test_terms_of_another_shape_are_refused(text):
    assert refused(TERMS, text) > 0
