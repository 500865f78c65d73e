"""What should be seen of each condition: true, a near miss, untold, and each of its tests deciding alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dunning_rules.model.coverage import Figure, Goal
from dunning_rules.packtest.answers import FALSE, TRUE, UNTOLD, Answers, answer, decides, near_miss

if TYPE_CHECKING:
    from dunning_rules.packtest.asking import Asked
    from dunning_rules.place import Place

Sight = Callable[[Answers], bool]
"""Whether a way of answering the tests of a condition shows something."""

CANNOT_TELL: Final = "cannot tell"
FOR, AGAINST = "for", "against"


@dataclass(frozen=True, slots=True)
class Sought:
    """Something to be seen of a condition, from each of its sides; one that has no sides has one without a name."""

    figure: Figure
    asked: Asked
    aspect: str
    place: Place
    sides: dict[str, Sight]

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others."""
        return self.figure, self.asked.owner, self.aspect

    def lacking(self, seen: Iterable[Answers]) -> list[str]:
        """Name the sides that were not seen."""
        return [name for name, sight in self.sides.items() if not any(map(sight, seen))]

    def goal(self, seen: Iterable[Answers]) -> Goal:
        """Give the goal, with what is lacking."""
        lacks = self.lacking(seen)
        told = f"not seen deciding {' or '.join(lacks)} it" if any(lacks) else ""
        return Goal(self.figure, self.asked.owner, self.aspect, self.place, not lacks, told)


def sought_of(asked: Asked, possible: list[Answers] | None) -> Iterator[Sought]:
    """Give what should be seen of one condition, as far as its answers can show it at all."""
    for sought in (*_states(asked), *_tests(asked), *(_gate(asked) if asked.kind == "gate" else ())):
        if all(possible is None or any(map(sight, possible)) for sight in sought.sides.values()):
            yield sought


def _states(asked: Asked) -> Iterator[Sought]:
    sights = {"true": _is(asked, TRUE), "a near miss": _near(asked), CANNOT_TELL: _is(asked, UNTOLD)}
    for aspect, sight in sights.items():
        yield Sought("conditions", asked, aspect, asked.place, {"": sight})


def _gate(asked: Asked) -> Iterator[Sought]:
    for aspect, wanted in (("open", TRUE), ("shut", FALSE), (CANNOT_TELL, UNTOLD)):
        yield Sought("gates", asked, aspect, asked.place, {"": _is(asked, wanted)})


def _tests(asked: Asked) -> Iterator[Sought]:
    """Give each test with both sides: alone it lets the condition hold, alone it makes it false."""
    for number, test in enumerate(asked.tests):
        sides = {FOR: _alone(asked, number, holds=True), AGAINST: _alone(asked, number, holds=False)}
        yield Sought("tests", asked, f"test {number + 1}, of `{test.fact}`", test.place, sides)


def _is(asked: Asked, wanted: int) -> Sight:
    return lambda answers: answer(asked.condition, answers) == wanted


def _near(asked: Asked) -> Sight:
    return lambda answers: near_miss(asked.condition, answers)


def _alone(asked: Asked, number: int, *, holds: bool) -> Sight:
    return lambda answers: decides(asked.condition, answers, number, holds=holds)
