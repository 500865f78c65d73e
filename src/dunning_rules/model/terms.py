"""Terms of an offer: shares, parts, discounts and when each falls due (M13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dunning_rules.model.moment import Shift

if TYPE_CHECKING:
    from decimal import Decimal

    from dunning_rules.model.condition import ParameterRef
    from dunning_rules.model.moment import FactRef, Moment

MONTHLY: Final = Shift((("months", 1),))


@dataclass(frozen=True, slots=True)
class Share:
    """One part that is a share of the whole, cut down to the cent."""

    share: Decimal | ParameterRef
    due: Moment


@dataclass(frozen=True, slots=True)
class Equal:
    """``count`` like parts of what is left, one every ``every`` (a month); the very last part takes the rest."""

    count: int | ParameterRef
    due: Moment
    every: Shift = MONTHLY


@dataclass(frozen=True, slots=True)
class Each:
    """As many parts of a stated amount as it takes, one every ``every`` (a month), at most ``at_most`` of them."""

    amount: FactRef
    at_most: ParameterRef
    due: Moment
    every: Shift = MONTHLY


Part = Share | Equal | Each


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer means in money and dates.

    ``less`` is a discount rate on the whole, rounded half up; ``expires`` is the instant at which the offer ends
    (it no longer holds at that very instant); ``base`` says which sum is divided or discounted.
    """

    parts: tuple[Part, ...] = ()
    less: Decimal | ParameterRef | FactRef | None = None
    expires: Moment | None = None
    base: Literal["demandable_amount", "interest_due", "penalty_interest_due"] = "demandable_amount"
