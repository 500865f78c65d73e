"""Documents that stand alone, outside any pack: the mapping of a ledger and the profile of a creditor."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.finding import Finding
from dunning_rules.source.check import check_by
from dunning_rules.source.mapping import MAPPING
from dunning_rules.source.profile import PROFILE
from dunning_rules.source.reading import read_file
from dunning_rules.source.schemas import schema_of, validator_of
from dunning_rules.source.shape import Spot

if TYPE_CHECKING:
    from pathlib import Path

    from jsonschema.protocols import Validator

    from dunning_rules.model.case import Profile
    from dunning_rules.model.ledger import LedgerMapping
    from dunning_rules.source.reading import Document
    from dunning_rules.source.shape import Json, Record

ALONE: Final[dict[str, Record]] = {"mapping": MAPPING, "profile": PROFILE}
"""Every kind of document that stands alone, with its shape."""


def read_mapping(path: Path, shown_as: str) -> tuple[LedgerMapping | None, list[Finding]]:
    """Read the mapping of a ledger; ``shown_as`` is the name that findings print.

    Give the mapping, or None with everything that is wrong with the file.
    """
    mapping, findings = _read("mapping", path, shown_as)
    return mapping, findings


def read_profile(path: Path, shown_as: str) -> tuple[Profile | None, list[Finding]]:
    """Read the profile of a creditor; ``shown_as`` is the name that findings print.

    Give the profile, or None with everything that is wrong with the file.
    """
    profile, findings = _read("profile", path, shown_as)
    return profile, findings


def schema_alone(kind: str) -> Json:
    """Give the JSON Schema of a document that stands alone: a `mapping` or a `profile`."""
    return schema_of(kind, ALONE[kind])


def _read(kind: str, path: Path, shown_as: str) -> tuple[Any, list[Finding]]:
    document, findings = read_file(path, shown_as)
    if document is None:
        return None, findings
    findings = check_by(document, _validator(kind))
    return (None, findings) if findings else _build(kind, document)


def _build(kind: str, document: Document) -> tuple[Any, list[Finding]]:
    """Build what passed the check; a date such as 2026-02-30 has the right form and is none."""
    try:
        return ALONE[kind].build(document.data, Spot(document)), []
    except ValueError as error:
        return None, [Finding("DR116", str(error), document.place(()))]


@cache
def _validator(kind: str) -> Validator:
    """Give the validator of one kind."""
    return validator_of(schema_alone(kind))
