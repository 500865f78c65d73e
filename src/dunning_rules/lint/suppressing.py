"""Findings that a pack allows for a reason and a time, and the comments that say so wrongly, in vain or too long."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dunning_rules.model.finding import Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from dunning_rules.model.finding import Suppression

MALFORMED: Final = "DR301"
"""A comment to the linter that cannot be followed."""

UNUSED: Final = "DR302"
"""A comment that allows what is not there."""

EXPIRED: Final = "DR303"
"""A comment whose time is over."""


def suppress(
    findings: Iterable[Finding], suppressions: Collection[Suppression], today: date | None, *, complete: bool
) -> Iterator[Finding]:
    """Mark the findings that are allowed, and add those about the comments themselves.

    Errors cannot be allowed.  Without ``today`` no time is over.  Only a ``complete`` look at the packs can tell that a
    comment is of no use: behind an error the later checks did not run.
    """
    asked = defaultdict(list)
    for finding in findings:
        asked[finding.place.file, finding.place.line, finding.code].append(finding)
    for comment in suppressions:
        yield from _about(comment, asked.get(_key(comment), []), today, complete=complete)
    allowing = {_key(s): s.reason for s in suppressions if not s.problem and not _over(s, today)}
    for key, group in asked.items():
        for finding in group:
            reason = allowing.get(key, "") if finding.severity != "error" else ""
            yield replace(finding, suppressed=reason)


def _key(comment: Suppression) -> tuple[str, int, str]:
    return comment.place.file, comment.line, comment.code


def _over(comment: Suppression, today: date | None) -> bool:
    return today is not None and comment.until is not None and comment.until <= today


def _about(comment: Suppression, met: list[Finding], today: date | None, *, complete: bool) -> Iterator[Finding]:
    """Say what is wrong with one comment, seen the findings it meets."""
    if comment.problem:
        help_ = "write `# lint: allow DR502 until 2027-03-31 because …` with a code, a day and a reason of your own"
        yield Finding(MALFORMED, f"this comment allows nothing: {comment.problem}", comment.place, help_, "warning")
    elif any(f.severity == "error" for f in met):
        message = f"`{comment.code}` is an error here, and an error cannot be allowed"
        yield Finding(MALFORMED, message, comment.place, "mend what it points at", "warning")
    elif met and _over(comment, today):
        message = f"`{comment.code}` was allowed until {comment.until}: {comment.reason}"
        help_ = "mend what it points at, or decide anew until when it is allowed"
        yield Finding(EXPIRED, message, comment.place, help_, "warning")
    elif not met and complete and not comment.borrowed:
        message = f"there is no `{comment.code}` on line {comment.line} to be allowed"
        fix = Fix("uncomment", comment.place)
        yield Finding(UNUSED, message, comment.place, "take the comment out", "warning", fix)
