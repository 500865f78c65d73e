"""What is known of a case before a rule is asked, and what was seen when it was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dunning_rules.compiler.program import Program
    from dunning_rules.derive.setting import Setting
    from dunning_rules.engine.resolve import Resolution
    from dunning_rules.model.decision import Decision, Derived


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case: the setting with all values, what is wrong with them, what was derived and assumed."""

    setting: Setting
    problems: tuple[str, ...]
    derived: tuple[Derived, ...]
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A decided case with what led to it; ``open_by_time`` are timed gates that only the days passed have opened."""

    program: Program
    known: Known
    resolution: Resolution
    open_by_time: tuple[str, ...]
    decision: Decision
