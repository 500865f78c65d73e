"""Pass: put the figures of parameters into moments, terms, windows and steps, and check what these name (M13)."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.condition import ParameterRef
from dunning_rules.model.moment import ORIGINS, FactRef, Moment
from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from dunning_rules.compiler.draft import Draft

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_CAN_START: Final = ("date", "moment")


def settle_figures(draft: Draft) -> None:
    """Settle everything rules, gates and declared values want."""
    draft.rules = {k: replace(r, then=_settled(draft, r.then)) for k, r in draft.rules.items()}
    draft.gates = {k: replace(g, refused=_settled(draft, g.refused)) for k, g in draft.gates.items()}
    for items in draft.outcomes.values():
        for name, item in items.items():
            brings = tuple(replace(b, then=_settled(draft, b.then)) for b in item.brings)
            items[name] = replace(item, brings=brings, terms=_settled(draft, item.terms))


def _settled(draft: Draft, value: Any) -> Any:  # noqa: ANN401 - any part of what a rule wants
    if isinstance(value, ParameterRef):
        return _figure(draft, value)
    if isinstance(value, FactRef) and value.name not in draft.facts:
        draft.find("DR202", f"unknown fact `{value.name}`", value.place, did_you_mean(value.name, draft.facts))
    if isinstance(value, Moment):
        _check_origin(draft, value)
    if isinstance(value, tuple):
        return tuple(_settled(draft, v) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {f.name: _settled(draft, getattr(value, f.name)) for f in fields(value) if f.name != "place"}
        return replace(value, **found)
    return value


def _figure(draft: Draft, ref: ParameterRef) -> object:
    parameter = draft.parameters.get(ref.name)
    if parameter is None:
        draft.find("DR202", f"unknown parameter `{ref.name}`", ref.place, did_you_mean(ref.name, draft.parameters))
        return 0
    if parameter.by:
        draft.find("DR203", f"`{ref.name}` depends on other facts and cannot stand here", ref.place)
        return 0
    value = parameter.value
    return time.fromisoformat(value) if isinstance(value, str) and _CLOCK.fullmatch(value) else value


def _check_origin(draft: Draft, moment: Moment) -> None:
    fact = draft.facts.get(moment.origin)
    known = (*ORIGINS, *draft.outcomes.get("deadlines", ()), *(n for n, f in draft.facts.items() if f.type in _CAN_START))
    if moment.origin not in known:
        said = f"`{moment.origin}` is {fact.wanted()}, no date" if fact else f"unknown origin `{moment.origin}`"
        draft.find("DR202", said, moment.place, did_you_mean(moment.origin, known))
