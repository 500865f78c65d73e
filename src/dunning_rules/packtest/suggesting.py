"""Builds the cases that the tests of a pack lack, in pairs that one test of a condition alone tells apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.program import Slot
from dunning_rules.errors import CaseError
from dunning_rules.model.condition import AllOf, Condition, tests_of
from dunning_rules.model.packtest import PackTest
from dunning_rules.model.suggestion import NotBuilt, SuggestedTest, Suggestions
from dunning_rules.packtest.answers import FALSE, TRUE, answer
from dunning_rules.packtest.asking import Asked, Questions, conditions_in
from dunning_rules.packtest.measuring import FIRED, OPEN_BY_TIME, Measure
from dunning_rules.packtest.saying import CONSEQUENCES, LEFT_OUT, left_out_in, said_in
from dunning_rules.packtest.searching import Found, Search, Start, Want
from dunning_rules.packtest.sights import AGAINST, FOR
from dunning_rules.packtest.stating import expectation
from dunning_rules.packtest.trying import Trials
from dunning_rules.place import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.engine.seen import Seen
    from dunning_rules.model.coverage import Goal
    from dunning_rules.model.pack import Pack
    from dunning_rules.packtest.running import Bench
    from dunning_rules.packtest.saying import Mark
    from dunning_rules.packtest.sights import Sought

MOST_STARTS: Final = 4
"""Nearest cases from which a search starts."""

SOME_MOMENT: Final = "2026-11-25T14:00+08:00"
"""The moment of a case that is built where a pack has no test to start from."""

NOT_FOUND: Final = "no case was found from the nearest tests by changing up to four facts"
NO_WAY: Final = "its tests have too many ways of answering together"
NO_START: Final = "no test has it in its script, and none fires a rule that wants it, so there is no case to start from"


def build_suggestions(measure: Measure, bench: Bench, packs: Sequence[Pack]) -> Suggestions:
    """Build a case for everything that the measured tests do not show; what is found is added to the measure."""
    return _Suggesting(measure, bench, packs).all()


@dataclass(slots=True)
class _Suggesting:
    measure: Measure
    bench: Bench
    packs: Sequence[Pack]
    pool: Measure = field(init=False)
    starts: list[Start] = field(init=False)
    bare: Start = field(init=False)
    search: Search = field(init=False)
    tests: list[SuggestedTest] = field(default_factory=list)
    not_built: list[NotBuilt] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Decide every case there is to start from: the tests of the pack, then those of the packs it builds on."""
        program = self.measure.programs[-1]
        trials, self.starts = Trials(program), []
        self.pool = Measure(self.measure.programs, self.measure.pack)
        for test in (t for pack in reversed(self.packs) for t in pack.tests):
            self._pool(Start(test.facts, test.as_of, test.name, test.place.file), trials)
        self.bare = Start(self._required(trials), SOME_MOMENT)
        trials.learn(self.bare.facts, self.bench.see(self.bare.facts, self.bare.as_of).known)
        asked = (*conditions_in(program, self.measure.pack), *self._spoken().values())
        self.search = Search(self.bench, trials, Questions.of(program, asked))

    def _pool(self, start: Start, trials: Trials) -> None:
        try:
            seen = self.bench.see(start.facts, start.as_of)
        except CaseError:
            return
        trials.learn(start.facts, seen.known)
        self.pool.take(seen)
        self.starts.append(start)

    def _required(self, trials: Trials) -> dict[str, Any]:
        """Give a case with nothing but the required facts."""
        required = [f.name for f in trials.program.facts.values() if f.required]
        return {
            n: next((v for v in trials.values(n, datetime.fromisoformat(SOME_MOMENT)) if v is not None), None) for n in required
        }

    def all(self) -> Suggestions:
        """Build what is missing of the conditions, then of the sentences and of timed gates."""
        for sought in self.measure.sought():
            self._sought(sought)
        for mark, goal in self.measure.plain():
            if mark not in self.measure.shown:
                self._plain(mark, goal)
        return Suggestions(tuple(self.tests), tuple(self.not_built))

    def _sought(self, sought: Sought) -> None:
        for side in sought.lacking(self.measure.answered(sought.asked)):
            if side not in sought.lacking(self.measure.answered(sought.asked)):
                continue
            found = self._find_side(sought, side)
            if isinstance(found, str):
                self.not_built.append(NotBuilt(sought.goal(self.measure.answered(sought.asked)), found))
                return
            told = f"{sought.aspect}{f', alone {side} it' if side else ''}"
            self._add(found, sought.asked.owner, told, (sought.asked.kind, sought.asked.name))

    def _find_side(self, sought: Sought, side: str) -> Found | str:
        asked, sight = sought.asked, sought.sides[side]
        possible = self.measure.reaches[id(self.measure.programs[-1])].answers(asked.tests)
        targets = tuple(a for a in possible or () if sight(a))
        if not targets:
            return NO_WAY
        starts = self._near(asked, sought, side, targets)
        if not starts:
            return NO_START
        return self.search.find(Want(asked, targets), starts) or NOT_FOUND

    def _near(self, asked: Asked, sought: Sought, side: str, targets: Sequence[tuple[int, ...]]) -> list[Start]:
        """Give the nearest cases there are; for one side of a pair those of the other side come first."""
        other = sought.sides[{FOR: AGAINST, AGAINST: FOR}[side]] if side else None

        def far(answers: tuple[int, ...]) -> tuple[bool, int]:
            paired = other is not None and other(answers)
            return not paired, min(sum(a != t for a, t in zip(answers, target, strict=True)) for target in targets)

        answered = self.pool.answered(asked)
        nearest = [n for a in sorted(answered, key=far) for n in self._best(answered[a], asked)]
        starts = [self.starts[n] for n in nearest[:MOST_STARTS]]
        return starts or (self._choosing(asked.snippet) if asked.snippet else [self.bare])

    def _choosing(self, wanted: str) -> list[Start]:
        """Give cases in which a rule wants a snippet, or a consequence, that no script has yet: the form may be another."""
        rules = [r.rule for r in self.measure.programs[-1].rules]
        wishes = {r.id: [*(c.value for c in r.then.choose), *(c.value for c in r.then.collect)] for r in rules}
        fired = (self.pool.shown.get(("rule", name, FIRED)) for name, values in wishes.items() if wanted in values)
        return [self.starts[n] for n in fired if n is not None][:MOST_STARTS]

    def _best(self, cases: list[int], asked: Asked) -> list[int]:
        """Give the best two of cases that answer alike: those that stand beside what asks come first."""
        beside = f"{asked.place.file.rpartition('.')[0]}.test."
        return sorted(cases, key=lambda n: not self.starts[n].file.startswith(beside))[:2]

    def _plain(self, mark: Mark, goal: Goal) -> None:
        kind, name, aspect = mark
        found = self._timed(name) if aspect == OPEN_BY_TIME else self._sentence(mark) if kind == "sentence" else NOT_FOUND
        if isinstance(found, str):
            self.not_built.append(NotBuilt(goal, found))
        else:
            self._add(found, goal.owner, aspect, (kind, name))

    def _timed(self, name: str) -> Found | str:
        """Look for a case in which only the days passed have opened a gate."""
        asked = next(a for a in self.search.questions.asked if (a.kind, a.name) == ("gate", name))
        gate = self.search.trials.program.gates[name].gate
        targets = self._ways(asked, FALSE)
        since = [gate.opens_after[1]] if gate.opens_after else []
        want = Want(asked, targets, lambda seen: (name not in seen.open_by_time, since))
        answered = self.pool.answered(asked)
        starts = [self.starts[n] for a, cases in answered.items() if a in targets for n in self._best(cases, asked)]
        return self.search.find(want, starts[:MOST_STARTS] or [self.bare]) or NOT_FOUND

    def _ways(self, asked: Asked, *wanted: int) -> tuple[tuple[int, ...], ...]:
        possible = self.measure.reaches[id(self.measure.programs[-1])].answers(asked.tests) or ()
        return tuple(a for a in possible if answer(asked.condition, a) in wanted)

    def _spoken(self) -> dict[str, Asked]:
        """Give for each sentence and consequence the condition under which it is said: its own and its claim's."""
        program, found = self.measure.programs[-1], {}
        for snippet in self.measure.pack.snippets:
            for number, linked in enumerate(program.snippets[snippet.id].sentences, 1):
                name, sentence = f"{snippet.id}/{number}", linked.sentence
                found[name] = self._said(name, [sentence.when], sentence.claim, snippet.id)
        for item in (i for o in self.measure.pack.outcomes if o.name == CONSEQUENCES for i in o.items):
            found[f"{CONSEQUENCES}/{item.id}"] = self._said(f"{CONSEQUENCES}/{item.id}", [], item.gate, "")
        return found

    def _said(self, name: str, conditions: list[Condition], gate: str, snippet: str) -> Asked:
        program = self.measure.programs[-1]
        parts = (*conditions, *((program.gates[gate].gate.when,) if gate else ()))
        return Asked(name, AllOf(parts), NOWHERE, "said", name, snippet, tests=tuple(tests_of(AllOf(parts))))

    def _sentence(self, mark: Mark) -> Found | str:
        """Look for a case in which a sentence is said in a language, or is left out."""
        _, name, aspect = mark
        asked = self._spoken()[name]
        starts = self._speaking(name, asked.snippet, aspect)
        if not starts:
            return NO_START
        if aspect == LEFT_OUT:
            return self._left_out(mark, asked, starts)
        language = aspect.removeprefix("said in ")
        starts = [replace(s, facts={**s.facts, "language": language}) for s in starts]
        want = Want(asked, self._ways(asked, TRUE), lambda seen: (mark not in set(said_in(seen)), self._slots(name, seen)))
        found = self.search.find(want, starts)
        return replace(found, changed=("language", *found.changed)) if found else NOT_FOUND

    def _left_out(self, mark: Mark, asked: Asked, starts: list[Start]) -> Found | str:
        """Look for a case in which the sentence is left out; without a condition only an empty slot leaves it out."""

        def more(seen: Seen) -> tuple[int, list[str]]:
            return mark not in set(left_out_in(seen)), self._slots(mark[1], seen)

        shut = self._ways(asked, FALSE) or self._ways(asked, TRUE)
        return self.search.find(Want(asked, shut, more), starts) or NOT_FOUND

    def _speaking(self, name: str, snippet: str, aspect: str) -> list[Start]:
        """Give cases in which the sentence was said, best in the language wanted, or its snippet stands in the script."""
        marks = {m: n for m, n in self.pool.shown.items() if m[0] == "sentence"}
        own = [n for (_, of, seen), n in marks.items() if of == name and seen != aspect]
        near = [n for (_, of, _), n in marks.items() if snippet and of.startswith(f"{snippet}/")]
        found = [self.starts[n] for n in dict.fromkeys((*own, *near))][:MOST_STARTS]
        return found or self._choosing(snippet or name.rpartition("/")[-1])

    def _slots(self, name: str, seen: Seen) -> list[str]:
        """Name the facts whose slots stand in a sentence."""
        snippet, _, number = name.partition("/")
        program = seen.program
        if snippet == CONSEQUENCES:
            words = program.consequence_words[number]
        else:
            words = program.snippets[snippet].sentences[int(number) - 1].words
        slots = [str(p.path[0]) for template in words.values() for p in template if isinstance(p, Slot)]
        return [n for n in dict.fromkeys(slots) if n in program.facts]

    def _add(self, found: Found, owner: str, told: str, of: tuple[str, str]) -> None:
        """Keep a case, and let it count for all else it shows."""
        self.measure.take(found.seen)
        self.pool.take(found.seen)
        name = f"suggested {len(self.tests) + 1}: {owner}: {told}"
        self.starts.append(Start(found.facts, found.start.as_of, name, found.start.file))
        expect = expectation(found.seen, *of)
        test = PackTest(name, found.start.as_of, found.facts, expect)
        self.tests.append(SuggestedTest(test, f"{owner}: {told}", found.start.name, found.changed))
