"""Runs pack tests one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dunning_rules.engine.deciding import Decider, decider_for
from dunning_rules.errors import CaseError
from dunning_rules.model.case import CaseReader
from dunning_rules.model.packtest import PackTest, PackTestResult
from dunning_rules.packtest.expecting import fired_in, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.seen import Seen


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the cases of a pack are tried out: its programs, and the reader of its vocabulary."""

    reader: CaseReader
    deciders: Sequence[Decider]

    @classmethod
    def of(cls, programs: Sequence[Program]) -> Bench:
        """Make a bench of compiled packs."""
        return cls(CaseReader(programs[0].facts), tuple(map(Decider.of, programs)))

    def see(self, facts: Mapping[str, Any], as_of: str | datetime) -> Seen:
        """Decide one case and keep what came to light.  Raises CaseError."""
        case = self.reader.read(facts, as_of)
        return decider_for(case, self.deciders).see(case)


@dataclass(frozen=True, slots=True)
class Ran:
    """A test that ran, and the case it decided; none where the case was refused."""

    result: PackTestResult
    seen: Seen | None = None


def run_tests(tests: Iterable[PackTest], bench: Bench) -> tuple[Ran, ...]:
    """Run every test; one that fails never keeps another from running."""
    return tuple(_run(test, bench) for test in tests)


def _run(test: PackTest, bench: Bench) -> Ran:
    try:
        seen = bench.see(test.facts, test.as_of)
    except CaseError as error:
        wanted = test.expect.get("error")
        failures = () if wanted is not None and wanted in error.problems else (f"the case is refused: {error}",)
        return Ran(PackTestResult(test, failures))
    decision = seen.decision
    return Ran(PackTestResult(test, judge(decision, test.expect), fired_in(decision)), seen)
