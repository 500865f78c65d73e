"""The words of a pack heard as a debtor would hear them: every sentence goes through the cues of the wording audit.

What may be said with ground is fine where the ground is there in every case in which it is said: by the claim of the
sentence, the gate of its consequence, its `when`, or the rules that choose it.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dunning_rules.analysis.look import Look
from dunning_rules.model.finding import Finding
from dunning_rules.model.titles import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.outcomes import Outcomes
    from dunning_rules.compiler.program import Slot, Template
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.words import WordingFinding
    from dunning_rules.place import Place

    Audit = Callable[[str], tuple[WordingFinding, ...]]

GROUNDLESS: Final = "DR601"
"""A sentence that must not be said, or is said where nothing bears it out."""

FAMILIAR: Final = "DR610"
"""A form of address that a person must have accepted."""

ADDRESS: Final = "C-ADDRESS"
"""The compliance code of what is too familiar: it is advised against, and forbidden by nobody."""

_COUNTS: Final = ("number", "days")
_SUMS: Final = ("money", "amount")
_TIMES: Final = ("day", "date", "moment", "clock")
_SLOTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "zh-CN": {"percent": "一些", "": "某某", **dict.fromkeys(_SUMS, "这笔款"), **dict.fromkeys(_TIMES, "那时")},
        "en": {"percent": "some", "": "someone", **dict.fromkeys(_SUMS, "this amount"), **dict.fromkeys(_TIMES, "that time")},
    }
)
"""What is heard in the place of a slot: its value comes from the case and not from the author, so it says nothing."""

_SOME: Final[Mapping[str, str]] = MappingProxyType({"zh-CN": "几", "en": "several"})


class Words(NamedTuple):
    """A sentence of a pack in both languages: of what it is a part, where it stands, and where it is said.

    ``bound`` is where the author lets it be said, whether or not any rule chooses it.
    """

    of: str
    words: Mapping[str, Template]
    place: Place
    bound: Literal
    said: Literal
    names_consequence: bool = False


class Heard(NamedTuple):
    """Something the audit found in a sentence: in which language, and what."""

    words: Words
    language: str
    found: WordingFinding


def words_of(outcomes: Outcomes, pack: Pack) -> Iterator[Words]:
    """Give every sentence of a pack: those of its snippets, and those that name its consequences."""
    program, circuit = outcomes.program, outcomes.circuit
    said: dict[Place, Literal] = {}
    for spoken in outcomes.said:
        place = spoken.sentence.sentence.place
        said[place] = circuit.any_of((said.get(place, circuit.no), spoken.where))
    for linked in (s for snippet in pack.snippets for s in program.snippets[snippet.id].sentences if s.words):
        sentence = linked.sentence
        bound = circuit.both(outcomes.regions.truth(sentence.when).certain, outcomes.open_where(sentence.claim))
        where = said.get(sentence.place, circuit.no)
        yield Words(f"`{linked.snippet}`", linked.words, sentence.place, bound, where)
    for item in (i for o in pack.outcomes if o.name == "consequences" for i in o.items if i.sentence):
        bound, where = outcomes.open_where(item.gate), outcomes.consequences.get(item.id, circuit.no)
        of, words = f"the consequence `{item.id}`", program.consequence_words[item.id]
        yield Words(of, words, item.place, bound, where, names_consequence=True)


def hear(outcomes: Outcomes, pack: Pack, audit: Audit) -> tuple[Heard, ...]:
    """Hear every sentence of a pack in both languages."""
    facts = outcomes.program.facts
    spoken = ((words, language) for words in words_of(outcomes, pack) for language in LANGUAGES)
    aloud = ((words, language, _aloud(words.words[language], facts, language)) for words, language in spoken)
    return tuple(Heard(words, language, found) for words, language, text in aloud for found in audit(text))


def _aloud(template: Template, facts: Mapping[str, Fact], language: str) -> str:
    """Give a sentence with words that say nothing in its slots."""
    return "".join(part if isinstance(part, str) else _in_slot(part, facts, language) for part in template)


def _in_slot(slot: Slot, facts: Mapping[str, Fact], language: str) -> str:
    fact = facts.get(str(slot.path[-1]))
    counts = slot.shape in _COUNTS or slot.path[-1] == "count" or (fact is not None and fact.type == "integer")
    return _SOME[language] if counts else _SLOTS[language][slot.shape]


def find_groundless(outcomes: Outcomes, heard: tuple[Heard, ...]) -> tuple[Finding, ...]:
    """Find what must not be said, and what is said in a case that does not bear it out, exactly."""
    look = Look()
    once = {(each.words.place, each.found.code): each for each in reversed(heard)}
    for each in once.values():
        what = f"whether {each.words.of} always has ground for {each.found.code}"
        look.at(what, each.words.place, partial(_groundless, outcomes, each))
    return look.found


def _groundless(outcomes: Outcomes, heard: Heard) -> Iterator[Finding]:
    words, found = heard.words, heard.found
    if found.severity != "block" and found.gate in outcomes.program.gates and _borne_out(outcomes, words, found.gate):
        return
    shown = "".join(f": `{e.text}`" for e in found.evidence[:1])
    said = f"{words.of} says in {heard.language} what {_wants(found)}{shown} ({found.code})"
    if found.compliance == ADDRESS:
        yield Finding(FAMILIAR, said, words.place, _help(found), "warning")
    else:
        yield Finding(GROUNDLESS, said, words.place, _help(found))


def _borne_out(outcomes: Outcomes, words: Words, gate: str) -> bool:
    """Whether a gate is open wherever the author lets a sentence be said, or at least wherever a rule has it said."""
    open_ = outcomes.open_where(gate)
    if not outcomes.circuit.can(words.bound, -open_):
        return True
    return outcomes.circuit.can(words.said) and not outcomes.circuit.can(words.said, -open_)


def _wants(found: WordingFinding) -> str:
    if found.severity == "block":
        return f"must not be said ({found.compliance})"
    return f"needs the gate `{found.gate}`" if found.gate else f"needs ground ({found.compliance})"


def _help(found: WordingFinding) -> str:
    instead = f"say `{found.instead.zh_cn}` / `{found.instead.en}`" if found.instead else "say it otherwise"
    if found.severity == "block":
        return instead
    return f"give the sentence `claim: {found.gate}`, or {instead}"
