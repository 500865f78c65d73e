"""What never happens: conditions that hold in no case, lines that are never reached, tests that change nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from dunning_rules.analysis.look import Look
from dunning_rules.analysis.replying import beside_the_leader, speaks_for_others
from dunning_rules.compiler.order import conditions_of
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.condition import ALWAYS, AllOf, Test
from dunning_rules.model.finding import Finding, Fix
from dunning_rules.model.outcome import REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.regions import Regions
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.rule import Derivation
    from dunning_rules.place import Place

NEVER: Final = "DR501"
"""A condition that holds in no case."""

IDLE: Final = "DR502"
"""A test that changes nothing: without it the condition holds in the very same cases."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition of a program: what it belongs to, in words, and whether not knowing counts for it.

    ``replies`` says that it is asked too of objections that do not lead, as if each of them did (M8).
    """

    what: str
    when: Condition
    place: Place
    unknown: bool = False
    replies: bool = False


def find_idle(regions: Regions) -> tuple[Finding, ...]:
    """Find what never happens in any case of a program, exactly: no case is sampled, every cell is looked at."""
    look = Look()
    for asked in _conditions(regions.program):
        look.at(f"whether {asked.what} ever comes to pass", asked.place, partial(_judge, regions, asked))
    for derivation in regions.program.derivations:
        what = f"whether `{derivation.fact.name}` ever comes to pass"
        look.at(what, derivation.place, partial(_unreached, regions, derivation))
    return look.found


def _conditions(program: Program) -> Iterator[_Asked]:
    for r in program.rules:
        yield _Asked(f"the rule `{r.rule.id}`", r.rule.when, r.rule.place, r.applies_unknown, speaks_for_others(r.rule))
    for g in program.gates.values():
        yield _Asked(f"the gate `{g.gate.id}`", g.gate.when, g.gate.place)
    for snippet in program.snippets.values():
        for s in snippet.sentences:
            yield _Asked(f"a sentence of `{snippet.id}`", s.sentence.when, s.sentence.place, replies=snippet.section == REPLY)
    for block in (b for p in program.papers.values() for b in p.paper.blocks):
        yield _Asked(f"the block `{block.id}`", block.when, block.place)
        yield from (_Asked(f"a sentence of the block `{block.id}`", s.when, s.place) for s in block.spoken())
    for items in program.items.values():
        for i in items.values():
            yield from (_Asked(f"what `{i.item.id}` brings", b.when, i.item.place, unknown=True) for b in i.item.brings)


def _judge(regions: Regions, asked: _Asked) -> Iterator[Finding]:
    if asked.when == ALWAYS:
        return
    whole = regions.region(asked.when, unknown=asked.unknown)
    if not regions.circuit.can(whole) and not _differs(regions, asked, asked.when):
        help_ = "two of its tests exclude each other; take one out, or say `any`"
        yield Finding(NEVER, f"{asked.what} never comes to pass: its condition holds in no case", asked.place, help_, "warning")
        return
    for test in _idle_tests(regions, asked, whole):
        message = f"{asked.what} is the same without this test of `{test.fact}`"
        fix = Fix("remove", test.place, test.operator)
        yield Finding(IDLE, message, test.place, "take it out, or write what was meant", "warning", fix)


def _idle_tests(regions: Regions, asked: _Asked, whole: Literal) -> Iterator[Test]:
    """Tests of a condition that all must hold, without all of which it holds in the very same cases.

    Of two that say the same the first is idle, since it can be taken out, and then the other no more.  Cases with
    problems in their data do not count: there nothing is derived, and a guard speaks before all others.
    """
    if not isinstance(asked.when, AllOf):
        return
    kept = asked.when.parts
    for test in asked.when.parts:
        rest = replace(asked.when, parts=tuple(p for p in kept if p is not test))
        if isinstance(test, Test) and test.fact != DATA_PROBLEMS:
            more = regions.region(rest, unknown=asked.unknown)
            differs = regions.circuit.can(more, -whole, -regions.problems())
            if not differs and not _differs(regions, asked, rest, without=asked.when):
                kept = rest.parts
                yield test


def _differs(regions: Regions, asked: _Asked, more: Condition, without: Condition | None = None) -> bool:
    """Whether one condition holds, and another does not, for some objection that does not lead."""
    for if_leading, aside in beside_the_leader(regions) if asked.replies else ():
        literals = [aside, if_leading.region(more, unknown=asked.unknown), -regions.problems()]
        literals += [-if_leading.region(without, unknown=asked.unknown)] if without else []
        if regions.circuit.can(*literals):
            return True
    return False


def _unreached(regions: Regions, derivation: Derivation) -> Iterator[Finding]:
    """Lines of a decision list that no case reaches, since those before them take all its cases."""
    left = [-regions.problems()]
    for number, (condition, row) in enumerate(zip(conditions_of(derivation), derivation.rows, strict=False), 1):
        taken = regions.truth(condition).certain
        if not regions.circuit.can(taken, *left):
            message = f"line {number} of `{derivation.fact.name}` is never reached: the lines before it take all its cases"
            yield Finding(NEVER, message, row.place, "put it earlier, or take it out", "warning")
        left.append(-taken)
    if derivation.rows and not regions.circuit.can(*left):
        message = f"`otherwise` of `{derivation.fact.name}` is never reached"
        yield Finding(NEVER, message, derivation.place, "fewer lines say the same", "warning")
