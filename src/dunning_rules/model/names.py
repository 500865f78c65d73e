"""Nearest-name suggestions, so that a slip of the pen is answered with the name that was meant."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


_SURELY: Final = 0.75


def surely_meant(name: str, known: Iterable[str]) -> str:
    """Give the one of ``known`` that can be meant: it is near, and no other comes into question; else an empty text."""
    near = get_close_matches(name, list(known), n=2, cutoff=0.6)
    return near[0] if len(near) == 1 and SequenceMatcher(None, near[0], name).ratio() >= _SURELY else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give ``did you mean `x`?`` for the nearest of ``known``, or an empty text when nothing is near."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""
