"""Results of pack tests for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.model.packtest import PackTestResult


def as_text(results: Sequence[PackTestResult], never_fired: Sequence[str]) -> str:
    """Say what failed and why, then how many held, and which rules no test lets fire."""
    lines = []
    for result in results:
        if not result.passed:
            lines.append(f"{result.test.place}: failed: {result.test.name}")
            lines += [f"  {failure}" for failure in result.failures]
    passed = sum(r.passed for r in results)
    lines.append(f"{passed} of {len(results)} tests held")
    if never_fired:
        lines.append(f"{len(never_fired)} rules never fire in a test: {', '.join(never_fired)}")
    return "\n".join(lines)


def as_json(results: Sequence[PackTestResult], never_fired: Sequence[str]) -> str:
    """Write the results as JSON."""
    return json.dumps({"tests": [_plain(r) for r in results], "never_fired": list(never_fired)}, ensure_ascii=False, indent=2)


def _plain(result: PackTestResult) -> dict[str, Any]:
    place = result.test.place
    return {
        "name": result.test.name,
        "file": place.file,
        "line": place.line,
        "passed": result.passed,
        "failures": list(result.failures),
        "fired": list(result.fired),
    }


def as_junit(results: Sequence[PackTestResult], _never_fired: Sequence[str]) -> str:
    """Write the results as JUnit XML."""
    cases = []
    for result in results:
        told = "".join(f"<failure message={quoteattr(f)}/>" for f in result.failures)
        cases.append(
            f"<testcase classname={quoteattr(result.test.place.file)} name={quoteattr(result.test.name)}>{told}</testcase>"
        )
    failed = sum(not r.passed for r in results)
    head = f"<testsuite name='dunning-rules test' tests='{len(results)}' failures='{failed}'>"
    return f"<?xml version='1.0' encoding='utf-8'?>\n{head}{''.join(cases)}</testsuite>"
