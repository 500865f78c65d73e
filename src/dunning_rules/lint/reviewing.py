"""Packs past the day by which somebody must have looked at them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dunning_rules.model.pack import Header

NOT_REVIEWED: Final = "DR612"
"""A pack whose day of review is over."""


def find_unreviewed(header: Header, today: date | None) -> Iterator[Finding]:
    """Tell that the day of review is over; on that very day it is not yet.  Without ``today`` nothing is told."""
    if today is not None and header.review_by is not None and header.review_by < today:
        message = f"`{header.id}` was to be looked at again by {header.review_by}"
        help_ = "look whether the law, the figures and the words still hold, then set the next day"
        yield Finding(NOT_REVIEWED, message, header.place, help_, "warning")
