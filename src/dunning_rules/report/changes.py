"""What a tool changes in files, as a unified diff."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.model.change import Change


def as_diff(changes: Iterable[Change]) -> str:
    """Write changes as a unified diff."""
    return "\n".join(line for change in changes for line in _diff(change))


def _diff(change: Change) -> Iterable[str]:
    before, after = change.before.splitlines(), change.after.splitlines()
    return unified_diff(before, after, change.file, change.file, "as it is", "as it would be", lineterm="")


def as_words(changes: Iterable[Change], did: str) -> str:
    """Say in a line a file what was done, or why nothing was, and count at the end."""
    told = list(changes)
    left = [f"{place}: left alone: {why}" for place, why in (c.stopped for c in told if c.stopped)]
    changed = [c.file for c in told if c.changed]
    return "\n".join([*left, *(f"{did} {file}" for file in changed), f"{len(told)} files, {len(changed)} {did}"])
