"""Findings as SARIF 2.1.0, the form that code scanning takes."""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from dunning_rules.report.codes import MEANINGS
from dunning_rules.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dunning_rules.model.finding import Finding, Fix
    from dunning_rules.place import Place

DOCS: Final = "docs/findings/{code}.md"
"""The page of a code, in the repository of the library."""

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_PAGE: Final = "urn:dunning-rules:finding:{code}"
"""A help address must be absolute; like a schema, a finding is named and not addressed."""


def as_sarif(findings: Sequence[Finding], line_of: Callable[[Place], str], root: Path) -> str:
    """Write findings as SARIF; addresses of files start from ``root``, and fingerprints outlive a change of lines."""
    codes = sorted({f.code for f in findings})
    seen: Counter[str] = Counter()
    results = [_result(f, codes, _fingerprint(f, line_of(f.place), _uri(f.place.file, root), seen), root) for f in findings]
    driver = {"name": "dunning-rules", "semanticVersion": VERSION, "rules": [_rule(code) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    meaning = MEANINGS[code]
    return {
        "id": code,
        "shortDescription": {"text": meaning},
        "help": {"text": f"{code}: {meaning}; see {DOCS.format(code=code)}"},
        "helpUri": _PAGE.format(code=code),
    }


def _result(finding: Finding, codes: list[str], fingerprint: str, root: Path) -> dict[str, Any]:
    place = finding.place
    allowed = {"kind": "inSource", "justification": finding.suppressed}
    where = {
        "artifactLocation": {"uri": _uri(place.file, root)},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": "; ".join(filter(None, (finding.message, finding.help)))},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"dunningRules/v1": fingerprint},
        "suppressions": [allowed] if finding.suppressed else [],
        **({"fixes": [_fix(finding.fix, finding.fix.end, root)]} if finding.fix and finding.fix.end else {}),
    }


def _fix(fix: Fix, end: Place, root: Path) -> dict[str, Any]:
    start = fix.start
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    replaced = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
    return {
        "description": {"text": f"{fix.action} {fix.what}".strip()},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(start.file, root)}, "replacements": [replaced]}],
    }


def _uri(file: str, root: Path) -> str:
    """Give the address of a file: relative to the root with forward slashes where it is below it."""
    path = Path(os.path.normpath(root / file))
    return quote(path.relative_to(root).as_posix()) if path.is_relative_to(root) else path.as_uri()


def _fingerprint(finding: Finding, line: str, uri: str, seen: Counter[str]) -> str:
    """Tell a finding from others by its code, its file and the words of its line; of twins, by which one it is."""
    said = f"{finding.code}\0{uri}\0{line.strip()}"
    seen[said] += 1
    return f"{sha256(said.encode()).hexdigest()[:32]}:{seen[said]}"
