"""The ear of the front desk: what debtors say becomes objections, what collectors say is audited, before a case is decided."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cached_property, lru_cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dunning_rules.compiler.overlays import heard
from dunning_rules.errors import PackError
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.finding import Finding
from dunning_rules.objections.recognising import PROTECTED, Recogniser
from dunning_rules.source.words import shipped_characters, shipped_fingerprints, shipped_learned
from dunning_rules.text.lexicon import Lexicon, lexicon_of
from dunning_rules.text.looking import LookOut
from dunning_rules.wording.auditing import Auditor, gravest_first
from dunning_rules.wording.copying import copied
from dunning_rules.wording.numbers import telephone_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dunning_rules.model.pack import Pack
    from dunning_rules.model.words import Cue, Recognition, Spelling, Wanted, WordingFinding, WordList
    from dunning_rules.place import Place

UTTERANCE: Final = "utterance"
UNCLEAR: Final = "utterance_unclear"
MESSAGE: Final = "message_text"
HITS: Final = "text_hits"
_PHRASES_HELP: Final = "write words, `(a|b)`, `[a|b]`, `<list>`, `..`, `...`, `^`, `$`, `pay*` or `#`; see docs/how-to/words.md"

T = TypeVar("T")


class Words:
    """Recognises and audits by the words of packs; what it needs is made ready when it is first asked."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = heard(packs)

    @cached_property
    def lexicon(self) -> Lexicon:
        """How the packs read words."""
        words = [pack.words for pack in self._packs]
        return _lexicon(tuple(s for w in words for s in w.spellings), tuple(x for w in words for x in w.lists))

    @cached_property
    def recogniser(self) -> Recogniser:
        """What recognises objections."""
        under = {o.id: o.under for pack in self._packs for o in pack.objections}
        triggers = [t for pack in self._packs for t in pack.words.triggers]
        return self._made_ready(lambda: Recogniser(triggers, self.lexicon, shipped_learned("objections"), under))

    @cached_property
    def auditor(self) -> Auditor:
        """What audits texts."""
        cues = [c for pack in self._packs for c in pack.words.cues]
        return self._made_ready(lambda: Auditor(cues, self.lexicon, shipped_learned("wording")))

    def findings(self, packs: Sequence[Pack] | None = None) -> tuple[Finding, ...]:
        """Say which phrases of packs cannot be read; and when all can, which examples are not found, or found and must not be."""
        asked = self._packs if packs is None else packs
        said = [t.wanted for pack in asked for t in pack.words.triggers]
        barred = [c.wanted for pack in asked for c in pack.words.cues]
        unread = tuple(f for each in (*said, *barred) for f in _unread(each, self.lexicon))
        if unread:
            return unread
        found = list(_misjudged(said, LookOut(said, self.lexicon), self.lexicon)) if any(map(_has_examples, said)) else []
        for pack, auditor in zip(self._packs, self._auditors, strict=True):
            if any(pack is one for one in asked):
                found += _misjudged([c.wanted for c in pack.words.cues], auditor.looks, self.lexicon)
        return tuple(found)

    def hear_script(self, text: str) -> tuple[WordingFinding, ...]:
        """Audit a sentence of a pack, which must stand more than what a person wrote."""
        return gravest_first([found for auditor in self._auditors for found in auditor.audit_script(text)])

    @cached_property
    def _auditors(self) -> tuple[Auditor, ...]:
        """What audits by the cues of each pack alone; packs that are linted one after another share those they build on."""
        return tuple(_cues_alone(pack.words.cues, self.lexicon) for pack in self._packs)

    def _made_ready(self, make: Callable[[], T]) -> T:
        """Make something of the phrases.  Raises PackError that names every phrase that cannot be read."""
        try:
            return make()
        except ValueError as error:
            raise PackError(self.findings()) from error

    def heard(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Give the facts that the utterance of a case adds to it.

        Where the case states objections itself, only those are added that protect a person.
        """
        said = facts.get(UTTERANCE)
        if not isinstance(said, str):
            return {}
        found: Recognition = self.recogniser.recognise(said)
        names = [heard.id for heard in found.objections]
        stated = facts.get(OBJECTIONS)
        if facts.get(OBJECTION) is None and stated is None:
            return {OBJECTIONS: names} if names else {UNCLEAR: True} if found.unsure else {}
        protected = [name for name in names if name in PROTECTED]
        if not protected or not isinstance(stated, (list, tuple, set, frozenset, NoneType)):
            return {}
        return {OBJECTIONS: [*(stated or ()), *(name for name in protected if name not in (stated or ()))]}


@lru_cache(maxsize=4)
def _lexicon(spellings: tuple[Spelling, ...], lists: tuple[WordList, ...]) -> Lexicon:
    """Lay words together; packs that are linted one after another often have the same."""
    return lexicon_of(shipped_characters(), spellings, lists)


@lru_cache(maxsize=4)
def _cues_alone(cues: tuple[Cue, ...], lexicon: Lexicon) -> Auditor:
    """Make the cues of one pack ready; the packs that build on it need them again."""
    return Auditor(cues, lexicon, None)


def _unread(wanted: Wanted, lexicon: Lexicon) -> Iterator[Finding]:
    """Find the phrases that cannot be read."""
    for line in (*wanted.phrases.all, *wanted.unless.all):
        try:
            lexicon.parser.parse(line.text)
        except ValueError as error:
            yield Finding("DR218", str(error), line.place, help=_PHRASES_HELP)


def _has_examples(wanted: Wanted) -> bool:
    return bool(wanted.found_in.all or wanted.not_found_in.all)


def _misjudged(wanted: Sequence[Wanted], looks: LookOut, lexicon: Lexicon) -> Iterator[Finding]:
    """Find the examples that prove a phrase wrong."""
    for number, each in enumerate(wanted):
        for lines, must in ((each.found_in, True), (each.not_found_in, False)):
            for line in lines.all:
                tokens = lexicon.reader.read(line.text)
                hits = looks.look(tokens).get(number, ())
                if must and not hits:
                    yield Finding("DR402", f"no phrase finds `{line.text}`", line.place, help="add a phrase that does")
                elif hits and not must:
                    shown = ", ".join(f"`{e.text}`" for e in tokens.pieces((h.first, h.after) for h in hits))
                    help_ = "narrow the phrase, or add a near-miss to `unless`"
                    yield Finding("DR402", f"{shown} is found in `{line.text}`", line.place, help=help_)


def find_copied(pack: Pack) -> Iterator[Finding]:
    """Find what a pack took word for word from the texts that the shipped packs were drawn from."""
    known = shipped_fingerprints()
    for text, place in dict.fromkeys(_texts_in(pack, pack.header.place)):
        for piece in copied(text, known)[:1]:
            message = f"`{piece.text}` stands in one of the texts that no pack may copy"
            yield Finding("DR611", message, place, help="say it in words of your own; facts and figures may stay")


def find_numbers(pack: Pack) -> Iterator[Finding]:
    """Find telephone numbers in what people write in a pack; its test cases may hold some."""
    for text, place in dict.fromkeys(_texts_in(replace(pack, tests=()), pack.header.place)):
        if number := telephone_in(text):
            help_ = "numbers come from the case: say {{ contact_point }}, or leave it out"
            yield Finding("DR615", f"`{number}` is a telephone number", place, help=help_)


def _texts_in(value: Any, place: Place) -> Iterator[tuple[str, Place]]:  # noqa: ANN401 - any part of a pack
    """Walk what people write in a pack, with the nearest place it stands at; phrases and word lists are no sentences."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts_in(part, place)
    elif is_dataclass(value):
        near = getattr(value, "place", place)
        for f in fields(value):
            if f.name not in _NO_SENTENCES:
                yield from _texts_in(getattr(value, f.name), near)


_NO_SENTENCES: Final = ("spellings", "lists", "phrases", "unless", "digest")


def hits_of(findings: Sequence[WordingFinding]) -> list[str]:
    """Give the compliance codes of findings, each once."""
    return list(dict.fromkeys(finding.compliance for finding in findings))
