"""Moments and windows: closed shapes for dates, deadlines and hours (M13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from datetime import time

    from dunning_rules.model.condition import ParameterRef

CONTACT_DAY: Final = "contact_day"
CONTACT_AT: Final = "contact_at"
NEXT_PREFERRED: Final = "next_preferred"
PART: Final = "part"
PREVIOUS_PART: Final = "previous_part"
ORIGINS: Final = (CONTACT_DAY, CONTACT_AT, NEXT_PREFERRED, PART, PREVIOUS_PART)
"""What a moment may start from besides a date fact and the name of a deadline."""

Unit = Literal["months", "days", "working_days", "contact_intervals", "hours", "minutes"]
UNITS: Final[tuple[Unit, ...]] = ("months", "days", "working_days", "contact_intervals", "hours", "minutes")


@dataclass(frozen=True, slots=True)
class FactRef:
    """A value that a case gives: a number of days, a clock time."""

    name: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Shift:
    """A span added or taken away, each unit with its amount."""

    amounts: tuple[tuple[Unit, int | ParameterRef | FactRef], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or an instant when it has a clock time, counted from an origin.

    The steps always come in this order: start at ``origin``; add and take months, days and working days; go on to
    ``day_of_month`` (that very day counts); leave a ``day_off`` for the next or previous working day; set the
    clock; add and take hours and minutes.  If the instant is less than ``at_least_away`` after the contact, it
    moves to the same clock time of the next working day, or to ``otherwise``.
    """

    origin: str = CONTACT_DAY
    plus: Shift | None = None
    minus: Shift | None = None
    day_of_month: int | Literal["last"] | ParameterRef | None = None
    day_off: Literal["next", "previous"] | None = None
    clock: time | ParameterRef | FactRef | None = None
    at_least_away: Shift | None = None
    otherwise: Moment | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task for later: its kind, when, and whether one is made for each part of the offer."""

    task: str
    at: Moment
    for_each_part: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the day, the end excluded; they may pass midnight.  ``working_days`` leaves out days off."""

    start: time | ParameterRef | FactRef
    end: time | ParameterRef | FactRef
    working_days: bool = False
    place: Place = NOWHERE
