"""What became different between two versions of a pack, and what that does to cases and to a ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from dunning_rules.model.titles import Titles, same_in_both

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

How = Literal["added", "removed", "changed", "moved", "renamed"]

Kind = Literal[
    "pack",
    "fact",
    "derived fact",
    "check",
    "parameter",
    "objection",
    "value",
    "order",
    "offer",
    "consequence",
    "gate",
    "rule",
    "script",
    "paper",
    "trigger",
    "cue",
    "word list",
    "spelling",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Every kind of thing that a pack is made of, in the order in which they are told."""

Level = Literal["none", "patch", "minor", "major"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""Steps of a version, the smallest first."""

Cause = Literal[
    "words",
    "name added",
    "decisions",
    "name removed",
    "name renamed",
    "fact required",
    "fact narrowed",
    "loosened",
]
CAUSES: Final[Mapping[Cause, Level]] = MappingProxyType(
    {
        "words": "patch",
        "name added": "minor",
        "decisions": "minor",
        "name removed": "major",
        "name renamed": "major",
        "fact required": "major",
        "fact narrowed": "major",
        "loosened": "major",
    }
)
"""Why a version must move, and how far each reason moves it."""

_VERSION: Final = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_PLACES: Final[tuple[Level, ...]] = ("major", "minor", "patch")


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key of an item in the author's words: what it said and what it says; empty where it said nothing."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing of a pack that is not as it was.

    ``file`` is where it stands now, or stood when it is gone.  ``moved`` means that nothing but its file or layer
    is another; ``renamed`` that nothing but its id is, and ``was`` holds the old one.
    """

    how: How
    kind: Kind
    id: str
    keys: tuple[KeyChange, ...] = ()
    title: Titles = field(default=same_in_both(""))
    file: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for which the version must move, the thing it lies in, and the keys that show it."""

    cause: Cause
    kind: Kind
    id: str
    keys: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """How far it moves the version."""
        return CAUSES[self.cause]


@dataclass(frozen=True, slots=True)
class PackChange:
    """One pack in its two versions; a version is empty where only one side builds on the pack."""

    id: str
    old_version: str
    new_version: str
    items: tuple[ItemChange, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def required(self) -> Level:
        """The step of the version that the changes ask for."""
        return max((s.level for s in self.steps), key=LEVELS.index, default="none")

    @property
    def stated(self) -> Level:
        """The step from the old to the new version, as pack.yaml states them."""
        return stated_step(self.old_version, self.new_version)

    @property
    def too_small(self) -> bool:
        """Whether the version moved less far than the changes ask; a pack on one side only has nothing to move."""
        both = bool(self.old_version and self.new_version)
        return both and LEVELS.index(self.stated) < LEVELS.index(self.required)


def stated_step(old: str, new: str) -> Level:
    """Give the step from one semantic version to another; ``none`` when it does not go up or cannot be read.

    Below 1.0.0 the second number counts as the first and the third as the second, as nothing stands before them.
    A version before a release (`1.0.0-rc.1`) promises nothing, so any step up from it is large enough.
    """
    before, after = _VERSION.fullmatch(old), _VERSION.fullmatch(new)
    if not before or not after:
        return "none"
    left, right = ([int(n) for n in found.groups()[:3]] for found in (before, after))
    if before[4]:
        return "major" if right > left or (right == left and not after[4]) else "none"
    if right <= left:
        return "none"
    moved = next(n for n in range(3) if left[n] != right[n])
    zeros = next((n for n in range(2) if left[n]), 2)
    return _PLACES[max(moved - zeros, 0)]


@dataclass(frozen=True, slots=True)
class Changed:
    """A region of cases in which an outcome is decided otherwise, and a case that shows it.

    ``region`` is a list of conditions in words that all hold; ``witness`` maps facts to values.
    """

    outcome: str
    old: str
    new: str
    region: tuple[str, ...] = ()
    witness: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """Items of a ledger that went from one value of an outcome to another: how many, how much, and some by id."""

    outcome: str
    old: str
    new: str
    count: int
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """What two versions make of one ledger.

    ``items`` counts the lines that are cases, ``otherwise`` those of them that are decided otherwise in anything at
    all, with ``sums`` of their money; ``touched`` says of each part of a decision in how many of them it differs.
    """

    items: int
    otherwise: int
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    touched: Mapping[str, int] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One case that is decided otherwise, or refused otherwise, part by part."""

    id: str
    parts: tuple[KeyChange, ...]


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """What two versions make of the cases of a file: how many there are, and those decided otherwise."""

    cases: int
    changes: tuple[CaseChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PackDifference:
    """All that is different between two versions of a pack and of those it builds on.

    ``regions`` are the cases decided otherwise, ``incomparable`` the facts for whose sake nobody could tell;
    ``portfolio`` and ``cases`` are what became of a ledger and of a file of cases, None when none was given.
    """

    packs: tuple[PackChange, ...] = ()
    regions: tuple[Changed, ...] = ()
    incomparable: tuple[str, ...] = ()
    portfolio: Moves | None = None
    cases: CaseChanges | None = None

    @property
    def none(self) -> bool:
        """Whether there is no difference; a version that moved alone is none."""
        moved = bool(self.portfolio and self.portfolio.otherwise) or bool(self.cases and self.cases.changes)
        return not (moved or self.regions or any(p.items or p.steps for p in self.packs))

    @property
    def too_small(self) -> tuple[PackChange, ...]:
        """The packs whose version moved less far than their changes ask."""
        return tuple(p for p in self.packs if p.too_small)
