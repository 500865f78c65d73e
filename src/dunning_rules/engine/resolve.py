"""From two bit sets to everything about a decision that needs no figure: the heart of the engine (M9 to M12).

The result depends on the bits alone, so it is worked out once for each pattern and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.engine.replying import Bits, Replies, fired_in
from dunning_rules.engine.wishes import UNCLOSED, Chosen, Wish, Wishes, brought, level_of, verdict_of
from dunning_rules.model.case import OBJECTION
from dunning_rules.model.outcome import COLLECTIONS, NONE, NOTHING, REPLY, REPLY_CARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dunning_rules.compiler.program import LinkedGate, LinkedItem, LinkedRule, LinkedSentence, LinkedSnippet, Program
    from dunning_rules.model.moment import Moment

MOST_REMEMBERED: Final = 4096
"""Patterns kept; a real portfolio shows some hundreds."""

_WITHOUT_FIGURES: Final = tuple(c for c in COLLECTIONS if c != "consequences")


class Spoken(NamedTuple):
    """A snippet that stands in the script, and what is known where its sentences are asked whether they hold."""

    snippet: LinkedSnippet
    bits: Bits


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision before dates, sums and words are filled in.

    ``said`` lists the sentences by section; ``removed`` pairs a gate with what it took out; ``unsaid`` names what
    was not said because its gate cannot be told; ``waited_for`` are timed gates that are shut by their condition, so
    that their time must be looked at; ``refusing`` are the gates that kept a form from being used;
    ``untold`` are the rules whose condition could not be told, ``silenced`` those that fired without being heard;
    ``snippets`` stand in the script, whether or not one of their sentences is said; ``unanswered`` are the objections
    beside the leading one to which none of them is a reply.
    """

    fired: tuple[LinkedRule, ...]
    chosen: Mapping[tuple[str, str], Chosen]
    channel: str
    form: str
    offer: str
    consequences: tuple[str, ...]
    said: tuple[tuple[str, tuple[LinkedSentence, ...]], ...]
    collected: Mapping[str, tuple[Any, ...]]
    tone: int | None
    interval: int | None
    verdict: str
    removed: tuple[tuple[str, str], ...]
    unsaid: tuple[str, ...]
    waited_for: tuple[LinkedGate, ...]
    refusing: tuple[LinkedGate, ...]
    untold: tuple[LinkedRule, ...]
    silenced: tuple[str, ...]
    snippets: tuple[str, ...]
    unanswered: tuple[str, ...] = ()

    def choice(self, target: str, part: str = "") -> Any:  # noqa: ANN401 - an id, a Window or a Moment
        """Give the value that won, or None when no rule set the target."""
        found = self.chosen.get((target, part))
        return found.value if found else None

    def deadlines(self) -> dict[str, Moment]:
        """Give the moments given to the debtor, by kind."""
        return {part: found.value for (target, part), found in self.chosen.items() if target == "deadlines"}


