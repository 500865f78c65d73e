"""An offer with its exact sums and dates (M13, definitions 3.4)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dunning_rules.derive.calendar import go_months
from dunning_rules.model.decision import Offer, PartDue
from dunning_rules.model.moment import PREVIOUS_PART
from dunning_rules.model.terms import Equal, Part, Share
from dunning_rules.money.division import EqualParts, PartsOf, Piece, ShareOf, divide
from dunning_rules.money.interest import discounted

if TYPE_CHECKING:
    from dunning_rules.derive.moments import Ground
    from dunning_rules.model.moment import FactRef
    from dunning_rules.model.terms import Terms


def make_offer(name: str, terms: Terms | None, ground: Ground) -> Offer:
    """Work out the terms of an offer; what needs an unknown fact is left out, and so are parts one of which would be nothing."""
    if terms is None:
        return Offer(name)
    amount = ground.setting.values.get(terms.base)
    expires = ground.instant(terms.expires) if terms.expires else None
    rate = _figure(terms.less, ground)
    return Offer(
        name,
        parts=_parts(terms.parts, amount, ground) if amount else (),
        payable=discounted(amount, Decimal(rate)) if amount and rate is not None else None,
        expires=expires if isinstance(expires, datetime) else None,
    )


def slots_of(offer: Offer) -> dict[str, Any]:
    """Give what words may say of an offer."""
    return {"parts": offer.parts, "payable": offer.payable, "expires": offer.expires, "count": len(offer.parts) or None}


def _figure(value: Any, ground: Ground) -> Any:  # noqa: ANN401 - a settled figure, or the fact that holds it
    return ground.setting.values.get(value.name) if hasattr(value, "name") else value


def _parts(parts: tuple[Part, ...], amount: Decimal, ground: Ground) -> tuple[PartDue, ...]:
    pieces = [_piece(part, ground) for part in parts]
    if not pieces or None in pieces:
        return ()
    found: list[PartDue] = []
    divided = divide(amount, pieces)  # type: ignore[arg-type]  # none is None
    if any(total <= 0 for sums in divided for total in sums):
        return ()
    for part, sums in zip(parts, divided, strict=True):
        start = ground.plus(**{PREVIOUS_PART: found[-1].at if found else None}).instant(part.due)
        if start is None:
            return ()
        first = start.date() if isinstance(start, datetime) else start
        found += [PartDue(_later(part, first, n, ground), total) for n, total in enumerate(sums)]
    return tuple(found)


def _piece(part: Part, ground: Ground) -> Piece | None:
    if isinstance(part, Share):
        return ShareOf(Decimal(part.share))  # type: ignore[arg-type]  # figures are settled
    if isinstance(part, Equal):
        return EqualParts(int(part.count))  # type: ignore[arg-type]  # figures are settled
    amount = _stated(part.amount, ground)
    return PartsOf(amount) if amount else None


def _stated(fact: FactRef, ground: Ground) -> Decimal | None:
    found: Decimal | None = ground.setting.values.get(fact.name)
    return found


def _later(part: Part, first: date, times: int, ground: Ground) -> date:
    """Go the interval on so many times, counted from the first day so that months do not drift."""
    if isinstance(part, Share) or not times:
        return first
    amounts: dict[str, Any] = dict(part.every.amounts)
    day = go_months(first, amounts.get("months", 0) * times)
    day = date.fromordinal(day.toordinal() + amounts.get("days", 0) * times)
    return ground.setting.calendar.go(day, amounts.get("working_days", 0) * times)
