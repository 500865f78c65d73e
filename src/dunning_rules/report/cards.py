"""The call that lies ahead on paper: how it opens, and a card for each objection to be ready for."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dunning_rules.model.decision import Decision
    from dunning_rules.model.titles import Titles

_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {"opening": "opening", "if": "if they say", "next": "next", "offer": "offer", "no call": "no call lies ahead"},
        "zh-CN": {"opening": "开场", "if": "如果对方说", "next": "下一步", "offer": "方案", "no call": "目前没有要打的电话"},
    }
)


class CallAhead(NamedTuple):
    """One case with the decision before the call and the cards, or the error of a bad case."""

    id: str
    decision: Decision | None
    cards: Mapping[str, Decision]
    error: str = ""


def calls_as_json(calls: Iterable[CallAhead]) -> str:
    """Write calls as a JSON list, one entry a case."""
    return json.dumps([_entry(call) for call in calls], ensure_ascii=False, indent=2)


def calls_as_text(calls: Iterable[CallAhead], titles: Mapping[str, Titles], language: str) -> str:
    """Write calls for whoever makes them; ``titles`` are the names of objections for people."""
    return "\n".join(line for call in calls for line in (f"== {call.id}", *_told(call, titles, language), ""))


def _entry(call: CallAhead) -> dict[str, Any]:
    if call.decision is None:
        return {"id": call.id, "error": call.error}
    cards = {name: card.to_dict() for name, card in call.cards.items()}
    return {"id": call.id, "decision": call.decision.to_dict(), "cards": cards}


def _told(call: CallAhead, titles: Mapping[str, Titles], language: str) -> Iterator[str]:
    words = _WORDS["zh-CN" if language == "zh-CN" else "en"]
    if call.decision is None:
        yield f"error: {call.error}"
        return
    if call.decision.script.form != "call":
        yield words["no call"]
        return
    yield f"[{words['opening']}]"
    yield call.decision.script.text
    for name, card in call.cards.items():
        yield f"[{words['if']}: {titles[name].speak(language)}]"
        yield from filter(None, (card.script.text, f"{words['next']}: {', '.join(card.next_actions)}"))
        if card.offer.id != "none":
            yield f"{words['offer']}: {card.offer.id}"
