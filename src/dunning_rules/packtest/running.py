"""Runs pack tests one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.errors import CaseError
from dunning_rules.model.packtest import PackTest, PackTestResult
from dunning_rules.packtest.expecting import fired_in, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from dunning_rules.model.decision import Decision

    Decide = Callable[[Mapping[str, Any], str], Decision]


def run_tests(tests: Iterable[PackTest], decide: Decide) -> tuple[PackTestResult, ...]:
    """Run every test; one that fails never keeps another from running."""
    return tuple(_run(test, decide) for test in tests)


def _run(test: PackTest, decide: Decide) -> PackTestResult:
    try:
        decision = decide(test.facts, test.as_of)
    except CaseError as error:
        wanted = test.expect.get("error")
        failures = () if wanted is not None and wanted in error.problems else (f"the case is refused: {error}",)
        return PackTestResult(test, failures)
    return PackTestResult(test, judge(decision, test.expect), fired_in(decision))
