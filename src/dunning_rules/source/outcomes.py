"""Shapes of what a rule wants and of declared values (M9 to M12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.condition import ALWAYS
from dunning_rules.model.outcome import CLOSABLE, VERDICTS, Brings, Choose, Collect, Hold, Item, Step, Then
from dunning_rules.model.titles import Titles, same_in_both
from dunning_rules.source.conditions import CONDITION, or_parameter
from dunning_rules.source.moments import FOLLOW_UP, MOMENT, TERMS, WINDOW
from dunning_rules.source.shape import (
    FLAG,
    NAME,
    NUMBER,
    TEXT,
    WHOLE,
    ByType,
    Key,
    ListOf,
    Made,
    MapOf,
    Plain,
    Record,
    Shape,
    Spot,
    one_of,
    one_or_many,
)

if TYPE_CHECKING:
    from dunning_rules.place import Place

TITLES: Final = ByType(
    "string",
    Made(TEXT, lambda text, _spot: same_in_both(text)),
    Record(
        Titles,
        {"zh-CN": Key(TEXT, "in Chinese", must=True, to="zh_cn"), "en": Key(TEXT, "in English", must=True)},
        with_place=False,
    ),
)
"""A title: in both languages, or one text where none is needed."""

_HOLD: Final = ByType(
    "string",
    Made(NAME, lambda hold, spot: Hold(hold, "whole", place=spot.place)),
    Record(
        Hold,
        {
            "hold": Key(NAME, "which hold", must=True),
            "stops": Key(one_of("whole", "part", "fees", "next_contact", "new_orders"), "what it stops", must=True),
            "until": Key(MOMENT, "the day it is looked at again at the latest"),
        },
    ),
)

_LEVEL_STEPS: Final = {
    "base": "where the level starts",
    "times": "a factor on the base; the product is rounded up",
    "shift": "how many levels up (or down, when negative)",
    "soft_cap": "the most it may be, unless a floor lies higher",
    "floor": "the least it may be, unless a hard cap lies lower",
    "hard_cap": "the most it may be, whatever else is said",
}


def _ladder(level: Shape) -> Shape:
    plain = {"times": or_parameter(NUMBER), "shift": WHOLE}
    keys = {name: Key(plain.get(name, level), about) for name, about in _LEVEL_STEPS.items()}
    return Record(dict, keys, with_place=False, least=1)


_NAMES: Final = ListOf(NAME, least=1)
_KEYS: Final = {
    "role": Key(NAME, "who speaks"),
    "channel": Key(one_or_many(NAME), "through which channel, or several in order of preference"),
    "offer": Key(NAME, "what is offered"),
    "preferred_window": Key(WINDOW, "the hours that suit best"),
    "script": Key(MapOf(one_or_many(NAME), least=1), "section: snippet, or `none`"),
    "deadlines": Key(MapOf(MOMENT, least=1), "kind: the moment given to the debtor"),
    "next_actions": Key(_NAMES, "what to do next"),
    "modifiers": Key(_NAMES, "how the tone is coloured"),
    "codes": Key(_NAMES, "what a person must look at, or what stopped us"),
    "documents": Key(_NAMES, "what must be at hand"),
    "records": Key(_NAMES, "what is written down"),
    "delivery_notes": Key(_NAMES, "how it is spoken: pace, voice, pauses"),
    "reply_cards": Key(_NAMES, "objections to be ready for before a call"),
    "consequences": Key(_NAMES, "what may follow; said only when its gate is open"),
    "holds": Key(ListOf(_HOLD, least=1), "what stands still"),
    "follow_up": Key(ListOf(FOLLOW_UP, least=1), "tasks for later"),
    "quiet_hours": Key(ListOf(WINDOW, least=1), "hours in which nobody is contacted"),
    "avoid_hours": Key(ListOf(WINDOW, least=1), "hours that suit badly"),
    "not_before": Key(ListOf(MOMENT, least=1), "moments before which the debtor is not contacted again"),
    "tone": Key(_ladder(NAME), "steps on the ladder of tones"),
    "contact_interval": Key(_ladder(or_parameter(WHOLE)), "steps on the days between two contacts"),
    "verdict": Key(one_of(*VERDICTS), "the verdict is at least this grave"),
    "closes": Key(ListOf(one_of(*CLOSABLE), least=1), "targets that no rule of a later rank may set"),
}


def _then(data: dict[str, Any], spot: Spot) -> Then:
    """Sort what was built by the way it combines, each wish with its own place."""
    choose: list[Choose] = []
    collect: list[Collect] = []
    steps: list[Step] = []
    for name, value in data.items():
        place = spot.at(name).place
        if name in ("role", "offer", "preferred_window", "channel"):
            choose.append(Choose(name, value, place=place))
        elif name == "script":
            _script(value, spot.at(name), choose, collect)
        elif name == "deadlines":
            choose.extend(Choose(name, moment, part, spot.at(name, part).place) for part, moment in value.items())
        elif name in ("tone", "contact_interval"):
            steps.extend(Step(name, step, level, place) for step, level in value.items())
        elif name == "verdict":
            steps.append(Step(name, "floor", value, place))
        elif name != "closes":
            collect.extend(Collect(name, v, _own_place(v, spot.at(name, i))) for i, v in enumerate(value))
    return Then(tuple(choose), tuple(collect), tuple(steps), tuple(data.get("closes", ())))


def _script(sections: dict[str, tuple[str, ...]], spot: Spot, choose: list[Choose], collect: list[Collect]) -> None:
    """Let the section of replies collect and every other section choose."""
    for section, snippets in sections.items():
        place = spot.at(section).place
        if section == "REPLY":
            collect.extend(Collect("script.REPLY", snippet, place) for snippet in snippets)
        else:
            choose.append(Choose("script", snippets[0], section, place))


def _own_place(value: object, spot: Spot) -> Place:
    return getattr(value, "place", None) or spot.document.place(spot.path)


THEN: Final = Made(Record(dict, _KEYS, with_place=False), _then)

_BROUGHT: Final = (
    "codes",
    "verdict",
    "next_actions",
    "modifiers",
    "documents",
    "records",
    "delivery_notes",
    "follow_up",
)


def _brings(data: dict[str, Any], spot: Spot) -> Brings:
    when = data.pop("when", ALWAYS)
    return Brings(_then(data, spot), when)


def _bringing(*names: str) -> Made:
    """Give the shape of what a value brings."""
    when = Key(CONDITION, "brings it only then; when it cannot be told, brings it too")
    return Made(Record(dict, {"when": when, **{n: _KEYS[n] for n in names}}, with_place=False, least=1), _brings)


BRINGS: Final = _bringing(*_BROUGHT)
OFFER_BRINGS: Final = _bringing(*_BROUGHT, "script")
"""Only an offer brings words: of two holds or consequences at once nobody could say whose are spoken (M9, M11)."""

REPLACES: Final = Key(FLAG, "it takes the place of the one of this name in a pack beneath")
"""Said by an overlay, so that nothing is replaced in silence (M16)."""

ROWS: Final = ListOf(Made(TEXT, lambda text, _spot: text))

_COMMON: Final = {
    "id": Key(NAME, "the name programs and rules use", must=True),
    "title": Key(TITLES, "its name for people"),
    "meaning": Key(TEXT, "one sentence"),
    "rows": Key(ROWS, "the source rows it comes from"),
    "brings": Key(one_or_many(BRINGS), "what it adds when it is in the decision"),
    "replaces": REPLACES,
}
_GATED: Final = {
    "gate": Key(NAME, "the gate that must be open"),
    "instead": Key(NAME, "what takes its place when the gate is shut"),
}
VALUE: Final = Record(
    Item,
    {
        **_COMMON,
        "gate": _GATED["gate"],
        "form": Key(NAME, "for a channel: the form its texts have"),
        "counted": Key(one_of("sms"), "for a channel: its texts are counted as text messages"),
        "forms": Key(_NAMES, "for a section: the forms it exists in"),
        "most_consequences": Key(Plain({"type": "integer", "minimum": 0}), "for a tone: how many consequences it may name"),
    },
)
OFFER: Final = Record(
    Item,
    {
        **_COMMON,
        **_GATED,
        "brings": Key(one_or_many(OFFER_BRINGS), "what it adds when it is made, and its words"),
        "terms": Key(TERMS, "its sums and dates"),
    },
)
CONSEQUENCE: Final = Record(
    Item, {**_COMMON, **_GATED, "sentence": Key(TITLES, "the sentence that names it, in both languages", must=True)}
)
