"""Several open items: read exactly, the late ones counted, and contradictions told (definitions 3.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.derive.consistency import CHECKS
from dunning_rules.derive.interest import penalty_interest_exact
from dunning_rules.derive.items import late_item_count, late_items, late_items_amount, read_items
from tests.building import setting

TWO = [{"due_date": "2026-11-24", "amount": 50_000}, {"invoice_no": "FP-1", "due_date": date(2026, 10, 20), "amount": "30000.00"}]
CHECKED = ("items_can_be_read", "items_add_up", "oldest_item_leads", "nothing_is_ahead_of_its_day", "dispute_of_items_is_told")


def of(**values):
    return setting({"timezone": "Asia/Shanghai", **values})


def wrong(found):
    return [name for name in CHECKED if CHECKS[name](found)]


def test_late_items_come_oldest_first_and_of_equals_the_largest():
    same = [{"due_date": "2026-11-24", "amount": n} for n in (1, 3, 2)]
    assert [i.amount for i in late_items(of(items=[*same, TWO[1]]))] == [30000, 3, 2, 1]
    first = late_items(of(items=TWO))[0]
    assert (first.invoice_no, first.due_date, first.days_overdue) == ("FP-1", date(2026, 10, 20), 36)


def test_what_is_disputed_or_not_late_is_not_counted():
    ahead = {"due_date": "2026-11-25", "amount": 1}
    found = of(items=[*TWO, ahead, {"due_date": "2026-11-01", "amount": 7, "disputed": True}])
    assert (late_item_count(found), late_items_amount(found)) == (2, Decimal(80_000))


def test_whether_an_item_is_disputed_is_in_doubt_for_the_debtor():
    """Anything but a plain no counts as a dispute: what nobody can tell is not asked for."""
    assert late_items(of(items=[{**TWO[0], "disputed": None}])) == ()
    assert len(late_items(of(items=[{**TWO[0], "disputed": False}]))) == 1


def test_items_that_nobody_stated_are_not_known():
    assert (late_item_count(of()), late_items_amount(of()), read_items(of())) == (None, None, None)
    assert wrong(of(amount_due=Decimal(1), due_date=date(2026, 10, 20))) == []


@pytest.mark.parametrize(
    "item",
    [
        {"amount": 1},
        {"due_date": "2026-11-01"},
        {"due_date": "soon", "amount": 1},
        {"due_date": "2026-11-01", "amount": 0.1},
        {"due_date": "2026-11-01", "amount": True},
        {"due_date": "2026-11-01", "amount": -1},
        {"due_date": "2026-11-01", "amount": "much"},
        {"due_date": "2026-11-01", "amount": "NaN"},
        {"due_date": "2026-11-01", "amount": [1]},
    ],
)
def test_an_item_that_cannot_be_read_is_told_and_nothing_is_guessed(item):
    found = of(items=[*TWO, item])
    assert wrong(found) == ["items_can_be_read"]
    assert late_item_count(found) is None


def test_items_come_to_the_debt_and_the_oldest_leads_it():
    assert wrong(of(items=TWO, amount_due=Decimal(80_000), due_date=date(2026, 10, 20))) == []
    assert wrong(of(items=TWO, amount_due=Decimal(80_001), due_date=date(2026, 10, 20))) == ["items_add_up"]
    assert wrong(of(items=TWO, amount_due=Decimal(80_000), due_date=date(2026, 10, 21))) == ["oldest_item_leads"]


def test_a_disputed_item_does_not_lead_and_what_it_leaves_is_stated():
    items = [TWO[0], {**TWO[1], "disputed": True}]
    told = {"items": items, "amount_due": Decimal(80_000), "due_date": date(2026, 11, 24)}
    assert wrong(of(**told)) == ["dispute_of_items_is_told"]
    assert wrong(of(**told, undisputed_amount=Decimal(50_000))) == []


def test_grace_and_days_off_count_for_each_item_as_for_the_debt():
    """The 21st of November 2026 is a Saturday."""
    items = [{"due_date": "2026-11-21", "amount": 1}]
    assert late_items(of(items=items, roll_due_date=True, grace_days=0))[0].days_overdue == 2
    assert late_items(of(items=items, grace_days=3))[0].days_overdue == 1


def test_nothing_is_asked_for_before_its_day():
    ahead = [{"due_date": day, "amount": 1} for day in ("2026-12-01", "2026-12-01", "2026-12-02")]
    due, late = date(2026, 12, 1), date(2026, 10, 20)
    assert wrong(of(items=[*TWO, ahead[0]], amount_due=Decimal(80_001), due_date=late)) == ["nothing_is_ahead_of_its_day"]
    assert wrong(of(items=ahead, amount_due=Decimal(3), due_date=due)) == ["nothing_is_ahead_of_its_day"]
    assert wrong(of(items=ahead[:2], amount_due=Decimal(2), due_date=due)) == []


def test_a_number_of_an_invoice_is_written_whatever_it_was():
    found = late_items(of(items=[{**TWO[0], "invoice_no": 4711}, {**TWO[1], "invoice_no": None}]))
    assert [i.invoice_no for i in found] == [None, "4711"]


def test_interest_on_items_of_several_days_is_not_worked_out_as_if_they_had_one():
    told = {"principal_due": Decimal(80_000), "late_fee_rate": Decimal("0.05"), "due_date": date(2026, 10, 20)}
    same = [{"due_date": "2026-10-20", "amount": 40_000}] * 2
    assert penalty_interest_exact(of(**told, items=TWO)) is None
    assert penalty_interest_exact(of(**told, items=same)) == penalty_interest_exact(of(**told)) == Decimal(1440)
