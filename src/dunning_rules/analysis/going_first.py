"""New rules of an overlay in the guard layers: none may go before a guard beneath it and want what that guard stops.

Whether two rules can meet is read from their words: where it cannot be seen that they never do, they may.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from dunning_rules.analysis.strictness import IN_USE
from dunning_rules.analysis.written import condition as written
from dunning_rules.compiler.link import rank_of
from dunning_rules.model.case import OBJECTION
from dunning_rules.model.condition import AllOf, Test
from dunning_rules.model.moment import FollowUp
from dunning_rules.model.outcome import GUARD_LAYERS, NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dunning_rules.model.condition import Condition
    from dunning_rules.model.outcome import Collect
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.rule import Rule
    from dunning_rules.place import Place

_PRESSING: Final = {"script.REPLY": "script", "consequences": "consequences"}
"""Collections that reach the debtor, and what closes them."""

_INSIDE: Final = {"next_actions": "next_actions", "follow_up": "follow_up"}
"""Collections of what is done inside; what guards beneath want too holds back as they do."""

_FIRMER: Final = ("base", "floor")


class Wish(NamedTuple):
    """What a rule wants that may reach the debtor: the target, its part, and the names that are wanted."""

    target: str
    part: str
    names: frozenset[str]


def find_going_first(pack: Pack, beneath: Sequence[Pack]) -> Iterator[tuple[str, Place, str]]:
    """Find the guards of a pack that go before others; give what is wrong, where, and the next step.

    A library is not whole: what is laid on nothing but libraries decides what they leave open.
    """
    if all(p.header.library for p in beneath):
        return
    order = _Order.of(beneath)
    for rule in (r for r in pack.rules if r.layer in GUARD_LAYERS and r.status in IN_USE):
        old = order.rules.get(rule.id) if rule.replaces else None
        told: set[str] = set()
        for wish, guard in order.before_others(rule, old):
            if wish.target not in told:
                told.add(wish.target)
                message = f"the rule `{rule.id}` goes before the guard `{guard.id}` of `{guard.pack}`, which stops {wish.target}"
                yield message, rule.place, f"let it come after `{guard.id}`: a later layer, or a priority below {guard.priority}"
        firmer = [s for s in rule.then.steps if s.target == "tone" and (s.step in _FIRMER or _raises(s.step, s.value))]
        if firmer and not (old and _same_steps(old, rule)):
            message = f"the rule `{rule.id}` of a guard layer makes the tone firmer: tone.{firmer[0].step}"
            yield message, rule.place, "guards hold back: say `soft_cap` or `hard_cap`, or use a later layer"


def _raises(step: str, value: object) -> bool:
    return step == "shift" and isinstance(value, int) and value > 0


def _same_steps(old: Rule, new: Rule) -> bool:
    return [(s.target, s.step, str(s.value)) for s in old.then.steps] == [
        (s.target, s.step, str(s.value)) for s in new.then.steps
    ]


@dataclass(frozen=True, slots=True)
class _Order:
    """The guards beneath a pack, what is done inside because of them, and the tree of objections."""

    rules: Mapping[str, Rule]
    guards: tuple[Rule, ...]
    inside: frozenset[str]
    under: Mapping[str, str]

    @classmethod
    def of(cls, beneath: Sequence[Pack]) -> _Order:
        """Take what is heard of the packs beneath."""
        rules = {r.id: r for p in beneath for r in p.rules}
        guards = sorted((r for r in rules.values() if r.layer in GUARD_LAYERS and r.status in IN_USE), key=_rank)
        inside = frozenset(_name(c) for g in guards for c in g.then.collect if c.target in _INSIDE)
        return cls(rules, tuple(guards), inside, {o.id: o.under for p in beneath for o in p.objections})

    def before_others(self, rule: Rule, old: Rule | None) -> Iterator[tuple[Wish, Rule]]:
        """Give what a rule wants and a guard beneath stops, where the rule goes first and both can meet."""
        wishes = set(self._wishes(rule))
        if old and _rank(old) <= _rank(rule) and written(old.when) == written(rule.when):
            wishes -= set(self._wishes(old))
        later = [g for g in self.guards if _rank(g) >= _rank(rule) and g.id != rule.id and not self._never_meet(rule, g)]
        yield from ((w, g) for w in sorted(wishes) for g in later if _stops(g, w))

    def _wishes(self, rule: Rule) -> Iterator[Wish]:
        for choice in rule.then.choose:
            names = choice.value if isinstance(choice.value, tuple) else (str(choice.value),)
            if choice.target in ("channel", "offer", "script", "deadlines") and set(names) != {NONE}:
                yield Wish(choice.target, choice.part, frozenset(names) - {NONE})
        for wish in rule.then.collect:
            closed_by = _PRESSING.get(wish.target) or _INSIDE.get(wish.target)
            if closed_by and not (wish.target in _INSIDE and _name(wish) in self.inside):
                yield Wish(closed_by, "", frozenset({_name(wish)}))

    def _never_meet(self, one: Rule, other: Rule) -> bool:
        """Whether words show that no case fires both."""
        if one.if_unknown == other.if_unknown == "apply":
            return False
        pairs = product(_tests(one.when), _tests(other.when))
        return any(left.fact == right.fact and self._against(left, right) for left, right in pairs)

    def _against(self, one: Test, other: Test) -> bool:
        if one.operator == other.operator == "is":
            return not any(self._meet(a, b) for a in map(str, one.operands) for b in map(str, other.operands))
        if {one.operator, other.operator} == {"is", "not"}:
            wanted, barred = (one, other) if one.operator == "is" else (other, one)
            return wanted.fact != OBJECTION and set(map(str, wanted.operands)) <= set(map(str, barred.operands))
        return False

    def _meet(self, one: str, other: str) -> bool:
        """Whether two values are one, or an objection stands under the other."""
        return other in self._line(one) or one in self._line(other)

    def _line(self, name: str) -> list[str]:
        line = [name]
        while above := self.under.get(line[-1]):
            line.append(above)
        return line


def _rank(rule: Rule) -> int:
    return rank_of(rule.layer, rule.priority)


def _name(wish: Collect) -> str:
    return wish.value.task if isinstance(wish.value, FollowUp) else str(wish.value)


def _stops(guard: Rule, wish: Wish) -> bool:
    """Whether a guard closes what is wanted, or wants less of it."""
    if wish.target in guard.then.closes:
        return True
    for choice in guard.then.choose:
        if (choice.target, choice.part) == (wish.target, wish.part):
            names = choice.value if isinstance(choice.value, tuple) else (str(choice.value),)
            return not wish.names <= set(names) if choice.target == "channel" else set(names) == {NONE}
    return False


def _tests(condition: Condition) -> Iterator[Test]:
    """Give the tests that all must hold."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _tests(part)
