"""Linking: conditions get their bits, and a Program is made for one span of days (M15)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.branches import TooWide
from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.compiler.order import reads
from dunning_rules.compiler.overlays import heard
from dunning_rules.compiler.papers import link_paper
from dunning_rules.compiler.program import (
    LinkedDerivation,
    LinkedGate,
    LinkedItem,
    LinkedRow,
    LinkedRule,
    LinkedSentence,
    LinkedSnippet,
    Program,
    Reads,
    Stratum,
)
from dunning_rules.model.condition import ParameterRef, tests_of
from dunning_rules.model.decision import PackUsed, Reason
from dunning_rules.model.outcome import LAYERS

if TYPE_CHECKING:
    from datetime import date

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.outcome import Item
    from dunning_rules.model.rule import Derivation, Gate, InForce, Rule
    from dunning_rules.model.script import Snippet
    from dunning_rules.model.titles import Titles

_RANKS_A_LAYER: Final = 1_000_000
HIGHEST_PRIORITY: Final = 1000
"""The most a rule may have, so that a form's gate can speak before all rules of its layer."""


def rank_of(layer: str, priority: int = 0) -> int:
    """Give the rank: layer first, then the higher priority."""
    return LAYERS.index(layer) * _RANKS_A_LAYER - priority


def check_width(draft: Draft) -> None:
    """Pass: refuse conditions that spread out too far."""
    builder = MatcherBuilder(draft.facts, draft.parameters)
    draft.map_conditions(lambda condition: _try(draft, builder, condition))


def _try(draft: Draft, builder: MatcherBuilder, condition: Condition) -> Condition:
    try:
        builder.add(condition)
    except TooWide:
        place = next(tests_of(condition)).place
        help_ = "derive a fact from a part of it"
        draft.find("DR212", "the condition spreads out into too many branches", place, help_)
    return condition


def link(draft: Draft, in_force: InForce, day: date) -> Program:
    """Make the Program of a clean draft for the span of days in which ``day`` lies."""
    return _Linker(draft, day).program(in_force)


class _Linker:
    """Adds every condition to one matcher, and remembers the bits it got."""

    def __init__(self, draft: Draft, day: date) -> None:
        self.draft = draft
        self.day = day
        self.builder = MatcherBuilder(draft.facts, draft.parameters)
        self.packs = {gate.id: pack.header.id for pack in heard(draft.packs) for gate in pack.gates}

    def program(self, in_force: InForce) -> Program:
        draft = self.draft
        rules = self._rules()
        gates = {name: self._gate(g) for name, g in draft.gates.items()}
        items = {
            name: MappingProxyType({i: self._item(item) for i, item in values.items()}) for name, values in draft.outcomes.items()
        }
        snippets = {name: self._snippet(s) for name, s in draft.snippets.items()}
        words = {i.id: self._words(i.sentence) for i in draft.outcomes.get("consequences", {}).values() if i.sentence}
        return Program(
            facts=MappingProxyType(dict(draft.facts)),
            parameters=MappingProxyType(dict(draft.parameters)),
            computed=tuple(f for f in draft.facts.values() if f.computed),
            checks=draft.checks,
            derivations=tuple(draft.derivations[n] for names in draft.strata for n in names),
            strata=tuple(self._stratum(names) for names in draft.strata),
            matcher=self.builder.build(),
            rules=rules,
            gates=MappingProxyType(dict(sorted(gates.items()))),
            items=MappingProxyType(items),
            snippets=MappingProxyType(snippets),
            papers=MappingProxyType({name: link_paper(draft, p) for name, p in draft.papers.items()}),
            properties=tuple(draft.properties.values()),
            consequence_words=MappingProxyType(words),
            packs=tuple(PackUsed(p.header.id, p.header.version, p.digest) for p in draft.packs),
            in_force=in_force,
        )

    def _rules(self) -> tuple[LinkedRule, ...]:
        """Link the rules in force, those of a lower rank first; among equals by id, never by file."""
        packs = {p.header.id for p in self.draft.packs if p.header.in_force.holds_on(self.day)}
        found = [r for r in self.draft.rules.values() if r.pack in packs and r.in_force.holds_on(self.day)]
        linked = [self._rule(r) for r in found]
        return tuple(sorted(linked, key=lambda l: (l.rank, l.rule.id)))  # noqa: E741 - linked

    def _rule(self, rule: Rule) -> LinkedRule:
        codes = tuple(str(c.value) for c in rule.then.collect if c.target == "codes")
        reason = Reason(rule.id, rule.title, rule.layer, rule.because.rows, rule.because.policy, codes, pack=rule.pack)
        mask, rank = self.builder.add(rule.when), rank_of(rule.layer, rule.priority)
        return LinkedRule(rule, mask, rank, rule.if_unknown == "apply", self._reads(rule.when), reason)

    def _gate(self, gate: Gate) -> LinkedGate:
        reason = Reason(
            gate.id, gate.title, gate.layer, gate.because.rows, gate.because.policy, gate=True, pack=self.packs[gate.id]
        )
        return LinkedGate(gate, self.builder.add(gate.when), rank_of(gate.layer, HIGHEST_PRIORITY + 1), reason)

    def _reads(self, condition: Condition) -> Reads:
        facts = tuple(sorted(set(reads(condition, self.draft.parameters))))
        refs = {o.name for t in tests_of(condition) for o in t.operands if isinstance(o, ParameterRef)}
        return Reads(facts, tuple(sorted(refs)))

    def _item(self, item: Item) -> LinkedItem:
        return LinkedItem(item, tuple((self.builder.add(b.when), b.then) for b in item.brings))

    def _snippet(self, snippet: Snippet) -> LinkedSnippet:
        sentences = tuple(
            LinkedSentence(snippet.id, s, self.builder.add(s.when), self._words(s.text) if s.text else {})
            for s in snippet.sentences
        )
        return LinkedSnippet(snippet.id, snippet.section, snippet.forms, sentences)

    def _words(self, text: Titles) -> dict[str, Any]:
        return {"zh-CN": self.draft.templates[text.zh_cn], "en": self.draft.templates[text.en]}

    def _stratum(self, names: tuple[str, ...]) -> Stratum:
        builder = MatcherBuilder(self.draft.facts, self.draft.parameters)
        linked = tuple(self._derivation(self.draft.derivations[n], builder) for n in names)
        return Stratum(builder.build(), linked)

    def _derivation(self, derivation: Derivation, builder: MatcherBuilder) -> LinkedDerivation:
        counts = bool(derivation.count_of)
        lines: list[tuple[Condition, Any]] = [(c, 1) for c in derivation.count_of]
        lines += [(r.when, r.value) for r in derivation.rows]
        rows = tuple(LinkedRow(builder.add(c), value, self._reads(c)) for c, value in lines)
        otherwise: Any = derivation.otherwise
        return LinkedDerivation(derivation.fact.name, rows, otherwise, counts)
