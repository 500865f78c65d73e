"""A thing of a pack in the words of its author: what it says, key by key, without its place.

Two things that say the same have the same words, whatever the order in which tests or rules were written; so words
are what versions of a pack are compared by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf, ParameterRef, Test
from dunning_rules.model.moment import FactRef, Shift
from dunning_rules.model.outcome import Brings, Then
from dunning_rules.model.paper import Block, Entry
from dunning_rules.model.rule import Because, Derivation, Row
from dunning_rules.model.script import Sentence
from dunning_rules.model.terms import Each, Equal, Share, Terms
from dunning_rules.model.titles import Titles
from dunning_rules.model.words import Line, Lines, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.model.condition import Condition

Words = Mapping[str, str]
"""Key to text; a key with a number (`sentences[2].en`) belongs to an element of a list."""

_PLACELESS: Final = frozenset({"place", "pack"})
_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "origin": "from",
        "start": "from",
        "end": "until",
        "clock": "time",
        "for_each_part": "for_each",
        "zh_cn": "zh-CN",
    }
)
_COUNTED: Final = (Equal, Each)
_OPEN: Final = (Because, Block, Brings, Each, Entry, Equal, Lines, Row, Sentence, Share, Terms, Titles)
"""Values whose keys an author would look at one by one; others are written on one line."""

_INWARD: Final = ("text", "then", "sentence")
"""Keys that no document writes: what they hold stands in the one around it."""

_NAMES: Final = ("id", "name", "fact", "version", "objection", "code", "written")
"""What an item is called is told apart from what it says, and a version is told by itself."""

_SETS: Final = ("forms", "languages")
REPLIES: Final = "script.REPLY"
"""The one collection whose order within a rule is heard."""

_UNORDERED: Final = frozenset({"is", "not", "includes", "excludes"})
_BARE: Final = re.compile(r"[A-Za-z_][\w.:+ /-]*")
_RESERVED: Final = frozenset({"true", "false", "null", "yes", "no"})


def words_of(item: Any) -> dict[str, str]:  # noqa: ANN401 - anything that has an id in a pack
    """Give what a thing of a pack says, key by key; its id and its place do not count."""
    found: dict[str, str] = {}
    for name, value in _said(item):
        found.update(_flat(name, value))
    return found


def _said(item: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - see words_of
    """Give the keys of a thing with what they hold, those left out that say what is said without them."""
    if isinstance(item, Derivation):
        yield from ((key, value) for key, value in _said(item.fact) if key not in ("derived", "rows"))
    for key, value in _set_fields(item):
        if key in _NAMES:
            continue
        if isinstance(value, (Wanted, Lines)):
            yield from _set_fields(value)
        elif key == "table":
            yield from ((".".join(("values", *names)), figure) for names, figure in value.items())
        elif key in _SETS or (key == "values" and not item.ordered):
            yield key, tuple(sorted(value))
        else:
            yield ("first", value) if isinstance(item, Derivation) and key == "rows" else (key, value)


def _set_fields(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any value of the model
    """Give the fields that say something, under the names that authors write."""
    for f in fields(value):
        held = getattr(value, f.name)
        usual = f.default if f.default_factory is MISSING else f.default_factory()
        if f.name not in _PLACELESS and held is not None and (held != usual or f.name == "origin"):
            counted = isinstance(value, _COUNTED) and f.name in ("count", "amount")
            yield type(value).__name__.lower() if counted else _KEYS.get(f.name, f.name), held


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value of the model
    """Take a value apart into keys, as far as an author would look at its parts one by one."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Titles) and value.zh_cn == value.en:
        yield key, value.en
    elif isinstance(value, Then):
        yield from ((f"{key}.{name}", text) for name, text in wishes(value))
    elif isinstance(value, tuple) and value and isinstance(value[0], Line):
        yield from ((f"{key}[{number}]", text) for number, text in enumerate(sorted(line.text for line in value), 1))
    elif isinstance(value, tuple) and value and all(isinstance(v, _OPEN) or is_condition(v) for v in value):
        for number, element in enumerate(value, 1):
            yield from _flat(f"{key}[{number}]", element)
    elif isinstance(value, _OPEN):
        for name, held in _set_fields(value):
            yield from _flat(key if name in _INWARD else f"{key}.{name}", held)
    else:
        yield key, spelled(value)


def wishes(then: Then) -> Iterator[tuple[str, str]]:
    """Give what is wanted, target by target; the order in which targets are written says nothing."""
    for choice in then.choose:
        yield ".".join(filter(None, (choice.target, choice.part))), spelled(choice.value)
    gathered: dict[str, list[str]] = {}
    for wish in then.collect:
        gathered.setdefault(wish.target, []).append(spelled(wish.value))
    for target, texts in gathered.items():
        yield target, ", ".join(texts if target == REPLIES else sorted(texts))
    yield from ((f"{step.target}.{step.step}", spelled(step.value)) for step in then.steps)
    if then.closes:
        yield "closes", ", ".join(sorted(then.closes))


def is_condition(value: object) -> bool:
    """Whether a value of the model is a condition."""
    return isinstance(value, (Test, AllOf, AnyOf, NoneOf, AtLeastNOf))


def condition(value: Condition) -> str:
    """Write a condition as its author would, its parts in the order of the alphabet."""
    return "{" + ", ".join(_parts(value)) + "}"


def _parts(value: Condition) -> list[str]:
    if isinstance(value, Test):
        return [f"{value.fact}: {_test(value)}"]
    if isinstance(value, AllOf):
        return sorted(text for part in value.parts for text in _parts(part))
    inner = ", ".join(sorted(map(condition, value.parts)))
    if isinstance(value, AtLeastNOf):
        return [f"at_least_n_of: {{n: {value.n}, of: [{inner}]}}"]
    return [f"{'any' if isinstance(value, AnyOf) else 'none'}: [{inner}]"]


def _test(test: Test) -> str:
    texts = [spelled(o) for o in test.operands]
    if test.operator == "hours":
        return f"{{from: {texts[0]}, until: {texts[1]}}}"
    texts = sorted(texts) if test.operator in _UNORDERED else texts
    said = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    return said if test.operator == "is" else f"{{{test.operator}: {said}}}"


def spelled(value: Any) -> str:  # noqa: ANN401, PLR0911 - any value of the model, one line a kind
    """Write one value on one line, as it would stand in a document."""
    if isinstance(value, (bool, str, int, Decimal, date, time)):
        return _scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {spelled(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(spelled, value))}]"
    if is_condition(value):
        return condition(value)
    if isinstance(value, Shift):
        return spelled(dict(value.amounts))
    if isinstance(value, (ParameterRef, FactRef)):
        return f"{{{'parameter' if isinstance(value, ParameterRef) else 'fact'}: {value.name}}}"
    return "{" + ", ".join(f"{key}: {spelled(held)}" for key, held in _set_fields(value)) + "}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value if _BARE.fullmatch(value) and value.lower() not in _RESERVED else f'"{value}"'
    if isinstance(value, Decimal):
        return format(value, "f")
    return f'"{value:%H:%M}"' if isinstance(value, time) else str(value)
