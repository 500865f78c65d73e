"""The words of all packs together: how texts are read, and what phrases mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dunning_rules.text.phrases import PhraseParser
from dunning_rules.text.tokens import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.model.words import Characters, Spelling, WordList


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How texts are read, and how phrases are parsed; both read words alike."""

    reader: Reader
    parser: PhraseParser


def lexicon_of(characters: Characters, spellings: Iterable[Spelling], lists: Iterable[WordList]) -> Lexicon:
    """Lay spellings and word lists together; of two of a name the later one holds."""
    plain = Reader(characters, {})
    reader = Reader(characters, {s.written: plain.words(s.read) for s in spellings})
    return Lexicon(reader, PhraseParser(reader, {each.id: [line.text for line in each.words.all] for each in lists}))
