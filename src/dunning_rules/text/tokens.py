"""A text becomes tokens: a Chinese character each, a Latin word, a number; spelled one way, however it was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from dunning_rules.model.words import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dunning_rules.model.words import Characters

_CONFUSABLE: Final = dict(zip("аеорсухіѕјһԁӏвнкмтαοεικνρτυχ", "aeopcyxisjhdlbhkmtaoeiknptux", strict=True))
"""Letters of other scripts that look Latin."""

_LEET: Final = str.maketrans("013457@$", "oieastas")
_MIXED: Final = re.compile(r"(?<=[a-z])[013457@$](?=[a-z])")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}´`", "'"))

_FULL_WIDTH: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""The forms of ASCII characters as wide as a Chinese one."""

_TOKEN: Final = re.compile(
    r"[a-z]+(?:[013457@$]+[a-z]+)*(?:'[a-z]+)*"  # a word, with digits that stand for letters
    r"|\d+(?:[.,:]\d+)*"  # a number
    r"|[^\W\d_]|[\u2600-\u27bf\U0001f300-\U0001faff]"  # any other letter, and pictures
    r"|[。！？!?；;\n…]|\.(?=\s|$)"  # the end of a sentence
)
_ENDS: Final = frozenset("。！？!?；;\n….")

_SPREAD_OUT: Final = re.compile(r"(?<![a-z0-9])[a-z](?:[^a-z0-9]+[a-z](?![a-z0-9])){2}")
"""Three single letters in a row are a word that was spread out; two may be initials."""

