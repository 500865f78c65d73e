"""A pack: everything one folder of rule files says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.rule import InForce
from dunning_rules.model.words import Words
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dunning_rules.model.coverage import Floor
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.outcome import Outcome
    from dunning_rules.model.packtest import PackTest
    from dunning_rules.model.paper import Paper
    from dunning_rules.model.property import Property
    from dunning_rules.model.rule import Derivation, Gate, Rule, SourceRow
    from dunning_rules.model.script import Snippet
    from dunning_rules.model.titles import Titles


OVERLAID: Final = (
    "fact",
    "derived fact",
    "parameter",
    "objection",
    "value",
    "offer",
    "consequence",
    "gate",
    "rule",
    "property",
    "snippet",
    "trigger",
    "cue",
    "word list",
)
"""Kinds of things that an overlay may take out of the packs beneath it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that rules name: one value, or a table by the values of other facts.

    ``table`` maps the values of the facts in ``by`` to the figure; a combination that is not in it is unknown.  They are
    texts as the document writes them until the compiler reads them.
    ``rows`` are the source rows the figure comes from; a figure without a source is a design default.
    """

    name: str
    meaning: str
    unit: str = ""
    value: object = None
    by: tuple[str, ...] = ()
    table: Mapping[tuple[Any, ...], object] = field(default_factory=dict)
    stricter: str = ""
    rows: tuple[str, ...] = ()
    replaces: bool = False
    place: Place = NOWHERE

    def line(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a number or a text
        """Give the figure in the line of the table that fits a case, or None where none does."""
        return self.table.get(tuple(map(values.get, self.by)))


@dataclass(frozen=True, slots=True)
class Objection:
    """Something a debtor may say against paying now; ``under`` is its parent in the tree (M8)."""

    id: str
    title: Titles
    under: str = ""
    meaning: str = ""
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Removal:
    """Something of a pack beneath that an overlay takes out (M16), and why.

    ``kind`` says which is meant where things of two kinds have the ``id``.
    """

    id: str
    reason: Titles
    kind: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Header:
    """What pack.yaml says about the pack itself.

    A ``library`` is there for others, and need not use all it declares; ``remove`` takes out what packs beneath say;
    ``floors`` are the least its own tests must cover.
    """

    id: str
    title: Titles
    version: str
    owner: str
    languages: tuple[str, ...]
    licence: str = "Apache-2.0"
    extends: tuple[str, ...] = ()
    remove: tuple[Removal, ...] = ()
    engine: str = ""
    in_force: InForce = field(default_factory=InForce)
    review_by: date | None = None
    library: bool = False
    sources: tuple[str, ...] = ()
    floors: tuple[Floor, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack as read: frozen, with the place of every item.  ``digest`` is the hash of its meaning."""

    header: Header
    digest: str
    parameters: tuple[Parameter, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[str, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    gates: tuple[Gate, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    objections: tuple[Objection, ...] = ()
    rules: tuple[Rule, ...] = ()
    snippets: tuple[Snippet, ...] = ()
    papers: tuple[Paper, ...] = ()
    properties: tuple[Property, ...] = ()
    tests: tuple[PackTest, ...] = ()
    words: Words = field(default_factory=Words)
    sources: tuple[SourceRow, ...] = ()
