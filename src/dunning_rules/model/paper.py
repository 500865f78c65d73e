"""Papers: documents for people that are drawn up from a decision, as a pack lays them down, block by block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

from dunning_rules.model.condition import ALWAYS, Condition
from dunning_rules.model.rule import Because
from dunning_rules.model.titles import same_in_both
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.model.script import Sentence
    from dunning_rules.model.titles import Titles

Reader = Literal["debtor", "house"]
READERS: Final[tuple[Reader, ...]] = get_args(Reader)

Looks = Literal["letterhead", "subject", "text", "articles", "table"]
LOOKS: Final[tuple[Looks, ...]] = get_args(Looks)
"""What a block is to the eye: who and to whom, the subject, running text, numbered articles, a table of entries."""

LISTS: Final = ("parts", "tasks", "pauses", "items")
"""What a block may print line by line: parts of the offer, tasks that follow, pauses of penalty interest, items that are late."""

NEEDED: Final = ("verdict", "channel", "form", "offer", "next_actions", "documents", "records")
"""Outcomes that a paper may need something of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with what stands beside it; where there are no words, so many lines of ``space`` are filled in by hand."""

    label: Titles
    sentence: Sentence | None = None
    space: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a paper.

    ``sections`` are those of the decision's script that are said here, word for word; ``sentences`` and ``entries`` are the
    paper's own words; ``lists`` is printed line by line; ``sign`` are the lines for signatures.  All of it obeys its gates.
    """

    id: str
    title: Titles = field(default=same_in_both(""))
    looks: Looks = "text"
    when: Condition = ALWAYS
    sections: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entries: tuple[Entry, ...] = ()
    lists: str = ""
    sign: tuple[Entry, ...] = ()
    place: Place = NOWHERE

    def spoken(self) -> Iterator[Sentence]:
        """Walk all sentences that are the block's own."""
        yield from self.sentences
        yield from (e.sentence for e in (*self.entries, *self.sign) if e.sentence)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a pack lays it down.

    It is drawn up where its ``gate`` is open and the decision holds what it ``needs``: for each outcome one of the names.
    ``approval`` is the gate that is open once a person has approved its very words.  A paper of the house may suppose facts,
    such as that the preparation it serves is done.  ``columns`` is in how many its blocks stand on a sheet.
    """

    id: str
    title: Titles
    meaning: str
    reader: Reader
    blocks: tuple[Block, ...]
    approval: str
    gate: str = ""
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    supposing: Mapping[str, object] = field(default_factory=dict)
    columns: int = 1
    because: Because = field(default_factory=Because)
    pack: str = ""
    place: Place = NOWHERE