_ENDINGS: Final = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "s"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    A sentence begins before token ``i`` where bit ``i`` of ``starts`` is set; bit 0 always is, and so is the bit after
    the last token.  ``numbers`` has the bits of the tokens that are written in digits; ``spelled_out`` says that Chinese
    may be written in Latin letters.
    """

    text: str
    words: tuple[str, ...]
    starts: int
    numbers: int
    spelled_out: bool
    _spans: Callable[[], Sequence[tuple[int, int]]] = field(repr=False, compare=False)

    def pieces(self, places: Iterable[tuple[int, int]]) -> tuple[Evidence, ...]:
        """Give the pieces of the text that hold the tokens from each first until each after."""
        spans = self._spans()
        found = sorted({(spans[first][0], spans[max(after, first + 1) - 1][1]) for first, after in places})
        return tuple(Evidence(self.text[start:end], start, end) for start, end in found)


class Reader:
    """Reads texts into tokens.

    ``spellings`` maps a token as written to the tokens it is read as.  Full-width and traditional forms, invisible
    characters, letters of other scripts that look Latin and digits inside words do not hide a word.
    """

    def __init__(self, characters: Characters, spellings: Mapping[str, tuple[str, ...]]) -> None:
        self.characters = characters
        self._spelled = dict(spellings)
        self._known: dict[str, tuple[str, ...]] = {}
        self._syllables = {s for found in characters.syllables.values() for s in found}
        self._fold: dict[int, int | str] = {ord(c): s for c, s in characters.simplified.items() if c != s}
        self._fold |= {ord(c): s for c, s in _CONFUSABLE.items()} | {**_APOSTROPHES, **_FULL_WIDTH}

    def read(self, text: str) -> Tokens:
        """Give the tokens of a text."""
        folded, origin = self._folded(text)
        words, starts, numbers = self._words_in(folded)
        spans = cache(lambda: self._spans_in(folded, origin))
        return Tokens(text, tuple(words), _kept(starts), numbers, self._spelled_out(text, words), spans)

    def _words_in(self, folded: str) -> tuple[list[str], int, int]:
        """Give the words of a text in its plain form, with the bits where sentences begin and those of numbers."""
        words: list[str] = []
        starts = numbers = 0
        for piece in _TOKEN.findall(folded):
            read = self._known.get(piece)
            if read is None:
                read = self._read_as(piece)
            if not read:
                starts |= 1 << len(words)
            else:
                if piece[0].isdigit():
                    numbers |= 1 << len(words)
                words += read
        starts |= 1 | 1 << len(words)
        if _SPREAD_OUT.search(folded):
            words, starts, numbers, _ = _joined(words, starts, numbers)
        return words, starts, numbers

    def _spans_in(self, folded: str, origin: Sequence[int] | None) -> list[tuple[int, int]]:
        """Give for each token where it begins and ends in the text."""
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(folded):
            read = self._read_as(match.group())
            words += read
            spans += [match.span()] * len(read)
        if _SPREAD_OUT.search(folded):
            spans = [(spans[a][0], spans[b - 1][1]) for a, b in _joined(words, 0, 0)[3]]
        return [(origin[a], origin[b - 1] + 1) for a, b in spans] if origin else spans

    def _spelled_out(self, text: str, words: Sequence[str]) -> bool:
        """Whether a text may have Chinese in Latin letters: beside characters, or nothing but syllables."""
        latin = [word for word in words if word.isascii() and word.isalpha()]
        if not latin:
            return False
        return (len(latin) < len(words) and not text.isascii()) or all(word in self._syllables for word in latin)

    def words(self, text: str) -> tuple[str, ...]:
        """Give only the tokens."""
        return tuple(self._words_in(self._folded(text)[0])[0])

    def syllables(self, word: str) -> tuple[str, ...]:
        """Give the syllables a token may sound like; none for a Latin word."""
        return self.characters.syllables.get(word, ())

    def _folded(self, text: str) -> tuple[str, list[int] | None]:
        """Give a text in its plain form, and for each of its characters the place it came from unless all stayed in place."""
        lowered = text.lower()
        if text.isascii():
            return lowered, None
        if len(lowered) == len(text) and text.isprintable():
            folded = lowered.translate(self._fold)
            if unicodedata.is_normalized("NFKC", folded):
                return folded, None
        plain: list[str] = []
        origin: list[int] = []
        for place, character in enumerate(text):
            for piece in unicodedata.normalize("NFKC", character).lower():
                if unicodedata.category(piece) not in ("Cf", "Mn", "Cc") or piece == "\n":
                    plain.append(piece)
                    origin.append(place)
        return "".join(plain).translate(self._fold), origin

    def _read_as(self, piece: str) -> tuple[str, ...]:
        """Give the tokens a piece of text is read as; none for the end of a sentence."""
        found = self._known.get(piece)
        if found is None:
            found = () if piece in _ENDS else tuple(self._respelled(piece))
            if len(self._known) < _REMEMBERED:
                self._known[piece] = found
        return found

    def _respelled(self, written: str) -> Iterable[str]:
        """Read one written token: digits inside a word are letters, short forms are written out."""
        word = _MIXED.sub(lambda m: m.group().translate(_LEET), written)
        whole = word.replace("'", "")
        if whole in self._spelled:
            return self._spelled[whole]
        if "'" not in word:
            return (word,)
        head, _, tail = word.partition("'")
        if tail in _ENDINGS:
            return (*self._spelled.get(head, (head,)), _ENDINGS[tail])
        return (whole,)


_REMEMBERED: Final = 50_000
"""Bound of the memory of tokens; a language has not many more words than that."""


def _kept(starts: int) -> int:
    """Drop the breaks between sentences of a single token each, as in a word spread over full stops."""
    last = starts.bit_length() - 1
    alone = starts & starts >> 1  # a sentence that begins here has one token
    return starts & ~(alone & alone << 1) | 1 | 1 << last


def _joined(words: Sequence[str], starts: int, numbers: int) -> tuple[list[str], int, int, list[tuple[int, int]]]:
    """Join runs of three and more single letters into words; give them with the tokens each was made of."""
    out: list[str] = []
    made: list[tuple[int, int]] = []
    begins = digits = position = 0
    while position < len(words):
        end = position
        while end < len(words) and len(words[end]) == 1 and "a" <= words[end] <= "z":
            end += 1
        after = end if end - position >= _SPREAD else position + 1
        begins |= bool(starts >> position & ((1 << (after - position)) - 1)) << len(out)
        digits |= (numbers >> position & 1) << len(out)
        out.append("".join(words[position:after]))
        made.append((position, after))
        position = after
    return out, begins | 1 | 1 << len(out), digits, made


_SPREAD: Final = 3
