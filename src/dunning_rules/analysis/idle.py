"""What never happens: conditions that hold in no case, lines that are never reached, tests that change nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from dunning_rules.analysis.diagram import TooLarge
from dunning_rules.analysis.regions import Regions
from dunning_rules.compiler.order import conditions_of
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.condition import ALWAYS, AllOf, Test
from dunning_rules.model.finding import Finding, Fix, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dunning_rules.analysis.diagram import Diagram
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.rule import Derivation
    from dunning_rules.place import Place

T = TypeVar("T")

NEVER: Final = "DR501"
"""A condition that holds in no case."""

IDLE: Final = "DR502"
"""A test that changes nothing: without it the condition holds in the very same cases."""

UNDECIDED: Final = "DR503"
"""A condition that was not looked at, since its diagram outgrew the budget."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition of a program: what it belongs to, in words, and whether not knowing counts for it."""

    what: str
    when: Condition
    place: Place
    unknown: bool = False


def find_idle(program: Program) -> tuple[Finding, ...]:
    """Find what never happens in any case of a program, exactly: no case is sampled, every cell is looked at."""
    look = _Look(program)
    for asked in _conditions(program):
        look.at(asked.what, asked.place, _judge, asked)
    for derivation in program.derivations:
        look.at(f"`{derivation.fact.name}`", derivation.place, _unreached, derivation)
    return in_order(look.found)


class _Look:
    """Looks at one thing after another; what outgrows the budget is said, and the next one starts with an empty table."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.regions = Regions(program)
        self.found: list[Finding] = []

    def at(self, what: str, place: Place, judge: Callable[[Regions, T], Iterator[Finding]], thing: T) -> None:
        """Judge one thing and keep what is found; a table filled by the things before it is emptied, and it is tried again."""
        for _ in range(2):
            try:
                self.found += list(judge(self.regions, thing))
            except TooLarge:
                self.regions = Regions(self.program)
            else:
                return
        message = f"whether {what} ever comes to pass was not decided: there are too many cases to tell apart"
        self.found.append(Finding(UNDECIDED, message, place, "derive a fact from a part of its condition", "warning"))


def _conditions(program: Program) -> Iterator[_Asked]:
    for r in program.rules:
        yield _Asked(f"the rule `{r.rule.id}`", r.rule.when, r.rule.place, r.applies_unknown)
    for g in program.gates.values():
        yield _Asked(f"the gate `{g.gate.id}`", g.gate.when, g.gate.place)
    for snippet in program.snippets.values():
        for s in snippet.sentences:
            yield _Asked(f"a sentence of `{snippet.id}`", s.sentence.when, s.sentence.place)
    for items in program.items.values():
        for i in items.values():
            yield from (_Asked(f"what `{i.item.id}` brings", b.when, i.item.place, unknown=True) for b in i.item.brings)


def _judge(regions: Regions, asked: _Asked) -> Iterator[Finding]:
    if asked.when == ALWAYS:
        return
    whole = _region(regions, asked.when, unknown=asked.unknown)
    if regions.possible(whole) == regions.diagrams.no:
        help_ = "two of its tests exclude each other; take one out, or say `any`"
        yield Finding(NEVER, f"{asked.what} never comes to pass: its condition holds in no case", asked.place, help_, "warning")
        return
    for test in _idle_tests(regions, asked, whole):
        message = f"{asked.what} is the same without this test of `{test.fact}`"
        yield Finding(
            IDLE, message, test.place, "take it out, or write what was meant", "warning", Fix("remove", test.place, test.operator)
        )


def _region(regions: Regions, when: Condition, *, unknown: bool) -> Diagram:
    truth = regions.truth(when)
    return truth.possible if unknown else truth.certain


def _idle_tests(regions: Regions, asked: _Asked, whole: Diagram) -> Iterator[Test]:
    """Tests of a condition that all must hold, without which it holds in the very same cases.

    Cases with problems in their data do not count: there nothing is derived, and a guard speaks before all others.
    """
    if not isinstance(asked.when, AllOf):
        return
    sound = regions.diagrams.opposite(regions.problems())
    for test in asked.when.parts:
        rest = replace(asked.when, parts=tuple(p for p in asked.when.parts if p is not test))
        if isinstance(test, Test) and test.fact != DATA_PROBLEMS:
            more = regions.diagrams.without(_region(regions, rest, unknown=asked.unknown), whole)
            if regions.possible(regions.diagrams.both(more, sound)) == regions.diagrams.no:
                yield test


def _unreached(regions: Regions, derivation: Derivation) -> Iterator[Finding]:
    """Lines of a decision list that no case reaches, since those before them take all its cases."""
    d = regions.diagrams
    left = d.opposite(regions.problems())
    for number, (condition, row) in enumerate(zip(conditions_of(derivation), derivation.rows, strict=False), 1):
        taken = d.both(left, regions.truth(condition).certain)
        if regions.possible(taken) == d.no:
            message = f"line {number} of `{derivation.fact.name}` is never reached: the lines before it take all its cases"
            yield Finding(NEVER, message, row.place, "put it earlier, or take it out", "warning")
        left = d.without(left, taken)
    if derivation.rows and regions.possible(left) == d.no:
        message = f"`otherwise` of `{derivation.fact.name}` is never reached"
        yield Finding(NEVER, message, derivation.place, "fewer lines say the same", "warning")
