"""How the wishes of several rules become one outcome (M9, M10)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.model.moment import FollowUp, Moment, Window
from dunning_rules.model.outcome import VERDICTS, Hold, Step, Then

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dunning_rules.compiler.program import LinkedItem

OPEN: Final = 1 << 40
"""A rank later than any rule's: nothing has closed the target."""

UNCLOSED: Final = -(1 << 40)
"""Before any rule's rank: what a value brings comes with the value, so no guard closes it on its own."""


class Wish(NamedTuple):
    """What one rule, gate or value wants, and its rank."""

    rank: int
    then: Then


class Chosen(NamedTuple):
    """The value that won a choice, and the rank it had."""

    value: Any
    rank: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """All wishes of a case, the lower rank first."""

    wishes: tuple[Wish, ...]
    closed: Mapping[str, int]

    @classmethod
    def of(cls, wishes: Sequence[Wish]) -> Wishes:
        """Put wishes in order and see from which rank on each target is closed."""
        ordered = tuple(sorted(wishes, key=lambda w: w.rank))
        closed: dict[str, int] = {}
        for wish in ordered:
            for target in wish.then.closes:
                closed.setdefault(target, wish.rank)
        return cls(ordered, closed)

    def chosen(self) -> dict[tuple[str, str], Chosen]:
        """Give for each target and part the value of the first rank that sets it."""
        found: dict[tuple[str, str], Chosen] = {}
        for rank, then in self.wishes:
            for choice in then.choose:
                if rank <= self.closed.get(choice.target, OPEN):
                    found.setdefault((choice.target, choice.part), Chosen(choice.value, rank))
        return found

    def collected(self, target: str, order: Mapping[str, Any] | None = None) -> tuple[Any, ...]:
        """Give everything wished for a collection, each thing once, in the declared order where there is one."""
        last = self.closed.get(target.split(".", maxsplit=1)[0], OPEN)
        found: dict[Any, Any] = {}
        for rank, then in self.wishes:
            if rank <= last:
                for wish in then.collect:
                    if wish.target == target:
                        found.setdefault(_key(wish.value), wish.value)
        if not order:
            return tuple(found.values())
        places = {name: i for i, name in enumerate(order)}
        return tuple(sorted(found.values(), key=lambda v: places[_name(v)]))

    def heard(self, then: Then, rank: int) -> bool:
        """Whether anything of what is wanted at a rank came to pass: a choice won, nothing closed it, a step was taken."""
        if then.steps or then.closes:
            return True
        chosen = self.chosen()
        if any(chosen.get((c.target, c.part), (None, OPEN))[1] == rank for c in then.choose):
            return True
        return any(rank <= self.closed.get(c.target.split(".")[0], OPEN) for c in then.collect)

    def steps(self, target: str) -> list[Step]:
        """Give all steps on one ladder."""
        return [s for wish in self.wishes for s in wish.then.steps if s.target == target]


def _key(value: Any) -> Any:  # noqa: ANN401 - an element of a collection
    """What makes two elements the same one: the id; of a task kind and moment, of a window its hours, a moment itself."""
    if isinstance(value, FollowUp):
        return value.task, repr(value.at).split("place=")[0]
    if isinstance(value, Moment):
        return repr(value).split("place=")[0]
    if isinstance(value, Window):
        return value.start, value.end, value.working_days
    return _name(value)


def _name(value: Any) -> str:  # noqa: ANN401 - an element of a collection
    return value.hold if isinstance(value, Hold) else str(value)


def verdict_of(steps: Sequence[Step]) -> str:
    """Give the gravest verdict asked for."""
    return max((str(s.value) for s in steps), key=VERDICTS.index, default=VERDICTS[0])


def level_of(steps: Sequence[Step], ladder: Sequence[str] = ()) -> int | None:
    """Take the steps of a level in their fixed order: base, times, shift, soft cap, floor, hard cap.

    ``ladder`` names the levels, lowest first; without it a level is a number.  None without a base.
    """
    by_step: dict[str, list[Decimal]] = {}
    for step in steps:
        number = ladder.index(step.value) if isinstance(step.value, str) else step.value
        by_step.setdefault(step.step, []).append(Decimal(number))  # type: ignore[arg-type]  # a checked number
    if "base" not in by_step:
        return None
    value = by_step["base"][0]
    for factor in by_step.get("times", ()):
        value *= factor
    value = value.to_integral_value(ROUND_CEILING) + sum(by_step.get("shift", ()))
    value = min([value, *by_step.get("soft_cap", ())])
    value = max([value, *by_step.get("floor", ())])
    value = max(min([value, *by_step.get("hard_cap", ())]), Decimal(0))
    return int(min(value, len(ladder) - 1) if ladder else value)


def brought(item: LinkedItem | None, possible: int, rank: int = UNCLOSED) -> list[Wish]:
    """Give what a value brings; a condition that cannot be told brings it too, since it protects (M5, M11)."""
    return [Wish(rank, then) for mask, then in item.brings if possible & mask] if item else []
