"""A decision table as a pack of ours; docs/explanation/decision-tables.md says the same in words."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from tests.meaning.both import rule, vocabulary

TARGETS = ("role", "offer")
"""Choices that stand for the outputs of a table, in this order."""

ANSWER = "answer"
"""The derived fact of a table that is written as a decision list, or as a count."""

OUTSIDE = "outside"
NOTHING = "none"
_TYPES = {"number": "decimal", "flag": "flag", "date": "date", "choice": "choice"}


class RefusedError(Exception):
    """A table that our language does not say; the text names what it lacks."""


def forms(table):
    """The ways in which a table is written: as rules, as a decision list, as a collection, as a count."""
    if table.policy == "C+":
        msg = "nothing adds the outputs of several rows (C+)"
        raise RefusedError(msg)
    if table.policy == "C#":
        return ["count"]
    if table.policy in ("C", "R", "O"):
        _check_rule_order(table)
        return ["collection"]
    if table.policy in ("C<", "C>"):
        return ["list"]
    return ["rules", "list"] if table.policy in ("P", "F") and len(table.orders) == 1 else ["rules"]


def documents(table, form):
    """All documents of a pack that says what a table says, in one of its forms."""
    facts = {c.name: {"type": _TYPES[c.type], "title": "x", "meaning": "x", **_values(c)} for c in table.inputs}
    return [
        *vocabulary(**_vocabulary(table)),
        {"kind": "facts", "facts": facts},
        *{"rules": _rules, "list": _list, "collection": _collection, "count": _count}[form](table),
    ]


def given(table, point):
    """A point of a table as the facts of a case."""
    return {c.name: v.isoformat() if c.type == "date" else v for c, v in zip(table.inputs, point, strict=True)}


def answered(table, form, found):
    """What the engine resolved, in the words of the table."""
    if form == "rules":
        outputs = tuple(found[target] for target in TARGETS[: len(table.orders)])
        return None if outputs[0] in (None, NOTHING) else outputs
    if form == "collection":
        tuples = {_joined(r.outputs): r.outputs for r in table.rows}
        return tuple(tuples[name] for name in found["collected"].get("next_actions", ()))
    value = found["values"][ANSWER]
    if form == "count":
        return str(value)
    return None if value == NOTHING else (value,) if table.policy in ("P", "F") else value


# -- the four forms ----------------------------------------------------------------------------------------------------


def _rules(table):
    """One rule a row, all in one layer; what lies outside the domain is set to nothing in a layer before it."""
    ranks = _ranks(table)
    outside = dict.fromkeys(TARGETS[: len(table.orders)], NOTHING)
    yield rule(OUTSIDE, outside, _outside(table), layer="data")
    for row in table.rows:
        then = dict(zip(TARGETS, row.outputs, strict=False))
        yield rule(f"row-{row.number}", then, condition(table, row), priority=ranks[row.number])
    if table.defaults:
        yield rule("otherwise", dict(zip(TARGETS, table.defaults, strict=False)), layer="default")


def _ranks(table):
    """The priority of each row: none under U and A, by the order of outputs under P, by the order of rows under F."""
    if table.policy == "F":
        return {r.number: len(table.rows) - r.number for r in table.rows}
    if table.policy != "P":
        return dict.fromkeys((r.number for r in table.rows), 0)
    places = sorted({table.rank(r) for r in table.rows}, reverse=True)
    return {r.number: places.index(table.rank(r)) for r in table.rows}


def _list(table):
    """A decision list: the row that goes first under the hit policy stands first."""
    first = {
        "F": lambda r: r.number,
        "P": table.rank,
        "C<": lambda r: Decimal(r.outputs[0]),
        "C>": lambda r: -Decimal(r.outputs[0]),
    }[table.policy]
    lines = [{"value": r.outputs[0], "when": condition(table, r)} for r in in_order(table, first)]
    head = {"kind": "derive", "fact": ANSWER, "type": "text", "title": "x", "meaning": "x"}
    yield {**head, "first": [{"value": NOTHING, "when": _outside(table)}, *lines], "otherwise": (*table.defaults, NOTHING)[0]}


def in_order(table, first):
    """The rows of a table sorted; those in one place keep the order of the table."""
    return sorted(table.rows, key=first)


def _collection(table):
    """One rule a row; the declared order of the values is the order of the list."""
    for row in table.rows:
        yield rule(f"row-{row.number}", {"next_actions": [_joined(row.outputs)]}, condition(table, row))


def _count(table):
    head = {"kind": "derive", "fact": ANSWER, "title": "x", "meaning": "x"}
    yield {**head, "count_of": [condition(table, r) for r in table.rows]}


def _check_rule_order(table):
    """A collection lists its values in one declared order, so under R the rows of one value all stand before those of another."""
    places = {}
    for row in table.rows:
        places.setdefault(_joined(row.outputs), []).append(row.number)
    for (one, mine), (other, theirs) in combinations(places.items(), 2):
        if table.policy == "R" and mine[-1] > theirs[0]:
            msg = f"`{one}` stands before and behind `{other}`, and a collection has one order (R)"
            raise RefusedError(msg)


# -- words -------------------------------------------------------------------------------------------------------------


def condition(table, row):
    """What must hold for a row."""
    pairs = zip(table.inputs, row.entries, strict=True)
    return {column.name: _test(column, entry) for column, entry in pairs if not entry.dash}


def _test(column, entry):
    if entry.values:
        listed = list(map(_operand, entry.values))
        return {"not": listed} if entry.negated else listed[0] if column.type == "flag" else listed
    names = {("low", True): "at_least", ("low", False): "more_than", ("high", True): "at_most", ("high", False): "less_than"}
    ends = (("low", entry.low, entry.low_in), ("high", entry.high, entry.high_in))
    return {names[side, inclusive]: _operand(end) for side, end, inclusive in ends if end is not None}


def _operand(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _outside(table):
    """Where an input is not known, or does not lie in its domain: DMN asks nothing of such cases."""
    unknown = [{c.name: {"known": False}} for c in table.inputs]
    beyond = [{"none": [{c.name: _test(c, c.domain)}]} for c in table.inputs if not c.domain.dash]
    return {"any": [*unknown, *beyond]}


def _joined(outputs):
    """Several outputs of a row are one value of a collection."""
    return "_and_".join(outputs)


def _values(column):
    return {"values": list(column.values)} if column.values else {}


def _vocabulary(table):
    """Declare the outputs: for a collection in its order, else one choice an output."""
    ordered = in_order(table, table.rank if table.policy == "O" else lambda r: r.number)
    outputs = list(dict.fromkeys(_joined(r.outputs) for r in ordered))
    columns = zip(*(r.outputs for r in table.rows), strict=True)
    chosen = [dict.fromkeys((*order, *column)) for order, column in zip(table.orders, columns, strict=True)]
    if table.policy not in ("U", "A", "P", "F"):
        return {"next_actions": _items(o for o in outputs if not o[0].isdigit())}
    return dict(zip(("role", "offers"), map(_items, chosen), strict=False))


def _items(names):
    return [{"id": name, "title": "x"} for name in names]
