"""Phrases found in a text, in a time that is bounded by the length of the text.

Where a run of words begins is a bit; a phrase is then a row of shifts over such bit sets, never a search for one way
among many, so no phrase can hang.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple

from dunning_rules.text.phrases import length_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.text.phrases import Part
    from dunning_rules.text.runs import Begun, RunBook
    from dunning_rules.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, by its number, from token ``first`` until token ``after``."""

    phrase: int
    first: int
    after: int


class _Linked(NamedTuple):
    """A part of a phrase with the numbers of its runs; like parts of all phrases are one, known by ``number``."""

    runs: frozenset[int]
    optional: bool
    gap: int
    number: int
    moves: bool

    @property
    def needed(self) -> bool:
        """Whether one of its runs must be there."""
        return bool(self.runs) and not self.optional


@dataclass(slots=True)
class Found:
    """What was found in one text: by run the bits it begins at, and what became of the parts that were asked for."""

    tokens: Tokens
    begun: Begun
    met: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


class PhraseBook:
    """Phrases made ready to be found together, over runs that several books may share.

    With ``by_sound`` a run of two characters or more is found too where one of them, or any written in digits, only sounds
    alike; syllables in Latin letters are always heard.
    """

    def __init__(self, phrases: Sequence[tuple[Part, ...]], runs: RunBook, *, by_sound: bool = False) -> None:
        self._runs = runs
        self._by_sound = by_sound
        self._parts: dict[Part, _Linked] = {}
        self._phrases = [tuple(map(self._linked, parts)) for parts in phrases]
        self._needed = _needed(self._phrases)

    def found(self, tokens: Tokens, written: Begun) -> Found:
        """Give what stands in a text, ``written`` being the runs as they are written, with what only sounds alike."""
        if not self._by_sound and not tokens.spelled_out:
            return Found(tokens, written)
        begun = {**written}
        for run, bits in self._runs.sounding(tokens, loosely=self._by_sound).items():
            begun[run] = begun.get(run, 0) | bits
        return Found(tokens, begun)

    def find(self, found: Found, among: int = -1) -> list[Hit]:
        """Give the phrases that stand in a text, each once, at its first place; only those ``among`` whose bits are set."""
        return [hit for index in self._possible(found.begun, among) if (hit := self._first(index, found))]

    def find_all(self, found: Found, index: int, *, widest: bool = False) -> list[Hit]:
        """Give every place where one phrase stands, from each beginning the shortest, or the widest."""
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
                frozenset(map(self._runs.number, part.runs)),
                part.optional,
                part.gap,
                number=len(self._parts),
                moves=not part.optional and any(length_of(run) for run in part.runs),
            )
        return found

    def _possible(self, begun: Begun, among: int) -> Iterator[int]:
        """Give the phrases of which every part that must be there is there, in whatever order."""
        serves, lacking = self._needed
        met = [*lacking]
        for run in begun.keys() & serves.keys():
            for place, mask in serves[run]:
                met[place] |= mask
        possible = reduce(and_, met, among if met else 0)
        while possible:
            lowest = possible & -possible
            yield lowest.bit_length() - 1
            possible ^= lowest

    def _first(self, index: int, found: Found) -> Hit | None:
        """Give the first place where a phrase stands: half of the beginnings are left out as long as there are several."""
        at = self._beginnings_of(index, found)
        ends = self._walk(index, at, found)
        while ends and at & (at - 1):
            low = at & ((1 << ((at.bit_length() + (at & -at).bit_length()) // 2)) - 1)
            earlier = self._walk(index, low, found)
            at, ends = (low, earlier) if earlier else (at & ~low, self._walk(index, at & ~low, found))
        return Hit(index, at.bit_length() - 1, (ends & -ends).bit_length() - 1) if ends else None

    def _beginnings_of(self, index: int, found: Found) -> int:
        """Give the bits of the places where a phrase may begin."""
        first = self._phrases[index][0]
        if first.needed:
            return reduce(or_, [bits for _, bits in self._met(first.number, first.runs, found)], 0)
        return (1 << len(found.tokens.words)) - 1

    def _met(self, number: int, runs: frozenset[int], found: Found) -> list[tuple[int, int]]:
        """Give for the runs of a part that stand in the text their lengths, and the bits they begin at."""
        met = found.met.get(number)
        if met is None:
            begun, lengths = found.begun, self._runs.lengths
            met = found.met[number] = [(lengths[run], begun[run]) for run in runs & begun.keys()]
        return met

    def _walk(self, index: int, at: int, found: Found) -> int:
        """Follow a phrase from the places whose bits are set; give the places where it can end."""
        moved = False
        starts = found.tokens.starts
        for runs, optional, gap, number, moves in self._phrases[index]:
            if gap:
                at = _wider(at, gap, found.tokens, from_start=not moved)
            else:
                inside = at & ~starts if moved else at
                after = 0
                for length, begun in self._met(number, runs, found):
                    after |= (inside & begun) << length if length else at & begun
                at = at | after if optional else after
                moved = moved or moves
            if not at:
                return 0
        return at


def _wider(at: int, gap: int, tokens: Tokens, *, from_start: bool) -> int:
    """Let up to so many words lie between; a gap reaches to the end of its sentence, and not into the next."""
    at |= (at if from_start else at & ~tokens.starts) << 1
    for _ in range(gap - 1):
        at |= (at & ~tokens.starts) << 1
    return at & ((1 << (len(tokens.words) + 1)) - 1)


def _needed(phrases: Sequence[tuple[_Linked, ...]]) -> tuple[dict[int, list[tuple[int, int]]], list[int]]:
    """Say which phrases each run serves, and as their how manieth part that must be there; and which have no such part."""
    needed = [[each.runs for each in phrase if each.needed] for phrase in phrases]
    most = max(map(len, needed), default=0)
    serves: dict[int, dict[int, int]] = {}
    for index, parts in enumerate(needed):
        for place, part in enumerate(parts):
            for run in part:
                places = serves.setdefault(run, {})
                places[place] = places.get(place, 0) | 1 << index
    lacking = [sum(1 << index for index, parts in enumerate(needed) if place >= len(parts)) for place in range(most)]
    return {run: list(places.items()) for run, places in serves.items()}, lacking
