"""Outcomes as functions of the case: what the engine resolves for one case, resolved for all cases at once (M9 to M12).

It takes the steps of ``engine/resolve.py`` in the same order, with a literal in the place of each yes or no.  That both
agree on every case is tested, not hoped for.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dunning_rules.analysis.levels import gravest
from dunning_rules.analysis.replying import other_objections, replies_of
from dunning_rules.analysis.wishing import Wished, Wishing
from dunning_rules.engine.wishes import UNCLOSED
from dunning_rules.model.outcome import MOST_REPLIES, NONE, NOTHING, REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.analysis.circuit import Literal, Spread
    from dunning_rules.analysis.regions import Regions
    from dunning_rules.compiler.program import LinkedItem, LinkedSentence, LinkedSnippet


class Standing(NamedTuple):
    """A snippet that can stand in the script, where it does, and the cases of which its sentences speak."""

    snippet: LinkedSnippet
    where: Literal
    regions: Regions


class Spoken(NamedTuple):
    """A sentence that can be said, and where it is said."""

    sentence: LinkedSentence
    where: Literal


class Outcomes(Wishing):
    """Every outcome of a program as functions of the case.

    ``fires`` says of each rule where it fires; ``removed`` and ``unsaid`` where a gate takes something out, or keeps it back.
    """

    def __init__(self, regions: Regions) -> None:
        super().__init__(regions.program, regions.circuit)
        self.regions = regions
        self.fires = {r.rule.id: regions.region(r.rule.when, unknown=r.applies_unknown) for r in self.program.rules}
        self.others = tuple(other_objections(regions))
        self.elapsed = self.circuit.yes
        self._walk()
        if any(g.gate.opens_after for g in self.program.gates.values()):
            self.elapsed = self._time_passed()
            self._walk()

    def _walk(self) -> None:
        """The steps of the engine, in its order."""
        self.removed: dict[tuple[str, str], Literal] = defaultdict(lambda: self.circuit.no)
        self.unsaid: dict[str, Literal] = defaultdict(lambda: self.circuit.no)
        self._refused: list[Wished] = []
        self.wishes = [Wished(r.rank, r.rule.then, self.fires[r.rule.id], r.rule.id) for r in self.program.rules]
        self.wishes += self._refused_forms()
        self.channel = self._channel()
        self.form = self._form(self.channel)
        self.offer = self._offer()
        self.wishes += self._bring("form", self.form)
        for hold, where in self._names("holds").items():
            self.wishes += self._brought(self._item("holds", hold), where)
        self.tone = self.level("tone")
        self.snippets = dict(self._snippets())
        self.consequences = self._consequences()
        for name, where in self.consequences.items():
            self.wishes += self._brought(self._item("consequences", name), where)
        self.said = tuple(self._say())
        self.wishes += self._refused
        self.wishes += self._tone_brings()
        self.verdict = gravest(self.circuit, self._steps("verdict"))
        self.wishes += self._bring("verdict", self.verdict)
        self.role = self.chosen("role")
        self.interval = self.level("contact_interval")

    def _time_passed(self) -> Literal:
        """Where the time of timed gates has passed, or nobody knows how long it is; only a known moment is recent."""
        for since in [g.gate.opens_after[1] for g in self.program.gates.values() if g.gate.opens_after]:
            if (since, None) in self.regions.space.levels:
                self.circuit.demand(-self.regions.ground.recent, -self.regions.value(since)[None])
        return self.circuit.any_of((-self.regions.ground.recent, self.interval.get(None, self.circuit.no)))

    def names(self, target: str) -> Spread:
        """Give for each name in a collection where it is in the decision."""
        return dict(self.consequences) if target == "consequences" else self._names(target)

    # -- gates and what values bring -----------------------------------------------------------------------------------

    def _item(self, outcome: str, name: str) -> LinkedItem | None:
        return self.program.items.get(outcome, {}).get(name)

    def open_where(self, gate: str) -> Literal:
        """Where a gate is known to be open; no gate is open everywhere."""
        return self.regions.truth(self.program.gates[gate].gate.when).certain if gate else self.circuit.yes

    def _shut_where(self, gate: str) -> Literal:
        """Where a gate is known to be shut."""
        return -self.regions.truth(self.program.gates[gate].gate.when).possible if gate else self.circuit.no

    def _bring(self, outcome: str, function: Spread) -> Iterator[Wished]:
        """What the values of a choice bring, each where it is chosen."""
        for name in self.program.items.get(outcome, ()):
            yield from self._brought(self._item(outcome, name), function.get(name, self.circuit.no))

    def _brought(self, item: LinkedItem | None, where: Literal, rank: int = UNCLOSED) -> list[Wished]:
        """What a value brings where it is in the decision; a condition that cannot be told brings it too."""
        if item is None or where == self.circuit.no:
            return []
        brings = ((b.then, self.regions.truth(b.when).possible) for b in item.item.brings)
        return [Wished(rank, then, self.circuit.both(where, possible)) for then, possible in brings]

    def _passes(self, gate: str, what: str, where: Literal) -> Literal:
        """Where something that is wanted gets through its gate; what does not is noted as removed or unsaid."""
        if not gate:
            return where
        shut = self.circuit.both(where, self._shut_where(gate))
        through = self.circuit.both(where, self.open_where(gate))
        untold = self.circuit.all_of((where, -shut, -through))
        self.removed[gate, what] = self.circuit.any_of((self.removed[gate, what], shut))
        self.unsaid[what] = self.circuit.any_of((self.unsaid[what], untold))
        refused = self.program.gates[gate].gate.refused
        if refused != NOTHING:
            self._refused.append(Wished(UNCLOSED, refused, shut))
        return through

    def _let_in(self, outcome: str, name: str, where: Literal) -> Iterator[tuple[str, Literal]]:
        """What its gate lets through, and what stands instead of what a gate shut out."""
        item = self._item(outcome, name)
        if item is None:
            yield name, where
            return
        yield name, self._passes(item.item.gate, name, where)
        other = self._item(outcome, item.item.instead)
        if other:
            shut = self.circuit.both(where, self._shut_where(item.item.gate))
            yield other.item.id, self.circuit.both(shut, self.open_where(other.item.gate))

    # -- channel, form, offer ------------------------------------------------------------------------------------------

    def _channel(self) -> Spread:
        """The first channel in the order of preference that is open; then any that is."""
        found: list[tuple[Any, Literal]] = []
        for order, where in self.chosen("channel").items():
            found += [(name, self.circuit.both(where, open_)) for name, open_ in self._first_open(order or (NONE,))]
        return self._gathered(found)

    def _first_open(self, order: Sequence[str]) -> Iterator[tuple[str, Literal]]:
        left = self.circuit.yes
        for name in (*order, *self.program.items.get("channel", ())):
            item = self._item("channel", name)
            if item is None:
                break
            open_ = self.open_where(item.item.gate)
            yield name, self.circuit.both(left, open_)
            left = self.circuit.without(left, open_)
        yield NONE, left

    def _form(self, channel: Spread) -> Spread:
        forms = {name: i.item.form or NONE for name, i in self.program.items.get("channel", {}).items()}
        return self.circuit.apply(lambda c: forms.get(c, NONE), channel)

    def _refused_forms(self) -> list[Wished]:
        """The shut gates of a form speak as rules of their layer; not knowing shuts a form's gate too."""
        form = self._form(self._channel())
        spoken = []
        for linked in self.program.gates.values():
            gate = linked.gate
            if gate.forms:
                wanted = self.circuit.where(form, lambda f, forms=gate.forms: f in forms)  # type: ignore[misc]
                shut = self.circuit.without(wanted, self.open_where(gate.id))
                if gate.opens_after:
                    shut = self.circuit.without(shut, self.elapsed)
                spoken.append(Wished(linked.rank, gate.refused, shut, gate.id))
        return spoken

    def _offer(self) -> Spread:
        """The offer that is made, and what it brings right behind the rule that chose it."""
        found: list[tuple[str, Literal]] = []
        for winner in self.winners("offer"):
            left = winner.where
            for name, where in self._let_in("offer", winner.value, winner.where) if winner.value else ():
                found.append((name, where))
                self.wishes += self._brought(self._item("offer", name), where, winner.rank)
                left = self.circuit.without(left, where)
            found.append((NONE, left))
        return self._gathered(found)

    # -- consequences and sentences ------------------------------------------------------------------------------------

    def _snippets(self) -> Iterator[tuple[str, list[Standing]]]:
        """The snippets of each section, each with where it speaks."""
        for section, item in self.program.items.get("script", {}).items():
            fits = self._in_form(item.item.forms)
            chosen = ((n, where, self.regions) for n, where in self.chosen("script", section).items())
            found = self._replies() if section == REPLY else chosen
            standing = [(s, where, known) for n, where, known in found if (s := self.program.snippets.get(n))]
            yield (
                section,
                [Standing(s, self.circuit.all_of((where, fits, self._in_form(s.forms))), known) for s, where, known in standing],
            )

    def _in_form(self, forms: Sequence[str]) -> Literal:
        return self.circuit.where(self.form, lambda f: f in forms)

    def _replies(self) -> Iterator[tuple[str, Literal, Regions]]:
        """The replies to the leading objection, then those to the others: each once, and the first three (M8)."""
        c = self.circuit
        wanted: dict[str, Literal] = {}
        spoken = [c.yes] + [c.no] * MOST_REPLIES
        for regions, heard in self._heard():
            for name, where in heard:
                new = c.without(where, wanted.get(name, c.no))
                yield name, c.without(new, spoken[-1]), regions
                wanted[name] = c.any_of((wanted.get(name, c.no), where))
                spoken = [c.yes, *(c.choose(new, fewer, more) for fewer, more in pairwise(spoken))]

    def _heard(self) -> Iterator[tuple[Regions, list[tuple[str, Literal]]]]:
        """The replies that are wanted while the script is not closed: of the case, then as if each other objection led."""
        wished = list(self.open_at("script"))
        yield self.regions, [(name, where) for w, where in wished for name in replies_of(w.then)]
        closing = [(w.rank, w.where) for w in self.in_order() if "script" in w.then.closes]
        for other in self.others:
            found = []
            for rank, name, where in other.replies:
                shut = (-closed for at, closed in closing if at < rank)
                found.append((name, self.circuit.all_of((where, *shut))))
            yield other.regions, found

    def _consequences(self) -> Spread:
        """Where each consequence is named: in a place that may say it, through its gate, and as many as the tone allows."""
        spots = [
            (self.circuit.both(where, known.truth(s.sentence.when).certain), s.sentence.claim)
            for found in self.snippets.values() for snippet, where, known in found for s in snippet.sentences if s.sentence.insert
        ]  # fmt: skip
        somewhere = self.circuit.any_of(spot for spot, _ in spots)
        sayable = self.circuit.any_of(self.circuit.both(spot, self.open_where(claim)) for spot, claim in spots)
        wanted, order = self.collected("consequences"), self.program.items.get("consequences", ())
        let_in: list[tuple[str, Literal]] = []
        for name in (n for n in order if n in wanted):
            let_in += self._let_in("consequences", name, self.circuit.both(wanted[name], somewhere))
        found = self._gathered(let_in)
        return self._within_number({n: found[n] for n in order if n in found}, sayable)

    def _within_number(self, let_in: Spread, sayable: Literal) -> Spread:
        """Keep the first ones, as many as the tone allows, where they are said."""
        items = list(self.program.items.get("tone", {}).values())
        most = self.circuit.apply(lambda t: None if t is None else items[t].item.most_consequences, self.tone)
        kept: Spread = {}
        for place, (name, where) in enumerate(let_in.items()):
            before = list(let_in.values())[:place]
            full = [self.circuit.both(w, self.circuit.at_least(n, before)) for n, w in most.items() if n is not None]
            kept[name] = self.circuit.both(self.circuit.without(where, self.circuit.any_of(full)), sayable)
            self.unsaid[name] = self.circuit.any_of((self.unsaid[name], self.circuit.without(where, kept[name])))
        return kept

    def _say(self) -> Iterator[Spoken]:
        """Each sentence with where it is said; a reply can be one to the leading objection or to another."""
        any_named = self.circuit.any_of(self.consequences.values())
        said: dict[int, tuple[LinkedSentence, list[Literal]]] = {}
        for snippet, speaks, known in (s for found in self.snippets.values() for s in found):
            for sentence in snippet.sentences:
                where = self.circuit.both(speaks, known.truth(sentence.sentence.when).certain)
                if sentence.sentence.insert:
                    where = self.circuit.both(where, any_named)
                said.setdefault(id(sentence), (sentence, []))[1].append(where)
        for sentence, wheres in said.values():
            claim = sentence.sentence.claim
            yield Spoken(sentence, self._passes(claim, claim, self.circuit.any_of(wheres)))

    def _tone_brings(self) -> Iterator[Wished]:
        silent = self.form.get(NONE, self.circuit.no)
        for number, item in enumerate(self.program.items.get("tone", {}).values()):
            where = self.tone.get(number, self.circuit.no)
            yield from self._brought(item, self.circuit.without(where, silent))
