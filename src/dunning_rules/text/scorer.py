"""A learned scorer: how much each run of one to three words speaks for each label.

The score of a label is the sum of what the runs of the text say for it, over the square root of how many runs are
known, and one share of all: a plain weighing that can be read off the file of its weights.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from math import exp, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
_ZERO: Final = 1 << (_BITS - 1)


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


@dataclass(slots=True)
class _Node:
    """A run in the tree of all weighed runs: its weights for all labels in one number, and whether it has any (1 or 0)."""

    weights: int = 0
    known: int = 0
    next: dict[str, _Node] = field(default_factory=dict)


class Scorer:
    """Weighs texts.  The weights of a run for all labels lie side by side in one integer, so that one addition adds them all."""

    def __init__(self, learned: Learned) -> None:
        self.labels: Sequence[str] = learned.labels
        self._scale = learned.scale
        self._zero = sum(_ZERO << (_BITS * place) for place in range(len(self.labels)))
        self._bias = [learned.bias.get(label, 0) / learned.scale for label in self.labels]
        self._begun: dict[str, tuple[str, ...]] = {}
        self._root = _Node()
        for run, weights in learned.weights.items():
            node = self._root
            for word in run.split(" "):
                node = node.next.setdefault(word, _Node())
            node.weights, node.known = self._packed(weights), 1

    def _packed(self, weights: Mapping[str, int]) -> int:
        return sum(weight << (_BITS * self.labels.index(label)) for label, weight in weights.items())

    def shares(self, tokens: Tokens, least: float = 0.0) -> dict[str, float]:
        """Give the shares of the labels that have at least so much; those of all labels together are 1.

        Of a text in which no run is known nothing is said.
        """
        total, known = self._added(tokens)
        if not known:
            return {}
        sums = array("I", total.to_bytes(len(self.labels) * _BITS // 8, "little"))
        share = 1 / (sqrt(known) * self._scale)
        grown = [exp((s - _ZERO) * share + b) for s, b in zip(sums, self._bias, strict=True)]
        whole = sum(grown)
        return {label: g / whole for label, g in zip(self.labels, grown, strict=True) if g >= least * whole}

    def _added(self, tokens: Tokens) -> tuple[int, int]:
        """Add up the weights of all known runs of a text; give the sum and how many runs were known."""
        words = weighed_words(tokens)
        root = self._root.next
        total = known = 0
        last = len(words) - 1
        for first, word in enumerate(words):
            node = root.get(word)
            if node is not None:
                total += node.weights
                known += node.known
                if first < last and (node := node.next.get(words[first + 1])) is not None:
                    total += node.weights
                    known += node.known
                    if first + 1 < last and (node := node.next.get(words[first + 2])) is not None:
                        total += node.weights
                        known += node.known
            if len(word) >= _LONG:
                for start in self._beginnings(word):
                    if (node := root.get(start)) is not None:
                        total += node.weights
                        known += node.known
        return total + self._zero, known

    def _beginnings(self, word: str) -> tuple[str, ...]:
        found = self._begun.get(word)
        if found is None:
            found = beginnings(word)
            if len(self._begun) < _REMEMBERED:
                self._begun[word] = found
        return found

    def strongest(self, tokens: Tokens, label: str) -> tuple[int, int] | None:
        """Give where the run stands that speaks most for a label: its first token, and the one after; None without any."""
        shift = _BITS * self.labels.index(label)
        words = weighed_words(tokens)
        best: tuple[int, int, int] | None = None
        for first in range(len(words)):
            following = self._root.next
            for place, word in enumerate(words[first : first + LONGEST], first):
                node = following.get(word)
                if node is None:
                    break
                if node.known:
                    weight = ((node.weights + self._zero) >> shift & ((1 << _BITS) - 1)) - _ZERO
                    if weight > 0 and (best is None or weight > best[0]):
                        best = weight, first, place + 1
                following = node.next
        if best is None:
            return None
        _, first, after = best
        return max(first - 1, 0), min(after - 1, len(tokens.words))
