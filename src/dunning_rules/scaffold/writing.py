"""Drafts become files, and nothing that is there is ever written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dunning_rules.errors import UsageError
from dunning_rules.scaffold.drafts import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path("schemas") / "v1"


def write_new(folder: Path, drafts: Mapping[str, str]) -> tuple[tuple[Path, ...], Path]:
    """Write drafts below the folder of a pack; give the files, and where the schemas for editors belong.

    Raises UsageError when one of them is there already; then none is written.
    """
    paths = {folder / name: text for name, text in drafts.items()}
    there = [str(path) for path in paths if path.exists()]
    if there:
        msg = f"nothing is written over; already there: {', '.join(there)}"
        raise UsageError(msg)
    schemas = schema_folder(folder)
    seen_from_pack = os.path.relpath(schemas, folder.resolve()).replace(os.sep, "/")
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text.replace(SCHEMAS, seen_from_pack))
    return tuple(paths), schemas


def schema_folder(folder: Path) -> Path:
    """Find the schemas for editors: the nearest `schemas/v1` above a pack, else the one that may be put beside it."""
    inside = folder.resolve()
    found = (above / _FOLDER for above in inside.parents if (above / _FOLDER).is_dir())
    return next(found, inside.parent / _FOLDER)
