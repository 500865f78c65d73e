from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.money.rounding import CENT, cut, half_up
from tests.building import unhurried

AMOUNTS = st.decimals(0, 10**15, places=6)


@pytest.mark.parametrize(
    ("amount", "expected"), [("0", "0.00"), ("50.005", "50.00"), ("25.0025", "25.00"), ("0.019", "0.01"), ("12", "12.00")]
)
def test_a_part_is_cut_down_to_the_cent(amount, expected):
    assert str(cut(Decimal(amount))) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0", "0.00"), ("0.005", "0.01"), ("0.015", "0.02"), ("0.0249", "0.02"), ("326.6634", "326.66"), ("12", "12.00")],
)
def test_half_a_cent_is_rounded_up(amount, expected):
    assert str(half_up(Decimal(amount))) == expected


@unhurried
@given(AMOUNTS)
def test_cutting_takes_less_than_a_cent_and_adds_nothing(amount):
    assert 0 <= amount - cut(amount) < CENT


@unhurried
@given(AMOUNTS)
def test_rounding_moves_an_amount_by_half_a_cent_at_most_and_only_up_from_there(amount):
    assert -CENT / 2 <= amount - half_up(amount) < CENT / 2


@unhurried
@given(st.decimals(0, 10**15, places=2))
def test_an_amount_in_cents_is_not_moved(amount):
    assert cut(amount) == half_up(amount) == amount
