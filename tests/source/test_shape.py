from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from dunning_rules.place import Place
from dunning_rules.source import shape
from dunning_rules.source.shape import ByType, Key, ListOf, Made, MapOf, Named, Plain, Record, Spot
from tests.building import document

DOCUMENT = document("rules:\n  - {id: first}\n", "a.yaml")
SPOT = Spot(DOCUMENT)
PAIR = Record(dict, {"id": Key(shape.NAME, "its name", must=True), "n": Key(shape.WHOLE)}, with_place=False)


def accepts(what, data):
    defs = {}
    body = what.schema(defs)
    return Draft202012Validator({**body, "$defs": defs}).is_valid(data)


@pytest.mark.parametrize(
    ("what", "data"),
    [
        (shape.TEXT, "x"),
        (shape.SLUG, "half-now-2-later"),
        (shape.NAME, "S2_09.a-b"),
        (shape.FLAG, False),
        (shape.WHOLE, -1),
        (shape.NUMBER, Decimal("0.5")),
        (shape.NUMBER, 1),
        (shape.DAY, "2026-11-25"),
        (shape.CLOCK, "00:00"),
        (shape.CLOCK, "23:59"),
        (shape.SCALAR, "x"),
        (shape.SCALAR, Decimal("0.1")),
        (shape.SCALAR, True),
        (shape.ANYTHING, None),
        (shape.ANYTHING, [{}]),
        (shape.one_of("a", "b"), "b"),
        (ListOf(shape.WHOLE), []),
        (ListOf(shape.WHOLE, least=1), [1]),
        (MapOf(shape.WHOLE), {}),
        (MapOf(shape.WHOLE, least=1), {"a": 1}),
        (shape.one_or_many(shape.WHOLE), 1),
        (shape.one_or_many(shape.WHOLE), [1, 2]),
        (PAIR, {"id": "a"}),
        (PAIR, {"id": "a", "n": 1}),
    ],
)
def test_a_shape_accepts_what_it_describes(what, data):
    assert accepts(what, data) is True


@pytest.mark.parametrize(
    ("what", "data"),
    [
        (shape.TEXT, ""),
        (shape.TEXT, 1),
        (shape.SLUG, "Half-now"),
        (shape.SLUG, "half--now"),
        (shape.SLUG, "-half"),
        (shape.SLUG, "half-"),
        (shape.SLUG, "half_now"),
        (shape.NAME, "1st"),
        (shape.NAME, "a b"),
        (shape.FLAG, 1),
        (shape.WHOLE, True),
        (shape.WHOLE, Decimal("1.0")),
        (shape.NUMBER, "1"),
        (shape.NUMBER, True),
        (shape.DAY, "25.11.2026"),
        (shape.DAY, "2026-11-25T14:00"),
        (shape.CLOCK, "24:00"),
        (shape.CLOCK, "9:00"),
        (shape.CLOCK, "09:60"),
        (shape.SCALAR, None),
        (shape.SCALAR, []),
        (shape.one_of("a", "b"), "c"),
        (ListOf(shape.WHOLE), ["a"]),
        (ListOf(shape.WHOLE), {}),
        (ListOf(shape.WHOLE, least=1), []),
        (MapOf(shape.WHOLE), {"a": "b"}),
        (MapOf(shape.WHOLE, least=1), {}),
        (shape.one_or_many(shape.WHOLE), []),
        (shape.one_or_many(shape.WHOLE), "a"),
        (PAIR, {}),
        (PAIR, {"id": "a", "m": 1}),
        (PAIR, []),
    ],
)
def test_a_shape_refuses_what_it_does_not_describe(what, data):
    assert accepts(what, data) is False


@pytest.mark.parametrize(
    ("what", "data", "expected"),
    [
        (shape.TEXT, "x", "x"),
        (shape.NUMBER, 1, Decimal(1)),
        (shape.DAY, "2026-11-25", date(2026, 11, 25)),
        (shape.CLOCK, "16:30", time(16, 30)),
        (shape.FLAG, False, False),
        (ListOf(shape.CLOCK), ["16:00"], (time(16),)),
        (ListOf(shape.CLOCK), [], ()),
        (MapOf(shape.CLOCK), {"a": "16:00"}, {"a": time(16)}),
        (shape.one_or_many(shape.CLOCK), "16:00", (time(16),)),
        (shape.one_or_many(shape.CLOCK), ["16:00", "17:00"], (time(16), time(17))),
        (ByType("string", shape.CLOCK, shape.NUMBER), "16:00", time(16)),
        (ByType("string", shape.CLOCK, shape.NUMBER), 1, Decimal(1)),
        (ByType("object", MapOf(shape.CLOCK), shape.WHOLE), {"a": "16:00"}, {"a": time(16)}),
        (ByType("array", ListOf(shape.CLOCK), shape.CLOCK), ["16:00"], (time(16),)),
        (Named("clock", lambda: shape.CLOCK), "16:00", time(16)),
        (PAIR, {"id": "a"}, {"id": "a"}),
        (PAIR, {"n": 1, "id": "a"}, {"id": "a", "n": 1}),
    ],
)
def test_a_shape_builds_the_value_it_describes(what, data, expected):
    assert expected == what.build(data, SPOT)


