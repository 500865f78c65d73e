"""A search for a case that shows what is wanted: from the nearest case there is, a few facts at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.errors import CaseError
from dunning_rules.model.condition import tests_of
from dunning_rules.packtest.answers import TRUE, Answers, answer

if TYPE_CHECKING:
    from dunning_rules.engine.seen import Seen
    from dunning_rules.packtest.asking import Asked, Questions
    from dunning_rules.packtest.running import Bench
    from dunning_rules.packtest.trying import Trials

BUDGET: Final = 300
"""Cases tried for one goal before it counts as not found."""

MOST_CHANGES: Final = 4
"""Facts that may differ from the case a search starts from."""

_NO_SCRIPT: Final = 3
"""How far a case is whose script lacks the snippet: as far as three tests that answer wrongly."""

_HEADLINES: Final = ("verdict", "channel", "stage", "next_actions", "offer", "role", "tone")
"""What of a decision one sees first."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Start:
    """A case to start from, with the name and the file of the test it comes from."""

    facts: Facts
    as_of: str
    name: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Want:
    """What a case shall show: one of these ways of answering a condition, and what ``more`` asks of the decision.

    ``more`` gives how far the decided case is from it, and the facts that may bring it nearer.
    """

    asked: Asked
    targets: tuple[Answers, ...]
    more: Callable[[Seen], tuple[int, list[str]]] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A case that shows what was wanted, the case it was made from, and the facts that differ."""

    facts: Facts
    start: Start
    changed: tuple[str, ...]
    seen: Seen


@dataclass(frozen=True, slots=True)
class _Judged:
    """How far a case is from what is wanted, and the facts to change, the most promising first."""

    distance: int
    movers: tuple[str, ...]
    seen: Seen


@dataclass(frozen=True, slots=True)
class _Step:
    """A start with some facts changed; None takes a fact out."""

    start: Start
    changes: dict[str, Any]
    judged: _Judged | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """Give the facts as they are after the changes."""
        changes = self.changes
        return {n: v for n, v in {**self.start.facts, **changes}.items() if n not in changes or v is not None}

    @property
    def mark(self) -> str:
        """What two steps to the same case have in common."""
        return f"{self.start.as_of} {sorted(self.facts.items(), key=lambda fact: fact[0])}"

    @property
    def last(self) -> tuple[str, ...]:
        """Name the fact that was changed last."""
        return tuple(self.changes)[-1:]


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for cases on a bench."""

    bench: Bench
    trials: Trials
    questions: Questions

    def find(self, want: Want, starts: list[Start]) -> Found | None:
        """Give a case that shows what is wanted, with few facts changed, or None when the budget is used up."""
        heap: list[tuple[int, int, int, _Step]] = []
        tried: set[str] = set()
        number = count()
        steps: Iterator[_Step] = (_Step(start, {}) for start in starts)
        while len(tried) < BUDGET:
            hits: list[Found] = []
            for step in steps:
                if hits and step.last != hits[-1].changed[-1:]:
                    break
                if step.mark in tried:
                    continue
                tried.add(step.mark)
                judged = self._judge(want, step.facts, step.start.as_of)
                if judged and not judged.distance:
                    hits.append(Found(step.facts, step.start, tuple(step.changes), judged.seen))
                elif judged and len(step.changes) < MOST_CHANGES:
                    far = judged.distance
                    heappush(heap, (far + len(step.changes), far, next(number), replace(step, judged=judged)))
            if hits:
                return min(hits, key=self._unlike)
            if not heap:
                return None
            steps = self._next(heappop(heap)[-1])
        return None

    def _unlike(self, found: Found) -> int:
        """Count in what the decision is another than that of the start; a pair shall differ in little else."""
        try:
            start = self.bench.see(found.start.facts, found.start.as_of).decision
        except CaseError:
            return 0
        return sum(getattr(start, name) != getattr(found.seen.decision, name) for name in _HEADLINES)

    def _next(self, step: _Step) -> Iterator[_Step]:
        """Change one more fact, in every way that is worth trying."""
        if step.judged is None:  # pragma: no cover - only judged steps are put on the heap
            return
        as_of = step.judged.seen.known.setting.as_of
        for name in step.judged.movers:
            if name not in step.changes:
                for value in self.trials.values(name, as_of):
                    if step.start.facts.get(name) != value:
                        yield _Step(step.start, {**step.changes, name: value})

    def _judge(self, want: Want, facts: Facts, as_of: str) -> _Judged | None:
        try:
            seen = self.bench.see(facts, as_of)
        except CaseError:
            return None
        questions, asked = self.questions, want.asked
        matched = questions.match(seen.known)
        answers = questions.answers(asked.condition, matched)
        near, off = _nearest(answers, want.targets)
        movers = [asked.tests[i].fact for i in off]
        distance = near + 2 * len(seen.known.problems)
        if asked.snippet and asked.snippet not in seen.resolution.snippets:
            distance += _NO_SCRIPT
            movers += self.trials.channel_facts()
        for line in (c for c in asked.before if answer(c, questions.answers(c, matched)) == TRUE):
            distance += 1
            movers += [t.fact for t in tests_of(line)]
        if want.more:
            further, facts_of = want.more(seen)
            distance += further
            movers += facts_of
        distance += not distance and not questions.is_asked(asked, seen.known, seen.resolution.snippets, matched)
        return _Judged(distance, tuple(self.trials.inputs([*movers, *_missing(seen)])), seen)


def _missing(seen: Seen) -> list[str]:
    """Name the required facts that a case lacks."""
    return [f.name for f in seen.program.facts.values() if f.required and f.name not in seen.known.setting.values]


def _nearest(answers: Answers, targets: tuple[Answers, ...]) -> tuple[int, list[int]]:
    """Give how many tests answer otherwise than in the nearest way wanted, and every test that does in one of these."""
    off = [[i for i, (a, t) in enumerate(zip(answers, target, strict=True)) if a != t] for target in targets]
    least = min(map(len, off))
    return least, sorted({i for found in off if len(found) == least for i in found})
