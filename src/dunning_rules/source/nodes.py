"""A file as its author laid it out: every value with the text it takes up, its style, and the comments around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from dunning_rules.place import Place
from dunning_rules.source.scalar import Scalar, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["scalar", "mapping", "sequence"]

_BLOCK_STYLES: Final = ("|", ">")


@dataclass(slots=True, eq=False)
class Node:
    """One value: from ``start`` up to ``end`` in the text; a flow collection stands in brackets."""

    kind: Kind
    start: int
    end: int = -1
    style: str = ""
    text: str = ""
    value: Scalar = None
    flow: bool = False
    column: int = 0
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    @property
    def block_scalar(self) -> bool:
        """Whether it is a text in lines of its own, behind `|` or `>`."""
        return self.style in _BLOCK_STYLES

    @property
    def in_lines(self) -> bool:
        """Whether it is a collection with a line an entry."""
        return self.kind != "scalar" and not self.flow


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a list; comments above it, and the one behind it on its line.

    An empty text in ``above`` is a blank line.
    """

    key: Node | None
    value: Node
    above: list[str] = field(default_factory=list)
    behind: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.key.start if self.key else self.value.start


class Page:
    """The text of a file with the ends of its lines made one, and where each line begins."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.starts = [0, *(i + 1 for i, letter in enumerate(self.text) if letter == "\n")]

    def line(self, index: int) -> int:
        """Give the number of the line an index stands in, from 0."""
        return bisect_right(self.starts, index) - 1

    def column(self, index: int) -> int:
        """Give the column of an index, from 0."""
        return index - self.starts[self.line(index)]

    def index(self, place: Place) -> int:
        """Give the index of a place."""
        return self.starts[place.line - 1] + place.column - 1

    def place(self, index: int, file: str) -> Place:
        """Give the place of an index, counted as editors do."""
        return Place(file, self.line(index) + 1, self.column(index) + 1)

    def before(self, index: int) -> str:
        """Give the line of an index up to it."""
        return self.text[self.starts[self.line(index)] : index]

    def blank(self, line: int) -> bool:
        """Whether a line holds nothing."""
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return not self.text[self.starts[line] : end].strip()


def events_of(text: str) -> Iterator[Any]:
    """Give the events of a YAML text.  Raises YAMLError."""
    import yaml  # noqa: PLC0415 - a program that loads no pack from text shall not pay for it

    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def tree_of(page: Page) -> Node | None:
    """Give the tree of a text that can be read; None when there is nothing in it."""
    import yaml  # noqa: PLC0415 - see above

    found: list[Node] = []
    stack: list[Node] = []
    keys: list[Node | None] = []
    for event in events_of(page.text):
        if isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop()
            node.end = _index(event.end_mark)
            keys.pop()
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, page, yaml)
            _hang(node, stack, keys)
            found.append(node)
            if node.kind != "scalar":
                stack.append(node)
                keys.append(None)
    return found[0] if found else None


def _index(mark: Any) -> int:  # noqa: ANN401 - a mark of PyYAML
    index: int = mark.index
    return index


def _node(event: Any, page: Page, yaml: Any) -> Node:  # noqa: ANN401 - an event and the module
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.AliasEvent):
        return Node("scalar", start, end)
    if isinstance(event, yaml.ScalarEvent):
        plain = not event.style and event.implicit[0]
        value = typed(event.value) if plain else event.value
        return Node("scalar", start, end, event.style or "", page.text[start:end], value)
    kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
    return Node(kind, start, flow=bool(event.flow_style), column=page.column(start))


def _hang(node: Node, stack: list[Node], keys: list[Node | None]) -> None:
    """Hang a value into the collection that is open; in a mapping it may be a key that waits for its value."""
    if not stack:
        return
    if stack[-1].kind == "sequence":
        stack[-1].entries.append(Entry(None, node))
    elif keys[-1] is None:
        keys[-1] = node
    else:
        stack[-1].entries.append(Entry(keys[-1], node))
        keys[-1] = None


def scalars_of(node: Node) -> Iterator[Node]:
    """Walk keys and plain values in the order they are written."""
    if node.kind == "scalar":
        yield node
    for entry in node.entries:
        if entry.key:
            yield entry.key
        yield from scalars_of(entry.value)
