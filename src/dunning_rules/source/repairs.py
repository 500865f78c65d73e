"""Repairs of a file: what a fix asks for becomes the text to replace; what might lose a comment is not done."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dunning_rules.model.change import Change
from dunning_rules.source.comments import Misplaced, attach, comments_of
from dunning_rules.source.folder import shipped
from dunning_rules.source.layout import is_plain
from dunning_rules.source.nodes import Page, tree_of
from dunning_rules.source.reading import read_bytes, text_of
from dunning_rules.source.scalar import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dunning_rules.model.finding import Finding, Fix
    from dunning_rules.source.comments import Comment
    from dunning_rules.source.nodes import Entry, Node

_HOURS: Final = ("from", "until")
_TYPES: Final = {"int": (int,), "float": (int, Decimal), "bool": (bool,), "null": (type(None),)}


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from ``start`` up to ``end`` becomes ``text``; of edits whose areas meet, one is made at a time.

    Of two tests that say the same, each can go as long as the other stays: so the area of a removed test is the whole
    condition.
    """

    start: int
    end: int
    text: str
    area: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be repaired: its text, its tree with the comments attached, and the comments."""

    page: Page
    values: dict[int, Node]
    homes: dict[int, tuple[Node, Entry]]
    comments: dict[int, Comment]


def settled(finding: Finding) -> Finding:
    """Give a finding whose fix says which text becomes what; without a fix where that cannot be done safely."""
    if finding.fix is None or finding.fix.end is not None:
        return finding
    text = text_of(_path(finding.place.file))
    file = _opened(text) if text else None
    edit = _edit(file, finding.fix) if file else None
    if file is None or edit is None:
        return replace(finding, fix=None)
    name = finding.place.file
    start, end = file.page.place(edit.start, name), file.page.place(edit.end, name)
    return replace(finding, fix=replace(finding.fix, start=start, end=end, text=edit.text))


def repaired(name: str, fixes: Iterable[Fix]) -> Change:
    """Give a file after as many of these fixes as can be made at once; the others have to wait for another look."""
    text = text_of(_path(name))
    file = _opened(text)
    edits = [edit for fix in fixes if file and (edit := _edit(file, fix))]
    after = _made(file.page.text, _apart(edits)) if file else text
    after = after.replace("\n", "\r\n") if "\r\n" in text else after
    readable = read_bytes(after.encode(), name)[0] or not read_bytes(text.encode(), name)[0]
    return Change(name, text, after if edits and readable else text)


def _apart(edits: list[Edit]) -> list[Edit]:
    """Choose, from the first on, edits whose areas do not meet."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not chosen or edit.area[0] >= chosen[-1].area[1]:
            chosen.append(edit)
    return chosen


def _made(text: str, edits: list[Edit]) -> str:
    """Make edits that stand apart, in order."""
    ends = [0, *(e.end for e in edits)]
    kept = [text[end : e.start] + e.text for end, e in zip(ends, edits, strict=False)]
    return "".join([*kept, text[ends[-1] :]])


def _path(name: str) -> Path:
    """Find a file by the name that findings print."""
    path = Path(name)
    return path if path.is_file() else shipped("rulepacks") / name


@lru_cache(maxsize=8)
def _opened(text: str) -> _File | None:
    import yaml  # noqa: PLC0415 - a program that loads no pack from text shall not pay for it

    page = Page(text)
    try:
        tree = tree_of(page)
        if tree is None:
            return None
        comments = comments_of(page, tree)
        attach(page, tree, comments)
    except (yaml.YAMLError, Misplaced, RecursionError):
        return None
    homes = {e.key.start: (node, e) for node, e in _homes(tree) if e.key}
    return _File(page, {n.start: n for n in reversed([*_nodes(tree)])}, homes, {c.index: c for c in comments})


def _edit(file: _File, fix: Fix) -> Edit | None:
    """Find the text that a fix replaces, and by what."""
    at = file.page.index(fix.start)
    if fix.action == "uncomment":
        return _uncommented(file, at)
    if fix.action == "remove":
        return _removed(file, at, fix.what)
    node = file.values.get(at)
    text = _REWRITE[fix.action](node, fix.what) if node else ""
    return Edit(node.start, node.end, text, (node.start, node.end)) if node and text else None


