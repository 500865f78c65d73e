"""The workshop beside the front desk: it lays rule files out in the one style, and mends what can be mended safely."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dunning_rules._authoring import findings_of
from dunning_rules.errors import UsageError
from dunning_rules.source.formatting import format_file, rule_files
from dunning_rules.source.repairs import repaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dunning_rules.model.change import Change

_LOOKS: Final = 50
"""Far more than any pack needs; a repair that undoes another shall not go on for ever."""


def format_files(*paths: str | Path) -> tuple[Change, ...]:
    """Say how rule files look in the one style, and write nothing.  Raises UsageError for a path without any."""
    return tuple(format_file(file) for path in paths for file in rule_files(path))


def write_changes(changes: Iterable[Change]) -> None:
    """Write what changed into the files."""
    for change in changes:
        if change.changed:
            Path(change.file).write_bytes(change.after.encode())


def fix_packs(*folders: str | Path, write: bool, today: date | None = None) -> tuple[Change, ...]:
    """Mend in the packs of these folders what can be mended safely; a pack they build on is left as it is.

    What a comment allows is not mended as long as that comment holds on ``today``.

    Some repairs wait for another look at what the first ones made of a file: so it goes on until a look finds none.
    Without ``write`` the first look is all there is, and nothing is written.  Raises UsageError for what is no folder.
    """
    made: dict[str, Change] = {}
    for _ in range(_LOOKS if write else 1):
        changes = [c for c in _repairs(folders, today) if c.changed]
        if write:
            write_changes(changes)
        for change in changes:
            made[change.file] = replace(change, before=made.get(change.file, change).before)
        if not changes:
            break
    return tuple(made.values())


def _repairs(folders: tuple[str | Path, ...], today: date | None) -> Iterator[Change]:
    """Repair each file once, by the fixes that one look finds."""
    for folder in folders:
        if not Path(folder).is_dir():
            msg = f"`{folder}` is no folder: what comes with the library is not mended in place"
            raise UsageError(msg)
    found = [f for f in findings_of(*folders, today=today) if f.fix and not f.suppressed]
    own = [f for f in found if any(Path(f.place.file).is_relative_to(folder) for folder in folders)]
    for file, group in groupby(own, key=lambda f: f.place.file):
        yield repaired(file, [f.fix for f in group if f.fix])
