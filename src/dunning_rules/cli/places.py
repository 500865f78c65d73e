"""Reading back the line a finding speaks of, and files that a command was given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dunning_rules._api import shipped_file
from dunning_rules.errors import UsageError

if TYPE_CHECKING:
    from dunning_rules.place import Place


def line_of(place: Place) -> str:
    """Give the line at a place, or nothing when it cannot be read."""
    for path in (Path(place.file), shipped_file(place.file)):
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        return lines[place.line - 1] if place.line <= len(lines) else ""
    return ""


def read_input(name: str) -> bytes:
    """Read a file, or standard input for `-`.  Raises UsageError when it cannot be read."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        msg = f"cannot read {name}: {error.strerror}"
        raise UsageError(msg) from error
