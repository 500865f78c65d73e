"""The shapes of documents about words: spellings, word lists, triggers of objections, cues of the wording audit."""

from __future__ import annotations

from typing import Any, Final

from dunning_rules.model.words import CATEGORIES, Cue, Line, Lines, Spelling, Trigger, Wanted, WordList
from dunning_rules.source.outcomes import REPLACES, TITLES
from dunning_rules.source.shape import FLAG, NAME, TEXT, Key, ListOf, Made, MapOf, Plain, Record, one_of

_LINES: Final = ListOf(Made(TEXT, lambda text, spot: Line(text, spot.place)))
_CODE: Final = Plain({"type": "string", "pattern": "^W(-[A-Z0-9]+)+$"})
_IN_LANGUAGES: Final = {
    "zh-CN": Key(_LINES, "in Chinese", to="zh_cn"),
    "en": Key(_LINES, "in English"),
}
_BOTH: Final = Record(Lines, _IN_LANGUAGES, with_place=False, least=1)

_WANTED: Final = {
    "phrases": Key(_BOTH, "phrases that show it", must=True),
    "unless": Key(_BOTH, "near-misses: a phrase does not count where one of these lies over it"),
    "found_in": Key(_BOTH, "examples in which it must be found"),
    "not_found_in": Key(_BOTH, "examples in which it must not be found"),
}


def _wanted(keys: dict[str, Any]) -> Wanted:
    return Wanted(**{name: keys.pop(name) for name in _WANTED if name in keys})


def _trigger(**keys: Any) -> Trigger:  # noqa: ANN401 - the record's keys
    return Trigger(wanted=_wanted(keys), **keys)


def _cue(**keys: Any) -> Cue:  # noqa: ANN401 - the record's keys
    return Cue(wanted=_wanted(keys), **keys)


def _word_list(id: str, meaning: str, zh_cn: tuple[Line, ...] = (), en: tuple[Line, ...] = (), **keys: Any) -> WordList:  # noqa: A002, ANN401 - the record's keys
    return WordList(id, meaning, Lines(zh_cn, en), **keys)


_LIST_NAME: Final = Plain({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"})

_SPELLED: Final = MapOf(Made(TEXT, lambda text, spot: Spelling(str(spot.path[-1]), text, spot.place)), least=1)


def _listed(kind: str, item: Record) -> Record:
    return Record(
        lambda **built: built[kind], {kind: Key(ListOf(item, least=1), must=True)}, with_place=False, constants={"kind": kind}
    )


WORD_KINDS: Final[dict[str, Record]] = {
    "spellings": Record(
        lambda spellings: tuple(spellings.values()),
        {"spellings": Key(_SPELLED, "a word as written: as it is read", must=True)},
        with_place=False,
        constants={"kind": "spellings"},
    ),
    "words": _listed(
        "words",
        Record(
            _word_list,
            {
                "id": Key(_LIST_NAME, "phrases name the list as `<id>`", must=True),
                "meaning": Key(TEXT, "one sentence", must=True),
                **_IN_LANGUAGES,
                "replaces": REPLACES,
            },
        ),
    ),
    "triggers": Record(
        _trigger,
        {"objection": Key(NAME, "the objection that is raised", must=True), **_WANTED, "replaces": REPLACES},
        constants={"kind": "triggers"},
    ),
    "cues": _listed(
        "cues",
        Record(
            _cue,
            {
                "code": Key(_CODE, "`W-` and words: one code a kind of wrong", must=True),
                "title": Key(TITLES, must=True),
                "category": Key(one_of(*CATEGORIES), "the coarse name", must=True),
                "severity": Key(one_of("block", "evidence"), "never said, or only with ground", must=True),
                "reason": Key(TITLES, "one sentence: why it is not said", must=True),
                "sources": Key(ListOf(NAME), "the compliance facts it rests on"),
                "gate": Key(NAME, "for evidence: the gate that must be open"),
                "compliance": Key(NAME, "the compliance code, where it is not the usual one of the category"),
                "instead": Key(TITLES, "what may be said in its place"),
                "only_scripts": Key(FLAG, "asked of the sentences of packs only, not of texts that people wrote"),
                **_WANTED,
                "replaces": REPLACES,
            },
        ),
    ),
}
"""The kinds of documents about words."""
