"""Shapes of conditions and of the values they test against (M3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, Condition, NoneOf, ParameterRef, Test
from dunning_rules.source.shape import (
    CLOCK,
    FLAG,
    NAME,
    SCALAR,
    WHOLE,
    ByType,
    Json,
    Key,
    ListOf,
    Named,
    Record,
    Shape,
    Spot,
    one_or_many,
)

PARAMETER: Final = Record(ParameterRef, {"parameter": Key(NAME, "the name of a parameter", must=True, to="name")})


def or_parameter(plain: Shape) -> Shape:
    """Take a plain value, or the name of a parameter that holds it."""
    return ByType("object", PARAMETER, plain)


_OPERAND: Final = or_parameter(SCALAR)
_CLOCK: Final = or_parameter(CLOCK)

_OPERATORS: Final = {
    "not": Key(one_or_many(_OPERAND), "none of these values"),
    "at_least": Key(_OPERAND, "this much or more; for ordered values, this or later"),
    "more_than": Key(_OPERAND, "more than this"),
    "at_most": Key(_OPERAND, "this much or less; for ordered values, this or earlier"),
    "less_than": Key(_OPERAND, "less than this"),
    "between": Key(ListOf(_OPERAND, least=2), "from the first to the second, both included"),
    "from": Key(_CLOCK, "clock time from which it holds; may pass midnight"),
    "until": Key(_CLOCK, "clock time before which it holds"),
    "known": Key(FLAG, "whether the fact is known at all"),
    "includes": Key(one_or_many(_OPERAND), "the set holds one of these"),
    "excludes": Key(one_or_many(_OPERAND), "the set holds none of these"),
}
_OPERATOR_RECORD: Final = Record(dict, _OPERATORS, with_place=False, least=1)
_MIDNIGHT: Final = time(0, 0)


@dataclass(frozen=True, slots=True)
class _TestShape(Shape):
    """What stands behind the name of a fact: a value, a list of values, or operators."""

    def schema(self, defs: Json) -> Json:
        values = one_or_many(_OPERAND).schema(defs)
        operators = Named("operators", lambda: _OPERATOR_RECORD).schema(defs)
        parameter = PARAMETER.schema(defs)
        named = {"if": {"type": "object", "required": ["parameter"]}, "then": parameter, "else": operators}
        return {"if": {"type": "object"}, "then": named, "else": values}

    def build(self, data: Any, spot: Spot) -> tuple[Test, ...]:  # noqa: ANN401 - see Shape
        fact, place = str(spot.path[-1]), spot.place
        if not isinstance(data, dict) or "parameter" in data:
            return (Test(fact, "is", one_or_many(_OPERAND).build(data, spot), place),)
        found = dict(_OPERATOR_RECORD.build(data, spot))
        tests = []
        if "from" in found or "until" in found:
            hours = (found.pop("from", _MIDNIGHT), found.pop("until", _MIDNIGHT))
            tests.append(Test(fact, "hours", hours, place))
        for name, operand in found.items():
            operands = operand if isinstance(operand, tuple) else (operand,)
            tests.append(Test(fact, name, operands, place))  # the keys are the operators
        return tuple(tests)


@dataclass(frozen=True, slots=True)
class _ConditionShape(Shape):
    """Facts with their tests, and the three combinators; all must hold."""

    def schema(self, defs: Json) -> Json:
        many = ListOf(CONDITION, least=1).schema(defs)
        return {
            "type": "object",
            "properties": {
                "any": {"description": "at least one of these conditions holds", **many},
                "none": {"description": "none of these conditions holds", **many},
                "at_least_n_of": _COUNT.schema(defs),
            },
            "additionalProperties": Named("test", _TestShape).schema(defs),
        }

    def build(self, data: Any, spot: Spot) -> Condition:  # noqa: ANN401 - see Shape
        parts: list[Condition] = []
        for name, inner in data.items():
            at = spot.at(name)
            if name in _COMBINATORS:
                combine = _COMBINATORS[name]
                parts.append(combine(ListOf(CONDITION).build(inner, at)))
            elif name == "at_least_n_of":
                parts.append(_COUNT.build(inner, at))
            else:
                parts.extend(_TestShape().build(inner, at))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


_COMBINATORS: Final[dict[str, type[AnyOf | NoneOf]]] = {"any": AnyOf, "none": NoneOf}

CONDITION: Final = Named("condition", _ConditionShape)
_COUNT: Final = Record(
    AtLeastNOf,
    {"n": Key(WHOLE, "how many at least", must=True), "of": Key(ListOf(CONDITION, least=1), must=True, to="parts")},
    with_place=False,
)
