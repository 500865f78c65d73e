"""Can two rules fire in one case?  A search over cells that ends with a case in hand, or with a plain no.

Facts count as free of each other; derived facts are worked out, never assumed.  Every value tried stands for its
whole cell, so the answer is exact as long as the number of cases to try stays within the budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.branches import Branch, branches_of
from dunning_rules.compiler.cells import Partition, figures_of
from dunning_rules.compiler.matcher import Mask, Matcher, MatcherBuilder
from dunning_rules.compiler.order import conditions_of, reads
from dunning_rules.model.condition import ParameterRef, Test, tests_of
from dunning_rules.model.decision import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.rule import Derivation, Rule

BUDGET: Final = 20_000
"""Cases tried for one pair of rules before the answer is: not decided."""

_MOST_CLASSES: Final = 6

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A case in which both rules fire, or none; ``decided`` is False when the budget ran out."""

    case: Values | None
    decided: bool = True


def meet(draft: Draft, one: Rule, other: Rule) -> Answer:
    """Look for a case in which both rules fire."""
    return _Search(draft, (one, other)).answer()


class _Search:
    def __init__(self, draft: Draft, rules: tuple[Rule, Rule]) -> None:
        self.draft = draft
        self.rules = rules
        self.cone = _cone(draft, [r.when for r in rules])
        self.derivations = [draft.derivations[n] for names in draft.strata for n in names if n in self.cone]
        conditions = [r.when for r in rules] + [c for d in self.derivations for c in conditions_of(d)]
        self.tests = [t for c in conditions for t in tests_of(c)]
        self.inputs = [n for n in self.cone if n not in draft.derivations]
        self.truths: dict[tuple[Test, object], bool | None] = {}

    def answer(self) -> Answer:
        left = BUDGET
        decided = True
        firing = self._firing()
        for pair in product(*(branches_of(r.when) for r in self.rules)):
            domains = self._domains(pair)
            if domains is None:
                continue
            size = 1
            for domain in domains:
                size *= len(domain)
            for values in islice(product(*domains), left):
                case = {n: v for n, v in zip(self.inputs, values, strict=True) if v is not None}
                if firing.both(dict(case)):
                    return Answer(case)
            left -= min(size, left)
            decided = decided and size <= BUDGET and left > 0
        return Answer(None, decided)

    def _firing(self) -> _Firing:
        builder = MatcherBuilder(self.draft.facts, self.draft.parameters)
        masks = [(builder.add(r.when), r.if_unknown == "apply") for r in self.rules]
        matcher = builder.build()
        derived = []
        for derivation in self.derivations:
            inner = MatcherBuilder(self.draft.facts, self.draft.parameters)
            rows = [inner.add(c) for c in conditions_of(derivation)]
            derived.append((derivation, rows, inner.build()))
        return _Firing(matcher, masks, derived)

    def _domains(self, pair: tuple[Branch, ...]) -> list[list[Any]] | None:
        """Give for each input the values worth trying, or None when the two branches exclude each other."""
        domains = []
        for name in self.inputs:
            domain = [v for v in self._values(self.draft.facts[name]) if self._allowed(name, v, pair)]
            if not domain:
                return None
            domains.append(domain)
        fits = all(
            any(self._allowed(n, v, pair) for v in _derived_values(self.draft.derivations[n]))
            for n in self.cone
            if n in self.draft.derivations
        )
        return domains if fits else None

    def _values(self, fact: Fact) -> list[Any]:
        tests = [t for t in self.tests if t.fact == fact.name]
        if fact.type == "set":
            return [None, *_subsets(fact, tests)]
        figures = {*figures_of(tests, fact, self.draft.parameters)}
        if fact.type == "text":
            tabled = [p for p in self.draft.parameters.values() if fact.name in p.by]
            figures |= {key[p.by.index(fact.name)] for p in tabled for key in p.table}
        partition = Partition(fact, figures)
        return [None, *(v for c in range(1, partition.count) if (v := partition.sample(c)) is not None)]

    def _allowed(self, name: str, value: object, pair: tuple[Branch, ...]) -> bool:
        """Whether the branches, as far as they speak of this fact alone, can be true with the value."""
        for rule, branch in zip(self.rules, pair, strict=True):
            for literal in branch:
                test = literal.test
                if test.fact != name or any(isinstance(o, ParameterRef) for o in test.operands):
                    continue
                truth = self._truth(test, value)
                if truth is literal.negated or (truth is None and rule.if_unknown != "apply"):
                    return False
        return True

    def _truth(self, test: Test, value: object) -> bool | None:
        key = (test, value)
        if key not in self.truths:
            builder = MatcherBuilder(self.draft.facts, self.draft.parameters)
            builder.add(test)
            possible, certain = builder.build().match({} if value is None else {test.fact: value})  # type: ignore[dict-item]
            self.truths[key] = True if certain else None if possible else False
        return self.truths[key]


@dataclass(frozen=True, slots=True)
class _Firing:
    """Works out whether both rules fire in a case."""

    matcher: Matcher
    masks: list[tuple[Mask, bool]]
    derived: list[tuple[Derivation, list[Mask], Matcher]]

    def both(self, values: Values) -> bool:
        for derivation, masks, matcher in self.derived:
            _, certain = matcher.match(values)
            hits = [bool(certain & mask) for mask in masks]
            if derivation.count_of:
                values[derivation.fact.name] = sum(hits)
            else:
                rows = [*(r.value for r in derivation.rows), derivation.otherwise]
                values[derivation.fact.name] = rows[[*hits, True].index(True)]
        possible, certain = self.matcher.match(values)
        return all((possible if applies else certain) & mask for mask, applies in self.masks)


def _cone(draft: Draft, conditions: Iterable[Condition]) -> list[str]:
    """All facts that the conditions read, straight or through derived facts."""
    found: dict[str, None] = {}
    waiting = [n for c in conditions for n in reads(c, draft.parameters)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            if name in draft.derivations:
                waiting += [n for c in conditions_of(draft.derivations[name]) for n in reads(c, draft.parameters)]
    return sorted(found)


def _derived_values(derivation: Derivation) -> list[object]:
    if derivation.count_of:
        return list(range(len(derivation.count_of) + 1))
    return [*(r.value for r in derivation.rows), derivation.otherwise]


def _subsets(fact: Fact, tests: list[Test]) -> Iterator[frozenset[str]]:
    """Subsets that tell the tests apart: one element for each way of being wanted by them."""
    groups = [frozenset(v for v in fact.values if any(fact.covers(str(o), v) for o in t.operands)) for t in tests]
    kinds: dict[tuple[bool, ...], str] = {}
    for value in fact.values:
        kinds.setdefault(tuple(value in g for g in groups), value)
    elements = list(kinds.values())[:_MOST_CLASSES]
    for bits in range(1 << len(elements)):
        yield frozenset(e for i, e in enumerate(elements) if bits >> i & 1)


def shown(case: Mapping[str, Any]) -> str:
    """Write a witness down."""
    if not case:
        return "any case"
    return ", ".join(f"{n}: {written(v)}" for n, v in sorted(case.items()))
