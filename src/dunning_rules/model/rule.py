"""Rules, derived facts and gates: the three things that read conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dunning_rules.model.condition import ALWAYS, Condition
from dunning_rules.model.outcome import NOTHING, Then
from dunning_rules.model.titles import Titles, same_in_both
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from datetime import date

    from dunning_rules.model.fact import Fact

Status = Literal["draft", "trial", "active", "retired"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One thing that a source says, in our own words.

    ``about`` is its subject; what the decision cannot do yet ``awaits`` another part of the library, which is named.
    """

    id: str
    says: str
    about: str = ""
    awaits: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Because:
    """Why something stands in a pack: the source rows it comes from, or a policy with its owner."""

    rows: tuple[str, ...] = ()
    policy: str = ""
    owner: str = ""
    reason: Titles = field(default=same_in_both(""))


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which something holds: from ``start`` on, and before ``end`` (M15).  None is open."""

    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def meets(self, other: InForce) -> bool:
        """Whether some day lies inside of both."""
        starts = [s for s in (self.start, other.start) if s]
        ends = [e for e in (self.end, other.end) if e]
        return not starts or not ends or max(starts) < min(ends)


@dataclass(frozen=True, slots=True)
class Rule:
    """When a condition holds, wish for outcomes.

    ``if_unknown`` says what happens when the condition cannot be told: ``apply`` or ``skip``; empty where the
    author wrote nothing, which only rules outside the guard layers and without caps, holds, codes and verdicts may.
    """

    id: str
    title: Titles
    then: Then
    layer: str = "default"
    when: Condition = ALWAYS
    priority: int = 0
    if_unknown: Literal["apply", "skip", ""] = ""
    because: Because = field(default_factory=Because)
    status: Status = "active"
    in_force: InForce = field(default_factory=InForce)
    pack: str = ""
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a decision list: the value, and when it is taken."""

    value: object
    when: Condition
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Derivation:
    """A fact that the pack derives (M7): the first row that holds, else ``otherwise``; or a count of conditions."""

    fact: Fact
    rows: tuple[Row, ...] = ()
    otherwise: object = None
    count_of: tuple[Condition, ...] = ()
    because: Because = field(default_factory=Because)
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Gate:
    """A named condition that sentences, offers, consequences, channels and forms share (M12).

    ``code`` is listed with what a shut gate removes; ``refused`` is added when it removes something.  A gate with
    ``forms`` stands before these forms: while it is not open none of them is used, and ``refused`` speaks first of all
    in ``layer``.  ``opens_after`` also opens the gate once the named level,
    counted in working days, has passed since a moment fact.
    """

    id: str
    title: Titles
    when: Condition
    code: str = ""
    refused: Then = NOTHING
    layer: str = "contact_limits"
    forms: tuple[str, ...] = ()
    opens_after: tuple[str, str] | None = None
    because: Because = field(default_factory=Because)
    replaces: bool = False
    place: Place = NOWHERE
