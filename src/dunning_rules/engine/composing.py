"""The script: sections in their order, sentence by sentence, in the language of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.engine.filling import SPOKEN, fill
from dunning_rules.model.decision import Script, Section
from dunning_rules.text.sms import sms_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.compiler.program import LinkedSentence, Program, Template
    from dunning_rules.engine.resolve import Resolution

CALL: Final = "call"
_PAUSE: Final = {"zh-CN": "（停顿）", "en": "(pause) "}
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
        spoken: list[str] = []
        snippets: dict[str, None] = {}
        for sentence, words in _words(program, resolution, sentences, language):
            text, empty = fill(words, slots, language)
            missing.update(dict.fromkeys(empty))
            usable = usable and (not empty or sentence.sentence.optional)
            if not empty and text not in said:  # two replies may end alike
                said.append(text)
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
    program: Program, resolution: Resolution, sentences: tuple[LinkedSentence, ...], language: str
) -> Iterator[tuple[LinkedSentence, Template]]:
    """Give each sentence with its words; the spot for consequences gives one sentence a consequence."""
    for sentence in sentences:
        if sentence.sentence.insert:
            for name in resolution.consequences:
                yield sentence, program.consequence_words[name][language]
        else:
            yield sentence, sentence.words[language]


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
