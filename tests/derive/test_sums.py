from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.derive import interest, sums
from tests.building import setting, unhurried

CENTS = st.decimals(0, 10**9, places=2)


def money(**amounts):
    return setting({name: Decimal(amount) for name, amount in amounts.items()})


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"amount_due": "100.00"}, "100.00"),
        ({"amount_due": "100.00", "undisputed_amount": "40.00"}, "40.00"),
        ({"amount_due": "100.00", "undisputed_amount": "0"}, "0"),
        ({"undisputed_amount": "40.00"}, "40.00"),
        ({"amount_due": "100.00", "unapplied_credit": "30.01"}, "69.99"),
        ({"amount_due": "100.00", "undisputed_amount": "40.00", "unapplied_credit": "30.01"}, "9.99"),
        ({"amount_due": "100.00", "unapplied_credit": "100.01"}, "0"),
    ],
)
def test_what_may_be_demanded_is_what_nobody_contests_less_credits(amounts, expected):
    assert Decimal(expected) == sums.demandable_amount(money(**amounts))


def test_what_may_be_demanded_is_unknown_when_no_amount_is_known():
    assert sums.demandable_amount(money(unapplied_credit="5")) is None


@unhurried
@given(CENTS, CENTS)
def test_what_may_be_demanded_is_never_below_zero_nor_above_what_is_due(due, credit):
    assert 0 <= sums.demandable_amount(money(amount_due=due, unapplied_credit=credit)) <= due


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"amount_due": "9.99", "tolerance_amount": "10.00"}, True),
        ({"amount_due": "10.00", "tolerance_amount": "10.00"}, False),
        ({"amount_due": "50.00", "unapplied_credit": "40.01", "tolerance_amount": "10.00"}, True),
        ({"amount_due": "50.00", "undisputed_amount": "5.00", "tolerance_amount": "10.00"}, True),
        ({"amount_due": "9.99"}, None),
        ({"tolerance_amount": "10.00"}, None),
    ],
)
def test_a_debt_lies_below_the_tolerance_by_what_may_be_demanded_of_it(amounts, expected):
    assert expected is sums.below_tolerance(money(**amounts))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"amount_due": "100.00"}, Decimal("100.00")),
        ({"amount_due": "100.00", "paid_amount": "20.00"}, Decimal("100.00")),
        ({"amount_due": "0", "paid_amount": "20.00"}, Decimal("20.00")),
        ({"paid_amount": "20.00"}, Decimal("20.00")),
        ({"amount_due": "0"}, Decimal(0)),
        ({}, None),
    ],
)
def test_a_debt_counts_by_what_is_owed_or_was_until_it_was_paid(amounts, expected):
    assert expected == sums.amount_at_stake(money(**amounts))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"amount_due": "20000", "affordable_monthly": "5000"}, 4),
        ({"amount_due": "20001", "affordable_monthly": "5000"}, 5),
        ({"amount_due": "70000", "affordable_monthly": "5000"}, 14),
        ({"amount_due": "70000", "undisputed_amount": "20000", "affordable_monthly": "5000"}, 4),
        ({"amount_due": "20", "affordable_monthly": "1"}, 20),
        ({"amount_due": "20", "affordable_monthly": "0.50"}, 40),
        ({"amount_due": "20000", "affordable_monthly": "0"}, None),
        ({"amount_due": "20000", "affordable_monthly": "-1"}, None),
        ({"amount_due": "20000"}, None),
        ({"affordable_monthly": "5000"}, None),
    ],
)
def test_so_many_monthly_parts_cover_what_may_be_asked_for(amounts, expected):
    assert expected == sums.parts_needed(money(**amounts))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (
            {
                "amount_due": "110.00",
                "principal_due": "100.00",
                "interest_due": "4",
                "penalty_interest_due": "5",
                "fees_due": "1",
            },
            True,
        ),
        (
            {
                "amount_due": "110.00",
                "principal_due": "100.00",
                "interest_due": "4",
                "penalty_interest_due": "5",
                "fees_due": "2",
            },
            False,
        ),
        ({"amount_due": "100.00", "principal_due": "100.00"}, True),
        ({"amount_due": "100.00", "principal_due": "99.99"}, False),
        ({"amount_due": "100.00", "fees_due": "1"}, True),
        ({"amount_due": "100.00", "fees_due": "100.00"}, True),
        ({"amount_due": "100.00", "fees_due": "60", "interest_due": "40.01"}, False),
        ({"amount_due": "100.00"}, None),
        ({"principal_due": "100.00"}, None),
        ({}, None),
    ],
)
def test_the_parts_of_a_debt_add_up_to_it_or_do_not_exceed_it_while_the_principal_is_unknown(amounts, expected):
    assert expected is sums.parts_sum_ok(money(**amounts))


FEE = {"principal_due": Decimal(10000), "late_fee_rate": Decimal("0.05"), "penalty_interest_due": Decimal("200.00")}
FORTY_DAYS_LATE = {**FEE, "due_date": date(2026, 10, 16)}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"penalty_interest_due": Decimal("200.01")}, False),
        ({"penalty_interest_due": Decimal("199.99")}, False),
        ({"due_date": date(2026, 10, 17)}, False),
        ({"due_date": date(2026, 11, 26), "penalty_interest_due": Decimal(0)}, True),
        ({"due_date": date(2026, 11, 26)}, False),
    ],
)
def test_penalty_interest_is_recomputed_to_the_cent(changed, expected):
    assert expected is interest.fee_recomputes(setting({**FORTY_DAYS_LATE, **changed}))


@pytest.mark.parametrize("unknown", sorted(FORTY_DAYS_LATE))
def test_penalty_interest_cannot_be_recomputed_while_something_is_unknown(unknown):
    assert interest.fee_recomputes(setting({k: v for k, v in FORTY_DAYS_LATE.items() if k != unknown})) is None


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"amount_due": "100.00", "affordable_now": "100.00"}, True),
        ({"amount_due": "100.00", "affordable_now": "99.99"}, False),
        ({"amount_due": "100.00", "undisputed_amount": "40.00", "affordable_now": "50.00"}, True),
        ({"affordable_now": "50.00"}, None),
        ({"amount_due": "100.00"}, None),
    ],
)
def test_who_can_pay_all_at_once_is_asked_for_no_part(amounts, expected):
    assert expected is sums.affordable_now_covers_all(money(**amounts))
