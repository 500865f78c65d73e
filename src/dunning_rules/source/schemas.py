"""JSON Schemas of all documents, generated from their shapes."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from dunning_rules.source.decision_schema import case_body, decision_body
from dunning_rules.source.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jsonschema.protocols import Validator

    from dunning_rules.model.fact import Fact
    from dunning_rules.source.shape import Json, Shape

BASE: Final = "urn:dunning-rules:v1:"
"""What every identity begins with: a name and no address, so that nobody is led to fetch it."""

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str, shape: Shape | None = None) -> Json:
    """Give the JSON Schema of one kind of document."""
    defs: Json = {}
    body = (shape or KINDS[kind]).schema(defs)
    head = {"$schema": DIALECT, "$id": f"{BASE}{kind}.schema.json", "title": f"dunning-rules: {kind}"}
    return {**head, **body, **({"$defs": defs} if defs else {})}


def document_schema() -> Json:
    """Give the schema of any document of a pack: it branches on `kind`, so that errors name the key that is wrong.

    It holds the schemas of all kinds, so that an editor needs this one file.
    """
    bundled = {kind: schema_of(kind) for kind in KINDS}
    branches = [
        {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"$ref": schema["$id"]}}
        for kind, schema in bundled.items()
    ]
    return {
        "$schema": DIALECT,
        "$id": f"{BASE}document.schema.json",
        "title": "dunning-rules: any document of a pack",
        "type": "object",
        "properties": {"kind": {"enum": list(KINDS)}},
        "required": ["kind"],
        "allOf": branches,
        "$defs": bundled,
    }


def _headed(name: str, body: Json) -> Json:
    return {"$schema": DIALECT, "$id": f"{BASE}{name}.schema.json", "title": f"dunning-rules: {name}", **body}


def case_schema(facts: Mapping[str, Fact] | None = None) -> Json:
    """Give the schema of a case, with the facts of a vocabulary when one is given."""
    return _headed("case", case_body(facts))


def all_schemas() -> dict[str, Json]:
    """Give every schema by the name of its file."""
    found = {f"{kind}.schema.json": schema_of(kind) for kind in KINDS}
    found["document.schema.json"] = document_schema()
    found["case.schema.json"] = case_schema()
    found["decision.schema.json"] = _headed("decision", decision_body())
    return found


def as_text(schema: Json) -> str:
    """Write a schema down the way it is shipped."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@cache
def validator(kind: str) -> Validator:
    """Give the validator of one kind of document in a pack."""
    return validator_of(schema_of(kind))


def validator_of(schema: Json) -> Validator:
    """Make a validator; the empty registry makes sure that nothing is fetched."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only a program that reads packs from text pays for it
    from referencing import Registry  # noqa: PLC0415 - the same

    return Draft202012Validator(schema, registry=Registry())
