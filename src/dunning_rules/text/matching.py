"""Phrases found in a text, in a time that is bounded by the length of the text.

Every run of words of all phrases lies in one tree, so one walk over the text finds them all.  Where a run begins is a
bit; a phrase is then a row of shifts over such bit sets, never a search for one way among many, so no phrase can hang.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from operator import and_
from typing import TYPE_CHECKING, Final

from dunning_rules.text.phrases import EDGES, NUMBER, length_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.text.phrases import Part, Run
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, by its number, from token ``first`` until token ``after``."""

    phrase: int
    first: int
    after: int


@dataclass(slots=True)
class _Node:
    """A place in the tree of runs: what may follow, and the run that ends here (-1 when none does)."""

    next: dict[str, _Node] = field(default_factory=dict)
    run: int = -1


@dataclass(frozen=True, slots=True)
class _Linked:
    """A part of a phrase with the numbers of its runs; like parts of all phrases are one, known by ``number``."""

    part: Part
    runs: frozenset[int]
    number: int
    moves: bool

    @property
    def needed(self) -> bool:
        """Whether one of its runs must be there."""
        return bool(self.runs) and not self.part.optional


@dataclass(slots=True)
class _Found:
    """What was found in one text: by run the bits it begins at, and what became of the parts that were asked for."""

    tokens: Tokens
    begun: dict[int, int]
    met: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


