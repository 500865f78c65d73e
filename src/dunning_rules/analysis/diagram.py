"""Decision diagrams: a function of finitely many variables, each piece of it held once.

A diagram is a number.  It stands for a leaf, which holds a value, or for a node, which asks one variable and has one
diagram for each of its cells.  Equal functions have equal numbers, so whether two functions differ is one comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Diagram = int

MOST_NODES: Final = 300_000
"""Nodes before the answer is: too large to tell."""

_LEAF: Final = 1 << 30


class TooLarge(Exception):  # noqa: N818 - a signal for whoever asked
    """The function outgrew its budget of nodes."""


class Diagrams:
    """All diagrams over one order of variables; ``widths`` gives the number of cells of each."""

    def __init__(self, widths: Sequence[int], most: int = MOST_NODES) -> None:
        self.widths = tuple(widths)
        self.most = most
        self._level: list[int] = []
        self._children: list[tuple[Diagram, ...]] = []
        self._values: list[Any] = []
        self._leaves: dict[tuple[type, Any], Diagram] = {}
        self._nodes: dict[tuple[int, tuple[Diagram, ...]], Diagram] = {}
        self._chosen: dict[tuple[Diagram, Diagram, Diagram], Diagram] = {}
        self.no = self.leaf(value=False)
        self.yes = self.leaf(value=True)

    def __len__(self) -> int:
        return len(self._level)

    def leaf(self, value: Any) -> Diagram:  # noqa: ANN401 - any value that can be a key
        """Give the function that is this value everywhere."""
        key = (type(value), value)
        if key not in self._leaves:
            self._leaves[key] = self._add(_LEAF, (), value)
        return self._leaves[key]

    def node(self, level: int, children: tuple[Diagram, ...]) -> Diagram:
        """Give the function that asks the variable at ``level`` and goes on with the child of its cell."""
        first = children[0]
        if all(c == first for c in children):
            return first
        key = (level, children)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._add(level, children, None)
        return found

    def _add(self, level: int, children: tuple[Diagram, ...], value: Any) -> Diagram:  # noqa: ANN401 - of a leaf
        if len(self._level) >= self.most:
            raise TooLarge
        self._level.append(level)
        self._children.append(children)
        self._values.append(value)
        return len(self._level) - 1

    def choose(self, condition: Diagram, yes: Diagram, no: Diagram) -> Diagram:
        """Give the function that is ``yes`` where the condition holds and ``no`` elsewhere.  Raises TooLarge."""
        if condition == self.yes or yes == no:
            return yes
        if condition == self.no:
            return no
        if yes == self.yes and no == self.no:
            return condition
        key = (condition, yes, no)
        found = self._chosen.get(key)
        if found is None:
            level = min(self._level[condition], self._level[yes], self._level[no])
            split = (self._split(d, level) for d in key)
            found = self.node(level, tuple(map(self.choose, *split)))
            self._chosen[key] = found
        return found

    def _split(self, diagram: Diagram, level: int) -> tuple[Diagram, ...]:
        """Give the function in each cell of a variable that it may not ask."""
        return self._children[diagram] if self._level[diagram] == level else (diagram,) * self.widths[level]

    def both(self, one: Diagram, other: Diagram) -> Diagram:
        """Where both hold."""
        if one > other:
            one, other = other, one
        return self.choose(one, other, self.no)

    def either(self, one: Diagram, other: Diagram) -> Diagram:
        """Where one holds."""
        if one > other:
            one, other = other, one
        return self.choose(one, self.yes, other)

    def opposite(self, one: Diagram) -> Diagram:
        """Where it does not hold."""
        return self.choose(one, self.no, self.yes)

    def without(self, one: Diagram, other: Diagram) -> Diagram:
        """Where the one holds and the other does not."""
        return self.choose(other, self.no, one)

    def apply(self, function: Callable[..., Any], *diagrams: Diagram) -> Diagram:
        """Give the function whose value is ``function`` of the values of the diagrams.  Raises TooLarge."""
        known: dict[tuple[Diagram, ...], Diagram] = {}

        def walk(*parts: Diagram) -> Diagram:
            found = known.get(parts)
            if found is None:
                level = min(self._level[p] for p in parts)
                if level == _LEAF:
                    found = self.leaf(function(*(self._values[p] for p in parts)))
                else:
                    found = self.node(level, tuple(map(walk, *(self._split(p, level) for p in parts))))
                known[parts] = found
            return found

        return walk(*diagrams)

    def asked(self, diagram: Diagram) -> set[int]:
        """Give the levels of all variables the function depends on."""
        seen, waiting = {diagram}, [diagram]
        while waiting:
            new = set(self._children[waiting.pop()]) - seen
            seen |= new
            waiting.extend(new)
        return {self._level[d] for d in seen} - {_LEAF}

    def at(self, diagram: Diagram, cells: Sequence[int]) -> Any:  # noqa: ANN401 - the value of a leaf
        """Give the value for one cell of each variable."""
        while self._level[diagram] != _LEAF:
            diagram = self._children[diagram][cells[self._level[diagram]]]
        return self._values[diagram]
