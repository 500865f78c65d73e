"""A file in the one style: the same events and the same comments as before, or no change at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dunning_rules.errors import UsageError
from dunning_rules.model.change import Change
from dunning_rules.place import Place
from dunning_rules.source.comments import Misplaced, attach, comments_of
from dunning_rules.source.layout import laid_out
from dunning_rules.source.nodes import Page, tree_of
from dunning_rules.source.reading import read_bytes, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.source.nodes import Node

SUFFIXES: Final = (".yaml", ".yml")
_ODD_ENDS: Final = re.compile("[\x85\u2028\u2029]")
_DIRECTIVE: Final = re.compile(r"^%", re.MULTILINE)
_NOT_SAME: Final = "this file would not say the same in the one style"


def rule_files(given: str | Path) -> tuple[Path, ...]:
    """Give a file, or every YAML file below a folder, in order.  Raises UsageError when there is none."""
    path = Path(given)
    if path.is_file():
        return (path,)
    found = tuple(sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file()))
    if not found:
        msg = f"no YAML file at `{given}`: name a file, or a folder that holds some"
        raise UsageError(msg)
    return found


def format_file(path: Path) -> Change:
    """Lay a file out in the one style; what cannot be read, or not without loss, is left alone and says why."""
    document, findings = read_file(path, str(path))
    if document is None:
        return Change(str(path), "", "", (findings[0].place, f"{findings[0].code}: {findings[0].message}"))
    return format_text(path.read_bytes().decode("utf-8"), str(path))


def format_text(text: str, shown_as: str) -> Change:
    """Lay out a text that was read without findings."""
    page = Page(text.removeprefix("\ufeff"))
    tree = tree_of(page)
    odd = _ODD_ENDS.search(page.text) or _DIRECTIVE.search(page.text, 0, tree.start if tree else 0)
    if odd:
        return _left_alone(text, page.place(odd.start(), shown_as), "a directive or a rare line end stays as it is")
    if tree is None or tree.kind == "scalar" or not tree.entries:
        return Change(shown_as, text, text)
    told = _told(page, tree)
    try:
        attach(page, tree, comments_of(page, tree))
    except Misplaced as comment:
        why = "this comment has no place of its own; move it above the key it speaks of"
        return _left_alone(text, page.place(comment.index, shown_as), why)
    after = "\n".join([*laid_out(tree), ""])
    if read_bytes(after.encode(), shown_as)[0] is None or _told(*_again(after)) != told:
        return _left_alone(text, Place(shown_as), _NOT_SAME)
    return Change(shown_as, text, after.replace("\n", "\r\n") if "\r\n" in text else after)


def _left_alone(text: str, place: Place, why: str) -> Change:
    return Change(place.file, text, text, (place, why))


def _again(text: str) -> tuple[Page, Node | None]:
    page = Page(text)
    return page, tree_of(page)


def _told(page: Page, tree: Node | None) -> tuple[list[object], list[str]]:
    """Give all a text says: its values in order, with their types, and its comments."""
    return list(_values(tree)) if tree else [], [c.text for c in comments_of(page, tree)]


def _values(node: Node) -> Iterator[object]:
    yield node.kind, type(node.value), node.value
    for entry in node.entries:
        if entry.key:
            yield entry.key.value
        yield from _values(entry.value)
    yield "end"