class PhraseBook:
    """Phrases made ready to be found together.

    With ``by_sound`` a run of two characters or more is found too where one of them, or any written in digits, only sounds
    alike; syllables in Latin letters are always heard.
    """

    def __init__(self, phrases: Sequence[tuple[Part, ...]], reader: Reader, *, by_sound: bool = False) -> None:
        self._reader = reader
        self._by_sound = by_sound
        self._root = _Node()
        self._lengths: list[int] = []
        self._numbers: dict[Run, int] = {}
        self._beginnings: set[str] = set()
        self._keys: dict[str, tuple[str, ...]] = {}
        self._parts: dict[Part, _Linked] = {}
        self._phrases = [tuple(map(self._linked, parts)) for parts in phrases]
        self._needed = _needed(self._phrases, len(self._lengths))
        self._sounds = self._sounding()

    def find(self, tokens: Tokens) -> list[Hit]:
        """Give the phrases that stand in a text, each once, at its first place."""
        found = _Found(tokens, self._begun(tokens))
        return [hit for index in self._possible(found.begun) if (hit := self._first(index, found))]

    def find_all(self, tokens: Tokens, index: int, *, widest: bool = False) -> list[Hit]:
        """Give every place where one phrase stands, from each beginning the shortest, or the widest."""
        found = _Found(tokens, self._begun(tokens))
        at = self._beginnings_of(index, found)
        hits: list[Hit] = []
        while at:
            lowest = at & -at
            at ^= lowest
            if ends := self._walk(index, lowest, found):
                end = ends if widest else ends & -ends
                hits.append(Hit(index, lowest.bit_length() - 1, end.bit_length() - 1))
        return hits

    def _linked(self, part: Part) -> _Linked:
        """Give a part with the numbers of its runs."""
        found = self._parts.get(part)
        if found is None:
            found = self._parts[part] = _Linked(
                part,
                frozenset(map(self._number, part.runs)),
                number=len(self._parts),
                moves=not part.optional and any(length_of(run) for run in part.runs),
            )
        return found

    def _number(self, run: Run) -> int:
        """Put a run into the tree and give its number."""
        found = self._numbers.get(run)
        if found is not None:
            return found
        node = self._root
        for word in run:
            node = node.next.setdefault(word, _Node())
            if word.endswith("*"):
                self._beginnings.add(word)
        node.run = self._numbers[run] = len(self._lengths)
        self._lengths.append(length_of(run))
        return node.run

    def _sounding(self) -> dict[tuple[str, ...], list[tuple[Run, int]]]:
        """Give the short runs of Chinese characters by what they sound like."""
        found: dict[tuple[str, ...], list[tuple[Run, int]]] = {}
        for run, number in self._numbers.items():
            heard = [self._reader.syllables(word) for word in run]
            if len(run) in HEARD_LENGTHS and all(heard):
                for sound in product(*heard):
                    found.setdefault(sound, []).append((run, number))
        return found

    def _possible(self, begun: dict[int, int]) -> Iterator[int]:
        """Give the phrases of which every part that must be there is there, in whatever order."""
        serves, lacking = self._needed
        met = [*lacking]
        for run in begun:
            for place, mask in serves[run]:
                met[place] |= mask
        possible = reduce(and_, met, -1 if met else 0)
        while possible:
            lowest = possible & -possible
            yield lowest.bit_length() - 1
            possible ^= lowest

    def _begun(self, tokens: Tokens) -> dict[int, int]:
        """Give for each run that stands in the text the bits of the tokens it begins at."""
        begun: dict[int, int] = {}
        known = self._keys
        keys = [known.get(word) or self._keys_of(word) for word in tokens.words]
        starts = tokens.starts
        heard = self._heard(tokens) if self._by_sound or tokens.spelled_out else {}
        for position in range(len(keys) + 1):
            for run, after in (*self._from(keys, starts, position), *heard.get(position, ())):
                if not starts >> (position + 1) & ((1 << max(after - position - 1, 0)) - 1):
                    begun[run] = begun.get(run, 0) | 1 << position
        return begun

    def _keys_of(self, word: str) -> tuple[str, ...]:
        """Give what a word may stand as in the tree: itself, a number, a word that begins so."""
        found = self._keys.get(word)
        if found is None:
            number = (NUMBER,) if word[0].isdigit() else ()
            begun = (b for end in range(1, len(word) + 1) if (b := f"{word[:end]}*") in self._beginnings)
            found = (word, *number, *begun)
            if len(self._keys) < _REMEMBERED:
                self._keys[word] = found
        return found

    def _from(self, keys: Sequence[tuple[str, ...]], starts: int, position: int) -> list[tuple[int, int]]:
        """Give the runs that begin at one token, with the token after each."""
        found: list[tuple[int, int]] = []
        open_ = [(self._root, position)]
        while open_:
            node, at = open_.pop()
            while True:
                if node.run >= 0:
                    found.append((node.run, at))
                following = node.next
                if starts >> at & 1:
                    open_ += [(following[edge], at) for edge in EDGES if edge in following and (edge == "^" or at)]
                if at == len(keys):
                    break
                word, *others = keys[at]
                if others:
                    open_ += [(following[other], at + 1) for other in others if other in following]
                after = following.get(word)
                if after is None:
                    break
                node, at = after, at + 1
        return found

    def _heard(self, tokens: Tokens) -> dict[int, list[tuple[int, int]]]:
        """Give by the token they begin at the runs that only sound like what is written, with the token after each."""
        words = tokens.words
        sounds = [self._sounds_of(word) for word in words]
        found: dict[int, list[tuple[int, int]]] = {}
        for first in range(len(words)):
            for length in HEARD_LENGTHS:
                for sound in product(*sounds[first : first + length]):
                    for run, number in self._sounds.get(sound, ()):
                        if self._alike(run, words[first : first + length]):
                            found.setdefault(first, []).append((number, first + length))
        return found

    def _sounds_of(self, word: str) -> tuple[str, ...]:
        """Give what a token may sound like: syllables in Latin letters as they stand, digits only where sound counts."""
        if not word.isascii():
            return self._reader.syllables(word)
        return _SAID.get(word, (word,)) if self._by_sound else (word,)

    def _alike(self, run: Run, written: tuple[str, ...]) -> bool:
        """Whether a run may be meant: Latin letters and digits sound right, and at most one character is another."""
        others = sum(meant != word and not word.isascii() for meant, word in zip(run, written, strict=True))
        return run != written and others <= (1 if self._by_sound else 0)

    def _first(self, index: int, found: _Found) -> Hit | None:
        """Give the first place where a phrase stands: half of the beginnings are left out as long as there are several."""
        at = self._beginnings_of(index, found)
        ends = self._walk(index, at, found)
        if not ends:
            return None
        while at & (at - 1):
            low = at & ((1 << ((at.bit_length() + (at & -at).bit_length()) // 2)) - 1)
            earlier = self._walk(index, low, found)
            at, ends = (low, earlier) if earlier else (at & ~low, ends)
        ends = self._walk(index, at, found)
        return Hit(index, at.bit_length() - 1, (ends & -ends).bit_length() - 1)

    def _beginnings_of(self, index: int, found: _Found) -> int:
        """Give the bits of the places where a phrase may begin."""
        first = self._phrases[index][0]
        if first.needed:
            return reduce(lambda bits, met: bits | met[1], self._met(first, found), 0)
        return (1 << len(found.tokens.words)) - 1

    def _met(self, linked: _Linked, found: _Found) -> list[tuple[int, int]]:
        """Give for the runs of a part that stand in the text their lengths, and the bits they begin at."""
        met = found.met.get(linked.number)
        if met is None:
            begun = found.begun
            met = found.met[linked.number] = [(self._lengths[run], begun[run]) for run in linked.runs & begun.keys()]
        return met

    def _walk(self, index: int, at: int, found: _Found) -> int:
        """Follow a phrase from the places whose bits are set; give the places where it can end."""
        moved = False
        starts = found.tokens.starts
        for linked in self._phrases[index]:
            part = linked.part
            if part.gap:
                at = _wider(at, part.gap, found.tokens, from_start=not moved)
            else:
                inside = at & ~starts if moved else at
                after = 0
                for length, begun in self._met(linked, found):
                    after |= (inside & begun) << length if length else at & begun
                at = at | after if part.optional else after
                moved = moved or linked.moves
            if not at:
                return 0
        return at


def _wider(at: int, gap: int, tokens: Tokens, *, from_start: bool) -> int:
    """Let up to so many words lie between; a gap reaches to the end of its sentence, and not into the next."""
    at |= (at if from_start else at & ~tokens.starts) << 1
    for _ in range(gap - 1):
        at |= (at & ~tokens.starts) << 1
    return at & ((1 << (len(tokens.words) + 1)) - 1)


def _needed(phrases: Sequence[tuple[_Linked, ...]], runs: int) -> tuple[list[list[tuple[int, int]]], list[int]]:
    """Say which phrases each run serves, and as their how manieth part that must be there; and which have no such part."""
    needed = [[each.runs for each in phrase if each.needed] for phrase in phrases]
    most = max(map(len, needed), default=0)
    serves: list[dict[int, int]] = [{} for _ in range(runs)]
    for index, parts in enumerate(needed):
        for place, part in enumerate(parts):
            for run in part:
                serves[run][place] = serves[run].get(place, 0) | 1 << index
    lacking = [sum(1 << index for index, parts in enumerate(needed) if place >= len(parts)) for place in range(most)]
    return [list(each.items()) for each in serves], lacking
