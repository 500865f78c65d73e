"""What a paper calls things: outcomes, gates, facts and their values, in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.engine.filling import CONTACT_DAY
from dunning_rules.engine.offering import slots_of
from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.engine.seen import Seen
    from dunning_rules.model.fact import Fact

_AND: Final = {"zh-CN": "、", "en": ", "}


@dataclass(slots=True)
class Namer:
    """Names things for people, and says of a gate whether it is open."""

    seen: Seen
    language: str
    _bits: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._bits = self.seen.program.matcher.match(self.seen.known.setting.values)

    def state(self, gate: str) -> bool | None:
        """Whether a gate is open; None when it cannot be told."""
        possible, certain = self._bits
        mask = self.seen.program.gates[gate].mask
        return True if certain & mask else None if possible & mask else False

    def title(self, outcome: str, name: str | None) -> str:
        """Give the name of a declared value; nothing is an empty text, and what has no name is its own."""
        if name is None or name == NONE:
            return ""
        item = self.seen.program.items.get(outcome, {}).get(name)
        return (item.item.title.speak(self.language) if item else "") or name

    def titles(self, outcome: str, names: Iterable[str]) -> str:
        """Give the names of several values, one after the other."""
        return _AND[self.language].join(self.title(outcome, n) for n in names)

    def gate(self, name: str) -> str:
        """Give the name of a gate."""
        return self.seen.program.gates[name].gate.title.speak(self.language)

    def fact(self, name: str) -> str:
        """Give the name of a fact."""
        fact = self.seen.program.facts.get(name)
        return (fact.title.speak(self.language) if fact else "") or name

    def slot(self, name: str) -> str:
        """Give the name of what a slot holds: a fact, a deadline, an outcome, the offer."""
        head, _, rest = name.partition(".")
        if head == "offer":
            return self.title("offer", self.seen.decision.offer.id) or name
        return self.title("deadlines", rest) if head == "deadlines" else self.fact(rest if head == "decision" else name)

    def anything(self, name: str) -> str:
        """Give the name of what was left out: a claim's gate, a consequence or an offer."""
        if name in self.seen.program.gates:
            return self.gate(name)
        return self.title("consequences" if name in self.seen.program.items.get("consequences", {}) else "offer", name)

    def slots(self) -> dict[str, Any]:
        """Give everything that the words of a paper may name; choices and sets under their names for people."""
        decision, setting = self.seen.decision, self.seen.known.setting
        facts = self.seen.program.facts
        values = {name: self._named(facts[name], value) if name in facts else value for name, value in setting.values.items()}
        deadlines = {d.kind: d.at for d in decision.deadlines}
        return {
            **values,
            CONTACT_DAY: setting.contact_day,
            "offer": slots_of(decision.offer),
            "deadlines": deadlines,
            "decision": self._decided(),
            "parameters": {name: p.value for name, p in self.seen.program.parameters.items()},
        }

    def _decided(self) -> dict[str, Any]:
        decision = self.seen.decision
        words = {
            "role": self.title("role", decision.role),
            "channel": self.title("channel", decision.channel),
            "tone": self.title("tone", decision.tone.name),
            "modifiers": self.titles("modifiers", decision.tone.modifiers),
            "next_actions": self.titles("next_actions", decision.next_actions),
            "offer": self.title("offer", decision.offer.id),
            "consequences": self.titles("consequences", decision.consequences),
            "documents": self.titles("documents", decision.documents),
            "snippets": ", ".join(dict.fromkeys(name for s in decision.script.sections for name in s.snippets)),
        }
        moments = {"next_allowed": decision.contact.next_allowed, "next_preferred": decision.contact.next_preferred}
        return {name: said or None for name, said in words.items()} | moments

    def _named(self, fact: Fact, value: Any) -> Any:  # noqa: ANN401 - a value of any fact
        """Give the names of a choice or a set; a set of papers is called as the outcome of the same name calls them."""
        if fact.type == "choice":
            return self._value(fact, str(value))
        if fact.type == "set":
            return _AND[self.language].join(self._value(fact, v) for v in fact.values if v in value) or None
        return value

    def _value(self, fact: Fact, value: str) -> str:
        title = fact.value_titles.get(value)
        return title.speak(self.language) if title else self.title(fact.name, value) or value
