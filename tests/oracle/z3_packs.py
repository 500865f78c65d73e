"""What is decided in all cases, in the words of z3: M9 to M12 of docs/reference/meaning.md.

A second oracle of the analysis on the shipped packs, where nobody can try every case.  It shares no line with the analysis,
the engine's resolution or the definition in `tests/meaning`: wishes are nested conditions here, levels are sums.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import z3

from dunning_rules.compiler.promised import outcome_facts
from dunning_rules.model.outcome import LAYERS, VERDICTS
from tests.oracle.z3_facts import Case, IfLeading, Meaning, at_least, constant, every, some

UNCLOSED, FIRST = (-1, 0, 0), 10**9
CHOSEN = ("role", "channel", "form", "offer", "verdict", "tone")
COLLECTED = ("next_actions", "modifiers", "codes", "documents", "records", "delivery_notes", "holds", "follow_up")


class Wish(NamedTuple):
    rank: tuple[int, int, int]
    where: object
    then: object


def named(value):
    """Holds and tasks are known by their kind."""
    return getattr(value, "hold", None) or getattr(value, "task", None) or value


def joined(found):
    """One function a name, of pairs of a name and where it is meant."""
    gathered = {}
    for name, where in found:
        gathered.setdefault(name, []).append(where)
    return {name: some(where) for name, where in gathered.items()}


def replies_of(then):
    return [c.value for c in then.collect if c.target == "script.REPLY"]


class Decision(Meaning):
    """The outcomes of a program, for all cases at once, as things that conditions can name."""

    def __init__(self, program):
        super().__init__(outcome_facts(program.items, program.snippets, program.gates), program.parameters)
        self.program, self.items, self.case = program, program.items, Case(program)
        self.said, self.refused, self.removals, self.untold, self._hearing = [], [], [], [], {}
        self.recent = z3.Bool("no time has passed")
        self._walk()

    def known(self, name):
        return some(self.chosen[name].values()) if name in CHOSEN else every([])

    def value(self, name):
        fact = self.facts[name]
        found = constant(fact, fact.values[0])
        for value, where in self.chosen[name].items():
            found = z3.If(where, constant(fact, value), found)
        return found

    def element(self, name, value):
        return self.sets[name].get(value, some([]))

    def where(self, name, value):
        """Where an outcome is that value, or holds that element; None where it is nothing."""
        if self.facts[name].type == "set":
            return self.element(name, value)
        return z3.Not(self.known(name)) if value is None else self.chosen[name].get(value, some([]))

    def laws(self, *, checked=True):
        yield from self.case.laws(checked=checked)
        timed = [g.gate.opens_after[1] for g in self.program.gates.values() if g.gate.opens_after]
        yield from (z3.Implies(self.recent, self.case.known(since)) for since in timed)

    # M5, M10: what is wished for, and what nobody hears any more -----------------------------------------------------
    def _fired(self):
        for linked in self.program.rules:
            rule, truth = linked.rule, self.case.truth(linked.rule.when)
            fires = truth.possible if rule.if_unknown == "apply" else truth.certain
            yield Wish((LAYERS.index(rule.layer), -rule.priority, 0), fires, rule.then)

    def _heard(self, target):
        """The wishes in the order of their ranks, each with where it is heard; there are only ever more of them."""
        key = target, len(self.said)
        if key not in self._hearing:
            closing = [w for w in self.said if target in w.then.closes]
            ranks = {w.rank[:2] for w in self.said}
            silent = {rank: z3.Not(some(c.where for c in closing if c.rank[:2] < rank)) for rank in ranks}
            said = sorted(self.said, key=lambda w: w.rank)
            self._hearing[key] = [(w, z3.And(w.where, silent[w.rank[:2]]) if closing else w.where) for w in said]
        return self._hearing[key]

    # M9 --------------------------------------------------------------------------------------------------------------
    def _winners(self, target, part=""):
        before = []
        for wish, heard in self._heard(target):
            for choice in (c for c in wish.then.choose if (c.target, c.part) == (target, part)):
                yield wish.rank, choice.value, z3.And(heard, z3.Not(some(before)))
                before.append(heard)

    def _chosen(self, target, part=""):
        return joined((value, wins) for _, value, wins in self._winners(target, part))

    def _collected(self, target):
        return joined(
            (named(c.value), heard)
            for wish, heard in self._heard(target.split(".")[0])
            for c in wish.then.collect
            if c.target == target
        )

    def _steps(self, target, kind):
        """The steps of a kind in the order of their ranks, as numbers on the ladder."""
        ladder = list(self.items.get(target, {}))
        for wish in sorted(self.said, key=lambda w: w.rank):
            for step in (s for s in wish.then.steps if (s.target, s.step) == (target, kind)):
                yield ladder.index(step.value) if isinstance(step.value, str) else step.value, wish.where

    def _level(self, target):
        """Where there is a level, and which."""
        bases, value = list(self._steps(target, "base")), z3.IntVal(0)
        for base, where in reversed(bases):
            value = z3.If(where, z3.IntVal(base), value)
        if factors := list(self._steps(target, "times")):
            value = z3.ToReal(value)
            for factor, where in factors:
                value = z3.If(where, value * z3.RealVal(str(factor)), value)
            value = -z3.ToInt(-value)
        value += z3.Sum([z3.If(where, shift, 0) for shift, where in self._steps(target, "shift")])
        for kind in ("soft_cap", "floor", "hard_cap"):
            for bound, where in self._steps(target, kind):
                beyond = value < bound if kind == "floor" else value > bound
                value = z3.If(z3.And(where, beyond), bound, value)
        most = len(self.items.get(target, ())) - 1
        value = z3.If(value < 0, 0, value)
        return some(where for _, where in bases), z3.If(value > most, most, value) if most >= 0 else value

    def _verdict(self):
        asked = {v: some(where for at, where in self._steps("verdict", "floor") if VERDICTS[at] == v) for v in VERDICTS}
        graver = {v: some(asked[g] for g in VERDICTS[n + 1 :]) for n, v in enumerate(VERDICTS)}
        return {v: z3.And(asked[v] if n else every([]), z3.Not(graver[v])) for n, v in enumerate(VERDICTS)}

    # M11 -------------------------------------------------------------------------------------------------------------
    def _bring(self, outcome, function, rank=UNCLOSED):
        for name, where in function.items():
            linked = self.items.get(outcome, {}).get(name)
            for brings in linked.item.brings if linked else ():
                self.said.append(Wish(rank, z3.And(where, self.case.truth(brings.when).possible), brings.then))

    # M12 -------------------------------------------------------------------------------------------------------------
    def _gate(self, name):
        return self.case.truth(self.program.gates[name].gate.when) if name else (every([]), every([]))

    def _passes(self, gate, what, where):
        certain, possible = self._gate(gate)
        self.untold.append((what, z3.And(where, possible, z3.Not(certain))))
        if gate:
            shut = z3.And(where, z3.Not(possible))
            self.removals.append(((gate, what), shut))
            self.refused.append(Wish(UNCLOSED, shut, self.program.gates[gate].gate.refused))
        return z3.And(where, certain)

    def _let_in(self, outcome, wanted):
        """What is wanted and let in, or stands in for what is not."""
        items = self.items.get(outcome, {})
        for name, where in wanted.items():
            item = items[name].item if name in items else None
            gate = item.gate if item else ""
            yield name, self._passes(gate, name, where)
            if item and item.instead:
                shut = z3.Not(self._gate(gate)[1])
                yield item.instead, z3.And(where, shut, self._gate(items[item.instead].item.gate)[0])

    def _channel(self):
        items, found = self.items.get("channel", {}), []
        wanted = self._chosen("channel")
        wanted["none",] = z3.Or(wanted.get(("none",), some([])), z3.Not(some(wanted.values())))
        for order, where in wanted.items():
            left = where
            for name in (*order, *items, "none"):
                certain = self._gate(items[name].item.gate)[0] if name in items else every([])
                found.append((name, z3.And(left, certain)))
                left = z3.And(left, z3.Not(certain))
                if name not in items:
                    break
        return joined(found)

    def _form(self, channel):
        items = self.items.get("channel", {})
        return joined(((items[n].item.form or "none") if n in items else "none", where) for n, where in channel.items())

    def _refuse_forms(self):
        form = self._form(self._channel())
        for gate in (g.gate for g in self.program.gates.values()):
            before = some(form.get(f, some([])) for f in gate.forms)
            waiting = z3.And(self.recent, self.interval[0]) if gate.opens_after else every([])
            shut = z3.And(before, z3.Not(self._gate(gate.id)[0]), waiting)
            self.said.append(Wish((LAYERS.index(gate.layer), -FIRST, 0), shut, gate.refused))

    def _offer(self):
        found = []
        for rank, value, wins in list(self._winners("offer")):
            let_in = joined(self._let_in("offer", {value: wins}))
            self._bring("offer", let_in, (*rank[:2], 1))
            found += [(name, where) for name, where in let_in.items() if name != "none"]
        return (offers := joined(found)) | {"none": z3.Not(some(offers.values()))}

    # what is said ----------------------------------------------------------------------------------------------------
    def _others(self):
        """M8: the replies to each objection that does not lead, as if it did, with where the script is still open."""
        closing = [w for w in self.said if "script" in w.then.closes]
        talking = [r for r in self.program.rules if "script" in r.rule.then.closes or replies_of(r.rule.then)]
        for objection in [v for v in self.case.facts["objection"].values if v != "none"]:
            case, shut = IfLeading(self.program, objection), []
            aside = z3.And(self.case.element("objections", objection), z3.Not(self.case._is("objection", objection)))  # noqa: SLF001
            for linked in sorted(talking, key=lambda r: r.rank):
                rule, truth = linked.rule, case.truth(linked.rule.when)
                fires = z3.simplify(truth.possible if rule.if_unknown == "apply" else truth.certain)
                if z3.is_false(fires):
                    continue
                rank = (LAYERS.index(rule.layer), -rule.priority)
                before = [c.where for c in closing if c.rank[:2] < rank] + [where for at, where in shut if at < rank]
                for name in replies_of(rule.then):
                    yield name, z3.And(aside, fires, z3.Not(some(before))), case
                if "script" in rule.then.closes:
                    shut.append((rank, fires))

    def _replies(self):
        """Three at most, those of the leader first, by their ranks; each is meant once."""
        wishes = [(name, heard, self.case) for w, heard in self._heard("script") for name in replies_of(w.then)]
        meant, reached = {}, [every([]), *[some([])] * 3]
        for name, heard, case in (*wishes, *self._others()):
            first = z3.And(heard, z3.Not(meant.get(name, some([]))))
            yield name, z3.And(first, z3.Not(reached[3])), case
            meant[name] = z3.Or(meant.get(name, some([])), heard)
            reached = [reached[0], *(z3.Or(more, z3.And(fewer, first)) for fewer, more in pairwise(reached))]

    def _snippets(self, form):
        for section, linked in self.items.get("script", {}).items():
            chosen = [(name, where, self.case) for name, where in self._chosen("script", section).items()]
            for name, where, case in self._replies() if section == "REPLY" else chosen:
                if name in self.program.snippets:
                    snippet = self.program.snippets[name]
                    fitting = [form[f] for f in snippet.forms if f in linked.item.forms and f in form]
                    yield snippet, z3.And(where, some(fitting)), case

    def _consequences(self, snippets):
        spots = [
            z3.And(where, case.truth(s.sentence.when).certain)
            for snippet, where, case in snippets
            for s in snippet.sentences
            if s.sentence.insert
        ]
        wanted = {name: z3.And(where, some(spots)) for name, where in self._collected("consequences").items()}
        let_in = joined(self._let_in("consequences", wanted))
        before, found = [], {}
        for name in (n for n in self.items.get("consequences", ()) if n in let_in):
            limits = {t: linked.item.most_consequences for t, linked in self.items["tone"].items()}
            full = some(z3.And(self.chosen["tone"][t], at_least(n, before)) for t, n in limits.items() if n is not None)
            found[name] = z3.And(let_in[name], z3.Not(full))
            self.untold.append((name, z3.And(let_in[name], full)))
            before.append(let_in[name])
        return found

    def _say(self, snippets, consequences):
        for snippet, standing, case in snippets:
            for spoken in (s.sentence for s in snippet.sentences):
                heard = z3.And(standing, case.truth(spoken.when).certain)
                if spoken.insert:
                    heard = z3.And(heard, some(consequences.values()))
                where = self._passes(spoken.claim, spoken.claim, heard) if spoken.claim else heard
                yield snippet, spoken, where

    def _walk(self):
        self.said = list(self._fired())
        self.interval = self._level("contact_interval")
        self._refuse_forms()
        channel = self._channel()
        form = self._form(channel)
        self.chosen = {"channel": channel, "form": form, "offer": self._offer()}
        self._bring("form", form)
        self._bring("holds", self._collected("holds"))
        there, level = self._level("tone")
        self.chosen["tone"] = {t: z3.And(there, level == n) for n, t in enumerate(self.items.get("tone", ()))}
        snippets = list(self._snippets(form))
        consequences = self._consequences(snippets)
        self._bring("consequences", consequences)
        spoken = list(self._say(snippets, consequences))
        self.said += self.refused
        anything = z3.Not(form.get("none", some([])))
        self._bring("tone", {t: z3.And(where, anything) for t, where in self.chosen["tone"].items()})
        self.chosen["verdict"] = self._verdict()
        self._bring("verdict", self.chosen["verdict"])
        self.chosen["role"] = self._chosen("role")
        by_place = joined((sentence.place, where) for _, sentence, where in spoken)
        self.sentences = [(s, by_place[s.place]) for s in {s.place: s for _, s, _ in spoken}.values()]
        self.sets = {target: self._collected(target) for target in COLLECTED} | {"consequences": consequences}
        self.sets["sections"] = joined((snippet.section, where) for snippet, _, where in spoken)
        self.sets["snippets"] = joined((snippet.id, where) for snippet, _, where in spoken)
        self.sets["claims"] = joined((sentence.claim, where) for _, sentence, where in spoken)
        self.sets["removed"] = joined((gate, where) for (gate, _), where in self.removals)
        self.unsaid = joined(self.untold)