@pytest.mark.parametrize(("type_", "data"), [("object", {"a": 1}), ("array", [1]), ("string", "a")])
def test_the_schema_tells_two_shapes_apart_by_the_same_type_as_the_builder(type_, data):
    told = ByType(type_, Plain({"const": data}, lambda _: "then"), Plain({"const": None}, lambda _: "other"))
    assert [(accepts(told, d), told.build(d, SPOT)) for d in (data, None)] == [(True, "then"), (True, "other")]


def test_the_key_may_be_called_otherwise_than_the_field_it_fills():
    renamed = Record(dict, {"from": Key(shape.CLOCK, to="start")}, with_place=False)
    assert renamed.build({"from": "16:00"}, SPOT) == {"start": time(16)}


def test_a_record_is_given_the_place_of_its_key():
    placed = Record(dict, {"id": Key(shape.NAME)})
    assert placed.build({"id": "first"}, SPOT.at("rules"))["place"] == Place("a.yaml", 1, 1)


def test_a_constant_must_be_there_and_is_not_given_to_what_is_made():
    kind = Record(dict, {"id": Key(shape.NAME)}, with_place=False, constants={"kind": "x"})
    assert (accepts(kind, {"id": "a"}), kind.build({"kind": "x", "id": "a"}, SPOT)) == (False, {"id": "a"})


@pytest.mark.parametrize(("data", "expected"), [({"kind": "x"}, True), ({"kind": "y"}, False), ({}, False)])
def test_a_constant_has_one_value(data, expected):
    assert expected is accepts(Record(dict, {}, constants={"kind": "x"}), data)


@pytest.mark.parametrize(("data", "expected"), [({"n": 1}, True), ({}, False)])
def test_a_record_may_want_at_least_some_of_its_keys(data, expected):
    assert expected is accepts(Record(dict, {"n": Key(shape.WHOLE)}, least=1), data)


def test_what_a_key_means_stands_in_the_schema_for_editors():
    properties = PAIR.schema({})["properties"]
    assert {name: about.get("description") for name, about in properties.items()} == {"id": "its name", "n": None}


def test_what_is_made_of_a_value_is_made_with_its_spot_at_hand():
    made = ListOf(Made(shape.WHOLE, lambda value, spot: (value, spot.path)))
    assert made.build([7, 8], Spot(DOCUMENT, ("a",))) == ((7, ("a", 0)), (8, ("a", 1)))


def test_a_map_knows_the_way_to_each_of_its_values():
    made = MapOf(Made(shape.WHOLE, lambda _value, spot: spot.path))
    assert made.build({"x": 7}, Spot(DOCUMENT, ("a",))) == {"x": ("a", "x")}


def test_what_is_made_keeps_the_schema_of_what_it_is_made_of():
    assert Made(shape.WHOLE, lambda value, _spot: str(value)).schema({}) == {"type": "integer"}


TREE = Named("tree", lambda: Record(dict, {"under": Key(TREE), "name": Key(shape.NAME)}, with_place=False))


@pytest.mark.parametrize(
    ("data", "expected"), [({"under": {"under": {"name": "a"}}}, True), ({"under": {"under": {"name": 1}}}, False)]
)
def test_a_named_shape_may_stand_inside_itself(data, expected):
    assert expected is accepts(TREE, data)


def test_a_named_shape_builds_what_stands_inside_itself():
    assert TREE.build({"under": {"name": "a"}}, SPOT) == {"under": {"name": "a"}}


def test_a_named_shape_puts_its_definition_down_once():
    defs = {}
    assert [TREE.schema(defs), TREE.schema(defs), list(defs)] == [{"$ref": "#/$defs/tree"}] * 2 + [["tree"]]


def test_a_schema_that_was_given_out_can_be_changed_without_harm():
    shape.WHOLE.schema({})["type"] = "string"
    assert shape.WHOLE.schema({}) == {"type": "integer"}


@pytest.mark.parametrize(("path", "line", "column"), [((), 1, 1), (("rules",), 1, 1), (("rules", 0, "id"), 2, 6)])
def test_a_spot_is_where_an_author_would_point(path, line, column):
    assert SPOT.at(*path).place == Place("a.yaml", line, column)


def test_going_further_in_step_by_step_or_at_once_is_the_same():
    assert SPOT.at("rules").at(0, "id") == SPOT.at("rules", 0, "id")
