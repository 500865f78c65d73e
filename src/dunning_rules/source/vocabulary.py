"""Shapes of the vocabulary: the facts a case may state, the figures rules name, the source rows both come from."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from dunning_rules.model.fact import FACT_TYPES, Fact
from dunning_rules.model.pack import Parameter
from dunning_rules.model.rule import SourceRow
from dunning_rules.source.outcomes import REPLACES, ROWS, TITLES
from dunning_rules.source.shape import ANYTHING, FLAG, NAME, SCALAR, TEXT, ByType, Key, ListOf, Made, MapOf, Record, Spot, one_of

_TABLE: Final = MapOf(ByType("object", MapOf(SCALAR), SCALAR), least=1)


def _parameter(values: dict[str, Any] | None = None, **keys: Any) -> Parameter:  # noqa: ANN401 - the record's keys
    table: dict[tuple[str, ...], object] = {}
    for first, inner in (values or {}).items():
        if isinstance(inner, dict):
            table.update(((first, second), value) for second, value in inner.items())
        else:
            table[first,] = inner
    return Parameter(table=MappingProxyType(table), **keys)


PARAMETER: Final = Record(
    _parameter,
    {
        "name": Key(NAME, must=True),
        "meaning": Key(TEXT, "one sentence", must=True),
        "unit": Key(TEXT, "days, working_days, hours, ratio, CCY …"),
        "value": Key(SCALAR, "the figure"),
        "by": Key(ListOf(NAME, least=1), "one or two facts, each a choice, a text or a flag, on which the figure depends"),
        "values": Key(_TABLE, "value of the first fact: value of the second: figure"),
        "stricter": Key(one_of("lower", "higher"), "the way in which another pack may move it"),
        "rows": Key(ROWS, "the source rows; none means a design default"),
        "replaces": REPLACES,
    },
)


def _fact(data: dict[str, Any], spot: Spot) -> Fact:
    under, named = (MappingProxyType(data.pop(key, {})) for key in ("under", "value_titles"))
    return Fact(name=str(spot.path[-1]), under=under, value_titles=named, place=spot.place, **data)


FACT: Final = Made(
    Record(
        dict,
        {
            "type": Key(one_of(*FACT_TYPES), must=True),
            "meaning": Key(TEXT, "one sentence", must=True),
            "title": Key(TITLES, "its name for people", must=True),
            "values": Key(ListOf(NAME, least=1), "for a choice or set: what it may be"),
            "value_titles": Key(MapOf(TITLES), "value: its name for people"),
            "ordered": Key(FLAG, "the values stand in order, so at_least and at_most make sense"),
            "under": Key(MapOf(NAME), "value: its parent, where the values form a tree"),
            "unit": Key(TEXT, "days, CCY, ratio …"),
            "absent": Key(ANYTHING, "what absence says, where it does not mean unknown"),
            "personal": Key(FLAG, "personal data"),
            "required": Key(FLAG, "without it no case is decided"),
            "computed": Key(NAME, "the function of the catalogue that fills it"),
            "may_be_given": Key(FLAG, "a case may state it although it can be computed"),
            "rows": Key(ROWS, "the source rows that speak of it"),
            "replaces": REPLACES,
        },
        with_place=False,
    ),
    _fact,
)

SOURCE: Final = Record(
    SourceRow,
    {
        "id": Key(NAME, "what `because` and `rows` name", must=True),
        "about": Key(TEXT, "its subject"),
        "says": Key(TEXT, "what the source says, in your own words", must=True),
        "awaits": Key(one_of("casebook"), "the part of the library that will do it; nothing of a pack does it yet"),
    },
)
"""The shape of a source row."""
