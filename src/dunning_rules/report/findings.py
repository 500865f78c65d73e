"""Findings for people and for programs: text with a caret, JSON, GitHub annotations, JUnit; SARIF has its own file."""

from __future__ import annotations

import json
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from dunning_rules.report.sarif import DOCS, as_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from dunning_rules.model.finding import Finding
    from dunning_rules.place import Place

    LineOf = Callable[[Place], str]


def as_text(findings: Sequence[Finding], line_of: LineOf) -> str:
    """Write findings as a compiler does: place, code, message, the line with a caret, and the next step.

    What the pack allows is only counted.
    """
    met = [f for f in findings if not f.suppressed]
    errors = sum(f.severity == "error" for f in met)
    notes = sum(f.severity == "note" for f in met)
    counted = f"{errors} errors, {len(met) - errors - notes} warnings" + (f", {notes} notes" if notes else "")
    total = counted if met else "no findings"
    allowed = len(findings) - len(met)
    fixable = sum(f.fix is not None for f in met)
    hint = [f"{fixable} can be mended: say --fix, or --diff to see it first"] if fixable else []
    return "\n".join([*(_told(f, line_of(f.place)) for f in met), total + (f", {allowed} allowed" if allowed else ""), *hint])


def _told(finding: Finding, line: str) -> str:
    head = f"{finding.place}: {finding.severity} {finding.code}: {finding.message}"
    shown = [f"  {line}", f"  {_lead(line, finding.place.column)}^"] if line else []
    return "\n".join([head, *shown, *([f"  help: {finding.help}"] if finding.help else [])])


def _lead(line: str, column: int) -> str:
    """Blanks as wide as the line up to the column: Chinese letters take two places."""
    return "".join("　" if ord(c) > 0x2E7F else "\t" if c == "\t" else " " for c in line[: column - 1])  # noqa: PLR2004 - first CJK block


def as_json(findings: Sequence[Finding]) -> str:
    """Write findings as a JSON list; `suppressed` is the reason for which the pack allows one."""
    return json.dumps([_plain(f) for f in findings], ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "help": finding.help,
        "docs": DOCS.format(code=finding.code),
        "fix": _fix(finding),
        "suppressed": finding.suppressed,
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    fix = finding.fix
    if fix is None or fix.end is None:
        return None
    start, end = ({"line": p.line, "column": p.column} for p in (fix.start, fix.end))
    return {"action": fix.action, "start": start, "end": end, "text": fix.text}


_LEVELS: Final = {"error": "error", "warning": "warning", "note": "notice"}
"""Our severities in GitHub's words."""


def as_github(findings: Sequence[Finding]) -> str:
    """Write findings as annotations of GitHub Actions; what the pack allows is left out."""
    return "\n".join(
        f"::{_LEVELS[f.severity]} file={_escaped(f.place.file, ':,')},line={f.place.line},col={f.place.column},title={f.code}::"
        + _escaped("; ".join(filter(None, (f.message, f.help))))
        for f in findings
        if not f.suppressed
    )


def _escaped(text: str, more: str = "") -> str:
    """Write the signs that end a property or a line as GitHub wants them."""
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{more}" else letter for letter in text)


def as_junit(findings: Sequence[Finding]) -> str:
    """Write findings as JUnit XML, one case a file; what the pack allows is a case that was skipped."""
    cases = []
    met = sorted((f for f in findings if not f.suppressed), key=lambda f: f.place)
    for file, group in groupby(met, key=lambda f: f.place.file):
        told = "".join(f"<failure type={quoteattr(f.code)} message={quoteattr(f'{f.place}: {f.message}')}/>" for f in group)
        cases.append(f"<testcase classname='lint' name={quoteattr(file)}>{told}</testcase>")
    allowed = [
        f"<testcase classname='lint' name={quoteattr(f'{f.place} {f.code}')}>"
        f"<skipped message={quoteattr(f.suppressed)}/></testcase>"
        for f in findings
        if f.suppressed
    ]
    counts = f"tests='{len(cases) + len(allowed)}' failures='{len(cases)}' skipped='{len(allowed)}'"
    suite = f"<testsuite name='dunning-rules lint' {counts}>{''.join([*cases, *allowed])}</testsuite>"
    return f"<?xml version='1.0' encoding='utf-8'?>\n{suite}"


FORMATS: Final[Mapping[str, Callable[[Sequence[Finding], LineOf, Path], str]]] = MappingProxyType(
    {
        "text": lambda findings, line_of, _root: as_text(findings, line_of),
        "json": lambda findings, _line_of, _root: as_json(findings),
        "github": lambda findings, _line_of, _root: as_github(findings),
        "sarif": as_sarif,
        "junit": lambda findings, _line_of, _root: as_junit(findings),
    }
)
"""Every format by its name; the line of a place is shown or hashed, the root is what addresses of files start from."""
