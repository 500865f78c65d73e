"""The Program: packs compiled for one span of days.  Frozen, and all the engine needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.compiler.matcher import Mask, Matcher
    from dunning_rules.model.decision import PackUsed, Reason
    from dunning_rules.model.fact import Fact, Value
    from dunning_rules.model.outcome import Item, Then
    from dunning_rules.model.pack import Parameter
    from dunning_rules.model.paper import Block, Entry, Paper
    from dunning_rules.model.property import Property
    from dunning_rules.model.rule import Derivation, Gate, InForce, Rule
    from dunning_rules.model.script import Sentence


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in a sentence: where its value is found, and the filter that shapes it."""

    path: tuple[str | int, ...]
    shape: str = ""


Template = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """What a condition reads: facts, and parameters that are looked up by other facts."""

    facts: tuple[str, ...]
    tabled: tuple[str, ...]

    def unknown_in(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """Name the facts that are unknown; where all are known, the parameters that have no figure for them."""
        return tuple([n for n in self.facts if n not in values]) or self.tabled  # a list is quicker to fill


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One line of a decision list: its condition's bits and its value."""

    mask: Mask
    value: Value
    reads: Reads


@dataclass(frozen=True, slots=True)
class LinkedDerivation:
    """A derived fact: the first line that is certain, else ``otherwise``; or the number of certain conditions."""

    name: str
    rows: tuple[LinkedRow, ...]
    otherwise: Value | None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Stratum:
    """Derived facts that can be worked out together, and the matcher that answers their conditions."""

    matcher: Matcher
    derivations: tuple[LinkedDerivation, ...]


@dataclass(frozen=True, slots=True)
class LinkedRule:
    """A rule with its bits and its rank; a lower rank goes first."""

    rule: Rule
    mask: Mask
    rank: int
    applies_unknown: bool
    reads: Reads
    reason: Reason


@dataclass(frozen=True, slots=True)
class LinkedGate:
    """A gate with its bits; ``rank`` is where ``refused`` speaks for a form."""

    gate: Gate
    mask: Mask
    rank: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """A declared value, and what it brings, each with the bits of its condition."""

    item: Item
    brings: tuple[tuple[Mask, Then], ...]


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    """A sentence with the snippet it stands in, the bits of its `when`, and its words by language."""

    snippet: str
    sentence: Sentence
    mask: Mask
    words: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class LinkedSnippet:
    """The sentences of a snippet, and the forms it suits."""

    id: str
    section: str
    forms: tuple[str, ...]
    sentences: tuple[LinkedSentence, ...]


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry of a paper with its sentence, or without one where it is filled in by hand."""

    entry: Entry
    said: LinkedSentence | None


@dataclass(frozen=True, slots=True)
class LinkedBlock:
    """A block of a paper with the bits of its `when`, and its words."""

    block: Block
    mask: Mask
    sentences: tuple[LinkedSentence, ...]
    entries: tuple[LinkedEntry, ...]
    sign: tuple[LinkedEntry, ...]


@dataclass(frozen=True, slots=True)
class LinkedPaper:
    """A paper, its blocks, and a matcher of its own: a decision pays nothing for papers that nobody asks for."""

    paper: Paper
    matcher: Matcher
    blocks: tuple[LinkedBlock, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """Compiled packs: the vocabulary, the matchers, and everything that bits stand for.

    ``derivations`` stand in an order in which each reads only those before it.
    """

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    computed: tuple[Fact, ...]
    checks: tuple[str, ...]
    derivations: tuple[Derivation, ...]
    strata: tuple[Stratum, ...]
    matcher: Matcher
    rules: tuple[LinkedRule, ...]
    gates: Mapping[str, LinkedGate]
    items: Mapping[str, Mapping[str, LinkedItem]]
    snippets: Mapping[str, LinkedSnippet]
    papers: Mapping[str, LinkedPaper]
    properties: tuple[Property, ...]
    consequence_words: Mapping[str, Mapping[str, Template]]
    packs: tuple[PackUsed, ...]
    in_force: InForce
