"""Coverage, measured from the cases that the tests of a pack really decided."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from dunning_rules.model.coverage import Coverage, Goal
from dunning_rules.packtest.asking import Questions, conditions_in
from dunning_rules.packtest.expecting import fired_in
from dunning_rules.packtest.reach import Reach
from dunning_rules.packtest.saying import left_out_in, said_in, sentences_in
from dunning_rules.packtest.sights import sought_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.seen import Seen
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.rule import Gate
    from dunning_rules.packtest.answers import Answers
    from dunning_rules.packtest.asking import Asked
    from dunning_rules.packtest.running import Ran
    from dunning_rules.packtest.saying import Mark
    from dunning_rules.packtest.sights import Sought

FIRED: Final = "fired"
OPEN_BY_TIME: Final = "open by time"


@dataclass(slots=True)
class Measure:
    """What the cases of a pack have shown so far.

    ``answers`` gives for each condition the ways in which it was answered, with the numbers of the cases; ``shown`` what
    else was seen, with the number of the first case.
    """

    programs: Sequence[Program]
    pack: Pack
    questions: dict[int, Questions] = field(default_factory=dict)
    reaches: dict[int, Reach] = field(default_factory=dict)
    shown: dict[Mark, int] = field(default_factory=dict)
    answers: dict[tuple[str, str], dict[Answers, list[int]]] = field(default_factory=dict)
    cases: int = 0

    def __post_init__(self) -> None:
        """Make the questions of every program ready."""
        for program in self.programs:
            self.questions[id(program)] = Questions.of(program, conditions_in(program, self.pack))
            self.reaches[id(program)] = Reach.of(program)

    def take(self, seen: Seen) -> None:
        """Add what one case shows."""
        questions = self.questions[id(seen.program)]
        matched = questions.match(seen.known)
        for asked in questions.asked:
            if questions.is_asked(asked, seen.known, seen.resolution.snippets, matched):
                self.answered(asked).setdefault(questions.answers(asked.condition, matched), []).append(self.cases)
        for mark in self._marks(seen):
            self.shown.setdefault(mark, self.cases)
        self.cases += 1

    def _marks(self, seen: Seen) -> Iterator[Mark]:
        yield from (("rule", name, FIRED) for name in fired_in(seen.decision))
        yield from (("gate", name, OPEN_BY_TIME) for name in seen.open_by_time)
        yield from said_in(seen)
        yield from left_out_in(seen)

    def answered(self, asked: Asked) -> dict[Answers, list[int]]:
        """Give the ways in which a condition was answered so far."""
        return self.answers.setdefault((asked.kind, asked.name), {})

    def sought(self) -> Iterator[Sought]:
        """Give everything that should be seen of the conditions."""
        told: set[tuple[str, str, str]] = set()
        for program in self.programs:
            reach = self.reaches[id(program)]
            for asked in self.questions[id(program)].asked:
                fresh = [s for s in sought_of(asked, reach.answers(asked.tests)) if s.key not in told]
                told.update(s.key for s in fresh)
                yield from fresh

    def coverage(self) -> Coverage:
        """Say of each goal of the pack whether it was seen."""
        found: dict[tuple[str, str, str], Goal] = {}
        conditions = (s.goal(self.answered(s.asked)) for s in self.sought())
        for goal in (*conditions, *self._plain()):
            found.setdefault((goal.figure, goal.owner, goal.aspect), goal)
        return Coverage(tuple(sorted(found.values(), key=lambda g: (g.place.file, g.place.line))))

    def _plain(self) -> Iterator[Goal]:
        """Give the goals that are no answer of a condition."""
        for mark, goal in self.plain():
            yield replace(goal, seen=mark in self.shown)

    def plain(self) -> Iterator[tuple[Mark, Goal]]:
        """Give each goal that is no answer of a condition, with the mark that shows it."""
        rules, gates = {r.id for r in self.pack.rules}, {g.id for g in self.pack.gates}
        for program in self.programs:
            for rule in (linked.rule for linked in program.rules if linked.rule.id in rules):
                yield ("rule", rule.id, FIRED), Goal("rules", f"rule `{rule.id}`", FIRED, rule.place)
            for name, gate in ((n, g.gate) for n, g in program.gates.items() if n in gates and _is_timed(g.gate, program)):
                yield ("gate", name, OPEN_BY_TIME), Goal("gates", f"gate `{name}`", OPEN_BY_TIME, gate.place)
            for spoken in sentences_in(program, self.pack):
                for aspect in spoken.aspects:
                    yield ("sentence", spoken.name, aspect), Goal("sentences", spoken.owner, aspect, spoken.place)


def measured(programs: Sequence[Program], pack: Pack, ran: Iterable[Ran]) -> Measure:
    """Measure what the tests of a pack that ran have shown of it."""
    measure = Measure(programs, pack)
    for seen in (r.seen for r in ran if r.seen):
        measure.take(seen)
    return measure


def _is_timed(gate: Gate, program: Program) -> bool:
    """Whether days passed can open a gate: a rule says how many it takes."""
    level, _ = gate.opens_after or ("", "")
    steps = (step for linked in program.rules for step in linked.rule.then.steps)
    return any((step.target, step.step) == (level, "base") for step in steps)
