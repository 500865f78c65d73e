"""Outcomes: what rules may decide, and how several rules' wishes become one decision (M9 to M12)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from dunning_rules.model.condition import ALWAYS, Condition
from dunning_rules.model.titles import Titles, same_in_both
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from dunning_rules.model.terms import Terms

LAYERS: Final = (
    "data",
    "law",
    "hold",
    "closed",
    "plan",
    "contact_limits",
    "special_case",
    "objection",
    "escalation",
    "risk",
    "stage",
    "frequency_and_amount",
    "segment",
    "market",
    "channel",
    "default",
)
"""First to last: an earlier layer wins, and may close targets for the later ones (M10)."""

GUARD_LAYERS: Final = LAYERS[: LAYERS.index("contact_limits") + 1]
"""Layers whose rules must say what an unknown fact means (M5)."""

NONE: Final = "none"
"""A value of every choice: nothing, on purpose."""

CHOICES: Final = ("role", "channel", "offer", "preferred_window", "script", "deadlines")
"""Outcomes where one value wins; script is one choice a section, deadlines one a kind."""

COLLECTIONS: Final = (
    "next_actions",
    "modifiers",
    "codes",
    "documents",
    "records",
    "delivery_notes",
    "reply_cards",
    "consequences",
    "holds",
    "follow_up",
    "quiet_hours",
    "avoid_hours",
    "not_before",
)
"""Outcomes where everything said is kept, in the declared order."""

LEVELS: Final = ("tone", "verdict", "contact_interval")
"""Outcomes on a ladder, moved by steps; layers do not count."""

STEPS: Final = ("base", "times", "shift", "soft_cap", "floor", "hard_cap")
"""The steps of a level, in the order they are taken."""

CLOSABLE: Final = ("script", "next_actions", "consequences", "offer", "follow_up", "deadlines")
"""Targets that a guard may close for every rule of a later rank."""

DECLARED: Final = (
    "role",
    "channel",
    "form",
    "script",
    "next_actions",
    "modifiers",
    "codes",
    "documents",
    "records",
    "delivery_notes",
    "holds",
    "tasks",
    "deadlines",
    "tone",
    "verdict",
)
"""Outcomes whose values a pack declares with `kind: outcome`; offers and consequences have kinds of their own."""

VERDICTS: Final = ("allow", "review", "hold", "block")
"""From mild to grave; a decision carries the gravest that any rule asked for."""

REPLY_CARDS: Final = "reply_cards"
"""The one collection whose values are declared elsewhere: objections the debtor is likely to raise."""

REPLY: Final = "REPLY"
"""The one script section that holds a list, one snippet for each objection."""

MOST_REPLIES: Final = 3


@dataclass(frozen=True, slots=True)
class Choose:
    """A wish for one target: ``value`` is an id, an order of channels, a Window, or a Moment for a deadline."""

    target: str
    value: object
    part: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Collect:
    """One element for a collection: an id, a FollowUp, a Hold, a Window or a Moment."""

    target: str
    value: object
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Step:
    """One step on a ladder: the name of a level, a number, or a parameter."""

    target: str
    step: Literal["base", "times", "shift", "soft_cap", "floor", "hard_cap"]
    value: object
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that the decision opens or keeps: what it stops, and until when."""

    hold: str
    stops: Literal["whole", "part", "fees", "next_contact", "new_orders"]
    until: object | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Then:
    """What a rule wants, sorted by the way it combines."""

    choose: tuple[Choose, ...] = ()
    collect: tuple[Collect, ...] = ()
    steps: tuple[Step, ...] = ()
    closes: tuple[str, ...] = ()


NOTHING: Final = Then()


@dataclass(frozen=True, slots=True)
class Brings:
    """What a value adds when it is in the decision: one step, no chain (M11)."""

    then: Then
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Item:
    """One declared value of an outcome.

    ``gate`` must be open for the value to be in the decision; ``instead`` takes its place when the gate is shut
    (M12).  ``form`` is the form of a channel, ``counted`` how the length of its texts is counted; ``forms`` are those in
    which a section exists; ``terms`` belong to an offer; ``sentence`` is what names a consequence;
    ``most_consequences`` is how many of them a tone allows.
    """

    id: str
    title: Titles = field(default=same_in_both(""))
    meaning: str = ""
    brings: tuple[Brings, ...] = ()
    gate: str = ""
    instead: str = ""
    form: str = ""
    counted: Literal["sms", ""] = ""
    forms: tuple[str, ...] = ()
    terms: Terms | None = None
    sentence: Titles | None = None
    most_consequences: int | None = None
    rows: tuple[str, ...] = ()
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Outcome:
    """The declared values of one outcome, in their order."""

    name: str
    items: tuple[Item, ...]
    place: Place = NOWHERE
