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


def resting(sketch: Sketch, _wanted: int | None) -> None:
    """Let interest rest on the first days late, as many as leave the days wanted; or on days that nobody can read."""
    days, rested = (sketch.wanted.get(name, 0) for name in ("interest_days", "interest_paused_days"))
    if days is None or rested is None:
        sketch.state(interest_pauses=[{}])
        return
    last = sketch.stated("paid_on", sketch.day) if sketch.stated("paid_in_full") else sketch.day
    if sketch.free("days_overdue") and sketch.stated("due_date") is None:
        sketch.state(due_date=last - timedelta(days + rested))
    due = sketch.stated("due_date")
    if due is None:
        return
    if "interest_days" in sketch.wanted:
        rested = max((last - due).days, 0) - days
    sketch.state(interest_pauses=[{"from": due + timedelta(1), "until": due + timedelta(rested)}] if rested > 0 else None)


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
    told = sketch.stated("penalty_interest_due")
    if not wanted and told is not None and days > 0 and rate > 0:
        due = sketch.stated("due_date") or sketch.day - timedelta(days)
        sketch.state(late_fee_rate=rate, due_date=due, principal_due=amount - told, amount_due=amount)
        return
    wrong = 0 if wanted else 1
    principal = half_up((amount - wrong) / (1 + rate * max(days, 0) / 100))
    booked = simple_interest(principal, rate, max(days, 0)) + wrong
    sketch.state(late_fee_rate=rate, due_date=sketch.stated("due_date") or sketch.day - timedelta(days))
    sketch.state(principal_due=principal, penalty_interest_due=booked, amount_due=principal + booked)
