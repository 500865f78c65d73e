"""Pass: every condition names known facts and tests them with operators and values of their type (M1, M3)."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dunning_rules.model.condition import AllOf, AtLeastNOf, Condition, ParameterRef, Test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.fact import Fact, Value
    from dunning_rules.model.pack import Parameter

_COMPARED: Final = ("is", "not", "at_least", "more_than", "at_most", "less_than", "between", "known")
_ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "integer": _COMPARED,
    "decimal": _COMPARED,
    "money": _COMPARED,
    "date": _COMPARED,
    "moment": _COMPARED,
    "time": ("hours", "known"),
    "text": ("is", "not", "known"),
    "flag": ("is", "known"),
    "choice": ("is", "not", "known"),
    "set": ("includes", "excludes", "known"),
    "dates": ("known",),
    "records": ("known",),
}
_ORDERED: Final = (*_ALLOWED["choice"], "at_least", "at_most")
_WRITTEN: Final = {"is": "a plain value", "hours": "from/until"}
_FLAGS: Final = MappingProxyType({"true": True, "false": False})


def type_operands(draft: Draft) -> None:
    """Read every operand by the type of its fact and put single parameters in; say what does not fit."""
    draft.facts = {name: _typed_absence(draft, f) for name, f in draft.facts.items()}
    draft.parameters = {name: _typed_table(draft, p) for name, p in draft.parameters.items()}
    draft.map_conditions(lambda condition: typed(draft, draft.facts, condition))


def _typed_absence(draft: Draft, fact: Fact) -> Fact:
    """Read what the absence of a fact says by the fact's own type."""
    if fact.absent is None:
        return fact
    try:
        return replace(fact, absent=fact.read(fact.absent))
    except ValueError as error:
        draft.find("DR203", str(error), fact.place)
        return fact


def typed(draft: Draft, facts: Mapping[str, Fact], condition: Condition, what: str = "fact") -> Condition:
    """Give a condition with its operands read by the types of the facts it names; say what does not fit."""
    if isinstance(condition, Test):
        return _typed_test(draft, facts, condition, what)
    if isinstance(condition, AtLeastNOf) and not 1 <= condition.n <= len(condition.parts):
        first = next((p.place for p in condition.parts if isinstance(p, Test)), draft.packs[0].header.place)
        draft.find("DR204", f"`at_least_n_of` wants {condition.n} of {len(condition.parts)} conditions", first)
    return replace(condition, parts=tuple(typed(draft, facts, p, what) for p in condition.parts))


def _typed_test(draft: Draft, facts: Mapping[str, Fact], test: Test, what: str) -> Condition:
    fact = facts.get(test.fact)
    if fact is None:
        draft.find("DR202", f"unknown {what} `{test.fact}`", test.place, draft.nearest(test.fact, facts))
        return AllOf(())
    allowed = _ORDERED if fact.type == "choice" and fact.ordered else _ALLOWED[fact.type]
    if test.operator not in allowed:
        listed = ", ".join(_WRITTEN.get(o, f"`{o}`") for o in allowed)
        written = _WRITTEN.get(test.operator, f"`{test.operator}`")
        draft.find("DR203", f"`{test.fact}` ({fact.type}) cannot be tested with {written}", test.place, f"it takes {listed}")
        return AllOf(())
    if test.operator == "known":
        return test
    operands = tuple(_operand(draft, fact, test, raw) for raw in test.operands)
    return replace(test, operands=operands) if None not in operands else AllOf(())


def _operand(draft: Draft, fact: Fact, test: Test, raw: object) -> object:
    """Give the typed value, the parameter where it depends on other facts, or None when it does not fit."""
    if isinstance(raw, ParameterRef):
        parameter = draft.parameters.get(raw.name)
        if parameter is None:
            draft.find("DR202", f"unknown parameter `{raw.name}`", raw.place, draft.nearest(raw.name, draft.parameters))
            return None
        if parameter.by and (fact.type == "set" or test.operator in ("between", "hours")):
            draft.find("DR203", f"`{raw.name}` depends on other facts and cannot stand here", raw.place)
            return None
        if parameter.by:
            for value in parameter.table.values():
                _read(draft, fact, value, raw)
            return raw
        return _read(draft, fact, parameter.value, raw)
    return _read(draft, fact, raw, test)


def _read(draft: Draft, fact: Fact, raw: object, at: Test | ParameterRef) -> Value | None:
    try:
        return _element(fact, raw) if fact.type == "set" else fact.read(raw)
    except ValueError as error:
        draft.find("DR203", str(error), at.place, draft.nearest(str(raw), fact.values))
        return None


def _element(fact: Fact, raw: object) -> str:
    if isinstance(raw, str) and raw in fact.values:
        return raw
    msg = f"`{fact.name}` never holds `{raw}`"
    raise ValueError(msg)


def _typed_table(draft: Draft, parameter: Parameter) -> Parameter:
    """Give a parameter with the keys of its table read by the types of their facts; say what does not fit."""
    if (parameter.value is None) == (not parameter.table) or bool(parameter.by) != bool(parameter.table):
        draft.find("DR205", f"the parameter `{parameter.name}` needs `value`, or `by` with `values`", parameter.place)
    for position, name in enumerate(parameter.by):
        _check_keys(draft, parameter, position, name)
    flags = [name in draft.facts and draft.facts[name].type == "flag" for name in parameter.by]
    lines = parameter.table.items()
    table = {tuple(_FLAGS.get(k, k) if f else k for f, k in zip(flags, key, strict=False)): v for key, v in lines}
    return replace(parameter, table=MappingProxyType(table))


def _check_keys(draft: Draft, parameter: Parameter, position: int, name: str) -> None:
    """Check that a parameter may be tabled by a fact, and that the fact takes the keys of the table."""
    fact = draft.facts.get(name)
    if fact is None:
        draft.find("DR202", f"unknown fact `{name}`", parameter.place, draft.nearest(name, draft.facts))
        return
    if fact.type not in ("choice", "text", "flag"):
        said = f"`{parameter.name}` cannot be a table by `{name}` ({fact.type})"
        draft.find("DR217", said, parameter.place, f"derive a choice from `{name}`, and put that into `by`")
        return
    taken = tuple(_FLAGS) if fact.type == "flag" else fact.values
    for key in parameter.table:
        if len(key) != len(parameter.by):
            draft.find("DR205", f"the table of `{parameter.name}` is not as deep as `by` is long", parameter.place)
        elif fact.type != "text" and key[position] not in taken:
            draft.find("DR203", f"`{name}` is never `{key[position]}`", parameter.place, draft.nearest(key[position], taken))
