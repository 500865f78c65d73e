"""What is wanted is looked for in a text: a phrase counts unless a near-miss lies over it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from dunning_rules.text.matching import PhraseBook
from dunning_rules.text.runs import RunBook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from dunning_rules.model.words import Wanted
    from dunning_rules.text.lexicon import Lexicon
    from dunning_rules.text.matching import Found, Hit
    from dunning_rules.text.runs import Begun
    from dunning_rules.text.tokens import Tokens


class LookOut:
    """Looks for several things at once.  Raises ValueError for a phrase that cannot be parsed.

    What is wanted may be heard ``by_sound``; a near-miss excuses only what is written.
    """

    def __init__(self, wanted: Sequence[Wanted], lexicon: Lexicon, *, by_sound: bool = False) -> None:
        parse = lexicon.parser.parse
        phrases = [(owner, parse(line.text)) for owner, each in enumerate(wanted) for line in each.phrases.all]
        unless = [(owner, parse(line.text)) for owner, each in enumerate(wanted) for line in each.unless.all]
        self._owners = [owner for owner, _ in phrases]
        self._excused = [owner for owner, _ in unless]
        self._excuses: dict[int, int] = {}  # by owner the bits of its near-misses
        for index, owner in enumerate(self._excused):
            self._excuses[owner] = self._excuses.get(owner, 0) | 1 << index
        self._runs = RunBook(lexicon.reader)
        self._book = PhraseBook([parts for _, parts in phrases], self._runs, by_sound=by_sound)
        self._near_misses = PhraseBook([parts for _, parts in unless], self._runs)

    def look(self, tokens: Tokens) -> dict[int, list[Hit]]:
        """Give what was found by its number, each with the places that show it."""
        written = self._runs.written(tokens)
        found = self._book.found(tokens, written)
        hits = self._book.find(found)
        if not hits:
            return {}
        near = self._near(tokens, written, {self._owners[hit.phrase] for hit in hits})
        shown: dict[int, list[Hit]] = {}
        for hit in hits:
            owner = self._owners[hit.phrase]
            place = next(self._free(hit, near[owner], found), None) if owner in near else hit
            if place is not None:
                shown.setdefault(owner, []).append(place)
        return shown

    def _near(self, tokens: Tokens, written: Begun, owners: AbstractSet[int]) -> dict[int, list[Hit]]:
        """Give the near-misses of some owners, each as far as it reaches."""
        among = reduce(or_, [self._excuses.get(owner, 0) for owner in owners])
        if not among:
            return {}
        found = self._near_misses.found(tokens, written)
        near: dict[int, list[Hit]] = {}
        for hit in self._near_misses.find(found, among):
            places = self._near_misses.find_all(found, hit.phrase, widest=True)
            near.setdefault(self._excused[hit.phrase], []).extend(places)
        return near

    def _free(self, hit: Hit, near: Sequence[Hit], found: Found) -> Iterator[Hit]:
        """Give the places of a phrase over which no near-miss lies."""
        for place in self._book.find_all(found, hit.phrase):
            if not any(n.first < place.after and place.first < n.after for n in near):
                yield place
