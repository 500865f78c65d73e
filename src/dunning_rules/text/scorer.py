"""A learned scorer: how much each run of one to three words speaks for each label.

The score of a label is the sum of what the runs of the text say for it, over the square root of how many runs are
known, and one share of all: a plain weighing that can be read off the file of its weights.
"""

from __future__ import annotations

import sys
from array import array
from math import exp, sqrt
from operator import add
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.model.words import Learned
    from dunning_rules.text.tokens import Tokens

LONGEST: Final = 3
"""Runs of up to three words are weighed; longer ones hardly come twice."""

_LONG: Final = 5
_SHORT_BEGINNING: Final = 4
_LONG_BEGINNING: Final = 6

START: Final = "^"
END: Final = "$"
DIGITS: Final = "#"

_REMEMBERED: Final = 50_000
"""Bound of the memory of words; a language has not many more."""

_BITS: Final = 32
_ONES: Final = (1 << _BITS) - 1
_ZERO: Final = 1 << (_BITS - 1)

_UNKNOWN: Final = "\0"
"""What stands for every word that is in no weighed run."""


def weighed_words(tokens: Tokens) -> tuple[str, ...]:
    """Give the words of a text as they are weighed: between marks for its ends, every number alike."""
    if not tokens.numbers:
        return (START, *tokens.words, END)
    return (START, *(DIGITS if tokens.numbers >> i & 1 else w for i, w in enumerate(tokens.words)), END)


def beginnings(word: str) -> tuple[str, ...]:
    """Give the beginnings of a long Latin word that are weighed with it, so that its other forms count too."""
    if len(word) < _LONG or not word.isascii():
        return ()
    return (f"{word[:_SHORT_BEGINNING]}*", f"{word[:_LONG_BEGINNING]}*")[: 1 + (len(word) > _LONG_BEGINNING)]


def runs_of(tokens: Tokens) -> Iterator[tuple[str, ...]]:
    """Give every run of one to three words that is weighed, and the beginnings; the marks alone say nothing."""
    words = weighed_words(tokens)
    for first in range(len(words)):
        for after in range(first + 1, min(first + LONGEST, len(words)) + 1):
            if after - first > 1 or 0 < first < len(words) - 1:
                yield words[first:after]
    yield from ((start,) for word in words for start in beginnings(word))


class Scorer:
    """Weighs texts.  The weights of a run for all labels lie side by side in one integer, so that one addition adds them all.

    Every word of a run is one character of an alphabet of our own, so that a text is a string and a run a piece of it.
    """

    def __init__(self, learned: Learned) -> None:
        self.labels: Sequence[str] = learned.labels
        self._scale = learned.scale
        self._zero = sum(_ZERO << (_BITS * place) for place in range(len(self.labels)))
        self._bias = [learned.bias.get(label, 0) / learned.scale for label in self.labels]
        self._letters: dict[str, str] = {}
        self._readings: dict[str, str] = {}
        place = {label: _BITS * n for n, label in enumerate(self.labels)}
        letter = self._letters.setdefault
        self._weights = {
            "".join([letter(word, chr(len(self._letters) + 1)) for word in run.split(" ")]): sum(
                [weight << place[label] for label, weight in weights.items()]
            )
            for run, weights in learned.weights.items()
        }

    def shares(self, tokens: Tokens, least: float = 0.0) -> dict[str, float]:
        """Give the shares of the labels that have at least so much; those of all labels together are 1.

        Of a text in which no run is known nothing is said.
        """
        letters, begun = self._spelled(tokens)
        pairs = list(map(add, letters, letters[1:]))
        weights = list(filter(None, map(self._weights.get, [*letters, *pairs, *map(add, pairs, letters[2:]), *begun])))
        if not weights:
            return {}
        sums = array("I", sum(weights, self._zero).to_bytes(len(self.labels) * _BITS // 8, sys.byteorder))
        share = 1 / (sqrt(len(weights)) * self._scale)
        grown = [exp((s - _ZERO) * share + b) for s, b in zip(sums, self._bias, strict=True)]
        whole = sum(grown)
        least *= whole
        return {label: g / whole for label, g in zip(self.labels, grown, strict=True) if g >= least}

    def _spelled(self, tokens: Tokens) -> tuple[str, str]:
        """Spell the words of a text, and the beginnings of its long words, in letters of our own."""
        known = self._readings
        readings = [known.get(word) or self._reading_of(word) for word in weighed_words(tokens)]
        spelled = "".join(readings)
        if len(spelled) == len(readings):
            return spelled, ""
        return "".join([reading[0] for reading in readings]), "".join([reading[1:] for reading in readings])

    def _reading_of(self, word: str) -> str:
        """Give the letter of a word, and those of its beginnings."""
        letters = self._letters
        found = letters.get(word, _UNKNOWN) + "".join([letters.get(start, "") for start in beginnings(word)])
        if len(self._readings) < _REMEMBERED:
            self._readings[word] = found
        return found

    def strongest(self, tokens: Tokens, label: str) -> tuple[int, int] | None:
        """Give where the run stands that speaks most for a label: its first token, and the one after; None without any."""
        shift = _BITS * self.labels.index(label)
        letters, _ = self._spelled(tokens)
        best = _ZERO
        where: tuple[int, int] | None = None
        for length in range(1, LONGEST + 1):
            for first in range(len(letters) - length + 1):
                weights = self._weights.get(letters[first : first + length])
                if weights and (weight := (weights + self._zero) >> shift & _ONES) > best:
                    best, where = weight, (first, first + length)
        if where is None:
            return None
        first, after = where
        return max(first - 1, 0), min(after - 1, len(tokens.words))
