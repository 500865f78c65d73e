"""Every condition of a pack, who asks it, and its answers in a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.model.condition import Condition, Test, tests_of
from dunning_rules.packtest.answers import FALSE, TRUE, UNTOLD, Answers, answer
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dunning_rules.compiler.matcher import Matcher
    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.seen import Known
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.rule import Derivation


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition and who asks it.

    ``snippet`` is the one in whose script a sentence's condition is asked; ``before`` are the earlier lines of a
    decision list: a line is asked only when none of them holds.
    """

    owner: str
    condition: Condition
    place: Place
    kind: str
    name: str
    snippet: str = ""
    before: tuple[Condition, ...] = ()
    tests: tuple[Test, ...] = field(default=())

    def reads_any(self, facts: Iterable[str]) -> bool:
        """Whether one of its tests reads one of these facts."""
        wanted = set(facts)
        return any(t.fact in wanted for t in self.tests)


def conditions_in(program: Program, pack: Pack) -> tuple[Asked, ...]:
    """Give the conditions of one pack as the program has them, those that always hold left out."""
    found = (*_of_rules(program, pack), *_of_gates(program, pack), *_of_lines(program, pack))
    return tuple(a for a in (*found, *_of_sentences(program, pack), *_of_values(program, pack)) if a.tests)


def _asked(kind: str, name: str, owner: str, condition: Condition, place: Place, **more: object) -> Asked:
    return Asked(owner, condition, place, kind, name, tests=tuple(tests_of(condition)), **more)  # type: ignore[arg-type]


def _of_rules(program: Program, pack: Pack) -> Iterator[Asked]:
    own = {r.id for r in pack.rules}
    for linked in program.rules:
        rule = linked.rule
        if rule.id in own:
            yield _asked("rule", rule.id, f"rule `{rule.id}`", rule.when, rule.place)


def _of_gates(program: Program, pack: Pack) -> Iterator[Asked]:
    for name in (g.id for g in pack.gates):
        gate = program.gates[name].gate
        yield _asked("gate", name, f"gate `{name}`", gate.when, gate.place)


def _of_lines(program: Program, pack: Pack) -> Iterator[Asked]:
    own = {d.fact.name for d in pack.derivations}
    for derivation in program.derivations:
        if derivation.fact.name in own:
            yield from _lines(derivation)


def _lines(derivation: Derivation) -> Iterator[Asked]:
    name = derivation.fact.name
    before: tuple[Condition, ...] = ()
    for number, row in enumerate(derivation.rows, 1):
        owner = f"derived fact `{name}`, line {number} (`{row.value}`)"
        yield _asked("line", f"{name}/{number}", owner, row.when, row.place, before=before)
        before = (*before, row.when)
    for number, condition in enumerate(derivation.count_of, 1):
        place = next((t.place for t in tests_of(condition)), derivation.place)
        yield _asked("line", f"{name}/{number}", f"derived fact `{name}`, condition {number}", condition, place)


def _of_sentences(program: Program, pack: Pack) -> Iterator[Asked]:
    for snippet in pack.snippets:
        for number, linked in enumerate(program.snippets[snippet.id].sentences, 1):
            name, owner = f"{snippet.id}/{number}", f"snippet `{snippet.id}`, sentence {number}"
            sentence = linked.sentence
            yield _asked("sentence", name, owner, sentence.when, sentence.place, snippet=snippet.id)


def _of_values(program: Program, pack: Pack) -> Iterator[Asked]:
    for outcome, item in ((o.name, i.id) for o in pack.outcomes for i in o.items):
        value = program.items[outcome][item].item
        for number, brings in enumerate(value.brings, 1):
            name, owner = f"{outcome}/{item}/{number}", f"what {outcome} `{item}` brings, condition {number}"
            place = next((t.place for t in tests_of(brings.when)), NOWHERE)
            yield _asked("value", name, owner, brings.when, place)


@dataclass(frozen=True, slots=True)
class Questions:
    """The conditions of a pack in one program, ready to be answered for cases."""

    program: Program
    asked: tuple[Asked, ...]
    matcher: Matcher
    bits: Mapping[Test, int]
    derived: frozenset[str]

    @classmethod
    def of(cls, program: Program, asked: Sequence[Asked]) -> Questions:
        """Give every test of the conditions a bit of its own."""
        builder = MatcherBuilder(program.facts, program.parameters)
        conditions = [c for a in asked for c in (a.condition, *a.before)]
        bits = {t: builder.add(t) for c in conditions for t in tests_of(c)}
        return cls(program, tuple(asked), builder.build(), bits, frozenset(d.fact.name for d in program.derivations))

    def match(self, known: Known) -> tuple[int, int]:
        """Answer every test at once for what is known of a case."""
        return self.matcher.match(known.setting.values)

    def answers(self, condition: Condition, matched: tuple[int, int]) -> Answers:
        """Give the answers of a condition's tests."""
        possible, certain = matched
        bits = [self.bits[t] for t in tests_of(condition)]
        return tuple(TRUE if certain & b else UNTOLD if possible & b else FALSE for b in bits)

    def is_asked(self, asked: Asked, known: Known, snippets: Sequence[str], matched: tuple[int, int]) -> bool:
        """Whether the case really asks the condition.

        In a case that is refused for its data nothing is derived, so nobody asks for a derived fact; a line of a
        decision list is asked after all lines before it; a sentence where its snippet stands in the script.
        """
        if known.problems and (asked.kind == "line" or asked.reads_any(self.derived)):
            return False
        if asked.snippet and asked.snippet not in snippets:
            return False
        return all(answer(c, self.answers(c, matched)) != TRUE for c in asked.before)
