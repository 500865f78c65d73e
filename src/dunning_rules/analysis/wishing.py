"""Wishes for all cases at once: what wins a choice, what is collected, how a level moves, and where (M9, M10)."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.analysis.levels import level
from dunning_rules.model.moment import FollowUp
from dunning_rules.model.outcome import Hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dunning_rules.analysis.circuit import Circuit, Literal, Spread
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.outcome import Step, Then


class Wished(NamedTuple):
    """What is wanted at a rank, in which cases, and by which rule; brought things are wanted by none."""

    rank: int
    then: Then
    where: Literal
    rule: str = ""


class Winner(NamedTuple):
    """One thing that can win a choice: what is chosen, at which rank, and where."""

    value: Any
    rank: int
    where: Literal


NOBODY: Final = None
"""The value of a choice that no rule sets."""


class Wishing:
    """All wishes of a program, each with the cases in which it is wanted."""

    def __init__(self, program: Program, circuit: Circuit) -> None:
        self.program = program
        self.circuit = circuit
        self.wishes: list[Wished] = []

    def in_order(self) -> list[Wished]:
        """Give all wishes, the first rank first; among equals the rules by id, and what is brought after them."""
        return sorted(self.wishes, key=lambda w: w.rank)

    def open_at(self, target: str) -> Iterator[tuple[Wished, Literal]]:
        """Give the wishes, the first rank first, each with where it is wanted while its target is not closed."""
        shut: list[Literal] = []
        for _, group in groupby(self.in_order(), key=lambda w: w.rank):
            wishes = list(group)
            for wish in wishes:
                yield wish, self.circuit.all_of((wish.where, *(-s for s in shut))) if shut else wish.where
            shut += [w.where for w in wishes if target in w.then.closes]

    def winners(self, target: str, part: str = "") -> Iterator[Winner]:
        """Give everything that can win a choice, the first rank first, each with the cases in which it does."""
        taken = self.circuit.no
        for wish, where in self.open_at(target):
            for choice in wish.then.choose:
                if (choice.target, choice.part) == (target, part):
                    yield Winner(choice.value, wish.rank, self.circuit.without(where, taken))
                    taken = self.circuit.any_of((taken, where))
        yield Winner(NOBODY, 0, -taken)

    def chosen(self, target: str, part: str = "") -> Spread:
        """Give the value that wins a choice; :data:`NOBODY` where no rule sets it."""
        return self._gathered((w.value, w.where) for w in self.winners(target, part))

    def collected(self, target: str) -> Spread:
        """Give for each element of a collection where it is collected."""
        found = []
        for wish, where in self.open_at(target.split(".", maxsplit=1)[0]):
            found += [(e.value, where) for e in wish.then.collect if e.target == target]
        return self._gathered(found)

    def _names(self, target: str) -> Spread:
        """The same by the name of each element: a hold by its kind, a task by its kind."""
        return self._gathered((name_of(value), where) for value, where in self.collected(target).items())

    def _gathered(self, found: Iterable[tuple[Any, Literal]]) -> Spread:
        wheres: dict[Any, list[Literal]] = defaultdict(list)
        for value, where in found:
            wheres[value].append(where)
        return {value: self.circuit.any_of(where) for value, where in wheres.items()}

    def _steps(self, target: str) -> list[tuple[Step, Literal]]:
        return [(s, w.where) for w in self.in_order() for s in w.then.steps if s.target == target]

    def level(self, target: str) -> Spread:
        """Give a level as a number, None where it has no base."""
        return level(self.circuit, self._steps(target), list(self.program.items.get(target, ())))


def name_of(value: Any) -> Any:  # noqa: ANN401 - an element of a collection
    """Give the name of what is collected: a hold by its kind, a task by its kind."""
    if isinstance(value, Hold):
        return value.hold
    return value.task if isinstance(value, FollowUp) else value
