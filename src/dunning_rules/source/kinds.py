"""The kinds of documents: each with its shape, by which it is checked and built."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dunning_rules.model.fact import Fact
from dunning_rules.model.outcome import DECLARED, LAYERS, Outcome
from dunning_rules.model.pack import Objection
from dunning_rules.model.packtest import PackTest
from dunning_rules.model.property import Property
from dunning_rules.model.rule import Because, Derivation, Gate, Row, Rule
from dunning_rules.source.conditions import CONDITION
from dunning_rules.source.expectations import EXPECT
from dunning_rules.source.header import HEADER, IN_FORCE
from dunning_rules.source.outcomes import CONSEQUENCE, OFFER, REPLACES, THEN, TITLES, VALUE
from dunning_rules.source.scripts import BECAUSE, PAPER, SCRIPT
from dunning_rules.source.shape import (
    ANYTHING,
    FLAG,
    NAME,
    SCALAR,
    SLUG,
    TEXT,
    Key,
    ListOf,
    MapOf,
    Plain,
    Record,
    Shape,
    one_of,
)
from dunning_rules.source.vocabulary import FACT, PARAMETER, SOURCE
from dunning_rules.source.wording import WORD_KINDS

_ROW: Final = Record(Row, {"value": Key(SCALAR, must=True), "when": Key(CONDITION, must=True)})


def _derivation(fact: str, first: tuple[Row, ...] = (), **keys: Any) -> Derivation:  # noqa: ANN401 - the record's keys
    described = {k: keys.pop(k) for k in ("meaning", "title", "values", "ordered", "unit") if k in keys}
    place, because = keys["place"], keys.get("because", Because())
    shape = keys.pop("type", "integer")
    made = Fact(fact, shape, derived=True, rows=because.rows, place=place, **described)
    return Derivation(made, rows=first, **keys)


_DERIVE: Final = Record(
    _derivation,
    {
        "fact": Key(NAME, "the fact that is derived", must=True),
        "type": Key(one_of("integer", "flag", "choice", "text"), "a count_of is an integer"),
        "meaning": Key(TEXT, "one sentence", must=True),
        "title": Key(TITLES, "its name for people", must=True),
        "values": Key(ListOf(NAME, least=1), "for a choice: what it may be"),
        "ordered": Key(FLAG, "the values stand in order"),
        "unit": Key(TEXT),
        "first": Key(ListOf(_ROW, least=1), "the first line whose condition holds gives the value"),
        "otherwise": Key(SCALAR, "the value when no line holds"),
        "count_of": Key(ListOf(CONDITION, least=1), "the number of these conditions that hold"),
        "because": Key(BECAUSE, "why it is so"),
        "replaces": REPLACES,
    },
    constants={"kind": "derive"},
)

_RULE: Final = Record(
    Rule,
    {
        "id": Key(SLUG, "unique in all packs; never reused", must=True),
        "title": Key(TITLES, "one line that says what it does", must=True),
        "when": Key(CONDITION, "all of this must hold"),
        "if_unknown": Key(one_of("apply", "skip"), "what to do when the condition cannot be told"),
        "priority": Key(
            Plain({"type": "integer", "minimum": -1000, "maximum": 1000}), "inside one layer the higher one goes first"
        ),
        "then": Key(THEN, "what the rule wants", must=True),
        "because": Key(BECAUSE, "why the rule exists", must=True),
        "replaces": REPLACES,
        "status": Key(one_of("draft", "trial", "active", "retired"), "where it stands in its life"),
        "in_force": Key(IN_FORCE, "when the rule holds"),
    },
)


def _rules(layer: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Put the layer of the document into each of its rules."""
    return tuple(replace(rule, layer=layer) for rule in rules)


_RULES: Final = Record(
    _rules,
    {
        "layer": Key(one_of(*LAYERS), "an earlier layer wins", must=True),
        "rules": Key(ListOf(_RULE, least=1), must=True),
    },
    with_place=False,
    constants={"kind": "rules"},
)

_GATE: Final = Record(
    Gate,
    {
        "id": Key(NAME, must=True),
        "title": Key(TITLES, must=True),
        "when": Key(CONDITION, "what must be true for the gate to be open", must=True),
        "code": Key(NAME, "the code listed with what it removes"),
        "refused": Key(THEN, "what is added when it removes something"),
        "forms": Key(ListOf(NAME, least=1), "forms that are not used unless the gate is open"),
        "layer": Key(one_of(*LAYERS), "for a gate of forms: the layer in which `refused` speaks"),
        "opens_after": Key(
            Record(
                lambda level, since: (level, since),
                {"level": Key(one_of("contact_interval"), must=True), "since": Key(NAME, "a moment fact", must=True)},
                with_place=False,
            ),
            "it is open too once so many working days have passed",
        ),
        "because": Key(BECAUSE, "why the gate exists", must=True),
        "replaces": REPLACES,
    },
)

_PROPERTY: Final = Record(
    Property,
    {
        "id": Key(SLUG, "unique in all packs", must=True),
        "title": Key(TITLES, "one line that says what holds", must=True),
        "for": Key(CONDITION, "the facts of the cases it speaks of; without it, of all cases", to="when"),
        "always": Key(CONDITION, "what the decision is in each of these cases: names of outcomes with their values"),
        "never": Key(CONDITION, "what the decision is in none of these cases"),
        "because": Key(BECAUSE, "why it must hold", must=True),
        "replaces": REPLACES,
    },
)

_TEST: Final = Record(
    PackTest,
    {
        "name": Key(TEXT, "a sentence", must=True),
        "as_of": Key(TEXT, "the moment of the decision, with its offset", must=True),
        "facts": Key(MapOf(ANYTHING), must=True),
        "expect": Key(EXPECT, "what the decision must be", must=True),
    },
)


def _listed(kind: str, item: Shape, key: str = "") -> Record:
    """Shape a document that is a list of items under one key."""
    name = key or kind
    return Record(
        lambda **built: built[name],
        {name: Key(ListOf(item, least=1), must=True)},
        with_place=False,
        constants={"kind": kind},
    )


KINDS: Final[dict[str, Record]] = {
    "pack": HEADER,
    "parameters": _listed("parameters", PARAMETER),
    "facts": Record(
        lambda facts=None, checks=(): (tuple((facts or {}).values()), checks),
        {
            "facts": Key(MapOf(FACT), "name: what it is"),
            "checks": Key(ListOf(NAME), "cross-field checks of the catalogue that every case must pass"),
        },
        with_place=False,
        constants={"kind": "facts"},
    ),
    "derive": _DERIVE,
    "rules": _RULES,
    "gates": _listed("gates", _GATE),
    "outcome": Record(
        Outcome,
        {
            "outcome": Key(one_of(*DECLARED), must=True, to="name"),
            "values": Key(ListOf(VALUE, least=1), "in their order", must=True, to="items"),
        },
        constants={"kind": "outcome"},
    ),
    "offers": _listed("offers", OFFER),
    "consequences": _listed("consequences", CONSEQUENCE),
    "objections": _listed(
        "objections",
        Record(
            Objection,
            {
                "id": Key(NAME, must=True),
                "title": Key(TITLES, must=True),
                "under": Key(NAME, "its parent"),
                "meaning": Key(TEXT, "one sentence"),
                "replaces": REPLACES,
            },
        ),
    ),
    "script": SCRIPT,
    "paper": PAPER,
    "sources": _listed("sources", SOURCE),
    "properties": _listed("properties", _PROPERTY),
    "test": _listed("test", _TEST, "cases"),
    **WORD_KINDS,
}
"""Every kind of document that may stand in a pack."""
