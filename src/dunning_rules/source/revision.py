"""A folder as it stood at a revision of the git repository it lies in."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from dunning_rules.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES: Final = (".yaml", ".yml")


@contextmanager
def folder_at(folder: Path, revision: str) -> Iterator[Path]:
    """Lay out a folder as it stood at a revision, with the folders beside it, since a pack may build on these.

    Only YAML files are laid out, and they are gone afterwards.  Raises UsageError when git, the repository, the
    revision or the folder in it is not there.
    """
    inside = folder.resolve()
    commit = _git(inside.parent, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    archive = _git(inside.parent, "archive", "--format=tar", commit)
    with TemporaryDirectory(prefix="dunning-rules-") as temporary:
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            wanted = [m for m in members if m.isfile() and m.name.endswith(_SUFFIXES)]
            members.extractall(temporary, wanted, filter="data")
        found = Path(temporary) / inside.name
        if not found.is_dir():
            msg = f"`{folder}` holds no rule files at revision `{revision}`"
            raise UsageError(msg)
        yield found


def _git(folder: Path, *arguments: str) -> bytes:
    """Ask git about the repository around a folder."""
    git = shutil.which("git")
    if git is None:
        msg = "git is not installed; give the old version as a folder"
        raise UsageError(msg)
    done = subprocess.run([git, "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        msg = f"git: {done.stderr.decode(errors='replace').strip()}"
        raise UsageError(msg)
    return done.stdout
