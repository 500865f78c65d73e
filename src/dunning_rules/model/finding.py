"""What is wrong with a pack, as a value; how it can be mended; and what its author allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from datetime import date

Severity = Literal["error", "warning", "note"]

Action = Literal["remove", "uncomment", "rename", "quote", "unquote", "enlist", "untag"]
"""Take out an entry or a comment; write another name; put quotes on or take them off; make a list of one; drop a tag."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that can be made without asking, since it changes no meaning or can only be meant so.

    Who sees what is wrong says the action and the place, and in ``what`` the operator to take out or the name to write;
    the reading room then looks up ``end`` and ``text``: what stands from ``start`` up to ``end`` becomes ``text``.
    """

    action: Action
    start: Place
    what: str = ""
    end: Place | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a pack: its stable code, the author's words, where, and the next step.

    DR1xx is shape, DR2xx meaning, DR3xx style, DR4xx a failed pack test, DR5xx analysis.  A code is never reused.
    ``suppressed`` is the reason for which the pack allows it; empty when it does not.
    """

    code: str
    message: str
    place: Place = NOWHERE
    help: str = ""
    severity: Severity = "error"
    fix: Fix | None = None
    suppressed: str = ""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that allows findings of one code on one line until a day, which is not included any more.

    ``problem`` says what is wrong with the comment; it then allows nothing.  A ``borrowed`` one stands in a pack that was
    read only because another builds on it: whether it is of use is not judged there.
    """

    place: Place
    line: int
    code: str = ""
    until: date | None = None
    reason: str = ""
    problem: str = ""
    borrowed: bool = False


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by place, then code, and drop doubles, so that one cause is told once and in file order."""
    return tuple(sorted(set(findings), key=lambda f: (f.place, f.code, f.message)))
