"""Cases from YAML, JSON or JSON lines; one that cannot be read is an error in its place."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dunning_rules.errors import UsageError
from dunning_rules.source.reading import read_bytes
from dunning_rules.source.scalar import typed

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class RawCase:
    """One case as given: its id, its moment, its facts; or what makes it unreadable."""

    id: str
    as_of: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    error: str = ""


def read_cases(raw: bytes, name: str) -> Iterator[RawCase]:
    """Read a list of `{id, as_of, facts}`; the ending of ``name`` tells the format (.yaml, .json, .jsonl).

    Raises UsageError when the whole file cannot be read.
    """
    if name.endswith(".jsonl"):
        lines = _text(raw, name).splitlines()
        return (_line(line, number) for number, line in enumerate(lines, 1) if line.strip())
    data = _json(_text(raw, name), name) if name.endswith(".json") else _yaml(raw, name)
    if isinstance(data, dict):
        data = [data]
    if not isinstance(data, list):
        msg = f"{name}: a list of cases is wanted, each with `id`, `as_of` and `facts`"
        raise UsageError(msg)
    return (_case(item, str(number)) for number, item in enumerate(data, 1))


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{name}: not UTF-8 text (byte {error.start})"
        raise UsageError(msg) from error


def _yaml(raw: bytes, name: str) -> Any:  # noqa: ANN401 - plain data
    document, findings = read_bytes(raw, name)
    if document is None:
        msg = "; ".join(f"{f.place}: {f.message}" for f in findings)
        raise UsageError(msg)
    return document.data


def _json(text: str, name: str) -> Any:  # noqa: ANN401 - plain data
    try:
        return _loads(text)
    except ValueError as error:
        msg = f"{name}: not JSON: {error}"
        raise UsageError(msg) from error


def _loads(text: str) -> Any:  # noqa: ANN401 - plain data
    """Read JSON exactly: numbers as written, no key twice, no NaN, no depth that could hurt."""
    try:
        return json.loads(text, parse_float=_number, parse_constant=_no_constant, object_pairs_hook=_once)
    except RecursionError as error:
        msg = "nested too deep"
        raise ValueError(msg) from error


def _number(text: str) -> Decimal:
    found = typed(text)
    if not isinstance(found, Decimal):
        msg = f"{text[:40]} is out of range"
        raise ValueError(msg)  # noqa: TRY004 - the text is at fault, not the caller
    return found


def _no_constant(name: str) -> None:
    msg = f"{name} is no number"
    raise ValueError(msg)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            msg = f"the key `{key}` stands twice"
            raise ValueError(msg)
        found[key] = value
    return found


def _line(line: str, number: int) -> RawCase:
    try:
        return _case(_loads(line), str(number))
    except ValueError as error:
        return RawCase(str(number), error=f"not JSON: {error}")


def _case(item: Any, number: str) -> RawCase:  # noqa: ANN401 - plain data
    if not isinstance(item, dict):
        return RawCase(number, error="a case is a mapping with `as_of` and `facts`")
    name = str(item.get("id", number))
    facts, as_of = item.get("facts"), item.get("as_of", "")
    unknown = sorted(set(item) - {"id", "as_of", "facts"})
    if unknown:
        return RawCase(name, error=f"unknown key `{unknown[0]}`; a case has `id`, `as_of` and `facts`")
    if not isinstance(facts, dict):
        return RawCase(name, error="`facts` must be a mapping of fact to value")
    return RawCase(name, str(as_of), facts)
