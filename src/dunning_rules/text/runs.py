"""Runs of words found in a text: those of all phrases in one walk, with the places each begins at.

Every word that stands in a run is one character of an alphabet of our own, so that a text is a string and a run a piece of
it.  A word that may be read in several ways (a number, the beginning of a longer word) has a character for each.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from dunning_rules.text.phrases import EDGES, NUMBER, length_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.text.phrases import Run
    from dunning_rules.text.tokens import Reader, Tokens

HEARD_LENGTHS: Final = (2, 3, 4)
"""Runs of so many characters are heard: a single one sounds like too many others, and longer ones are made of such."""

_REMEMBERED: Final = 50_000
"""Bound of the memory of words; a language has not many more."""

_SAID: Final = {
    "0": ("ling",),
    "1": ("yi",),
    "2": ("er",),
    "3": ("san",),
    "4": ("si",),
    "5": ("wu",),
    "6": ("liu",),
    "7": ("qi",),
    "8": ("ba", "bu"),
    "9": ("jiu",),
}
"""What digits sound like; 8 also stands for 不."""

_AT_START: Final = 1
_AT_LATER_START: Final = 2
_AT_END: Final = 4

Begun = dict[int, int]
"""By the number of a run the bits of the tokens it begins at."""


class RunBook:
    """Runs of words, each known by a number, made ready to be found together."""

    def __init__(self, reader: Reader) -> None:
        self.lengths: list[int] = []
        self._reader = reader
        self._numbers: dict[Run, int] = {}
        self._letters: dict[str, str] = {}
        self._readings: dict[str, str] = {}
        self._ends: dict[str, tuple[tuple[int, int], ...]] = {}
        self._empty: list[tuple[int, int]] = []  # runs of edges alone, with the bits of where they do not stand
        self._sounds: dict[tuple[str, ...], list[tuple[Run, int]]] = {}

    def number(self, run: Run) -> int:
        """Take a run in, and give its number."""
        found = self._numbers.get(run)
        if found is not None:
            return found
        number = self._numbers[run] = len(self.lengths)
        self.lengths.append(length_of(run))
        self._readings.clear()
        self._put(run, number)
        heard = [self._reader.syllables(word) for word in run]
        if len(run) in HEARD_LENGTHS and all(heard):
            for sound in product(*heard):
                for length in range(1, len(sound)):
                    self._sounds.setdefault(sound[:length], [])
                self._sounds.setdefault(sound, []).append((run, number))
        return number

    def _put(self, run: Run, number: int) -> None:
        """Lay a run down by its words, with what must be true of its edges; one that crosses an edge is never found."""
        inner = [place for place, word in enumerate(run) if word not in EDGES]
        if not inner:
            self._empty.append((number, 1 if "$" in run else 0))
            return
        words = run[inner[0] : inner[-1] + 1]
        if any(word in EDGES for word in words):
            return
        before = run[: inner[0]]
        edges = _AT_LATER_START if "$" in before else _AT_START if before else 0
        edges |= _AT_END if run[inner[-1] + 1 :] else 0
        letters = "".join(self._letters.setdefault(word, chr(len(self._letters) + 1)) for word in words)
        for end in range(1, len(letters)):
            self._ends.setdefault(letters[:end], ())
        self._ends[letters] = (*self._ends.get(letters, ()), (number, edges))

    def written(self, tokens: Tokens) -> Begun:
        """Give the runs that stand in a text; none reaches from one sentence into the next."""
        starts = tokens.starts
        begun: Begun = {number: bits for number, gone in self._empty if (bits := starts & ~gone)}
        known = self._readings
        readings = [known.get(word) or self._readings_of(word) for word in tokens.words]
        spelled = "".join(readings)
        first = 0
        while first < len(readings):
            rest = starts >> (first + 1)
            end = first + (rest & -rest).bit_length()
            if len(spelled) == len(readings):
                self._plainly(spelled, first, end, starts, begun)
            else:
                self._in_all_ways(readings, first, end, starts, begun)
            first = end
        return begun

    def _plainly(self, letters: str, first: int, end: int, starts: int, begun: Begun) -> None:
        """Find the runs of a sentence of which every word is read in one way."""
        get = self._ends.get
        for start in range(first, end):
            for after in range(start + 1, end + 1):
                found = get(letters[start:after])
                if found is None:
                    break
                if found:
                    _note(found, start, after, starts, begun)

    def _in_all_ways(self, readings: Sequence[str], first: int, end: int, starts: int, begun: Begun) -> None:
        """Find the runs of a sentence in which words may be read in several ways."""
        get = self._ends.get
        for start in range(first, end):
            open_ = [("", start)]
            for letters, at in open_:
                for letter in readings[at]:
                    found = get(longer := letters + letter)
                    if found is not None:
                        if found:
                            _note(found, start, at + 1, starts, begun)
                        if at + 1 < end:
                            open_.append((longer, at + 1))

    def _readings_of(self, word: str) -> str:
        """Give what a word may be read as: itself, a number, a word that begins so."""
        letters = self._letters
        own = letters.get(word, "\0")
        number = letters.get(NUMBER, "") if word[0].isdigit() else ""
        beginnings = (letters.get(f"{word[:end]}*", "") for end in range(1, len(word) + 1))
        found = "".join((own, number, *beginnings))
        if len(self._readings) < _REMEMBERED:
            self._readings[word] = found
        return found

    def sounding(self, tokens: Tokens, *, loosely: bool) -> Begun:
        """Give the runs that only sound like what is written; ``loosely`` also where a character or digit sounds alike."""
        begun: Begun = {}
        words = tokens.words
        sounds = [self._sounds_of(word, loosely=loosely) for word in words]
        known = self._sounds
        for first in range(len(words)):
            rest = tokens.starts >> (first + 1)
            end = min(first + (rest & -rest).bit_length(), first + HEARD_LENGTHS[-1])
            open_: list[tuple[tuple[str, ...], int]] = [((), first)]
            for heard, at in open_:
                for sound in sounds[at]:
                    found = known.get(longer := (*heard, sound))
                    if found is None:
                        continue
                    for run, number in found:
                        if _alike(run, words[first : at + 1], loosely=loosely):
                            begun[number] = begun.get(number, 0) | 1 << first
                    if at + 1 < end:
                        open_.append((longer, at + 1))
        return begun

    def _sounds_of(self, word: str, *, loosely: bool) -> tuple[str, ...]:
        """Give what a token may sound like: syllables in Latin letters as they stand, digits only where sound counts."""
        if not word.isascii():
            return self._reader.syllables(word)
        return _SAID.get(word, (word,)) if loosely else (word,)


def _alike(run: Run, written: tuple[str, ...], *, loosely: bool) -> bool:
    """Whether a run may be meant: Latin letters and digits sound right, and at most one character is another."""
    others = sum(meant != word and not word.isascii() for meant, word in zip(run, written, strict=True))
    return run != written and others <= (1 if loosely else 0)


def _note(found: Sequence[tuple[int, int]], first: int, after: int, starts: int, begun: Begun) -> None:
    """Note runs that stand from one token to another, if the edges are where they must be."""
    for number, edges in found:
        if edges:
            if edges & (_AT_START | _AT_LATER_START) and not starts >> first & 1:
                continue
            if edges & _AT_LATER_START and not first:
                continue
            if edges & _AT_END and not starts >> after & 1:
                continue
        begun[number] = begun.get(number, 0) | 1 << first
