from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from dunning_rules.model import condition
from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf, ParameterRef
from dunning_rules.place import Place
from dunning_rules.source.conditions import CONDITION
from tests.building import built, refused

FILE = "pack/file.yaml"


def clause(fact, operator, *operands, column=1):
    return condition.Test(fact, operator, operands, Place(FILE, 1, column))


def parameter(name, column):
    return ParameterRef(name, Place(FILE, 1, column))


@pytest.mark.parametrize(
    ("text", "operator", "operands"),
    [
        ("stage: M2", "is", ("M2",)),
        ("stage: 31", "is", (31,)),
        ("stage: 0.10", "is", (Decimal("0.10"),)),
        ("stage: false", "is", (False,)),
        ("stage: [M2, M3]", "is", ("M2", "M3")),
        ("stage: {not: M2}", "not", ("M2",)),
        ("stage: {not: [M2, M3]}", "not", ("M2", "M3")),
        ("stage: {at_least: 1}", "at_least", (1,)),
        ("stage: {more_than: 1}", "more_than", (1,)),
        ("stage: {at_most: 1}", "at_most", (1,)),
        ("stage: {less_than: 1}", "less_than", (1,)),
        ("stage: {between: [1, 30]}", "between", (1, 30)),
        ("stage: {known: false}", "known", (False,)),
        ("stage: {includes: phone}", "includes", ("phone",)),
        ("stage: {includes: [phone, email]}", "includes", ("phone", "email")),
        ("stage: {excludes: [phone]}", "excludes", ("phone",)),
        ('stage: {from: "22:00", until: "08:00"}', "hours", (time(22), time(8))),
        ('stage: {from: "22:00"}', "hours", (time(22), time(0))),
        ('stage: {until: "08:00"}', "hours", (time(0), time(8))),
    ],
)
def test_what_stands_behind_a_fact_is_one_operator_with_its_operands(text, operator, operands):
    assert built(CONDITION, text) == clause("stage", operator, *operands)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days: {parameter: limit}", clause("days", "is", parameter("limit", 1))),
        ("days: [1, {parameter: limit}]", clause("days", "is", 1, parameter("limit", 11))),
        ("days: {at_least: {parameter: limit}}", clause("days", "at_least", parameter("limit", 8))),
        ("clock: {from: {parameter: open}}", clause("clock", "hours", parameter("open", 9), time(0))),
    ],
)
def test_a_parameter_may_stand_for_a_value(text, expected):
    assert expected == built(CONDITION, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", AllOf(())),
        ("{a: 1, b: 2}", AllOf((clause("a", "is", 1, column=2), clause("b", "is", 2, column=8)))),
        (
            "{a: {at_least: 1, less_than: 3}}",
            AllOf((clause("a", "at_least", 1, column=2), clause("a", "less_than", 3, column=2))),
        ),
        (
            '{a: {known: true, from: "08:00"}}',
            AllOf((clause("a", "hours", time(8), time(0), column=2), clause("a", "known", True, column=2))),  # noqa: FBT003
        ),
        ("{any: [{a: 1}, {b: 2}]}", AnyOf((clause("a", "is", 1, column=9), clause("b", "is", 2, column=17)))),
        ("{none: [{a: 1}]}", NoneOf((clause("a", "is", 1, column=10),))),
        ("{at_least_n_of: {n: 1, of: [{a: 1}]}}", AtLeastNOf(1, (clause("a", "is", 1, column=30),))),
        ("{a: 1, any: [{b: 2}]}", AllOf((clause("a", "is", 1, column=2), AnyOf((clause("b", "is", 2, column=15),))))),
        ("{any: [{none: [{a: 1}]}]}", AnyOf((NoneOf((clause("a", "is", 1, column=17),)),))),
    ],
)
def test_all_parts_of_a_condition_must_hold_and_three_words_combine(text, expected):
    assert expected == built(CONDITION, text)


@pytest.mark.parametrize(
    "text",
    [
        "stage: ~",
        "stage: []",
        "stage: [[M2]]",
        "stage: {}",
        "stage: {equals: M2}",
        "stage: {between: [1]}",
        "stage: {between: 1}",
        "stage: {known: 1}",
        "stage: {from: 8}",
        'stage: {from: "8:00"}',
        "stage: {not: []}",
        "stage: {parameter: limit, at_least: 1}",
        "stage: {at_least: {parameter: limit, fact: days}}",
        "any: []",
        "any: {a: 1}",
        "none: [a]",
        "at_least_n_of: {n: 1}",
        "at_least_n_of: {of: [{a: 1}]}",
        "at_least_n_of: [{a: 1}]",
        "[a]",
    ],
)
def test_a_condition_of_another_shape_is_refused(text):
    assert refused(CONDITION, text) == 1
