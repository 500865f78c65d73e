"""Whether a gate, a guard or a limit holds back at least as much as it did.

Only what can be seen in the words of both versions counts: where it cannot be seen, it counts as loosened.  Derived
facts are not looked through.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.written import condition as written
from dunning_rules.analysis.written import spelled
from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf, ParameterRef, Test
from dunning_rules.model.outcome import GUARD_LAYERS, LAYERS, NONE, VERDICTS, Brings, Item
from dunning_rules.model.pack import Parameter
from dunning_rules.model.rule import Gate, InForce, Rule
from dunning_rules.model.script import Snippet
from dunning_rules.model.words import Cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.model.condition import Condition
    from dunning_rules.model.outcome import Step, Then
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.words import Wanted

Figures = dict[str, Any]

_HOLDING: Final = ("codes", "holds", "quiet_hours", "avoid_hours", "not_before")
"""Collections that stop or narrow a case, or make a person look at it."""

_LEVELS: Final = {
    "verdict": ("floor",),
    "tone": ("soft_cap", "hard_cap"),
    "contact_interval": ("base", "times", "shift", "floor"),
}
"""Steps of levels that hold back."""

IN_USE: Final = ("active", "trial")
"""The states of a rule in which it is heard."""

UNBOUNDED: Final = 1_000_000

_PHRASES: Final = attrgetter("phrases")
_UNLESS: Final = attrgetter("unless")

_MORE: Final = ("at_least", "more_than")
_LESS: Final = ("at_most", "less_than")
_NARROWING: Final = ("is", "includes")
_WIDENING: Final = ("not", "excludes")


@dataclass(frozen=True, slots=True)
class Strictness:
    """Compares things of two versions; figures that conditions name are put in their place."""

    old: Figures
    new: Figures
    tones: tuple[str, ...]

    @classmethod
    def of(cls, old: Sequence[Pack], new: Sequence[Pack]) -> Strictness:
        """Take the figures and the ladder of tones from both versions."""
        tones = tuple(i.id for pack in new for o in pack.outcomes if o.name == "tone" for i in o.items)
        return cls(_figures(old), _figures(new), tones)

    def loosened(self, old: Any, new: Any) -> tuple[str, ...]:  # noqa: ANN401 - two values of the same kind
        """Name the keys in which the new version may hold back less; none when it holds back as much.

        Without a new version a gate or a guard is gone, which is told as ``removed``.
        """
        holds: dict[str, bool] = {}
        if new is None:
            holds = {"removed": not (isinstance(old, Gate) or (isinstance(old, Rule) and _guards(old)))}
        elif isinstance(old, Rule) and _guards(old):
            holds = self._rule_holds(old, new)
        elif isinstance(old, Gate):
            holds = self._gate_holds(old, new)
        elif isinstance(old, Item):
            holds = self._value_holds(old, new)
        elif isinstance(old, Snippet):
            holds = {"sentences": not _claims_lost(old, new)}
        elif isinstance(old, Cue):
            holds = _cue_holds(old, new)
        elif isinstance(old, Parameter):
            holds = {"value": not _moved_wrongly(old, new)}
        return tuple(key for key, kept in holds.items() if not kept)

    def _rule_holds(self, old: Rule, new: Rule) -> dict[str, bool]:
        return {
            "status": new.status in IN_USE,
            "layer": LAYERS.index(new.layer) <= LAYERS.index(old.layer),
            "priority": new.layer != old.layer or new.priority >= old.priority,
            "if_unknown": old.if_unknown != "apply" or new.if_unknown == "apply",
            "in_force": _spans(new.in_force, old.in_force),
            "when": entails(_settled(old.when, self.old), _settled(new.when, self.new)),
            "then": self._limits_kept(old.then, new.then),
        }

    def keeps_mild(self, old: Rule, new: Rule) -> bool:
        """Whether a rule that keeps the tone low, be it no guard, keeps it as low in as many cases as it did."""
        holds = self._rule_holds(old, new)
        kept = all(holds[key] for key in ("status", "if_unknown", "in_force", "when"))
        return kept and all(self._as_strict(s, new.then) for s in old.then.steps if s.target == "tone" and not raises(s))

    def _gate_holds(self, old: Gate, new: Gate) -> dict[str, bool]:
        return {
            "when": entails(_settled(new.when, self.new), _settled(old.when, self.old)),
            "layer": LAYERS.index(new.layer) <= LAYERS.index(old.layer),
            "forms": set(old.forms) <= set(new.forms),
            "opens_after": new.opens_after in (None, old.opens_after),
            "code": old.code in ("", new.code),
            "refused": self._limits_kept(old.refused, new.refused),
        }

    def _value_holds(self, old: Item, new: Item) -> dict[str, bool]:
        most = [UNBOUNDED if item.most_consequences is None else item.most_consequences for item in (old, new)]
        return {
            "gate": old.gate in ("", new.gate),
            "form": old.form == new.form,
            "most_consequences": most[1] <= most[0],
            "brings": all(self._still_brings(b, new.brings) for b in old.brings),
        }

    def _still_brings(self, old: Brings, brings: tuple[Brings, ...]) -> bool:
        when = _settled(old.when, self.old)
        heard = [b.then for b in brings if entails(when, _settled(b.when, self.new))]
        kept = set().union(*map(_limits, heard))
        return _limits(old.then) <= kept and all(any(self._as_strict(s, t) for t in heard) for s in _holding_steps(old.then))

    def _limits_kept(self, old: Then, new: Then) -> bool:
        return _limits(old) <= _limits(new) and all(self._as_strict(s, new) for s in _holding_steps(old))

    def _as_strict(self, old: Step, then: Then) -> bool:
        """Whether something wanted now takes the same step of a level at least as far."""
        same = [s.value for s in then.steps if (s.target, s.step) == (old.target, old.step)]
        return any(spelled(v) == spelled(old.value) or self._stricter(old.target, old.value, v) for v in same)

    def _stricter(self, target: str, old: object, new: object) -> bool:
        if target == "contact_interval":
            return _is_number(old) and _is_number(new) and new > old  # type: ignore[operator]  # both are numbers
        ladder, up = (VERDICTS, 1) if target == "verdict" else (self.tones, -1)
        return old in ladder and new in ladder and up * ladder.index(str(new)) > up * ladder.index(str(old))


def raises(step: Step) -> bool:
    """Whether a step lifts the level: a floor does, and so do a shift and a factor that go upwards."""
    stays = {"shift": 0, "times": 1}.get(step.step)
    upwards = stays is not None and _is_number(step.value) and step.value > stays  # type: ignore[operator]  # it is a number
    return upwards or step.step == "floor"


def _figures(packs: Sequence[Pack]) -> Figures:
    """Give each figure by name; one that says which way is stricter is judged by itself and stays a name."""
    found: Figures = {}
    for parameter in (p for pack in packs for p in pack.parameters if not p.stricter):
        table = ((" ".join(key), value) for key, value in parameter.table.items())
        found[parameter.name] = parameter.value if parameter.value is not None else f"{parameter.name} of {spelled(dict(table))}"
    return found


def _settled(condition: Condition, figures: Figures) -> Condition:
    if isinstance(condition, Test):
        operands = tuple(figures.get(o.name, o) if isinstance(o, ParameterRef) else o for o in condition.operands)
        return replace(condition, operands=operands)
    return replace(condition, parts=tuple(_settled(part, figures) for part in condition.parts))


def _guards(rule: Rule) -> bool:
    return rule.layer in GUARD_LAYERS and rule.status in IN_USE


def _spans(wide: InForce, narrow: InForce) -> bool:
    """Whether one span of days holds all of another."""
    starts = wide.start is None or (narrow.start is not None and wide.start <= narrow.start)
    return starts and (wide.end is None or (narrow.end is not None and narrow.end <= wide.end))


def _limits(then: Then) -> set[str]:
    """Give what holds back, without the steps of levels."""
    found = {f"closes {target}" for target in then.closes}
    found |= {f"{c.target} {spelled(c.value)}" for c in then.collect if c.target in _HOLDING}
    return found | {f"{c.target}.{c.part} {NONE}" for c in then.choose if c.value in (NONE, (NONE,))}


def _holding_steps(then: Then) -> Iterator[Step]:
    return (s for s in then.steps if s.step in _LEVELS[s.target])


def _cue_holds(old: Cue, new: Cue) -> dict[str, bool]:
    kept = finds_as_much(old.wanted, new.wanted)
    severe = old.severity != "block" or new.severity == "block"
    return {"severity": severe, "gate": old.gate in ("", new.gate), **kept}


def finds_as_much(old: Wanted, new: Wanted) -> dict[str, bool]:
    """Say whether all phrases are still looked for, and no near-miss is new."""
    phrases, unless = ([{line.text for line in lines(w).all} for w in (old, new)] for lines in (_PHRASES, _UNLESS))
    return {"phrases": phrases[0] <= phrases[1], "unless": unless[1] <= unless[0]}


def _claims_lost(old: Snippet, new: Snippet) -> bool:
    """Whether a sentence may be said now without the gate that made it true."""
    before, after = (Counter(s.claim for s in snippet.sentences) for snippet in (old, new))
    lost = [claim for claim in before - after if claim]
    return bool(lost and after - before)


def _moved_wrongly(old: Parameter, new: Parameter) -> bool:
    """Whether a figure that says which way is stricter went the other way, or says so no more."""
    if not old.stricter:
        return False
    before, after = ({(): p.value, **p.table} for p in (old, new))
    kept = new.stricter == old.stricter and new.by == old.by and before.keys() <= after.keys()
    return not (kept and all(_figure_holds(old.stricter, value, after[key]) for key, value in before.items()))


def _figure_holds(stricter: str, old: object, new: object) -> bool:
    if old == new:
        return True
    alike = (_is_number(old) and _is_number(new)) or (isinstance(old, str) and isinstance(new, str))
    return alike and ((new < old) if stricter == "lower" else (new > old))  # type: ignore[operator]  # both are alike


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def entails(narrow: Condition, wide: Condition) -> bool:  # noqa: PLR0911 - one line a rule
    """Whether ``wide`` is certain wherever ``narrow`` is and possible wherever it is possible, as far as words show."""
    if written(narrow) == written(wide):
        return True
    if isinstance(wide, AllOf):
        return all(entails(narrow, part) for part in wide.parts)
    if isinstance(narrow, AnyOf):
        return all(entails(part, wide) for part in narrow.parts)
    if isinstance(narrow, AllOf) and any(entails(part, wide) for part in narrow.parts):
        return True
    if isinstance(wide, AnyOf):
        return any(entails(narrow, part) for part in wide.parts)
    if isinstance(narrow, NoneOf) and isinstance(wide, NoneOf):
        return entails(AnyOf(wide.parts), AnyOf(narrow.parts))
    if isinstance(narrow, AtLeastNOf) and isinstance(wide, AtLeastNOf):
        return narrow.n >= wide.n and Counter(map(written, narrow.parts)) <= Counter(map(written, wide.parts))
    return isinstance(narrow, Test) and isinstance(wide, Test) and _test_entails(narrow, wide)


def _test_entails(narrow: Test, wide: Test) -> bool:
    if (narrow.fact, narrow.operator) != (wide.fact, wide.operator):
        return False
    left, right = ({spelled(o) for o in test.operands} for test in (narrow, wide))
    if narrow.operator in _NARROWING:
        return left <= right
    if narrow.operator in _WIDENING:
        return left >= right
    figures = [o for test in (narrow, wide) for o in test.operands]
    return all(map(_is_number, figures)) and _further(narrow.operator, narrow.operands, wide.operands)


def _further(operator: str, narrow: Sequence[Any], wide: Sequence[Any]) -> bool:
    if operator in _MORE:
        return bool(narrow[0] >= wide[0])
    if operator in _LESS:
        return bool(narrow[0] <= wide[0])
    return operator == "between" and bool(wide[0] <= narrow[0] and narrow[1] <= wide[1])
