"""Phrases: words with alternatives, optional words and gaps; what authors write in place of regular expressions.

A phrase is a row of parts.  A part is a run of words; `(a|b)`, one of several runs; `[a|b]`, the same but it may be
left out; `<list>`, one of the words of a list; `..` or `...`, a gap of up to three or eight words; `^` and `$`, where a
sentence begins and ends.  `pay*` is any word that begins so, `#` any number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dunning_rules.text.tokens import Reader

Run = tuple[str, ...]
"""Words that stand next to each other; `pay*` and `#` are words of a run too."""

GAPS: Final = {"..": 3, "...": 8}
MOST_RUNS: Final = 1_500
"""So many runs a part may be spread into; nested lists multiply."""

MOST_MERGED: Final = 60
"""So many runs a part may have that is made of two."""

NUMBER: Final = "#"
EDGES: Final = ("^", "$")
"""Where a sentence begins and where it ends: words of no length, which may stand in a run."""

_SYMBOL: Final = re.compile(r"\.\.\.|\.\.|…|[()\[\]|^$#]|<[a-z][a-z0-9_]*>|[^\s.…()\[\]|^$<>#*]+\*?|[.<>*]")
_LIST: Final = re.compile(r"<([a-z][a-z0-9_]*)>")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a phrase: any of ``runs``, which may be missing when ``optional``; or a ``gap`` of so many words at most."""

    runs: frozenset[Run] = frozenset()
    optional: bool = False
    gap: int = 0


class PhraseParser:
    """Parses phrases.  ``lists`` are the word lists that phrases may name, spread into their runs."""

    def __init__(self, reader: Reader, lists: Mapping[str, Sequence[str]]) -> None:
        self._reader = reader
        self._written = lists
        self._lists: dict[str, frozenset[Run]] = {}
        self._open: list[str] = []
        self._parsed: dict[str, tuple[Part, ...]] = {}

    def parse(self, phrase: str) -> tuple[Part, ...]:
        """Give the parts of a phrase.  Raises ValueError that says what is wrong with it."""
        if phrase not in self._parsed:
            self._parsed[phrase] = self._parts_of(phrase)
        return self._parsed[phrase]

    def _parts_of(self, phrase: str) -> tuple[Part, ...]:
        parts = _merged(_Phrase(self, phrase).parts())
        if not any(p.runs and not p.optional and all(length_of(run) for run in p.runs) for p in parts):
            msg = f"`{phrase}` has no word that must be there"
            raise ValueError(msg)
        return parts

    def runs_of_list(self, name: str) -> frozenset[Run]:
        """Give the runs of a word list.  Raises ValueError for one that is unknown or contains itself."""
        if name in self._lists:
            return self._lists[name]
        if name not in self._written:
            msg = " ".join(filter(None, (f"unknown word list `<{name}>`", did_you_mean(name, self._written))))
            raise ValueError(msg)
        if name in self._open:
            msg = f"the word list `<{name}>` contains itself"
            raise ValueError(msg)
        self._open.append(name)
        try:
            found = frozenset(run for word in self._written[name] for run in self._flat(word))
        finally:
            self._open.pop()
        self._lists[name] = found
        return found

    def _flat(self, word: str) -> frozenset[Run]:
        """Spread a line of a word list, which may not have gaps, into runs."""
        runs: frozenset[Run] = frozenset(((),))
        for part in _Phrase(self, word).parts():
            if part.gap:
                msg = f"`{word}` in a word list has a gap; write it into the phrase"
                raise ValueError(msg)
            runs = joined(runs, part.runs | (frozenset(((),)) if part.optional else frozenset()))
        return runs - {()}

    def run(self, written: str) -> Run:
        """Read plain words as a text is read."""
        return self._reader.words(written)


def joined(left: frozenset[Run], right: frozenset[Run]) -> frozenset[Run]:
    """Give every run of ``left`` followed by every run of ``right``."""
    if len(left) * len(right) > MOST_RUNS:
        msg = f"more than {MOST_RUNS} ways to read one part; split the phrase"
        raise ValueError(msg)
    return frozenset(a + b for a, b in product(left, right))


def _merged(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Make one part of parts that stand next to each other, as long as it can be met in few ways: it is found at one glance."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else Part(gap=1)
        if last.gap or part.gap or len(_ways(last)) * len(_ways(part)) > MOST_MERGED:
            found.append(part)
        else:
            runs = joined(_ways(last), _ways(part))
            found[-1] = Part(runs - {()}, optional=() in runs)
    return tuple(found)


def _ways(part: Part) -> frozenset[Run]:
    return part.runs | {()} if part.optional else part.runs


def length_of(run: Run) -> int:
    """Count the words of a run; the edges of a sentence take no room."""
    return sum(word not in EDGES for word in run)


class _Phrase:
    """One phrase while it is parsed, symbol by symbol."""

    def __init__(self, parser: PhraseParser, phrase: str) -> None:
        self.parser = parser
        self.phrase = phrase
        self.symbols = [s for s in _SYMBOL.findall(phrase) if s.strip()]
        self.at = 0

    def parts(self) -> tuple[Part, ...]:
        found: list[Part] = []
        while self.at < len(self.symbols):
            symbol = self.symbols[self.at]
            if symbol in GAPS or symbol == "…":
                self.at += 1
                found.append(Part(gap=GAPS.get(symbol, GAPS["..."])))
            elif symbol in ("(", "["):
                found.append(self._choice(symbol))
            else:
                found.append(Part(self._unit()))
        return tuple(found)

    def _choice(self, opened: str) -> Part:
        """Read `(a|b)` or `[a|b]`; choices do not stand inside choices, lists may."""
        closing = ")" if opened == "(" else "]"
        self.at += 1
        runs: set[Run] = set()
        current: frozenset[Run] = frozenset(((),))
        while self.at < len(self.symbols):
            symbol = self.symbols[self.at]
            if symbol in ("|", closing):
                runs |= current
                current = frozenset(((),))
                self.at += 1
                if symbol == closing:
                    empty = () in runs
                    return Part(frozenset(runs - {()}), optional=opened == "[" or empty)
            else:
                current = joined(current, self._unit())
        msg = f"`{opened}` in `{self.phrase}` is not closed"
        raise ValueError(msg)

    def _unit(self) -> frozenset[Run]:
        """Read plain words, a list, a number or the beginning of a word."""
        symbol = self.symbols[self.at]
        self.at += 1
        if named := _LIST.fullmatch(symbol):
            return self.parser.runs_of_list(named.group(1))
        if symbol in (NUMBER, *EDGES):
            return frozenset(((symbol,),))
        if symbol.endswith("*") and symbol.isascii() and len(symbol) > 1:
            return frozenset(((symbol.lower(),),))
        run = () if symbol.endswith("*") else self.parser.run(symbol)
        if not run:
            msg = f"`{symbol}` in `{self.phrase}` is no word"
            raise ValueError(msg)
        return frozenset((run,))
