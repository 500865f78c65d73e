"""Results of pack tests and what they cover, for people and for programs."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dunning_rules.model.coverage import Goal
    from dunning_rules.model.packtest import PackRun, PackTestResult


def as_text(runs: Sequence[PackRun], *, missing: bool = False) -> str:
    """Say what failed and why, how many tests held, and what they cover; on demand everything they do not."""
    return "\n".join(line for run in runs for line in _told(run, missing=missing))


def _told(run: PackRun, *, missing: bool) -> Iterator[str]:
    for result in run.results:
        if not result.passed:
            yield f"{result.test.place}: failed: {result.test.name}"
            yield from (f"  {failure}" for failure in result.failures)
    if missing:
        yield from (f"{g.place}: not seen: {g}" for g in run.coverage.missing())
    for finding in run.findings:
        yield f"{finding.place}: {finding.severity} {finding.code}: {finding.message}"
        yield f"  help: {finding.help}"
    yield f"{run.pack}: {sum(r.passed for r in run.results)} of {len(run.results)} tests held"
    counts = run.coverage.counts().items()
    yield f"{run.pack}: covered: " + ", ".join(f"{name} {c.percent} % ({c.seen} of {c.of})" for name, c in counts)


def as_json(runs: Sequence[PackRun], *, missing: bool = False) -> str:
    """Write runs as a JSON list, one a pack; what is not covered is always in it."""
    _ = missing
    return json.dumps([_plain_run(r) for r in runs], ensure_ascii=False, indent=2)


def _plain_run(run: PackRun) -> dict[str, Any]:
    counts = run.coverage.counts().items()
    return {
        "pack": run.pack,
        "passed": run.passed,
        "tests": [_plain(r) for r in run.results],
        "coverage": {name: {"percent": c.percent, "seen": c.seen, "of": c.of} for name, c in counts},
        "missing": [_plain_goal(g) for g in run.coverage.missing()],
        "findings": [
            {"code": f.code, "message": f.message, "file": f.place.file, "line": f.place.line, "help": f.help}
            for f in run.findings
        ],
    }


def _plain_goal(goal: Goal) -> dict[str, Any]:
    return {
        "figure": goal.figure,
        "owner": goal.owner,
        "aspect": goal.aspect,
        "lacks": goal.lacks,
        "file": goal.place.file,
        "line": goal.place.line,
    }


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


def as_junit(runs: Sequence[PackRun], *, missing: bool = False) -> str:
    """Write runs as JUnit XML, one suite a pack; each missed floor is a failing case."""
    _ = missing
    return f"<?xml version='1.0' encoding='utf-8'?>\n<testsuites>{''.join(map(_suite, runs))}</testsuites>"


def _suite(run: PackRun) -> str:
    cases = [_case(r.test.place.file, r.test.name, r.failures) for r in run.results]
    missed = {f.place.line: f"{f.code}: {f.message}" for f in run.findings}
    cases += [_case(f.place.file, f"the floor of {f.message.split()[0]}", (missed[f.place.line],)) for f in run.findings]
    failed = sum(not r.passed for r in run.results) + len(run.findings)
    head = f"<testsuite name={quoteattr(f'dunning-rules test {run.pack}')} tests='{len(cases)}' failures='{failed}'>"
    return f"{head}{''.join(cases)}</testsuite>"


def _case(file: str, name: str, failures: Sequence[str]) -> str:
    told = "".join(f"<failure message={quoteattr(f)}/>" for f in failures)
    return f"<testcase classname={quoteattr(file)} name={quoteattr(name)}>{told}</testcase>"


FORMATS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType({"text": as_text, "json": as_json, "junit": as_junit})
"""Formats by name."""
