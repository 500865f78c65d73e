"""Pass: sentences are parsed by Jinja2, checked against what is allowed, and lowered to text and slots.

Only the parser of Jinja2 is used and nothing is ever compiled or run: a sentence is text with slots, each slot a
name with filters.  What is not on the list is refused by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from dunning_rules.compiler.program import Slot, Template
from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.titles import Titles
    from dunning_rules.place import Place

FILTERS: Final = ("money", "day", "clock", "moment", "percent", "number")
"""What may shape a slot: an amount, a day, a clock time, both together, a rate, a plain number."""

OFFER_SLOTS: Final = ("parts", "payable", "expires", "count")
_PART_SLOTS: Final = ("amount", "at")
_NEEDS_FILTER: Final = frozenset({"money", "decimal", "date", "moment", "time"})
_LONGEST: Final = 1000


class _Refused(Exception):  # noqa: N818 - a signal inside this module
    """The sentence does something that is not on the list."""


def parse_texts(draft: Draft) -> None:
    """Parse every sentence of every snippet, and the sentences of consequences."""
    for snippet in draft.snippets.values():
        for sentence in snippet.sentences:
            if sentence.text:
                _parse_both(draft, sentence.text, sentence.place)
    for item in draft.outcomes.get("consequences", {}).values():
        if item.sentence:
            _parse_both(draft, item.sentence, item.place)


def _parse_both(draft: Draft, text: Titles, place: Place) -> None:
    for source in (text.zh_cn, text.en):
        if source in draft.templates:
            continue
        try:
            draft.templates[source] = lower(draft, source)
        except TemplateSyntaxError as error:
            draft.find("DR211", f"the sentence cannot be parsed: {error.message}", place)
        except _Refused as refused:
            draft.find("DR211", str(refused), place, "a sentence is text with slots such as {{ amount_due | money }}")


def lower(draft: Draft, source: str) -> Template:
    """Lower a sentence to its parts.  Raises what :func:`parse_texts` turns into findings."""
    if len(source) > _LONGEST:
        msg = f"the sentence is longer than {_LONGEST} characters"
        raise _Refused(msg)
    parts: list[str | Slot] = []
    for statement in Environment(autoescape=True).parse(source).body:
        if not isinstance(statement, nodes.Output):
            msg = f"`{type(statement).__name__.lower()}` is not allowed in a sentence"
            raise _Refused(msg)
        parts.extend(node.data if isinstance(node, nodes.TemplateData) else _slot(draft, node) for node in statement.nodes)
    return tuple(parts)


def _slot(draft: Draft, node: nodes.Expr) -> Slot:
    shape = ""
    if isinstance(node, nodes.Filter) and node.node is not None:
        if node.name not in FILTERS or node.args or node.kwargs:
            msg = f"unknown filter `{node.name}`; {did_you_mean(node.name, FILTERS) or 'known: ' + ', '.join(FILTERS)}"
            raise _Refused(msg)
        shape, node = node.name, node.node
    path = _path(node)
    _check_path(draft, path, shape)
    return Slot(path, shape)


def _path(node: nodes.Expr) -> tuple[str | int, ...]:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        return (*_path(node.node), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
        return (*_path(node.node), node.arg.value)
    msg = f"`{type(node).__name__.lower()}` is not allowed in a slot"
    raise _Refused(msg)


def _check_path(draft: Draft, path: tuple[str | int, ...], shape: str) -> None:
    root, rest = str(path[0]), path[1:]
    if root == "offer":
        fits = len(rest) == 1 and rest[0] in OFFER_SLOTS[1:]
        fits = fits or (len(rest) == 3 and rest[0] == "parts" and isinstance(rest[1], int) and rest[2] in _PART_SLOTS)  # noqa: PLR2004 - parts, number, amount
        if not fits:
            msg = "an offer has `payable`, `expires`, `count`, `parts[n].amount` and `parts[n].at`"
            raise _Refused(msg)
        return
    if root == "deadlines":
        kinds = draft.outcomes.get("deadlines", {})
        if len(rest) != 1 or rest[0] not in kinds:
            msg = f"unknown deadline `{'.'.join(map(str, rest))}`; {did_you_mean(str(rest[-1:]), kinds)}"
            raise _Refused(msg)
        return
    fact = draft.facts.get(root)
    if fact is None or rest:
        msg = f"unknown slot `{'.'.join(map(str, path))}`; {did_you_mean(root, draft.facts)}"
        raise _Refused(msg)
    if fact.type in _NEEDS_FILTER and not shape:
        msg = f"`{root}` is {fact.wanted()} and needs a filter: one of {', '.join(FILTERS)}"
        raise _Refused(msg)
