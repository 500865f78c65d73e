"""Comments such as `# lint: allow DR502 until 2027-03-31 because …`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from dunning_rules.model.finding import Suppression
from dunning_rules.source.comments import comments_of
from dunning_rules.source.nodes import Page, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.place import Place
    from dunning_rules.source.comments import Comment

MARK: Final = "lint"
"""A file without this word has no suppressions."""

_LINT: Final = re.compile(r"#+\s*lint\s*:\s*(.*)")
_ALLOW: Final = re.compile(r"allow\s+(?P<code>\S+)(?:\s+until\s+(?P<until>.+?))?(?:\s+because(?:\s+(?P<reason>\S.*))?)?")
_CODE: Final = re.compile(r"DR\d{3}")


def suppressions_in(text: str, shown_as: str) -> Iterator[Suppression]:
    """Read the suppressions in the text of a file that could be read."""
    page = Page(text)
    comments = comments_of(page, tree_of(page))
    below = _lines_below(page, comments)
    for comment in comments:
        if match := _LINT.fullmatch(comment.text):
            line = page.line(comment.index)
            yield _read(match[1], page.place(comment.index, shown_as), below.get(line, line) + 1)


def _lines_below(page: Page, comments: list[Comment]) -> dict[int, int]:
    """Give for each line that is a comment the first line below it that is none: the one it speaks of."""
    below: dict[int, int] = {}
    for comment in reversed(comments):
        line = page.line(comment.index)
        if comment.alone:
            below[line] = below.get(line + 1, line + 1)
    return below


def _read(said: str, place: Place, line: int) -> Suppression:
    match = _ALLOW.fullmatch(said.strip())
    if match is None:
        return Suppression(place, line, problem="it must say `allow CODE until DAY because REASON`")
    code, reason = match["code"], (match["reason"] or "").strip()
    until, told = _day(match["until"])
    if not _CODE.fullmatch(code):
        told = f"`{code}` is no code of a finding, such as `DR502`"
    elif not told and not reason:
        told = "the reason is missing: `because …`"
    return Suppression(place, line, code, until, reason, told)


def _day(said: str | None) -> tuple[date | None, str]:
    """Give the day, or what is wrong with it."""
    if said is None:
        return None, "the day on which it ends is missing: `until 2027-03-31`"
    try:
        return date.fromisoformat(said), ""
    except ValueError:
        return None, f"`{said}` is no day, such as `2027-03-31`"
