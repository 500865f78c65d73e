"""Recipes for several open items: what to state so that as many are late, and come to as much, as wanted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dunning_rules.derive.sketch import Sketch

_SOME: Final = Decimal(1000)


def late_items(sketch: Sketch, wanted: int | None) -> None:
    """State as many items late as wanted, the first with all that is asked for; one more holds what is disputed."""
    if wanted is None:
        return
    owed = sketch.stated("amount_due", _SOME)
    due = sketch.stated("due_date") or sketch.day - timedelta(1 if wanted else 0)
    asked = sketch.stated("undisputed_amount", owed if wanted or due >= sketch.day else Decimal(0))
    sums = [asked, *(Decimal(0) for _ in range(wanted - 1))] if wanted or due >= sketch.day else []
    items: list[dict[str, object]] = [{"due_date": due, "amount": each} for each in sums]
    if asked != owed:
        items.append({"due_date": due, "amount": owed - asked, "disputed": True})
        sketch.state(undisputed_amount=asked)
    sketch.state(amount_due=owed, due_date=due, items=items)


def late_amount(sketch: Sketch, wanted: Decimal | None) -> None:
    """State one item late that comes to so much, where nothing else is wanted of the items."""
    if wanted is not None and sketch.free("late_item_count"):
        sketch.state(amount_due=wanted)
        late_items(sketch, 1)