def _nodes(node: Node) -> Iterator[Node]:
    """Walk keys and values, the innermost first where several begin at one place."""
    for entry in node.entries:
        if entry.key:
            yield entry.key
        yield from _nodes(entry.value)
    yield node


def _uncommented(file: _File, at: int) -> Edit | None:
    comment = file.comments.get(at)
    if comment is None:
        return None
    start, end = at - len(file.page.before(at)), at + len(comment.text)
    if comment.alone:
        end += file.page.text[end : end + 1] == "\n"
    else:
        start += len(file.page.before(at).rstrip())
    return Edit(start, end, "", (start, end))


def _removed(file: _File, at: int, operator: str) -> Edit | None:
    """Take out the entry of a test, or one operator of it when it has others."""
    if at not in file.homes:
        return None
    parent, entry = file.homes[at]
    operators = [e for e in entry.value.entries if e.key and e.key.value in (_HOURS if operator == "hours" else (operator,))]
    if operators and len(operators) < len(entry.value.entries):
        span = _span(file, entry.value, operators[0]) if len(operators) == 1 else None
    else:
        span = _span(file, parent, entry)
    return Edit(*span, "", (parent.start, _end(parent))) if span else None


def _homes(node: Node) -> Iterator[tuple[Node, Entry]]:
    for entry in node.entries:
        yield node, entry
        yield from _homes(entry.value)


def _span(file: _File, parent: Node, entry: Entry) -> tuple[int, int] | None:
    """Give the text an entry takes up in its mapping; None where it is the only one, or a comment would go with it."""
    at = parent.entries.index(entry)
    others = parent.entries[:at][-1:], parent.entries[at + 1 :][:1]
    if not any(others) or any(entry.above):
        return None
    before, after = (o[0] if o else None for o in others)
    shares = parent.flow or file.page.before(entry.start).strip()
    if after and shares:
        span = entry.start, after.start
    elif before and shares:
        span = _end(before.value), _end(entry.value)
    else:
        start, end = entry.start - file.page.column(entry.start), _end(entry.value)
        newline = file.page.text.find("\n", end - (file.page.text[end - 1] == "\n"))
        span = start, newline + 1 if newline >= 0 else len(file.page.text)
    return None if any(span[0] <= index < span[1] for index in file.comments) else span


def _end(node: Node) -> int:
    """Where a value ends; a collection in lines ends with its last entry."""
    return _end(node.entries[-1].value) if node.in_lines else node.end


def _quoted(node: Node, _what: str) -> str:
    return json.dumps(node.text, ensure_ascii=False) if node.kind == "scalar" and not node.style and node.text else ""


def _unquoted(node: Node, _what: str) -> str:
    plain = node.value if isinstance(node.value, str) else ""
    return plain if node.style and plain and not isinstance(typed(plain), str) else ""


def _listed(node: Node, _what: str) -> str:
    """Make a list of one text; quotes are put where brackets ask for them."""
    if node.kind != "scalar" or node.block_scalar or "\n" in node.text:
        return ""
    plain = node.style or not isinstance(node.value, str) or is_plain(node.value, flow=True)
    return f"[{node.text if plain else json.dumps(node.value, ensure_ascii=False)}]"


def _renamed(node: Node, what: str) -> str:
    return what if node.kind == "scalar" else ""


def _untagged(node: Node, _what: str) -> str:
    """Drop a tag that says what the plain value is anyway; `!!str` in front of a number becomes quotes."""
    tag, _, rest = node.text.removeprefix("!!").partition(" ")
    plain = str(node.value)
    if not rest or node.block_scalar or "\n" in node.text:
        return ""
    if tag == "str":
        return rest.strip() if node.style or typed(plain) == plain else json.dumps(plain, ensure_ascii=False)
    return plain if type(typed(plain)) in _TYPES.get(tag, ()) else ""


_REWRITE: Final[dict[str, Callable[[Node, str], str]]] = {
    "quote": _quoted,
    "unquote": _unquoted,
    "enlist": _listed,
    "rename": _renamed,
    "untag": _untagged,
}
