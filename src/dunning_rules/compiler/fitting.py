"""Pass: every pack says that it works with this version of the library, or is refused."""

from __future__ import annotations

import re
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from dunning_rules.compiler.draft import Draft

_BOUND: Final = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*")
_HOLDS: Final[dict[str, Callable[[Any, Any], bool]]] = {">=": ge, "<=": le, "==": eq, "!=": ne, ">": gt, "<": lt}


def check_fitting(draft: Draft, version: str = VERSION) -> None:
    """Compare the `engine` of each pack with the version of the library."""
    for pack in draft.packs:
        if not (wanted := pack.header.engine):
            continue
        bounds = [_BOUND.fullmatch(b) for b in wanted.split(",")]
        if None in bounds:
            help_ = "write bounds such as `>=0.1,<1`"
            draft.find("DR215", f"`engine` is no range of versions: `{wanted}`", pack.header.place, help_)
        elif not all(_HOLDS[b[1]](_parts(version), _parts(b[2])) for b in bounds if b):
            message = f"`{pack.header.id}` works with the versions `{wanted}` of the library, and this is {version}"
            draft.find("DR215", message, pack.header.place, "take a version of the pack that fits")


def _parts(version: str) -> tuple[int, ...]:
    """Give the numbers of a version, so that 0.10 comes after 0.9; 1 and 1.0.0 are the same."""
    numbers = [int(n) for n in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))
