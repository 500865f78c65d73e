"""Comments of a file, and the entry of the tree each of them belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dunning_rules.source.nodes import scalars_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.source.nodes import Entry, Node, Page

_COMMENT: Final = re.compile(r"(?:^|(?<=[\s]))#[^\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: where its `#` stands, its text, and whether it has the line for itself."""

    index: int
    text: str
    alone: bool


class Misplaced(Exception):  # noqa: N818 - a signal to the formatter, never seen outside
    """A comment that could not keep its meaning if lines were laid out anew."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def comments_of(page: Page, tree: Node | None) -> list[Comment]:
    """Find the comments of a text, in order; a `#` inside a value is none."""
    found: list[Comment] = []
    at = 0
    for start, end in _taken(page, tree):
        found += _between(page, at, start)
        at = end
    return found + _between(page, at, len(page.text))


def _taken(page: Page, tree: Node | None) -> Iterator[tuple[int, int]]:
    """Spans in which a `#` is part of a value; the first line of a `|` text is none of them."""
    for node in scalars_of(tree) if tree else ():
        start = page.text.find("\n", node.start) if node.block_scalar else node.start
        yield (node.end if start < 0 else start), node.end


def _between(page: Page, start: int, end: int) -> list[Comment]:
    matches = _COMMENT.finditer(page.text, start, end)
    return [Comment(m.start(), m.group().rstrip(), not page.before(m.start()).strip()) for m in matches]


@dataclass(frozen=True, slots=True)
class _Spot:
    """An entry, and the collections it stands in, the outermost first."""

    entry: Entry
    around: tuple[Node, ...]

    @property
    def home(self) -> Node:
        return self.around[-1]


def attach(page: Page, tree: Node, comments: list[Comment]) -> None:
    """Give every comment, and every blank line, to the entry it belongs to.  Raises Misplaced for one that has none."""
    spots = sorted(_spots(tree, ()), key=lambda s: s.entry.start)
    waiting = deque(c for c in comments if c.alone)
    for at, spot in enumerate([*spots, None]):
        upto = spot.entry.start if spot else len(page.text)
        group = []
        while waiting and waiting[0].index < upto:
            group.append(waiting.popleft())
        _share_out(page, spots[at - 1] if at else None, spot, group)
        if spot and _blank_before(page, upto):
            spot.entry.above.append("")
    for comment in comments:
        if not comment.alone:
            _behind(page, tree, comment)


def _spots(node: Node, around: tuple[Node, ...]) -> Iterator[_Spot]:
    for entry in node.entries:
        yield _Spot(entry, (*around, node))
        yield from _spots(entry.value, (*around, node))


def _blank_before(page: Page, index: int) -> bool:
    line = page.line(index)
    return line > 0 and page.blank(line - 1)


def _share_out(page: Page, last: _Spot | None, following: _Spot | None, group: list[Comment]) -> None:
    """Share out the comments between two entries: to the end of a collection that closes there, or above the next entry."""
    depth = len(last.around) if last else 0
    for comment in group:
        lines = ["", comment.text] if _blank_before(page, comment.index) else [comment.text]
        home = _closing(page, last, following, comment, depth) if last else None
        if last and home:
            depth = last.around.index(home) + 1
            home.tail += lines
        elif following:
            depth = 0
            following.entry.above += lines
        else:
            raise Misplaced(comment.index)


def _closing(page: Page, last: _Spot, following: _Spot | None, comment: Comment, depth: int) -> Node | None:
    """Find the collection at whose end a comment stands, none deeper than ``depth``; None when it is above the next entry."""
    value = last.entry.value
    if following and following.home is value:
        return None
    if value.start > comment.index or (value.flow and comment.index < value.end):
        raise Misplaced(comment.index)
    brackets = [n for n in last.around if n.flow and comment.index < n.end]
    lines = [n for n in last.around[: max(depth, 1)] if not n.flow]
    column = page.column(comment.index)
    margin = max((n.column for n in lines if n.column <= column), default=lines[0].column)
    home = brackets[-1] if brackets else next(n for n in lines if n.column == margin)
    goes_on = following and (home in following.around or (not brackets and home.column == following.home.column))
    return None if goes_on else home


def _behind(page: Page, tree: Node, comment: Comment) -> None:
    """A comment behind something on its line belongs to the innermost entry that has begun there and not ended."""
    if not page.before(comment.index).strip(" \t-?"):
        raise Misplaced(comment.index)
    entry, node = None, tree
    while begun := bisect_left(node.entries, comment.index, key=lambda e: e.start):
        entry = node.entries[begun - 1]
        node = entry.value
        if node.start > comment.index or (node.flow and node.end <= comment.index):
            break
    if entry is None or entry.behind:
        raise Misplaced(comment.index)
    entry.behind = comment.text
