"""What is wanted is looked for in a text: a phrase counts unless a near-miss lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.text.matching import PhraseBook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from dunning_rules.model.words import Wanted
    from dunning_rules.text.lexicon import Lexicon
    from dunning_rules.text.matching import Hit
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
        self._book = PhraseBook([parts for _, parts in phrases], lexicon.reader, by_sound=by_sound)
        self._near_misses = PhraseBook([parts for _, parts in unless], lexicon.reader)

    def look(self, tokens: Tokens) -> dict[int, list[Hit]]:
        """Give what was found by its number, each with the places that show it."""
        hits = self._book.find(tokens)
        if not hits:
            return {}
        near = self._near(tokens, {self._owners[hit.phrase] for hit in hits})
        found: dict[int, list[Hit]] = {}
        for hit in hits:
            owner = self._owners[hit.phrase]
            place = next(self._free(hit, near[owner], tokens), None) if owner in near else hit
            if place is not None:
                found.setdefault(owner, []).append(place)
        return found

    def _near(self, tokens: Tokens, owners: AbstractSet[int]) -> dict[int, list[Hit]]:
        """Give the near-misses of some owners, each as far as it reaches."""
        found: dict[int, list[Hit]] = {}
        for hit in self._near_misses.find(tokens):
            owner = self._excused[hit.phrase]
            if owner in owners:
                found.setdefault(owner, []).extend(self._near_misses.find_all(tokens, hit.phrase, widest=True))
        return found

    def _free(self, hit: Hit, near: Sequence[Hit], tokens: Tokens) -> Iterator[Hit]:
        """Give the places of a phrase over which no near-miss lies."""
        for place in self._book.find_all(tokens, hit.phrase):
            if not any(n.first < place.after and place.first < n.after for n in near):
                yield place
