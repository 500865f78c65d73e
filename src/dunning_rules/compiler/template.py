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
        "days": ("integer",),
        "date": ("date", "moment"),
        "amount": ("money",),
    }
)
"""What may shape a slot, and the types each filter takes; ``date`` and ``amount`` write the year and the cents always."""

_BARE: Final = ("text", "integer", "choice")
"""Types that are written as they are."""

_OFFER: Final[Mapping[str, str]] = MappingProxyType({"payable": "money", "expires": "moment", "count": "integer"})
_PART: Final[Mapping[str, str]] = MappingProxyType({"amount": "money", "at": "date"})
_ITEM: Final[Mapping[str, str]] = MappingProxyType({"due_date": "date", "amount": "money", "days_overdue": "integer"})
ITEM: Final = "item"
"""The first word of a slot that speaks of one item, in a sentence that is said for each."""

_LONGEST: Final = 1000

DECISION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "role": "text",
        "channel": "text",
        "tone": "text",
        "modifiers": "text",
        "next_actions": "text",
        "offer": "text",
        "consequences": "text",
        "documents": "text",
        "snippets": "text",
        "next_allowed": "moment",
        "next_preferred": "moment",
    }
)
"""What a paper may say of its decision, besides the offer and the deadlines: names for people, and when to get in touch."""

Path = tuple[str | int, ...]


class Refused(Exception):  # noqa: N818 - a signal for the pass that reports it
    """The sentence holds something that is not on the list."""


def lower(draft: Draft, source: str, *, in_paper: bool = False) -> Template:
    """Lower a sentence to its parts; one of a paper may also name what was decided.  Raises Refused."""
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
        parts.extend(n.data if isinstance(n, nodes.TemplateData) else _slot(draft, n, in_paper=in_paper) for n in statement.nodes)
    return tuple(parts)


def _slot(draft: Draft, node: nodes.Expr, *, in_paper: bool) -> Slot:
    shape = ""
    if isinstance(node, nodes.Filter) and node.node is not None:
        if node.name not in FILTERS or node.args or node.kwargs:
            known = did_you_mean(node.name, FILTERS) or "known: " + ", ".join(FILTERS)
            msg = f"unknown filter `{node.name}`; {known}"
            raise Refused(msg)
        shape, node = node.name, node.node
    path = _path(node)
    kind = (_type_in_paper(draft, path) if in_paper else None) or _type(draft, path)
    if kind not in (FILTERS[shape] if shape else (*_BARE, "set") if in_paper else _BARE):
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
    """Give the type of what a slot names: the day of the contact, a part of the offer, a deadline, or a fact."""
    if path == ("contact_day",):
        return "date"
    if path[0] == "offer":
        return _type_in_offer(path)
    if path[0] == ITEM:
        if len(path) != 2 or path[1] not in _ITEM:  # noqa: PLR2004 - the word and the key
            msg = f"unknown slot `{_written(path)}`; {did_you_mean(str(path[-1]), _ITEM) or 'say item.' + ', item.'.join(_ITEM)}"
            raise Refused(msg)
        return _ITEM[str(path[1])]
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


def _type_in_paper(draft: Draft, path: Path) -> str | None:
    """Give the type of what only a paper may name: the decision it is drawn up from, and figures of the packs."""
    if path[0] == "parameters" and len(path) == 2:  # noqa: PLR2004 - the word and the name
        return _type_of_figure(draft, str(path[1]))
    if path[0] != "decision":
        return None
    if len(path) != 2 or path[1] not in DECISION:  # noqa: PLR2004 - the word and the name
        known = did_you_mean(str(path[-1]), DECISION) or "a decision has " + ", ".join(f"`{n}`" for n in DECISION)
        msg = f"unknown slot `{_written(path)}`; {known}"
        raise Refused(msg)
    return DECISION[str(path[1])]


def _type_of_figure(draft: Draft, name: str) -> str:
    if name not in draft.parameters:
        msg = f"unknown slot `parameters.{name}`; {did_you_mean(name, draft.parameters) or 'name a parameter'}"
        raise Refused(msg)
    if not isinstance(draft.parameters[name].value, int):
        msg = f"`parameters.{name}` is no whole number and cannot be a slot"
        raise Refused(msg)
    return "integer"


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
