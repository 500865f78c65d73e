"""The one style of a rule file: two blanks a level, brackets without padding, quotes only where a reader needs them.

What is the author's choice stays the author's: the order of keys, lines or brackets, one blank line or none.  A collection
in brackets that does not fit the width, or has comments in it, gets lines of its own.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from dunning_rules.source.scalar import typed

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from dunning_rules.source.nodes import Entry, Node

WIDTH: Final = 140
"""Columns a line in brackets may take up; a Chinese letter takes two.  Prose is never broken."""

_STEP: Final = 2
_ONE_LETTER_FLAGS: Final = frozenset("yYnN")


def laid_out(tree: Node) -> list[str]:
    """Give the lines of a tree to which its comments are attached."""
    return list(_block(tree, 0))


def _block(node: Node, indent: int) -> Iterator[str]:
    margin = " " * indent
    for at, entry in enumerate(node.entries):
        yield from _comments(entry.above, margin, first=not at)
        yield from _entry(entry, indent)
    yield from _comments(node.tail, margin)


def _comments(above: Sequence[str], margin: str, *, first: bool = False) -> Iterator[str]:
    """Write comments and blank lines, never two blank ones in a row; a collection does not begin with one."""
    before = "" if first else None
    for line in above:
        if line or before != "":
            yield f"{margin}{line}" if line else ""
        before = line


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    margin = " " * indent
    value = entry.value
    head = f"{_key(entry.key)}:" if entry.key else "-"
    if value.kind == "scalar":
        yield from _scalar(entry, f"{margin}{head}", indent + _STEP)
    elif not value.entries or (value.flow and _fits(entry, f"{margin}{head} ")):
        yield _line(f"{margin}{head}", _inline(value), entry.behind)
    elif entry.key:
        yield _line(f"{margin}{head}", "", entry.behind)
        yield from _block(value, indent + _STEP)
    else:
        yield from _item(entry, indent)


def _item(entry: Entry, indent: int) -> Iterator[str]:
    """Write a list item that has lines of its own: the first stands behind the dash, its comments above it."""
    margin = " " * indent
    first = entry.value.entries[0]
    yield from _comments([c for c in (entry.behind, *first.above) if c], margin)
    first.above.clear()
    lines = _block(entry.value, indent + _STEP)
    for line in lines:
        yield f"{margin}- {line.lstrip()}"
        break
    yield from lines


def _line(head: str, text: str, comment: str) -> str:
    said = f"{head} {text}" if text else head
    return f"{said}  {comment}" if comment else said


def _scalar(entry: Entry, head: str, indent: int) -> Iterator[str]:
    value = entry.value
    margin = " " * indent
    if value.block_scalar:
        header, *lines = value.text.split("\n")
        yield _line(head, header.split("#")[0].strip(), entry.behind)
        yield from (f"{margin}{line}" if line else "" for line in _moved(lines, value))
        return
    first, *more = _filled(value, len(head) + 1, indent) if "\n" in value.text else [_written(value)]
    *body, last = [f"{head} {first}" if first else head, *(f"{margin}{line}" for line in more)]
    yield from body
    yield _line(last, "", entry.behind)


def _moved(lines: list[str], value: Node) -> list[str]:
    """Take off the lines of a `|` text the margin they have in common; blanks beyond it belong to the text."""
    told = str(value.value).split("\n")
    pairs = [(len(line) - len(line.lstrip(" ")), line) for line in lines if line.strip()]
    first = next((t for t in told if t.strip()), "")
    margin = pairs[0][0] - (len(first) - len(first.lstrip(" "))) if pairs else 0
    moved = [line[margin:] for line in lines]
    while moved and not moved[-1] and not value.text.split("\n")[0].split("#")[0].strip().endswith("+"):
        moved.pop()
    return moved[:-1] if moved and not moved[-1] else moved


def _filled(value: Node, first: int, indent: int) -> list[str]:
    """Fill lines with a text that its author wrote over several: words are never broken."""
    lines, room = [""], first
    for word in _written(value).split(" "):
        if lines[-1] and room + _width(lines[-1]) + 1 + _width(word) > WIDTH and word:
            lines.append(word)
            room = indent
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] or not word else word
    return lines


def _fits(entry: Entry, head: str) -> bool:
    """Whether a collection stands in brackets on one line; a comment behind it keeps it there, for it speaks of that line."""
    if any(_has_comments(e) for e in entry.value.entries) or entry.value.tail:
        return False
    return bool(entry.behind) or _width(head) + _width(_inline(entry.value)) <= WIDTH


def _has_comments(entry: Entry) -> bool:
    inner = any(_has_comments(e) for e in entry.value.entries)
    return inner or any(entry.above) or bool(entry.behind) or bool(entry.value.tail)


def _inline(node: Node) -> str:
    """Write a value on one line."""
    if node.kind == "scalar":
        return _written(node, flow=True)
    inner = ", ".join(f"{_key(e.key, flow=True)}: {_inline(e.value)}" if e.key else _inline(e.value) for e in node.entries)
    return f"{{{inner}}}" if node.kind == "mapping" else f"[{inner}]"


def _key(node: Node, *, flow: bool = False) -> str:
    return _written(node, flow=flow)


def _written(node: Node, *, flow: bool = False) -> str:
    """Write a text, number or flag on one line."""
    told = node.value
    if not node.style:
        return _on_one_line(str(told)) if "\n" in node.text else node.text or ("null" if flow else "")
    if not isinstance(told, str) or is_plain(told, flow=flow):
        return str(told)
    if "\n" in node.text or node.block_scalar:
        return _quoted(told)
    simple = node.style == "'" and not set(told) & set('"\\') and told.isprintable()
    return f'"{told}"' if simple else node.text


def _on_one_line(text: str) -> str:
    return _quoted(text) if "\n" in text else text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotes, so that no reader of YAML, old or new, takes it for anything else."""
    if not text or not text[0].isalpha() or not text.isprintable() or text != text.strip():
        return False
    if text[-1] == ":" or ": " in text or " #" in text or text in _ONE_LETTER_FLAGS:
        return False
    return not (flow and set(text) & set(",[]{}:")) and typed(text) == text and not _old_type(text)


def _old_type(text: str) -> bool:
    """Whether YAML 1.1 takes a text for a date, a clock time in base 60, or a flag."""
    return any(pattern.match(text) for pattern in _old_patterns(text[0]))


@cache
def _old_patterns(letter: str) -> tuple[re.Pattern[str], ...]:
    import yaml  # noqa: PLC0415 - a program that loads no pack from text shall not pay for it

    return tuple(pattern for _, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(letter, ()))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
