"""Offers with their sums and dates."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from dunning_rules.derive.moments import Ground
from dunning_rules.engine.offering import make_offer
from dunning_rules.model.condition import ParameterRef
from dunning_rules.model.decision import Offer, PartDue
from dunning_rules.model.moment import FactRef, Moment, Shift
from dunning_rules.model.terms import Each, Equal, Share, Terms
from tests.building import WEDNESDAY, local, setting

TODAY = Moment("contact_day")
IN_A_MONTH = Moment("contact_day", plus=Shift((("months", 1),)))
OWED = {"demandable_amount": Decimal("100.01")}
SETTLED = ParameterRef("settled_by_now")


def made(terms, facts=None, **about):
    return make_offer("some_offer", terms, Ground(setting(OWED if facts is None else facts, **about)))


def test_an_offer_without_terms_is_its_name():
    assert made(None) == Offer("some_offer")


def test_shares_and_equal_parts_have_their_days():
    half = Terms((Share(Decimal("0.5"), TODAY), Equal(2, IN_A_MONTH)))
    assert made(half).parts == (
        PartDue(WEDNESDAY, Decimal("50.00")),
        PartDue(date(2026, 12, 25), Decimal("25.00")),
        PartDue(date(2027, 1, 25), Decimal("25.01")),
    )


def test_months_are_counted_from_the_first_part_so_that_days_do_not_drift():
    parts = made(Terms((Equal(3, TODAY),)), as_of="2026-12-31T10:00").parts
    assert [p.at for p in parts] == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Shift((("days", 7),)), [date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)]),
        (Shift((("working_days", 2),)), [date(2026, 11, 25), date(2026, 11, 27), date(2026, 12, 1)]),
    ],
)
def test_parts_may_follow_each_other_by_days(every, expected):
    assert [p.at for p in made(Terms((Equal(3, TODAY, every),))).parts] == expected


def test_parts_of_a_stated_amount_are_as_many_as_it_takes():
    terms = Terms((Each(FactRef("affordable_monthly"), SETTLED, TODAY),))
    parts = made(terms, OWED | {"affordable_monthly": Decimal(60)}).parts
    assert [p.amount for p in parts] == [Decimal(60), Decimal("40.01")]


def test_a_part_may_be_counted_from_the_one_before():
    later = Moment("previous_part", plus=Shift((("days", 3),)))
    terms = Terms((Share(Decimal("0.5"), IN_A_MONTH), Equal(1, later)))
    assert [p.at for p in made(terms).parts] == [date(2026, 12, 25), date(2026, 12, 28)]


def test_a_part_that_falls_due_at_an_hour_is_due_that_day():
    assert made(Terms((Equal(1, Moment("contact_day", clock=time(17))),))).parts[0].at == WEDNESDAY


@pytest.mark.parametrize(
    ("terms", "facts"),
    [
        (Terms((Equal(1, TODAY),)), {}),
        (Terms((Equal(1, TODAY),)), {"demandable_amount": Decimal(0)}),
        (Terms((Share(Decimal("0.5"), TODAY), Equal(1, Moment("paid_on")))), OWED),
        (Terms((Each(FactRef("affordable_monthly"), SETTLED, TODAY),)), OWED),
        (Terms((Equal(1, Moment("previous_part")),)), OWED),
    ],
)
def test_no_part_is_named_where_a_sum_or_a_day_is_unknown(terms, facts):
    assert made(terms, facts).parts == ()


@pytest.mark.parametrize("less", [Decimal("0.02"), FactRef("authorised_discount_rate")])
def test_a_discount_gives_what_is_still_to_pay(less):
    facts = OWED | {"authorised_discount_rate": Decimal("0.02")}
    assert made(Terms(less=less), facts).payable == Decimal("98.01")


def test_a_discount_of_an_unknown_rate_promises_nothing():
    assert made(Terms(less=FactRef("authorised_discount_rate"))).payable is None


def test_the_sum_may_be_another_than_the_debt():
    facts = OWED | {"penalty_interest_due": Decimal("8.00")}
    assert made(Terms(less=Decimal(1), base="penalty_interest_due"), facts).payable == Decimal("0.00")


def test_an_offer_ends_at_an_instant_or_does_not_say_when():
    hour = Moment("contact_at", plus=Shift((("hours", 48),)))
    assert made(Terms(expires=hour)).expires == local("2026-11-27T14:00")
    assert made(Terms(expires=TODAY)).expires is None


@pytest.mark.parametrize(("owed", "count"), [("0.01", 0), ("0.02", 2)])
def test_a_sum_too_small_to_be_cut_has_no_parts(owed, count):
    half = Terms((Share(Decimal("0.5"), TODAY), Equal(1, IN_A_MONTH)))
    assert len(made(half, {"demandable_amount": Decimal(owed)}).parts) == count
