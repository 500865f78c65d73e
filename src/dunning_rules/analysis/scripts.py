"""What a pack of scripts must hold: words that fit the case, an end with a date, a way forward, nothing said too early.

Each question is asked of all cases at once, of a pack that decides on its own; a library leaves these things to others.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from dunning_rules.analysis.area import area_around, in_words
from dunning_rules.analysis.look import Look
from dunning_rules.analysis.replying import beside_the_leader
from dunning_rules.compiler.program import Slot
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.condition import ALWAYS, Test, tests_of
from dunning_rules.model.finding import Finding
from dunning_rules.model.outcome import GUARD_LAYERS, NONE, REPLY
from dunning_rules.model.words import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.hearing import Heard
    from dunning_rules.analysis.outcomes import Outcomes, Spoken
    from dunning_rules.analysis.witness import Witnesses
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.outcome import Then
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.rule import Rule
    from dunning_rules.place import Place

ONE_SCRIPT: Final = "DR602"
"""The same is said whatever the case is."""

NO_END: Final = "DR603"
"""A talk on what is overdue that has no summary, or a summary that never comes with a date."""

EMPATHY_ALONE: Final = "DR604"
"""Empathy after which nothing is proposed."""

TOO_EARLY: Final = "DR605"
"""A consequence or a charge before anything is overdue."""

BY_SALES: Final = "DR606"
"""A salesperson speaks of legal steps."""

NOTHING_FOLLOWS: Final = "DR608"
"""An objection that is answered, and nothing follows."""

EMPATHY: Final = "EMPATHY"
_LEGAL: Final = CATEGORIES["false_legal_threat"]
_SALES: Final = "salesperson"
_OVERDUE: Final = Test("days_overdue", "at_least", (1,))
_NOT_YET: Final = Test("days_overdue", "at_most", (0,))
_MOST_TOLD: Final = 3
_DATED: Final = ("day", "moment")
_FORWARD: Final = (REPLY, "SOLUTION", "INCENTIVE", "DEMAND", "ROOM")
"""Sections that lead on from empathy: an answer, a way to pay, what is asked for, room to agree."""

_ENDS: Final = ("SOLUTION", "INCENTIVE", "DEMAND", "SUMMARY")
"""Sections in which the end of a talk may name its date."""


class Scripts:
    """The scripts of whole packs, for all cases at once."""

    def __init__(self, witnesses: Witnesses, packs: Sequence[Pack], heard: Sequence[Heard] = ()) -> None:
        self.witnesses = witnesses
        self.outcomes: Outcomes = witnesses.outcomes
        self.circuit = self.outcomes.circuit
        self.packs = packs
        self.heard = heard
        self.look = Look()
        self._derived = {d.fact.name: d for d in self.outcomes.program.derivations}
        self._names: dict[str, frozenset[str]] = {}

    def find(self) -> None:
        """Ask everything; what is found stands in ``look``."""
        own = self.packs[-1].header.place
        self.look.at("whether a script fits its case", own, self._one_script)
        self.look.at("whether an overdue talk has an end", own, self._no_end)
        self.look.at("whether empathy leads on", own, self._empathy_alone)
        self._too_early()
        self._by_sales()
        self.look.at("whether something follows every objection", own, self._nothing_follows)

    # -- what is said ------------------------------------------------------------------------------------------------

    def _speaking(self, sections: Iterable[str]) -> list[Spoken]:
        of = self.outcomes.program.snippets
        wanted = set(sections)
        return [s for s in self.outcomes.said if of[s.sentence.snippet].section in wanted]

    def _where(self, *sections: str) -> Literal:
        return self.circuit.any_of(s.where for s in self._speaking(sections))

    def _days(self, test: Test) -> Literal:
        """Where the debt is overdue for sure, or not yet for sure; nowhere in a pack that does not know the days."""
        known = test.fact in self.outcomes.program.facts and (test.fact, None) in self.outcomes.regions.space.levels
        return self.outcomes.regions.truth(test).certain if known else self.circuit.no

    def _example(self, *literals: Literal) -> str:
        """Say for which cases something is so; empty where it is for none."""
        built = self.witnesses.find(*literals)
        if built is None:
            return ""
        facts = in_words(self.witnesses, area_around(self.witnesses, built, self.circuit.all_of(literals)))
        return f"where {' and '.join(facts)}" if facts else "in an ordinary case"

    # -- the questions -------------------------------------------------------------------------------------------------

    def _one_script(self) -> Iterator[Finding]:
        """No rule of whole packs asks anything of the case before it says something, and nothing else brings words."""
        items = (i.item for items in self.outcomes.program.items.values() for i in items.values())
        gates = (g.gate.refused for g in self.outcomes.program.gates.values())
        brought = [then for then in (*(b.then for i in items for b in i.brings), *gates) if _speaks(then)]
        whole = {p.header.id for p in self.packs if not p.header.library}
        rules = [r.rule for r in self.outcomes.program.rules if r.rule.pack in whole and _speaks(r.rule.then)]
        if rules and not brought and all(r.when == ALWAYS for r in rules):
            help_ = "give stages, segments and objections words of their own, each by a rule with its `when`"
            yield Finding(ONE_SCRIPT, f"`{rules[0].id}` has the same said whatever the case is", rules[0].place, help_)

    def _no_end(self) -> Iterator[Finding]:
        facts = self.circuit.both(self._days(_OVERDUE), self._where("FACTS"))
        help_ = "close with a summary: who does what, and until when"
        if example := self._example(facts, -self._where("SUMMARY")):
            first = self._speaking(["FACTS"])[0].sentence.sentence.place
            yield Finding(NO_END, f"a call states the debt and ends without a summary {example}", first, help_)
        dated = self.circuit.any_of(s.where for s in self._speaking(_ENDS) if _has_date(s))
        for snippet, spoken in self._snippets("SUMMARY").items():
            where = self.circuit.both(facts, self.circuit.any_of(s.where for s in spoken))
            if self.circuit.can(where) and not self.circuit.can(where, dated):
                message = f"the summary `{snippet}` of an overdue call never comes with a date"
                yield Finding(NO_END, message, spoken[0].sentence.sentence.place, help_)

    def _snippets(self, section: str) -> dict[str, list[Spoken]]:
        found: dict[str, list[Spoken]] = {}
        for spoken in self._speaking([section]):
            found.setdefault(spoken.sentence.snippet, []).append(spoken)
        return found

    def _empathy_alone(self) -> Iterator[Finding]:
        """Empathy that is the last word in some case, and empathy after which nothing is proposed in any.

        The answer to something else that was said too leads nowhere from it.
        """
        aside = self.circuit.any_of(where for _, where in beside_the_leader(self.outcomes.regions))
        forward, last = self._where(*_FORWARD), self._where("SUMMARY")
        for snippet, spoken in self._snippets(EMPATHY).items():
            where = self.circuit.any_of(s.where for s in spoken)
            never = self.circuit.can(where) and not self.circuit.can(where, forward, -aside)
            example = "in any case" if never else self._example(where, -forward, -last)
            if example:
                message = f"nothing is proposed after the empathy of `{snippet}` {example}"
                help_ = f"lead on: {', '.join(_FORWARD[:-1])} or {_FORWARD[-1]}"
                yield Finding(EMPATHY_ALONE, message, spoken[0].sentence.sentence.place, help_)

    def _too_early(self) -> None:
        early = self._days(_NOT_YET)
        items = self.outcomes.program.items.get("consequences", {})
        gates = {i.item.gate for i in items.values() if i.item.gate}
        for name, where in self.outcomes.consequences.items():
            self._ask(TOO_EARLY, f"the consequence `{name}` is named", items[name].item.place, early, where)
        for each in self.heard:
            words, found = each.words, each.found
            if found.gate in gates and not words.names_consequence:
                self._ask(TOO_EARLY, f"{words.of} speaks of one ({found.code})", words.place, early, words.said)

    def _by_sales(self) -> None:
        sales = self.outcomes.role.get(_SALES, self.circuit.no)
        gates, items = self.outcomes.program.gates, self.outcomes.program.items.get("consequences", {})
        for name, where in self.outcomes.consequences.items():
            gate = items[name].item.gate
            if gate and gates[gate].gate.code == _LEGAL:
                self._ask(BY_SALES, f"the consequence `{name}` is named", items[name].item.place, sales, where)
        legal = [h.words for h in self.heard if h.found.compliance == _LEGAL]
        claimed = [s for s in self.outcomes.said if s.sentence.sentence.claim]
        claimed = [s for s in claimed if gates[s.sentence.sentence.claim].gate.code == _LEGAL]
        spoken = [(w.of, w.place, w.said) for w in legal if not w.names_consequence]
        spoken += [(f"`{s.sentence.snippet}`", s.sentence.sentence.place, s.where) for s in claimed]
        for of, place, where in spoken:
            self._ask(BY_SALES, f"{of} speaks of one", place, sales, where)

    def _ask(self, code: str, what: str, place: Place, *literals: Literal) -> None:
        self.look.at(f"whether {what}", place, partial(self._forbidden, code, what, place, literals))

    def _forbidden(self, code: str, what: str, place: Place, literals: Sequence[Literal]) -> Iterator[Finding]:
        """Tell something that must be so in no case, with the cases in which it is."""
        if self.circuit.can(*literals) and (example := self._example(*literals)):
            yield Finding(code, f"{_FORBIDDEN[code]}: {what} {example}", place, _CURES[code])

    def _nothing_follows(self) -> Iterator[Finding]:
        """Objections that are answered in some case, and after the answer nothing is to be done in any."""
        if (OBJECTION, None) not in self.outcomes.regions.space.levels:
            return
        said, lead = self._where(REPLY, EMPATHY), self.outcomes.regions.value(OBJECTION)
        found = []
        for objection in (o for p in self.packs for o in p.objections):
            here = self.circuit.all_of((lead.get(objection.id, self.circuit.no), said, self._wanted_by(objection.id, _answers)))
            if self.circuit.can(here) and not self.circuit.can(here, self._follows(objection.id)):
                found.append(objection)
        if found:
            names = ", ".join(f"`{o.id}`" for o in found[:_MOST_TOLD]) + (" and more" if len(found) > _MOST_TOLD else "")
            own = next((o.place for o in self.packs[-1].objections if o in found), self.packs[-1].header.place)
            help_ = "let a rule for it set `follow_up`: what we do next, and when"
            yield Finding(NOTHING_FOLLOWS, f"what a debtor says is answered, and nothing follows: {names}", own, help_)

    def _follows(self, objection: str) -> Literal:
        """Where something follows what was said, be it for the sake of the offer that is made."""
        offers = self.outcomes.program.items.get("offer", {}).values()
        made = [i.item.id for i in offers if any(_sets_tasks(b.then) for b in i.item.brings)]
        offered = self.circuit.any_of(self.outcomes.offer.get(name, self.circuit.no) for name in made)
        return self.circuit.any_of((self._wanted_by(objection, _sets_tasks), offered))

    def _wanted_by(self, objection: str, wants: Callable[[Then], bool]) -> Literal:
        """Where a rule wants something for the sake of an objection; a guard that does not speak of it has other reasons."""
        rules = [r.rule for r in self.outcomes.program.rules if wants(r.rule.then)]
        told = [r.id for r in rules if r.layer not in GUARD_LAYERS or self._speaks_of(r, objection)]
        return self.circuit.any_of(self.outcomes.fires[name] for name in told)

    def _speaks_of(self, rule: Rule, objection: str) -> bool:
        fact = self.outcomes.program.facts[OBJECTION]
        return any(fact.covers(name, objection) for name in self._named_in(rule))

    def _named_in(self, rule: Rule) -> frozenset[str]:
        """Give the objections that a rule names, derived facts looked through."""
        if rule.id not in self._names:
            said = (t for t in self._tests_in(rule.when) if t.fact in _SAID and t.operator in ("is", "includes"))
            self._names[rule.id] = frozenset(str(o) for t in said for o in t.operands)
        return self._names[rule.id]

    def _tests_in(self, condition: Condition) -> Iterator[Test]:
        """Walk the tests of a condition and of the derived facts that it reads."""
        for test in tests_of(condition):
            yield test
            if derived := self._derived.get(test.fact):
                for part in (*(row.when for row in derived.rows), *derived.count_of):
                    yield from self._tests_in(part)


_SAID: Final = (OBJECTION, OBJECTIONS)
_FORBIDDEN: Final = {
    TOO_EARLY: "a consequence or a charge before anything is overdue",
    BY_SALES: "a salesperson speaks of legal steps",
}
_CURES: Final = {
    TOO_EARLY: "let the rule ask for `days_overdue: {at_least: 1}`",
    BY_SALES: "let another role speak there, or leave it unsaid",
}


def _speaks(then: Then) -> bool:
    """Whether something is said by name."""
    chosen = any(c.target == "script" and c.value != NONE for c in then.choose)
    return chosen or any(c.target == f"script.{REPLY}" for c in then.collect)


def _answers(then: Then) -> bool:
    """Whether an answer is among what is said, or a word of empathy."""
    felt = any((c.target, c.part) == ("script", EMPATHY) and c.value != NONE for c in then.choose)
    return felt or any(c.target == f"script.{REPLY}" for c in then.collect)


def _sets_tasks(then: Then) -> bool:
    return any(c.target == "follow_up" for c in then.collect)


def _has_date(spoken: Spoken) -> bool:
    """Whether a sentence names a day or a moment in every language."""
    words = spoken.sentence.words.values()
    return bool(words) and all(any(isinstance(p, Slot) and p.shape in _DATED for p in template) for template in words)
