"""Copied text: runs of letters that stand in texts nobody may copy, found without having these texts.

Punctuation and blanks are folded away first, so that they hide nothing.  A digest tells that a run may be known, never which
text it stands in; that two texts share ten letters by chance is rare, and a person then sees it at once.

Which runs are taken is told by who takes them (training/fingerprints.py): those behind one another from where a sentence
begins.  So a sentence of ten letters or more is found, and any nineteen letters within one.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from dunning_rules.model.words import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.model.words import Fingerprints

DIGEST: Final = 4
"""Bytes of a digest: enough that of a hundred packs of fifty thousand letters about one hits by chance one of a thousand
digests, and too few to tell a run from all the others that somebody who guesses would have to try."""

_LETTER: Final = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]")
_WORTH_LOOKING: Final = re.compile(r"[\u4e00-\u9fff]")

_FEW_LATIN: Final = 2
"""A run with more Latin letters and digits than these is an address, a date or a key of a file."""


def telling(run: str) -> bool:
    """Whether a run says something of the text it stands in."""
    return sum(letter.isascii() for letter in run) <= _FEW_LATIN


def folded(text: str) -> tuple[str, list[int]]:
    """Give the letters and digits of a text, and where each of them stands in it."""
    found = list(_LETTER.finditer(text))
    return "".join(m.group() for m in found), [m.start() for m in found]


def runs_of(text: str, length: int) -> Iterator[str]:
    """Give every run of so many letters of a folded text."""
    return (text[i : i + length] for i in range(len(text) - length + 1))


def digest(run: str, salt: bytes) -> bytes:
    """Give the digest of a run."""
    return blake2b(run.encode(), digest_size=DIGEST, key=salt).digest()


def copied(text: str, known: Fingerprints) -> tuple[Evidence, ...]:
    """Give the pieces of a text that stand in one of the texts that must not be copied, each as long as it goes."""
    if not _WORTH_LOOKING.search(text):
        return ()
    letters, places = folded(text)
    taken: set[int] = set()
    for length, digests in known.digests.items():
        for start, run in enumerate(runs_of(letters, length)):
            if telling(run) and digest(run, known.salt) in digests:
                taken.update(range(start, start + length))
    return tuple(Evidence(text[a : b + 1], a, b + 1) for a, b in _stretches(sorted(taken), places))


def _stretches(taken: list[int], places: list[int]) -> Iterator[tuple[int, int]]:
    """Give where each unbroken run of letters begins and ends in the text."""
    for n, letter in enumerate(taken):
        if n == 0 or taken[n - 1] != letter - 1:
            first = letter
        if n + 1 == len(taken) or taken[n + 1] != letter + 1:
            yield places[first], places[letter]
