"""A paper drawn up for one case: plain words, and all that keeps it from leaving the house as it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from dunning_rules.model.decision import PackUsed, Removed, SmsLength
    from dunning_rules.model.paper import Looks, Reader
    from dunning_rules.model.words import WordingFinding


@dataclass(frozen=True, slots=True)
class DrawnEntry:
    """A label with its words; ``missing`` when a slot is empty; a person fills in so many lines ``by_hand``."""

    label: str
    words: str = ""
    missing: bool = False
    by_hand: int = 0


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """One part of a plan: its number, the last day on which it may be paid, and the sum; both also as they are written."""

    number: int
    at: date
    amount: Decimal
    day: str
    sum: str


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A block with its words; ``total`` is the sum of ``parts``, as it is written."""

    id: str
    title: str
    looks: Looks
    paragraphs: tuple[str, ...] = ()
    entries: tuple[DrawnEntry, ...] = ()
    parts: tuple[DrawnPart, ...] = ()
    total: str = ""
    lines: tuple[str, ...] = ()
    sign: tuple[DrawnEntry, ...] = ()

    def words(self) -> Iterator[str]:
        """Give everything that the block says, line by line."""
        yield from filter(None, (self.title, *self.paragraphs))
        yield from (f"{e.label}: {e.words}" for e in (*self.entries, *self.sign))
        yield from (f"{p.number}. {p.day} {p.sum}" for p in self.parts)
        yield from filter(None, (self.total,))
        yield from self.lines


@dataclass(frozen=True, slots=True)
class Missing:
    """A slot that nothing fills: the name of the fact, and its name for people."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a paper is not drawn up: an outcome of the decision is another one, or a gate is not open.

    ``wanted`` and ``found`` are names for people; for a gate that cannot be told ``found`` names the unknown facts.
    """

    outcome: str
    wanted: tuple[str, ...]
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper for one case, in one language.

    It is a draft until ``approved``: until a person has approved these very words.  ``missing`` names every empty slot; only
    when it is ``complete`` did none of them stand where something must be said.  ``unsaid`` and ``removed`` were left out because
    they are not known to be true, or are known to be false; ``hits`` is what the wording audit finds.  A paper that is
    ``withheld`` has no blocks.
    """

    id: str
    title: str
    language: str
    reader: Reader
    day: date
    currency: str
    blocks: tuple[DrawnBlock, ...] = ()
    missing: tuple[Missing, ...] = ()
    complete: bool = True
    unsaid: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    supposed: tuple[str, ...] = ()
    verdict: str = ""
    codes: tuple[str, ...] = ()
    sms: SmsLength | None = None
    columns: int = 1
    hits: tuple[WordingFinding, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    approved: bool = False
    packs: tuple[PackUsed, ...] = ()

    def words(self) -> str:
        """Give everything that the paper says, whatever its layout: what a person approves."""
        return "\n".join((self.title, self.day.isoformat(), self.currency, *(w for b in self.blocks for w in b.words())))

    def fingerprint(self) -> str:
        """Give the SHA-256 of the words, by which an approval holds for this text and no other (S3-38)."""
        return hashlib.sha256(self.words().encode()).hexdigest()
