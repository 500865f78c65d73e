from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.money.division import EqualParts, PartsOf, ShareOf, divide, parts_needed
from dunning_rules.money.rounding import CENT, cut
from tests.building import unhurried

HALVES = (ShareOf(Decimal("0.5")), ShareOf(Decimal("0.5")))
THIRTY_THEN_TWO = (ShareOf(Decimal("0.3")), EqualParts(2))
QUARTER_THEN_THREE = (ShareOf(Decimal("0.25")), EqualParts(3))
FIFTH_THEN_REST = (ShareOf(Decimal("0.2")), EqualParts(1))
FIVE_THOUSANDS = (PartsOf(Decimal(5000)),)


@pytest.mark.parametrize(
    ("amount", "pieces", "expected"),
    [
        ("100.01", HALVES, [["50.00"], ["50.01"]]),
        ("100001.00", THIRTY_THEN_TWO, [["30000.30"], ["35000.35", "35000.35"]]),
        ("100.01", QUARTER_THEN_THREE, [["25.00"], ["25.00", "25.00", "25.01"]]),
        ("1000", FIFTH_THEN_REST, [["200.00"], ["800.00"]]),
        ("20000", FIVE_THOUSANDS, [["5000"] * 4]),
        ("20001", FIVE_THOUSANDS, [["5000"] * 4 + ["1"]]),
        ("70000", FIVE_THOUSANDS, [["5000"] * 14]),
        ("4999.99", FIVE_THOUSANDS, [["4999.99"]]),
        ("0.01", (EqualParts(3),), [["0.00", "0.00", "0.01"]]),
        ("100.00", (EqualParts(3),), [["33.33", "33.33", "33.34"]]),
        ("100.00", (PartsOf(Decimal(40)), EqualParts(1)), [["40", "40", "20.00"], ["0.00"]]),
        ("100.00", (ShareOf(Decimal("0.3")),), [["100.00"]]),
        ("100.00", (ShareOf(Decimal("0.3")), PartsOf(Decimal(40))), [["30.00"], ["40", "30.00"]]),
    ],
)
def test_every_part_is_cut_to_the_cent_and_the_last_takes_the_rest(amount, pieces, expected):
    assert [[Decimal(part) for part in parts] for parts in expected] == divide(Decimal(amount), pieces)


@pytest.mark.parametrize(("amount", "pieces"), [("0", HALVES), ("-0.01", HALVES), ("100", ())])
def test_nothing_cannot_be_divided_nor_anything_by_nothing(amount, pieces):
    with pytest.raises(ValueError, match="only an amount above zero can be divided, and only by something"):
        divide(Decimal(amount), pieces)


@pytest.mark.parametrize("each", ["0", "-5"])
def test_parts_of_nothing_are_refused(each):
    with pytest.raises(ValueError, match="a part must be"):
        divide(Decimal(100), [PartsOf(Decimal(each))])


@pytest.mark.parametrize(
    ("amount", "each", "expected"),
    [
        ("20000", "5000", 4),
        ("20001", "5000", 5),
        ("70000", "5000", 14),
        ("0.01", "5000", 1),
        ("5000.01", "5000", 2),
        ("0", "5", 0),
    ],
)
def test_so_many_parts_are_needed(amount, each, expected):
    assert expected == parts_needed(Decimal(amount), Decimal(each))


CENTS = st.integers(1, 10**11).map(lambda cents: Decimal(cents) / 100)


@st.composite
def divisions(draw):
    """An amount, shares of it that are no more than the whole, and perhaps a division of what is left."""
    amount, left, pieces = draw(CENTS), 100, []
    for _ in range(draw(st.integers(0, 4))):
        pieces.append(ShareOf(Decimal(share := draw(st.integers(0, left))) / 100))
        left -= share
    ends = st.one_of(
        st.integers(1, 36).map(EqualParts),
        st.integers(1, 60).map(lambda n: PartsOf(max(cut(amount / n), CENT))),
    )
    if not pieces or draw(st.booleans()):
        pieces.append(draw(ends))
    return amount, pieces


@unhurried
@given(divisions())
def test_the_parts_add_up_to_the_amount_to_the_cent(division):
    amount, pieces = division
    assert sum(part for parts in divide(amount, pieces) for part in parts) == amount


@unhurried
@given(divisions())
def test_no_part_is_below_zero(division):
    assert min(part for parts in divide(*division) for part in parts) >= 0


@unhurried
@given(divisions())
def test_no_part_has_a_fraction_of_a_cent(division):
    assert [part for parts in divide(*division) for part in parts if part != cut(part)] == []


@unhurried
@given(divisions())
def test_each_piece_has_its_own_parts(division):
    amount, pieces = division
    assert len(divide(amount, pieces)) == len(pieces)


@unhurried
@given(CENTS, st.integers(1, 36))
def test_like_parts_differ_only_in_the_last_and_there_by_less_than_a_cent_each(amount, count):
    ((*firsts, last),) = divide(amount, [EqualParts(count)])
    assert all(first <= last < first + count * CENT for first in firsts)


@unhurried
@given(CENTS, CENTS)
def test_the_parts_needed_cover_the_amount_and_one_less_would_not(amount, each):
    count = parts_needed(amount, each)
    assert each * (count - 1) < amount <= each * count
