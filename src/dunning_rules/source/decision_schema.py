"""The JSON Schema of a decision and of a case, read off the model itself so that they cannot drift."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

from dunning_rules.model import decision, titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.model.fact import Fact
    from dunning_rules.source.shape import Json

_SCALARS: Final[dict[Any, Json]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
    Any: {},
}
_NAMES: Final = {**vars(decision), "Titles": titles.Titles}

_FACT_TYPES: Final[dict[str, Json]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": ["number", "string"]},
    "money": {"type": ["number", "string"]},
    "text": {"type": "string", "minLength": 1},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d"},
    "dates": {"type": "array", "items": {"type": "string", "format": "date"}},
    "records": {"type": "array", "items": {"type": "object"}},
}


def decision_body() -> Json:
    """Give the schema of what `decide` prints for one case."""
    defs: Json = {}
    body = _of(decision.Decision, defs)
    name = str(body["$ref"]).rsplit("/", 1)[-1]
    whole = dict(defs.pop(name))
    whole["properties"] = {"$schema": {"const": decision.DECISION_FORMAT}, **whole["properties"]}
    return {**whole, "$defs": defs}


def _of(kind: Any, defs: Json) -> Json:  # noqa: ANN401 - a type annotation
    if is_dataclass(kind):
        return _record(kind, defs)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], defs)}
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_of(k, defs) for k in get_args(kind)]}
    return dict(_SCALARS[kind])


def _record(kind: Any, defs: Json) -> Json:  # noqa: ANN401 - a dataclass
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}
        hints = get_type_hints(kind, _NAMES)
        properties = {f.name: _of(hints[f.name], defs) for f in fields(kind)}
        about = (kind.__doc__ or "").strip().splitlines()[0]
        defs[kind.__name__].update(
            type="object",
            description=about,
            properties=properties,
            required=list(properties),
            additionalProperties=False,
        )
    return {"$ref": f"#/$defs/{kind.__name__}"}


def case_body(facts: Mapping[str, Fact] | None = None) -> Json:
    """Give the schema of one case; with a vocabulary its facts are spelt out for editors and programs."""
    described: Json = {"type": "object"}
    if facts is not None:
        properties = {f.name: _fact(f) for f in facts.values() if not f.derived and (not f.computed or f.may_be_given)}
        described = {"type": "object", "properties": properties, "additionalProperties": False}
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "as_of": {"type": "string", "format": "date-time", "description": "the moment of the decision, with its offset"},
            "facts": described,
        },
        "required": ["as_of", "facts"],
        "additionalProperties": False,
    }


def _fact(fact: Fact) -> Json:
    if fact.type == "choice":
        body: Json = {"enum": [*fact.values, "unknown", None]}
    elif fact.type == "set":
        body = {"type": "array", "items": {"enum": list(fact.values)}}
    else:
        body = dict(_FACT_TYPES[fact.type])
    return {"description": fact.meaning, **body}
