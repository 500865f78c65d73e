"""Shapes of what is said and written: snippets of scripts, and papers drawn up from a decision."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from dunning_rules.model.paper import LISTS, LOOKS, NEEDED, READERS, Block, Entry, Paper
from dunning_rules.model.rule import Because
from dunning_rules.model.script import Sentence, Snippet
from dunning_rules.model.titles import Titles
from dunning_rules.source.conditions import CONDITION
from dunning_rules.source.outcomes import REPLACES, ROWS, TITLES
from dunning_rules.source.shape import FLAG, NAME, SCALAR, SLUG, TEXT, Key, ListOf, MapOf, Plain, Record, one_of, one_or_many

BECAUSE: Final = Record(
    Because,
    {
        "rows": Key(ROWS, "the source rows it comes from"),
        "policy": Key(TEXT, "the policy it follows, when no source asks for it"),
        "owner": Key(TEXT, "who answers for the policy"),
        "reason": Key(TITLES, "one sentence"),
    },
    with_place=False,
    least=1,
)

_SAID: Final = {
    "zh-CN": Key(TEXT, "in Chinese", to="zh_cn"),
    "en": Key(TEXT, "in English"),
    "claim": Key(NAME, "the gate that must be open for this to be said"),
    "when": Key(CONDITION, "said only then"),
    "optional": Key(FLAG, "drops out when one of its slots is empty"),
}


def _sentence(zh_cn: str = "", en: str = "", **keys: Any) -> Sentence:  # noqa: ANN401 - the record's keys
    return Sentence(Titles(zh_cn, en) if zh_cn or en else None, **keys)


_SENTENCE: Final = Record(
    _sentence,
    {
        **_SAID,
        "pause": Key(one_of("before", "after", "around"), "where the voice rests"),
        "insert": Key(one_of("consequences"), "the decision's consequences are said here"),
        "for_each": Key(one_of("item"), "said once for every item that is late and not disputed, with slots such as item.amount"),
    },
)

SCRIPT: Final = Record(
    Snippet,
    {
        "id": Key(SLUG, "unique in all packs", must=True),
        "section": Key(NAME, "the section of the script it stands in", must=True),
        "forms": Key(ListOf(NAME, least=1), "the forms it suits", must=True),
        "sentences": Key(ListOf(_SENTENCE, least=1), must=True),
        "because": Key(BECAUSE, "why it is said", must=True),
        "replaces": REPLACES,
    },
    constants={"kind": "script"},
)


def _entry(label: Titles, value: str = "", space: int = 1, **keys: Any) -> Entry:  # noqa: ANN401 - the record's keys
    if value:
        keys |= {"zh_cn": value, "en": value}
    return Entry(label, _sentence(**keys) if keys.keys() - {"place"} else None, space, keys["place"])


_ENTRY: Final = Record(
    _entry,
    {
        "label": Key(TITLES, "what stands before it", must=True),
        "space": Key(Plain({"type": "integer", "minimum": 1, "maximum": 20}), "for one without words: lines to write on"),
        "value": Key(TEXT, "its words, where they are the same in both languages, such as one slot"),
        **_SAID,
    },
)

_BLOCK: Final = Record(
    Block,
    {
        "id": Key(SLUG, "unique in the paper", must=True),
        "title": Key(TITLES, "its heading"),
        "looks": Key(one_of(*LOOKS), "what it is to the eye; without it running text"),
        "when": Key(CONDITION, "it is there only then"),
        "sections": Key(ListOf(NAME, least=1), "sections of the decision's script that stand here word for word"),
        "sentences": Key(ListOf(Record(_sentence, _SAID), least=1), "words of its own"),
        "entries": Key(ListOf(_ENTRY, least=1), "labels with their values; one without words is filled in by hand"),
        "lists": Key(one_of(*LISTS), "what the decision lists is printed here line by line"),
        "sign": Key(ListOf(_ENTRY, least=1), "lines for signatures"),
    },
)


def _paper(needs: dict[str, Any] | None = None, supposing: dict[str, Any] | None = None, **keys: Any) -> Paper:  # noqa: ANN401 - the record's keys
    return Paper(needs=MappingProxyType(needs or {}), supposing=MappingProxyType(supposing or {}), **keys)


PAPER: Final = Record(
    _paper,
    {
        "id": Key(NAME, "unique in all packs; the name by which it is asked for", must=True),
        "title": Key(TITLES, "its name, printed above it", must=True),
        "meaning": Key(TEXT, "one sentence", must=True),
        "reader": Key(one_of(*READERS), "who reads it: the debtor, or the creditor's own house", must=True),
        "approval": Key(NAME, "the gate that is open once a person has approved its very words", must=True),
        "gate": Key(NAME, "the gate that must be open for it to be drawn up"),
        "needs": Key(
            MapOf(one_or_many(NAME), least=1),
            f"for an outcome ({', '.join(NEEDED)}) the names of which the decision must hold one",
        ),
        "supposing": Key(MapOf(SCALAR, least=1), "for a paper of the house: facts that are taken to be so"),
        "columns": Key(Plain({"type": "integer", "minimum": 1, "maximum": 2}), "in how many its blocks stand on a sheet"),
        "blocks": Key(ListOf(_BLOCK, least=1), "its parts, in order", must=True),
        "because": Key(BECAUSE, "why there is such a paper", must=True),
    },
    constants={"kind": "paper"},
)
