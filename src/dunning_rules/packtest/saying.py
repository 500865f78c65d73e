"""The sentences of a pack: which were said in a case, and which were left out of a snippet that was spoken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dunning_rules.compiler.program import Slot
from dunning_rules.derive.items import late_items
from dunning_rules.model.condition import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.compiler.program import LinkedSentence, Program, Template
    from dunning_rules.engine.seen import Seen
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.script import Sentence
    from dunning_rules.place import Place

LEFT_OUT: Final = "left out"
CONSEQUENCES: Final = "consequences"

Mark = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence and what should be seen of it: said in each language, and left out where it can be."""

    name: str
    owner: str
    place: Place
    aspects: tuple[str, ...]


def said_aspect(language: str) -> str:
    """Name that a sentence was said in a language."""
    return f"said in {language}"


def sentences_in(program: Program, pack: Pack) -> Iterator[Spoken]:
    """Give the sentences of a pack's snippets and consequences."""
    said = tuple(said_aspect(language) for language in pack.header.languages)
    for snippet in pack.snippets:
        for number, linked in enumerate(program.snippets[snippet.id].sentences, 1):
            if linked.words:
                more = (LEFT_OUT,) if _can_be_left_out(linked.sentence) else ()
                owner = f"snippet `{snippet.id}`, sentence {number}"
                yield Spoken(f"{snippet.id}/{number}", owner, linked.sentence.place, (*said, *more))
    for item in (i for o in pack.outcomes if o.name == CONSEQUENCES for i in o.items if i.sentence):
        more = (LEFT_OUT,) if item.gate else ()
        yield Spoken(f"{CONSEQUENCES}/{item.id}", f"consequence `{item.id}`", item.place, (*said, *more))


def _can_be_left_out(sentence: Sentence) -> bool:
    return bool(sentence.claim or sentence.optional or sentence.when != ALWAYS)


def said_in(seen: Seen) -> Iterator[Mark]:
    """Name every sentence that a person reads in the script."""
    aspect = said_aspect(seen.decision.script.language)
    return (("sentence", name, aspect) for name in texts_in(seen))


def texts_in(seen: Seen) -> dict[str, str]:
    """Give the text of every sentence of the script by its name."""
    script = seen.decision.script
    names = [name for _, sentences in seen.resolution.said for name in _heard(sentences, seen)]
    return dict(zip(names, (text for section in script.sections for text in section.sentences), strict=True))


def left_out_in(seen: Seen) -> Iterator[Mark]:
    """Name every sentence of a snippet in the script that is not said, and every consequence that is taken out."""
    said = texts_in(seen)
    for snippet in seen.resolution.snippets:
        for number, _ in enumerate(seen.program.snippets[snippet].sentences, 1):
            if (name := f"{snippet}/{number}") not in said:
                yield "sentence", name, LEFT_OUT
    for what in (*seen.resolution.unsaid, *(what for _, what in seen.resolution.removed)):
        if what in seen.program.consequence_words:
            yield "sentence", f"{CONSEQUENCES}/{what}", LEFT_OUT


def _heard(sentences: tuple[LinkedSentence, ...], seen: Seen) -> Iterator[str]:
    """Name the sentences of a section that are heard: none with an empty slot, and the same words once but for each item."""
    once: set[Template] = set()
    for name, words, of_item in _voiced(sentences, seen):
        told = words[seen.decision.script.language]
        if not _empty(told, seen) and (of_item or told not in once):
            once.add(told)
            yield name


def _voiced(sentences: tuple[LinkedSentence, ...], seen: Seen) -> Iterator[tuple[str, Mapping[str, Template], bool]]:
    for linked in sentences:
        if linked.sentence.insert:
            for name in seen.resolution.consequences:
                yield f"{CONSEQUENCES}/{name}", seen.program.consequence_words[name], False
        else:
            of_item = bool(linked.sentence.for_each)
            for _ in late_items(seen.known.setting) if of_item else (None,):
                yield f"{linked.snippet}/{_number(linked, seen.program)}", linked.words, of_item


def _number(linked: LinkedSentence, program: Program) -> int:
    return next(n for n, s in enumerate(program.snippets[linked.snippet].sentences, 1) if s is linked)


def _empty(words: Template, seen: Seen) -> bool:
    """Whether a slot of the sentence had no value, so that it dropped out of the script."""
    missing = seen.decision.script.missing_facts
    return any(isinstance(part, Slot) and ".".join(map(str, part.path)) in missing for part in words)
