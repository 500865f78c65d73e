"""What a tool would make of a file: its text before and after, and why it was left alone when it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dunning_rules.place import Place


@dataclass(frozen=True, slots=True)
class Change:
    """One file with its text before and after; ``stopped`` says at which place and why nothing was done to it."""

    file: str
    before: str
    after: str
    stopped: tuple[Place, str] | None = None

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return self.before != self.after
