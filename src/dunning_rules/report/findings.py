"""Findings for people and for programs: text with a caret, JSON, GitHub annotations, SARIF, JUnit."""

from __future__ import annotations

import json
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dunning_rules.model.finding import Finding
    from dunning_rules.place import Place

    LineOf = Callable[[Place], str]

DOCS: Final = "docs/findings/{code}.md"
_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: Sequence[Finding], line_of: LineOf) -> str:
    """Write findings as a compiler does: place, code, message, the line with a caret, and the next step."""
    if not findings:
        return "no findings"
    told = [_told(f, line_of(f.place)) for f in findings]
    errors = sum(f.severity == "error" for f in findings)
    return "\n".join([*told, f"{errors} errors, {len(findings) - errors} warnings"])


def _told(finding: Finding, line: str) -> str:
    head = f"{finding.place}: {finding.severity} {finding.code}: {finding.message}"
    shown = [f"  {line}", f"  {_lead(line, finding.place.column)}^"] if line else []
    return "\n".join([head, *shown, *([f"  help: {finding.help}"] if finding.help else [])])


def _lead(line: str, column: int) -> str:
    """Blanks as wide as the line up to the column: Chinese letters take two places."""
    return "".join("　" if ord(c) > 0x2E7F else "\t" if c == "\t" else " " for c in line[: column - 1])  # noqa: PLR2004 - first CJK block


def as_json(findings: Sequence[Finding]) -> str:
    """Write findings as a JSON list."""
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
    }


def as_github(findings: Sequence[Finding]) -> str:
    """Write findings as annotations of GitHub Actions."""
    return "\n".join(
        f"::{f.severity} file={f.place.file},line={f.place.line},col={f.place.column},title={f.code}::"
        + f"{f.message} {f.help}".strip().replace("%", "%25").replace("\n", "%0A")
        for f in findings
    )


def as_sarif(findings: Sequence[Finding]) -> str:
    """Write findings as SARIF 2.1.0."""
    codes = sorted({f.code for f in findings})
    rules = [{"id": code, "helpUri": DOCS.format(code=code)} for code in codes]
    results = [
        {
            "ruleId": f.code,
            "level": f.severity,
            "message": {"text": f"{f.message} {f.help}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": f.place.file},
                        "region": {"startLine": f.place.line, "startColumn": f.place.column},
                    }
                }
            ],
        }
        for f in findings
    ]
    driver = {"name": "dunning-rules", "rules": rules}
    return json.dumps(
        {"$schema": _SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}, indent=2
    )


def as_junit(findings: Sequence[Finding]) -> str:
    """Write findings as JUnit XML, one case a file."""
    cases = []
    for file, group in groupby(sorted(findings, key=lambda f: f.place), key=lambda f: f.place.file):
        told = "".join(f"<failure type={quoteattr(f.code)} message={quoteattr(f'{f.place}: {f.message}')}/>" for f in group)
        cases.append(f"<testcase classname='lint' name={quoteattr(file)}>{told}</testcase>")
    head = f"<testsuite name='dunning-rules lint' tests='{len(cases)}' failures='{len(cases)}'>"
    return f"<?xml version='1.0' encoding='utf-8'?>\n{head}{''.join(cases)}</testsuite>"


MACHINE_FORMATS: Final[Mapping[str, Callable[[Sequence[Finding]], str]]] = MappingProxyType(
    {"json": as_json, "github": as_github, "sarif": as_sarif, "junit": as_junit}
)
"""Formats for programs, by name."""
