"""The replies to what a debtor said: to the objection that leads, and to the others as if each of them led (M8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from dunning_rules.engine.wishes import OPEN, Wish, Wishes
from dunning_rules.model.outcome import MOST_REPLIES, REPLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dunning_rules.compiler.program import LinkedRule, Program

_REPLIES: Final = f"script.{REPLY}"


class Bits(NamedTuple):
    """What is possible and what is certain in a case; ``objection`` names the one taken to lead, where another one does."""

    possible: int
    certain: int
    objection: str = ""


def fired_in(program: Program, bits: Bits) -> tuple[LinkedRule, ...]:
    """Give the rules that fire; one whose condition cannot be told fires where it says so (M5)."""
    return tuple(r for r in program.rules if (bits.possible if r.applies_unknown else bits.certain) & r.mask)


@dataclass(frozen=True, slots=True)
class Replies:
    """What is replied to several objections.

    ``heard`` are the snippets in their order, each once and no more than are heard, with what is known where their
    sentences are asked; ``wanted`` has for each objection that does not lead the snippets that reply to it.
    """

    heard: Mapping[str, Bits] = field(default_factory=dict)
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, program: Program, bits: Bits, others: Iterable[Bits], wishes: Wishes) -> Replies:
        """Put the replies to the leading objection first; what closes the script for it closes it for the others."""
        last = wishes.closed.get("script", OPEN)
        found = dict.fromkeys(wishes.collected(_REPLIES), bits)
        wanted = {}
        for other in others:
            wanted[other.objection] = replies = tuple(_if_leading(program, other, last))
            found |= {name: other for name in replies if name not in found}
        return cls(dict(list(found.items())[:MOST_REPLIES]), wanted)

    def unanswered(self, standing: Iterable[str]) -> tuple[str, ...]:
        """Name the objections beside the leading one to which none of the snippets in the script replies."""
        there = set(standing)
        return tuple(objection for objection, replies in self.wanted.items() if there.isdisjoint(replies))


def _if_leading(program: Program, bits: Bits, last: int) -> Iterator[str]:
    """Give the replies to an objection if it led, up to the rank at which the script is closed."""
    wishes = Wishes.of([Wish(r.rank, r.rule.then) for r in fired_in(program, bits)])
    last = min(last, wishes.closed.get("script", OPEN))
    for rank, then in wishes.wishes:
        if rank <= last:
            yield from (str(c.value) for c in then.collect if c.target == _REPLIES)
