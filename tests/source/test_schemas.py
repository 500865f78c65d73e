from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from dunning_rules._api import schemas
from dunning_rules.model.decision import DECISION_FORMAT
from dunning_rules.source.folder import shipped
from dunning_rules.source.kinds import KINDS
from dunning_rules.source.schemas import BASE, DIALECT, all_schemas, as_text, case_schema, document_schema, schema_of, validator
from dunning_rules.source.shape import FLAG, Key, Named, Record
from tests.building import fact, vocabulary

ALL = all_schemas()
TOGETHER = Registry().with_resources((body["$id"], Resource.from_contents(body)) for body in ALL.values())
HEADER = {"kind": "pack", "id": "tiny", "title": "Tiny", "version": "1.0.0", "owner": "tests", "languages": ["en"]}


def errors(data):
    """Say what is wrong with any document of a pack, as an editor would that has this one file."""
    return [error.message for error in Draft202012Validator(document_schema(), registry=Registry()).iter_errors(data)]


def references(body):
    """Walk all references of a schema, but not those of the schemas it holds: they have a name of their own."""
    if isinstance(body, dict):
        if isinstance(body.get("$ref"), str):
            yield body["$ref"]
        body = [part for part in body.values() if not (isinstance(part, dict) and "$id" in part)]
    if isinstance(body, list):
        for part in body:
            yield from references(part)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_schema_is_one_of_the_dialect_it_names(name):
    Draft202012Validator.check_schema(ALL[name])
    assert ALL[name]["$schema"] == DIALECT


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_schema_is_known_by_the_name_of_its_file(name):
    assert ALL[name]["$id"] == BASE + name


def test_a_decision_names_the_schema_that_describes_it():
    assert ALL["decision.schema.json"]["$id"] == DECISION_FORMAT


@pytest.mark.parametrize("name", sorted(ALL))
def test_all_that_a_schema_refers_to_is_there(name):
    resolver = TOGETHER.resolver(BASE + name)
    assert [r for r in references(ALL[name]) if not isinstance(resolver.lookup(r).contents, dict)] == []


def test_every_kind_has_a_schema_and_so_have_the_case_the_decision_and_any_document():
    assert {f"{name}.schema.json" for name in (*KINDS, "case", "decision", "document")} <= set(ALL)


def test_a_schema_may_be_made_of_a_shape_that_is_no_kind_of_a_pack():
    small = Record(dict, {"on": Key(Named("flag", lambda: FLAG))})
    assert schema_of("small", small) == {
        "$schema": DIALECT,
        "$id": f"{BASE}small.schema.json",
        "title": "dunning-rules: small",
        "type": "object",
        "properties": {"on": {"$ref": "#/$defs/flag"}},
        "additionalProperties": False,
        "$defs": {"flag": {"type": "boolean"}},
    }


def test_a_schema_without_definitions_says_nothing_of_them():
    assert "$defs" not in schema_of("small", Record(dict, {}))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEADER, []),
        ({**HEADER, "kind": "packs"}, [f"'packs' is not one of {list(KINDS)}"]),
        ({}, ["'kind' is a required property"]),
        ({k: v for k, v in HEADER.items() if k != "owner"}, ["'owner' is a required property"]),
        ({**HEADER, "gates": []}, ["Additional properties are not allowed ('gates' was unexpected)"]),
    ],
)
def test_the_schema_of_any_document_names_what_is_wrong_with_its_kind(data, expected):
    assert expected == errors(data)


def test_a_case_without_a_vocabulary_may_state_any_fact():
    assert case_schema()["properties"]["facts"] == {"type": "object"}


def test_a_case_with_a_vocabulary_has_its_facts_spelt_out():
    assert list(case_schema(vocabulary(fact("flag", "agreed")))["properties"]["facts"]["properties"]) == ["agreed"]


def test_a_schema_is_written_for_people_and_ends_like_a_text():
    assert as_text({"title": "催款"}) == '{\n  "title": "催款"\n}\n'


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_schema_written_down_reads_back(name):
    assert json.loads(as_text(ALL[name])) == ALL[name]


def test_the_schemas_that_are_shipped_are_those_the_shapes_give():
    """After a change of the language, `make schemas` writes them anew."""
    folder = shipped("schemas") / "v1"
    on_disk = {p.name.removesuffix(".schema.json"): p.read_text("utf-8") for p in folder.iterdir()}
    assert on_disk == schemas()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_validator_of_a_kind_checks_by_its_schema(kind):
    assert validator(kind).schema == schema_of(kind)


def test_the_validator_of_a_kind_is_made_once():
    assert validator("rules") is validator("rules")
