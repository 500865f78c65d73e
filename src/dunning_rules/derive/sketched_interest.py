"""Recipes for penalty interest: what to state so that its days, its pauses and its sum are worked out as wanted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from dunning_rules.money.interest import simple_interest
from dunning_rules.money.rounding import half_up

if TYPE_CHECKING:
    from dunning_rules.derive.sketch import Sketch

_RATE: Final = Decimal("0.05")
_SOME: Final = Decimal(1000)


def paused(sketch: Sketch, wanted: int | None) -> None:
    """Let interest rest on the first days late, or on days that nobody can read."""
    if wanted is None:
        sketch.state(interest_pauses=[{}])
        return
    due = sketch.stated("due_date") or sketch.day - timedelta(wanted)
    rested = {"from": due + timedelta(1), "until": due + timedelta(wanted)}
    sketch.state(due_date=due, interest_pauses=[rested] if wanted else None)


def interest_days(sketch: Sketch, wanted: int | None) -> None:
    """Count the days late where nothing else is wanted of them; else let interest rest on the others."""
    if sketch.free("days_overdue"):
        sketch.state(due_date=None if wanted is None else sketch.day - timedelta(wanted))
    else:
        late = sketch.wanted["days_overdue"] or 0
        paused(sketch, None if wanted is None else max(late - wanted, 0))


def interest(sketch: Sketch, wanted: Decimal | None) -> None:
    """One day at one per cent of a hundred times as much."""
    if wanted is None:
        sketch.state(principal_due=None)
    else:
        sketch.state(principal_due=wanted * 100, late_fee_rate=Decimal(1), due_date=sketch.day - timedelta(1))


def fee(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    """State parts of the debt whose penalty interest is right, or is not."""
    rate = sketch.stated("late_fee_rate", _RATE if sketch.free("late_fee_rate") else None)
    late = sketch.wanted.get("interest_days", sketch.wanted.get("days_overdue"))
    days = 1 if sketch.free("days_overdue") and sketch.free("interest_days") else late
    amount = sketch.stated("amount_due", _SOME)
    if wanted is None or rate is None or days is None:
        return
    wrong = 0 if wanted else 1
    principal = half_up((amount - wrong) / (1 + rate * max(days, 0) / 100))
    booked = simple_interest(principal, rate, max(days, 0)) + wrong
    sketch.state(late_fee_rate=rate, due_date=sketch.stated("due_date") or sketch.day - timedelta(days))
    sketch.state(principal_due=principal, penalty_interest_due=booked, amount_due=principal + booked)
