"""Sentences parsed by Jinja2 and lowered to text and slots.

Only the parser of Jinja2 is used and nothing is ever compiled or run: constant folding alone could be made to take
for ever.  A sentence is text with slots, each slot a name with at most one filter; anything else is refused by name.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from dunning_rules.compiler.program import Slot, Template
from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.compiler.draft import Draft

FILTERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "money": ("money",),
        "day": ("date", "moment"),
        "clock": ("time", "moment"),
        "moment": ("date", "moment"),
        "percent": ("decimal",),
        "number": ("decimal", "integer", "money"),
    }
)
"""What may shape a slot, and the types each filter takes."""

_BARE: Final = ("text", "integer", "choice")
"""Types that are written as they are."""

_OFFER: Final[Mapping[str, str]] = MappingProxyType({"payable": "money", "expires": "moment", "count": "integer"})
_PART: Final[Mapping[str, str]] = MappingProxyType({"amount": "money", "at": "date"})
_LONGEST: Final = 1000

Path = tuple[str | int, ...]


class Refused(Exception):  # noqa: N818 - a signal for the pass that reports it
    """The sentence holds something that is not on the list."""


def lower(draft: Draft, source: str) -> Template:
    """Lower a sentence to its parts.  Raises Refused."""
    if len(source) > _LONGEST:
        msg = f"the sentence is longer than {_LONGEST} characters"
        raise Refused(msg)
    try:
        statements = Environment(autoescape=True).parse(source).body
    except TemplateSyntaxError as error:
        msg = f"the sentence cannot be parsed: {error.message}"
        raise Refused(msg) from error
    parts: list[str | Slot] = []
    for statement in statements:
        if not isinstance(statement, nodes.Output):
            msg = f"`{type(statement).__name__.lower()}` is not allowed in a sentence"
            raise Refused(msg)
        parts.extend(node.data if isinstance(node, nodes.TemplateData) else _slot(draft, node) for node in statement.nodes)
    return tuple(parts)


def _slot(draft: Draft, node: nodes.Expr) -> Slot:
    shape = ""
    if isinstance(node, nodes.Filter) and node.node is not None:
        if node.name not in FILTERS or node.args or node.kwargs:
            known = did_you_mean(node.name, FILTERS) or "known: " + ", ".join(FILTERS)
            msg = f"unknown filter `{node.name}`; {known}"
            raise Refused(msg)
        shape, node = node.name, node.node
    path = _path(node)
    kind = _type(draft, path)
    if kind not in (FILTERS[shape] if shape else _BARE):
        fits = [name for name, kinds in FILTERS.items() if kind in kinds]
        said = (
            f"takes one of the filters {', '.join(fits)}" if fits else "takes no filter" if kind in _BARE else "cannot be a slot"
        )
        msg = f"`{_written(path)}` ({kind}) {said}"
        raise Refused(msg)
    return Slot(path, shape)


def _path(node: nodes.Expr) -> Path:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        return (*_path(node.node), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
        return (*_path(node.node), node.arg.value)
    msg = f"`{type(node).__name__.lower()}` is not allowed in a slot"
    raise Refused(msg)


def _type(draft: Draft, path: Path) -> str:
    """Give the type of what a slot names: a part of the offer, a deadline, or a fact."""
    if path[0] == "offer":
        return _type_in_offer(path)
    if path[0] == "deadlines":
        kinds = draft.outcomes.get("deadlines", {})
        if len(path) != 2 or path[1] not in kinds:  # noqa: PLR2004 - the word and the kind
            msg = f"unknown slot `{_written(path)}`; {did_you_mean(str(path[-1]), kinds) or 'say deadlines.<kind>'}"
            raise Refused(msg)
        return "moment"
    fact = draft.facts.get(str(path[0]))
    if fact is None or len(path) > 1:
        msg = f"unknown slot `{_written(path)}`; {did_you_mean(str(path[0]), draft.facts)}".rstrip("; ")
        raise Refused(msg)
    return fact.type


def _type_in_offer(path: Path) -> str:
    match path[1:]:
        case (str(name),) if name in _OFFER:
            return _OFFER[name]
        case ("parts", int(), str(name)) if name in _PART:
            return _PART[name]
    msg = f"unknown slot `{_written(path)}`; an offer has `payable`, `expires`, `count`, `parts[n].amount` and `parts[n].at`"
    raise Refused(msg)


def _written(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
