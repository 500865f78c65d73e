"""The draft: all packs of an engine laid together, on the way to a Program."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from dunning_rules.compiler.overlays import find_overlaid, heard, removed_at
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.finding import Finding
from dunning_rules.model.names import did_you_mean
from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dunning_rules.compiler.program import Template
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.outcome import Brings, Item
    from dunning_rules.model.pack import Objection, Pack, Parameter
    from dunning_rules.model.paper import Block, Entry, Paper
    from dunning_rules.model.property import Property
    from dunning_rules.model.rule import Derivation, Gate, Rule, SourceRow
    from dunning_rules.model.script import Sentence, Snippet
    from dunning_rules.model.words import Cue, WordList
    from dunning_rules.place import Place

T = TypeVar("T")


@dataclass(slots=True)
class Draft:
    """Everything the packs say, by name.  Each pass reads it, adds findings, and may put better values in."""

    packs: tuple[Pack, ...]
    facts: dict[str, Fact] = field(default_factory=dict)
    checks: tuple[str, ...] = ()
    parameters: dict[str, Parameter] = field(default_factory=dict)
    derivations: dict[str, Derivation] = field(default_factory=dict)
    gates: dict[str, Gate] = field(default_factory=dict)
    outcomes: dict[str, dict[str, Item]] = field(default_factory=dict)
    objections: dict[str, Objection] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    snippets: dict[str, Snippet] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    word_lists: dict[str, WordList] = field(default_factory=dict)
    cues: dict[str, Cue] = field(default_factory=dict)
    sources: dict[str, SourceRow] = field(default_factory=dict)
    strata: tuple[tuple[str, ...], ...] = ()
    templates: dict[str, Template] = field(default_factory=dict)
    removed: dict[str, Place] = field(default_factory=dict)
    paper_templates: dict[str, Template] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Add an error."""
        self.findings.append(Finding(code, message, place, help=hint))

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """Say what may have been meant by an unknown name: that an overlay took it out, or the nearest known one."""
        if name in self.removed:
            return f"it was taken out at {self.removed[name]}"
        return did_you_mean(name, known)

    def map_conditions(self, change: Callable[[Condition], Condition]) -> None:
        """Put a changed condition in the place of each one."""
        self.rules = {k: replace(r, when=change(r.when)) for k, r in self.rules.items()}
        self.gates = {k: replace(g, when=change(g.when)) for k, g in self.gates.items()}
        self.derivations = {k: _derivation(d, change) for k, d in self.derivations.items()}
        self.outcomes = {
            name: {k: replace(i, brings=tuple(_brings(b, change) for b in i.brings)) for k, i in items.items()}
            for name, items in self.outcomes.items()
        }
        self.properties = {k: replace(p, when=change(p.when)) for k, p in self.properties.items()}
        self.snippets = {
            k: replace(s, sentences=tuple(replace(t, when=change(t.when)) for t in s.sentences)) for k, s in self.snippets.items()
        }
        self.papers = {k: replace(p, blocks=tuple(_block(b, change) for b in p.blocks)) for k, p in self.papers.items()}


def _derivation(derivation: Derivation, change: Callable[[Condition], Condition]) -> Derivation:
    rows = tuple(replace(r, when=change(r.when)) for r in derivation.rows)
    return replace(derivation, rows=rows, count_of=tuple(change(c) for c in derivation.count_of))


def _brings(brings: Brings, change: Callable[[Condition], Condition]) -> Brings:
    return replace(brings, when=change(brings.when))


def _block(block: Block, change: Callable[[Condition], Condition]) -> Block:
    def said(sentence: Sentence) -> Sentence:
        return replace(sentence, when=change(sentence.when))

    def entries(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(replace(e, sentence=said(e.sentence) if e.sentence else None) for e in found)

    return replace(
        block,
        when=change(block.when),
        sentences=tuple(said(s) for s in block.sentences),
        entries=entries(block.entries),
        sign=entries(block.sign),
    )


def lay_together(packs: tuple[Pack, ...]) -> Draft:
    """Start a draft: put everything that is heard under its name; the same name twice is a finding.

    What replaces a declared value or an objection takes its place in the order too.
    """
    draft = Draft(packs)
    draft.findings.extend(find_overlaid(packs))
    draft.removed = {name: place for key, place in removed_at(packs).items() for name in (key.name, key.short)}
    for pack in heard(packs):
        _add(draft, draft.facts, ((f.name, f) for f in pack.facts), "fact")
        _add(draft, draft.parameters, ((p.name, p) for p in pack.parameters), "parameter")
        _add(draft, draft.derivations, ((d.fact.name, d) for d in pack.derivations), "derived fact")
        _add(draft, draft.gates, ((g.id, g) for g in pack.gates), "gate")
        _add(draft, draft.objections, ((o.id, o) for o in pack.objections), "objection")
        _add(draft, draft.rules, ((r.id, r) for r in pack.rules if r.status in ("active", "trial")), "rule")
        _add(draft, draft.properties, ((p.id, p) for p in pack.properties), "property")
        _add(draft, draft.snippets, ((s.id, s) for s in pack.snippets), "snippet")
        _add(draft, draft.papers, ((p.id, p) for p in pack.papers), "paper")
        _add(draft, draft.word_lists, ((w.id, w) for w in pack.words.lists), "word list")
        _add(draft, draft.sources, ((s.id, s) for s in pack.sources), "source row")
        _add(draft, draft.cues, ((c.code, c) for c in pack.words.cues), "cue")
        for outcome in pack.outcomes:
            items = draft.outcomes.setdefault(outcome.name, {})
            _add(draft, items, ((i.id, i) for i in outcome.items), f"value of `{outcome.name}`")
        draft.checks += pack.checks
    _add(draft, draft.facts, ((n, d.fact) for n, d in draft.derivations.items()), "fact")
    _put_in_order(draft)
    _know_objections(draft)
    return draft


def _put_in_order(draft: Draft) -> None:
    """Let declared values and objections stand in the order of the packs as they were read."""
    objections = dict.fromkeys(o.id for pack in draft.packs for o in pack.objections)
    draft.objections = {name: draft.objections[name] for name in objections if name in draft.objections}
    for outcome, items in draft.outcomes.items():
        names = dict.fromkeys(i.id for pack in draft.packs for o in pack.outcomes if o.name == outcome for i in o.items)
        draft.outcomes[outcome] = {name: items[name] for name in names if name in items}


def _add(draft: Draft, into: dict[str, T], items: Iterable[tuple[str, T]], what: str) -> None:
    """Put what one pack says under its names."""
    beneath = set(into)
    for name, item in items:
        if name in into:
            first, again = into[name].place, item.place  # type: ignore[attr-defined]  # every item has a place
            overlay = "; to put this one in its place say `replaces: true`" if name in beneath else ""
            draft.find("DR201", f"the {what} `{name}` stands twice", again, f"it stands at {first} already{overlay}")
        else:
            into[name] = item


def _know_objections(draft: Draft) -> None:
    """Give the two objection facts their values: all declared objections, and their tree."""
    under = {o.id: o.under for o in draft.objections.values() if o.under}
    for name, extra in ((OBJECTION, (NONE,)), (OBJECTIONS, ())):
        if name in draft.facts:
            values = (*extra, *draft.objections)
            draft.facts[name] = replace(draft.facts[name], values=values, under=under)
