"""Which step of a version the changes of a pack ask for, and why (docs/reference/versions.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dunning_rules.analysis.strictness import IN_USE
from dunning_rules.model.difference import KINDS, LEVELS, Step
from dunning_rules.model.fact import Fact
from dunning_rules.model.rule import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from dunning_rules.analysis.strictness import Strictness
    from dunning_rules.model.difference import Cause, ItemChange, KeyChange, Kind

    Said = Mapping[tuple[Kind, str], Any]

ABOUT: Final = (
    "title",
    "value_titles",
    "meaning",
    "because",
    "rows",
    "owner",
    "licence",
    "sources",
    "review_by",
    "personal",
    "reason",
    "found_in",
    "not_found_in",
)
"""Keys that say something of a thing and change nothing that it does."""

_SPOKEN: Final = ("sentences", "sentence")
_VOICE: Final = ("", "zh-CN", "en", "pause")
"""Parts of a sentence that are words, and how they are spoken."""

_SLOT: Final = re.compile(r"\{\{.*?\}\}")

_NAMELESS: Final = ("rule", "check", "trigger", "spelling")
"""Kinds that neither a case nor a decision nor another pack names."""

_WIDER: Final = frozenset(
    {("integer", "decimal"), ("integer", "money"), ("decimal", "money"), ("money", "decimal"), ("choice", "text")}
)
"""Types of a fact, old and new, where every value of the old one can still be given."""


def steps_of(items: Iterable[ItemChange], old: Said, new: Said, strictness: Strictness) -> tuple[Step, ...]:
    """Give every reason for which the version must move, the gravest first."""
    items = tuple(items)
    renamed = {(i.kind, i.was): (i.kind, i.id) for i in items if i.how == "renamed"}
    found: list[Step] = []
    for key, said in old.items():
        keys = strictness.loosened(said, new.get(renamed.get(key, key)))
        found += [Step("loosened", *key, keys)] if keys else []
    for item in items:
        found.extend(_steps(item, old, new))
    return tuple(sorted(found, key=lambda s: (-LEVELS.index(s.level), KINDS.index(s.kind), s.id, s.cause)))


def _steps(item: ItemChange, old: Said, new: Said) -> Iterator[Step]:
    if item.how == "added":
        yield from _added(item, new[item.kind, item.id])
    elif item.how == "removed":
        yield Step(_loss(item, old[item.kind, item.id]), item.kind, item.id)
    elif item.how == "renamed":
        yield Step("name added" if item.kind == "rule" else "name renamed", item.kind, item.id)
    else:
        if item.kind in ("fact", "derived fact"):
            yield from _fact_steps(item, *(_fact(side[item.kind, item.id]) for side in (old, new)))
        if item.kind == "pack":
            yield from _header_steps(item)
        yield from _key_steps(item)


def _added(item: ItemChange, said: object) -> Iterator[Step]:
    if isinstance(said, Fact) and said.required:
        yield Step("fact required", item.kind, item.id)
    yield Step("decisions" if item.kind in _NAMELESS else "name added", item.kind, item.id)


def _loss(item: ItemChange, said: Any) -> Cause:  # noqa: ANN401 - any value of the model
    """Say what it means that a thing is gone; that a guard is, is told by what it held back."""
    if item.kind in ("check", "cue"):
        return "loosened"
    if item.kind in ("trigger", "spelling"):
        return "decisions"
    if item.kind == "rule":
        return "decisions" if said.status in IN_USE else "words"
    return "name removed"


def _fact(said: Any) -> Fact:  # noqa: ANN401 - a fact or a derivation
    found: Fact = said.fact if isinstance(said, Derivation) else said
    return found


def _fact_steps(item: ItemChange, old: Fact, new: Fact) -> Iterator[Step]:
    """Tell where a case that was right is right no more, or means something else."""
    if new.required and not old.required:
        yield Step("fact required", item.kind, item.id, ("required",))
    type_narrows = new.type != old.type and (old.type, new.type) not in _WIDER
    values_gone = new.type != "text" and not set(old.values) <= set(new.values)
    narrows = {
        "type": type_narrows,
        "values": values_gone,
        "unit": new.unit != old.unit,
        "may_be_given": _may_be_given(old) and not _may_be_given(new),
    }
    keys = tuple(key for key, narrower in narrows.items() if narrower)
    if keys:
        yield Step("fact narrowed", item.kind, item.id, keys)


def _may_be_given(fact: Fact) -> bool:
    return not fact.derived and (not fact.computed or fact.may_be_given)


def _header_steps(item: ItemChange) -> Iterator[Step]:
    """Tell what whoever loads the pack finds no more: its id, a language, a pack it built on."""
    for change in item.keys:
        if change.key == "id":
            yield Step("name renamed", item.kind, item.id, ("id",))
        if change.key in ("languages", "extends") and not _names(change.old) <= _names(change.new):
            yield Step("name removed", item.kind, item.id, (change.key,))


def _names(text: str) -> set[str]:
    return set(filter(None, text.strip("[]").split(", ")))


def _key_steps(item: ItemChange) -> Iterator[Step]:
    """Sort the keys that changed into words and what decisions hang on; a file is neither."""
    told = [change for change in item.keys if change.key not in ("file", "id")]
    words = tuple(change.key for change in told if _is_wording(change))
    rest = tuple(change.key for change in told if change.key not in words)
    if rest:
        yield Step("decisions", item.kind, item.id, rest)
    if words:
        yield Step("words", item.kind, item.id, words)


def _is_wording(change: KeyChange) -> bool:
    """Whether only words changed; a sentence with other slots may drop out or make a script unusable."""
    head = change.key.partition("[")[0].partition(".")[0]
    if head not in _SPOKEN:
        return head in ABOUT
    part = change.key.rpartition("]")[2].removeprefix("sentence").removeprefix(".")
    slots = [set(_SLOT.findall(text)) for text in (change.old, change.new)]
    return part in _VOICE and slots[0] == slots[1]
