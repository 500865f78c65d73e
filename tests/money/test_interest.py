from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.money.interest import discounted, simple_interest
from tests.building import unhurried

AMOUNTS = st.decimals(0, 10**12, places=2)
RATES = st.decimals(0, 1, places=4)


@pytest.mark.parametrize(
    ("amount", "rate", "expected"),
    [
        ("0.01", "0.02", "0.01"),
        ("333.33", "0.02", "326.66"),
        ("0.25", "0.02", "0.25"),
        ("100.00", "0", "100.00"),
        ("100.00", "1", "0.00"),
    ],
)
def test_what_is_payable_after_a_discount_is_rounded_half_up(amount, rate, expected):
    assert str(discounted(Decimal(amount), Decimal(rate))) == expected


@pytest.mark.parametrize(
    ("principal", "percent_a_day", "days", "expected"),
    [
        ("10000", "0.05", 40, "200.00"),
        ("10000", "0.05", 0, "0.00"),
        ("0.50", "1", 1, "0.01"),
        ("0.49", "1", 1, "0.00"),
        ("33333.33", "0.05", 1, "16.67"),
    ],
)
def test_interest_is_principal_by_per_cent_a_day_by_days(principal, percent_a_day, days, expected):
    assert str(simple_interest(Decimal(principal), Decimal(percent_a_day), days)) == expected


@unhurried
@given(AMOUNTS, RATES)
def test_a_discount_never_asks_for_more_than_the_amount_nor_for_less_than_nothing(amount, rate):
    assert 0 <= discounted(amount, rate) <= amount


@unhurried
@given(AMOUNTS, RATES, RATES)
def test_a_higher_discount_never_asks_for_more(amount, one, other):
    assert discounted(amount, max(one, other)) <= discounted(amount, min(one, other))


@unhurried
@given(AMOUNTS, RATES, st.integers(0, 4000), st.integers(0, 4000))
def test_interest_is_not_compounded_so_days_add_up_but_for_rounding(principal, rate, days, more):
    apart = simple_interest(principal, rate, days) + simple_interest(principal, rate, more)
    assert abs(simple_interest(principal, rate, days + more) - apart) <= Decimal("0.01")
