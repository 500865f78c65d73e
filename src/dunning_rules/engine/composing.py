"""The script: sections in their order, sentence by sentence, in the language of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.engine.filling import SPOKEN, fill
from dunning_rules.model.decision import Script, Section
from dunning_rules.text.sms import sms_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.compiler.program import LinkedSentence, Program, Template
    from dunning_rules.derive.items import OpenItem
    from dunning_rules.engine.resolve import Resolution

CALL: Final = "call"
_PAUSE: Final = {"zh-CN": "（停顿）", "en": "(pause) "}
ITEM: Final = "item"
"""The slot of the one item that a sentence is said for."""

LATE_ITEMS: Final = "late_items"
"""The slot of all items that a sentence may be said for, the oldest first."""

BETWEEN: Final = {"zh-CN": "", "en": " "}
"""What stands between two sentences."""


def compose(program: Program, resolution: Resolution, slots: Mapping[str, Any], language: str) -> Script:
    """Fill the sentences that may be said.

    An optional sentence with an empty slot drops out; a required one makes the script unusable.  Both are named.
    """
    sections: list[Section] = []
    paragraphs: list[str] = []
    missing: dict[str, None] = {}
    usable = True
    slots = {**slots, SPOKEN: resolution.form == CALL}
    for name, sentences in resolution.said:
        said: list[str] = []
        heard: set[Template] = set()
        spoken: list[str] = []
        snippets: dict[str, None] = {}
        for sentence, words, item in _words(program, resolution, sentences, slots, language):
            text, empty = fill(words, slots if item is None else {**slots, ITEM: item}, language)
            missing.update(dict.fromkeys(empty))
            usable = usable and (not empty or sentence.sentence.optional)
            if not empty and (item is not None or words not in heard):  # two replies may end alike
                said.append(text)
                heard.add(words)
                snippets[sentence.snippet] = None
                spoken.append(_paced(text, sentence, resolution.form, language))
        if said:
            sections.append(Section(name, tuple(said), tuple(snippets)))
            paragraphs.append(_one_rest(BETWEEN[language].join(spoken).strip(), language))
    text = "\n".join(paragraphs)
    sms = sms_length(text) if text and _counted(program, resolution.channel) == "sms" else None
    return Script(resolution.form, language, tuple(sections), text, tuple(missing), usable, sms)


def _counted(program: Program, channel: str) -> str:
    item = program.items.get("channel", {}).get(channel)
    return item.item.counted if item else ""


def _words(
    program: Program, resolution: Resolution, sentences: tuple[LinkedSentence, ...], slots: Mapping[str, Any], language: str
) -> Iterator[tuple[LinkedSentence, Template, OpenItem | None]]:
    """Give each sentence with its words; one a consequence at their spot, one an item where it is said for each."""
    for sentence in sentences:
        if sentence.sentence.insert:
            for name in resolution.consequences:
                yield sentence, program.consequence_words[name][language], None
        else:
            for item in slots[LATE_ITEMS] if sentence.sentence.for_each else (None,):
                yield sentence, sentence.words[language], item


def _one_rest(text: str, language: str) -> str:
    """Make one rest of two that follow each other."""
    mark = _PAUSE[language].strip()
    return text.replace(f"{mark}{mark}", mark).replace(f"{mark} {mark}", mark)


def _paced(text: str, sentence: LinkedSentence, form: str, language: str) -> str:
    """Mark on a call script where the voice rests."""
    pause = sentence.sentence.pause
    if form != CALL or not pause:
        return text
    before = _PAUSE[language] if pause in ("before", "around") else ""
    after = _PAUSE[language] if pause in ("after", "around") else ""
    return f"{before}{text}{after and BETWEEN[language] + after}".rstrip()
