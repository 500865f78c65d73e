"""Coverage: what the tests of a pack have shown of it, and what they have not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

Figure = Literal["rules", "conditions", "tests", "gates", "sentences"]
FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
"""The figures of coverage; each is the share of its goals that was seen."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that the tests of a pack should show: of whom (`owner`), what (`aspect`), and whether they did.

    ``lacks`` says what is missing of a goal with two sides.
    """

    figure: Figure
    owner: str
    aspect: str
    place: Place = NOWHERE
    seen: bool = False
    lacks: str = ""

    def __str__(self) -> str:
        return f"{self.owner}: {self.aspect}" + (f" ({self.lacks})" if self.lacks else "")


@dataclass(frozen=True, slots=True)
class Count:
    """How many goals there are, and how many were seen."""

    seen: int
    of: int

    @property
    def percent(self) -> int:
        """Give whole per cent, rounded down, so that 100 means all; nothing to see counts as all seen."""
        return 100 * self.seen // self.of if self.of else 100


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every goal of a pack, in the order of its files."""

    goals: tuple[Goal, ...]

    def missing(self, *figures: str) -> tuple[Goal, ...]:
        """Give the goals that no test shows, of the figures named or of all."""
        return tuple(g for g in self.goals if not g.seen and (not figures or g.figure in figures))

    def counts(self) -> Mapping[Figure, Count]:
        """Give the count of each figure."""
        by_figure = {f: [g.seen for g in self.goals if g.figure == f] for f in FIGURES}
        return {f: Count(sum(seen), len(seen)) for f, seen in by_figure.items()}


@dataclass(frozen=True, slots=True)
class Floor:
    """The whole per cent below which a figure of a pack must not fall."""

    figure: Figure
    percent: int
    place: Place = NOWHERE