class Resolver:
    """Resolves bit patterns of one Program and remembers them, up to a bound."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._known: dict[tuple[int, int, tuple[Bits, ...], bool], Resolution] = {}

    def resolve(self, possible: int, certain: int, others: tuple[Bits, ...] = (), *, elapsed: bool = True) -> Resolution:
        """Resolve one pattern.

        ``others`` has for each objection that does not lead, the gravest first, the pattern of the case if it led (M8).
        ``elapsed`` says whether timed gates that are shut by their condition count as open by now.
        """
        key = (possible, certain, others, elapsed)
        found = self._known.get(key)
        if found is None:
            found = _Resolving(self.program, Bits(possible, certain), others, elapsed=elapsed).result()
            if len(self._known) < MOST_REMEMBERED:
                self._known[key] = found
        return found


@dataclass(slots=True)
class _Resolving:
    program: Program
    bits: Bits
    others: tuple[Bits, ...] = ()
    elapsed: bool = field(kw_only=True)
    removed: dict[tuple[str, str], None] = field(default_factory=dict)
    unsaid: dict[str, None] = field(default_factory=dict)
    refused: list[Wish] = field(default_factory=list)
    waited_for: list[LinkedGate] = field(default_factory=list)
    refusing: list[LinkedGate] = field(default_factory=list)
    replies: Replies = field(default_factory=Replies)

    def result(self) -> Resolution:
        fired = fired_in(self.program, self.bits)
        wishes = [Wish(r.rank, r.rule.then) for r in fired]
        wishes += self._refused_forms(wishes)
        ordered = Wishes.of(wishes)
        channel, form = self._channel(ordered)
        offer, offer_rank = self._offer(ordered)
        wishes += [*brought(self._item("offer", offer), self.bits.possible, offer_rank), *self._bring("form", form)]
        wishes += self._bring("holds", *self._held(wishes))
        ordered = Wishes.of(wishes)
        tone = level_of(ordered.steps("tone"), list(self.program.items.get("tone", ())))
        snippets = tuple(self._snippets(ordered, form))
        consequences = self._consequences(ordered, snippets, tone)
        wishes += self._bring("consequences", *consequences)
        said = tuple(self._say(snippets, consequences))
        wishes += [*self.refused, *(brought(self._level("tone", tone), self.bits.possible) if form != NONE else ())]
        verdict = verdict_of(Wishes.of(wishes).steps("verdict"))
        ordered = Wishes.of([*wishes, *self._bring("verdict", verdict)])
        return Resolution(
            fired=fired,
            chosen=ordered.chosen(),
            channel=channel,
            form=form,
            offer=offer,
            consequences=consequences,
            said=said,
            collected={t: ordered.collected(t, self._order(t)) for t in _WITHOUT_FIGURES},
            tone=tone,
            interval=level_of(ordered.steps("contact_interval")),
            verdict=verdict,
            removed=tuple(self.removed),
            unsaid=tuple(self.unsaid),
            waited_for=tuple(self.waited_for),
            refusing=tuple(self.refusing),
            silenced=tuple(r.rule.id for r in fired if not ordered.heard(r.rule.then, r.rank)),
            untold=tuple(r for r in self.program.rules if self.bits.possible & r.mask and not self.bits.certain & r.mask),
            snippets=tuple(s.id for _, found in snippets for s, _ in found),
            unanswered=self.replies.unanswered(s.id for _, found in snippets for s, _ in found),
        )

    def _held(self, wishes: list[Wish]) -> list[str]:
        return [h.hold for h in Wishes.of(wishes).collected("holds", self.program.items.get("holds"))]

    def _bring(self, outcome: str, *names: str) -> list[Wish]:
        return [wish for name in names for wish in brought(self._item(outcome, name), self.bits.possible)]

    def _item(self, outcome: str, name: str) -> LinkedItem | None:
        return self.program.items.get(outcome, {}).get(name)

    def _level(self, outcome: str, level: int | None) -> LinkedItem | None:
        items = tuple(self.program.items.get(outcome, {}).values())
        return items[level] if level is not None and level < len(items) else None

    def _open(self, name: str) -> bool | None:
        """Whether a gate is open; None when it cannot be told.  No gate is open."""
        if not name:
            return True
        mask = self.program.gates[name].mask
        return True if self.bits.certain & mask else None if self.bits.possible & mask else False

    def _channel(self, wishes: Wishes) -> tuple[str, str]:
        """Take the first channel in the order of preference that can be reached; then any that can."""
        found = wishes.chosen().get(("channel", ""))
        for name in (*(found.value if found else (NONE,)), *self.program.items.get("channel", ()), NONE):
            item = self._item("channel", name)
            if item is None:
                return NONE, NONE
            if self._open(item.item.gate):
                return name, item.item.form or NONE
        raise AssertionError  # pragma: no cover - `none` ends the list and is no item

    def _refused_forms(self, wishes: list[Wish]) -> list[Wish]:
        """Let the shut gates of the form speak as rules of their layer; not knowing shuts a form's gate too.

        Where nobody is contacted now, a timed gate says nothing, but the next contact waits for it all the same.
        """
        form = self._channel(Wishes.of(wishes))[1]
        spoken = []
        for gate in self.program.gates.values():
            spaced = bool(gate.gate.opens_after)
            if (form not in gate.gate.forms and not (spaced and form == NONE)) or self._open(gate.gate.id):
                continue
            if spaced:
                self.waited_for.append(gate)
            if form == NONE or (spaced and self.elapsed):
                continue
            self.refusing.append(gate)
            spoken.append(Wish(gate.rank, gate.gate.refused))
        return spoken

    def _offer(self, wishes: Wishes) -> tuple[str, int]:
        found = wishes.chosen().get(("offer", ""))
        if found is None:
            return NONE, 0
        return next(iter(self._let_in("offer", [found.value])), NONE), found.rank

    def _consequences(
        self, wishes: Wishes, snippets: tuple[tuple[str, tuple[Spoken, ...]], ...], tone: int | None
    ) -> tuple[str, ...]:
        """Give the consequences that are named: where the script may say them, and as many as the tone allows."""
        inserts = ((s, bits) for _, found in snippets for snippet, bits in found for s in snippet.sentences if s.sentence.insert)
        spots = [s for s, bits in inserts if bits.certain & s.mask]
        if not spots:
            return ()
        items = self.program.items.get("consequences", {})
        wanted = wishes.collected("consequences", items)
        found = set(self._let_in("consequences", wanted))
        places = found | set(self._kept_empty(wanted))
        kept = [name for name in items if name in places]
        level = self._level("tone", tone)
        most = level.item.most_consequences if level else None
        if not any(self._open(s.sentence.claim) for s in spots):
            most = 0
        if most is not None:
            self.unsaid.update(dict.fromkeys(name for name in kept[most:] if name in found))
            kept = kept[:most]
        return tuple(name for name in kept if name in found)

    def _kept_empty(self, wanted: Iterable[str]) -> Iterable[str]:
        """Name what would stand instead of a consequence that cannot be told, if that were false: its place stays empty.

        So not to know a fact never makes room for one more consequence than to know that it is false.
        """
        for name in wanted:
            item = self._item("consequences", name)
            if item and item.item.instead and self._open(item.item.gate) is None:
                other = self._item("consequences", item.item.instead)
                if other and self._open(other.item.gate):
                    yield other.item.id

    def _let_in(self, outcome: str, names: Iterable[str]) -> Iterable[str]:
        """Keep what its gate lets through, and what stands instead of what a gate shut out (M12)."""
        for name in names:
            item = self._item(outcome, name)
            if item is None or self._passes(item.item.gate, name):
                yield name
            elif item.item.instead and self._open(item.item.gate) is False:
                other = self._item(outcome, item.item.instead)
                if other and self._open(other.item.gate):
                    yield other.item.id

    def _passes(self, gate: str, what: str) -> bool:
        """Whether a gate lets something through; what it does not is listed as removed or unsaid."""
        state = self._open(gate)
        if state is None:
            self.unsaid[what] = None
        elif not state:
            self.removed[gate, what] = None
            refused = self.program.gates[gate].gate.refused
            if refused != NOTHING:
                self.refused.append(Wish(UNCLOSED, refused))
        return bool(state)

    def _order(self, target: str) -> Mapping[str, Any] | None:
        """Give the declared order of a collection."""
        if target == REPLY_CARDS and OBJECTION in self.program.facts:
            return dict.fromkeys(self.program.facts[OBJECTION].values)
        return self.program.items.get(target)

    def _snippets(self, wishes: Wishes, form: str) -> Iterable[tuple[str, tuple[Spoken, ...]]]:
        """Give the snippets of each section that exists in the form, in the sections' order."""
        self.replies = Replies.of(self.program, self.bits, self.others, wishes)
        chosen, replies = wishes.chosen(), self.replies.heard
        for section, item in self.program.items.get("script", {}).items():
            found = chosen.get(("script", section))
            names = replies if section == REPLY else {found.value: self.bits} if found else {}
            spoken = ((self.program.snippets.get(n), bits) for n, bits in names.items())
            snippets = tuple(Spoken(s, bits) for s, bits in spoken if s and form in s.forms)
            if form in item.item.forms and snippets:
                yield section, snippets

    def _say(
        self, snippets: Iterable[tuple[str, tuple[Spoken, ...]]], consequences: tuple[str, ...]
    ) -> Iterable[tuple[str, tuple[LinkedSentence, ...]]]:
        """Give the sentences that may be said, section by section."""
        for section, found in snippets:
            sentences = tuple(x for s in found for x in self._sentences(s, consequences))
            if sentences:
                yield section, sentences

    def _sentences(self, spoken: Spoken, consequences: tuple[str, ...]) -> Iterable[LinkedSentence]:
        for sentence in spoken.snippet.sentences:
            if not spoken.bits.certain & sentence.mask or (sentence.sentence.insert and not consequences):
                continue
            if self._passes(sentence.sentence.claim, sentence.sentence.claim):
                yield sentence
