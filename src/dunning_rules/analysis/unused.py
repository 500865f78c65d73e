"""What a pack declares and nothing uses: parameters, facts, gates and snippets (structure alone, no case is asked)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.program import Slot
from dunning_rules.derive.catalogue import READ
from dunning_rules.model.condition import ParameterRef, Test
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.moment import FactRef, FollowUp, Moment
from dunning_rules.model.outcome import Choose, Collect, Hold, Item
from dunning_rules.model.pack import Parameter
from dunning_rules.model.paper import Paper
from dunning_rules.model.rule import Gate
from dunning_rules.model.script import Sentence
from dunning_rules.model.words import Cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.compiler.program import LinkedBlock, LinkedSentence, Program
    from dunning_rules.model.pack import Pack

UNUSED: Final = "DR508"
"""Something declared that nothing uses."""


_REACHED_ANYWAY: Final = ("channel", "form", "tone", "verdict", "script")
"""Outcomes whose values come about without being named: by falling back, by steps, by being there."""


def find_unused(packs: Sequence[Pack], program: Program) -> tuple[Finding, ...]:
    """Look at the last of packs laid together; a library of words for others may hold more than it uses."""
    pack = packs[-1]
    if pack.header.library:
        return ()
    used = set(READ)
    for one in packs:
        used |= set(used_by(one))
    spoken = [x.words for n in program.snippets.values() for x in n.sentences]
    written = [x.words for p in program.papers.values() for b in p.blocks for x in _linked(b)]
    templates = [t for words in (*spoken, *written, *program.consequence_words.values()) for t in words.values()]
    used |= {str(part) for t in templates for slot in t if isinstance(slot, Slot) for part in slot.path}
    help_ = "use it, or take it out"
    unused = ((what, name, place) for what, name, place in _declared(pack) if name not in used)
    return in_order(
        [Finding(UNUSED, f"nothing uses the {what} `{name}`", place, help_, "warning") for what, name, place in unused]
    )


def _linked(block: LinkedBlock) -> Iterator[LinkedSentence]:
    yield from block.sentences
    yield from (e.said for e in (*block.entries, *block.sign) if e.said)


def _declared(pack: Pack) -> Iterator[tuple[str, str, Any]]:
    yield from (("parameter", p.name, p.place) for p in pack.parameters)
    yield from (("fact", f.name, f.place) for f in pack.facts)
    yield from (("derived fact", d.fact.name, d.place) for d in pack.derivations)
    yield from (("gate", g.id, g.place) for g in pack.gates if not g.forms)
    yield from (("snippet", s.id, s.place) for s in pack.snippets)
    for outcome in pack.outcomes:
        if outcome.name not in _REACHED_ANYWAY:
            yield from ((f"value of `{outcome.name}`", i.id, i.place) for i in outcome.items)


def used_by(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a pack
    """Walk everything a part of a pack says, and name what is used in it."""
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from used_by(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from filter(None, _named_by(value))
        for f in fields(value):
            yield from used_by(getattr(value, f.name))


def _named_by(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a pack
    """Name what one part uses by name."""
    match value:
        case Test(fact=name) | ParameterRef(name=name) | FactRef(name=name) | Moment(origin=name):
            yield name
        case Parameter(by=names):
            yield from names
        case Item(gate=name, instead=other):
            yield from (name, other)
        case Sentence(claim=name) | Cue(gate=name):
            yield name
        case Paper(gate=name, approval=other, supposing=supposed, needs=needed):
            yield from (name, other, *supposed, *(n for names in needed.values() for n in names))
        case Gate(code=name, opens_after=since):
            yield from (name, *(since or ()))
        case Choose(value=str(name)) | Collect(value=str(name)) | Hold(hold=name) | FollowUp(task=name):
            yield name
        case Choose(value=tuple(names)):
            yield from names
        case Choose(target="deadlines", part=name):
            yield name
