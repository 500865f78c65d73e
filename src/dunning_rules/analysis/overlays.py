"""Whether a pack laid over others holds back at least as much as they did (M16).

What is compared are words, as between two versions (`strictness.py`); what cannot be seen in them counts as loosened.
Since derived facts are not looked through, one that a guard or a gate reads is to be left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.going_first import find_going_first
from dunning_rules.analysis.strictness import IN_USE, Strictness, finds_as_much
from dunning_rules.analysis.unused import used_by
from dunning_rules.analysis.versions import ABOUT
from dunning_rules.analysis.written import condition as written
from dunning_rules.analysis.written import words_of
from dunning_rules.compiler.overlays import Key, covered, heard, is_overlay, items_of
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.condition import tests_of
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.outcome import GUARD_LAYERS, Then
from dunning_rules.model.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.model.outcome import Step
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.rule import Gate
    from dunning_rules.model.words import Trigger, WordList
    from dunning_rules.place import Place

LOOSENED: Final = "DR232"
"""An overlay loosens a guard, a gate or a limit of the packs beneath."""

SPACING: Final = "contact_interval"
"""The level after which a timed gate opens: rules that set it stand before contact like a gate, whatever their layer."""

_TIMED: Final = ("holds", "quiet_hours", "avoid_hours")
"""What guards want that counts by hours or days; tasks for people inside are no limit."""

_HELP: Final = "an overlay may only hold back more; what is to hold back less is changed in the pack itself, by its owner"
_UNSEEN: Final = "what it would change there cannot be seen; derive a fact of your own beside it"
_LENGTHENING: Final = ("base", "floor")


def find_loosened(packs: Sequence[Pack]) -> tuple[Finding, ...]:
    """Find what packs, the most general first, loosen of those beneath them."""
    found: list[Finding] = []
    for number, pack in enumerate(packs[1:], 1):
        beneath = heard(packs[:number])
        if is_overlay(pack):
            found += _Overlay(pack, beneath, heard(packs[: number + 1])).findings()
        found += (Finding(LOOSENED, message, place, help_) for message, place, help_ in find_going_first(pack, beneath))
        found += _quickened(pack, beneath)
    return in_order(found)


@dataclass(frozen=True)
class _Overlay:
    """A pack with what is heard before it is laid over the others, and after."""

    pack: Pack
    before: tuple[Pack, ...]
    after: tuple[Pack, ...]

    @cached_property
    def said(self) -> dict[Key, Place]:
        """What the overlay replaces or takes out, and where it says so."""
        return covered(self.pack, self.before)

    @cached_property
    def new(self) -> dict[Key, Any]:
        """What the overlay puts in the place of something."""
        return {key: item for key, item in items_of(self.pack) if item.replaces}

    @cached_property
    def figures(self) -> dict[str, Key]:
        """The figures that the overlay replaces or takes out, by name."""
        return {key.name: key for key in self.said if key.kind == "parameter"}

    def findings(self) -> Iterator[Finding]:
        """Compare what is heard before with what is heard after."""
        strictness = Strictness.of(self.before, self.after)
        for pack in self.before:
            for key, old in items_of(pack):
                if key in self.said:
                    yield from self._covered(strictness, pack, key, old)
                elif moved := [name for name in used_by(old) if name in self.figures]:
                    yield from self._refigured(strictness, pack, key, old, self.figures[moved[0]])

    def _covered(self, strictness: Strictness, pack: Pack, key: Key, old: Any) -> Iterator[Finding]:  # noqa: ANN401 - a thing of a pack
        """Look at a thing that is another now, or gone."""
        new = self.new.get(key)
        what = f"the {key} of `{pack.header.id}`"
        if keys := _compared(strictness, key, old, new):
            yield Finding(LOOSENED, f"{what} would hold back less: {', '.join(keys)}", self.said[key], _HELP)
        elif who := self._reader(key, old, new):
            yield Finding(LOOSENED, f"{what} is read by {who}, and must stay as it is", self.said[key], _UNSEEN)

    def _refigured(self, strictness: Strictness, pack: Pack, key: Key, old: Any, figure: Key) -> Iterator[Finding]:  # noqa: ANN401 - a thing of a pack
        """Look at a thing that stays, and names a figure that is another now."""
        if keys := strictness.loosened(old, old):
            told = f"with this {figure} the {key} of `{pack.header.id}` would hold back less: {', '.join(keys)}"
            yield Finding(LOOSENED, told, self.said[figure], _HELP)

    def _reader(self, key: Key, old: Any, new: Any) -> str:  # noqa: ANN401 - two things of one kind
        """Name who reads what is another now, where nobody can see what that does to the reader."""
        if key.kind in ("fact", "derived fact") and new is not None and _meaning(old) != _meaning(new):
            return self._readers.get(key.name, "")
        if key.kind == "parameter" and new is not None and not old.stricter and _meaning(old) != _meaning(new):
            return self._hidden_figures.get(key.name, "")
        if key.kind == "objection" and (new is None or new.under != old.under):
            return self._guarded(key.name)
        if key.kind == "trigger" and not self._still_heard(old):
            return self._guarded(key.name)
        if key.kind == "word list" and (new is None or _texts(old) != _texts(new)):
            return self._looker(key.name)
        return ""

    @cached_property
    def _guards(self) -> list[tuple[str, Rule | Gate]]:
        rules = (r for p in self.before for r in p.rules if r.layer in GUARD_LAYERS and r.status in IN_USE)
        gates = (g for p in self.before for g in p.gates)
        return [*((f"the guard `{r.id}`", r) for r in rules), *((f"the gate `{g.id}`", g) for g in gates)]

    @cached_property
    def _readers(self) -> dict[str, str]:
        """Name for each fact that guards and gates read, be it through derived facts, the first that does."""
        found: dict[str, str] = {}
        for who, guard in self._guards:
            self._follow(used_by(guard), who, found)
        return found

    def _follow(self, names: Iterator[str], who: str, found: dict[str, str]) -> None:
        derivations = {d.fact.name: d for p in self.before for d in p.derivations}
        waiting = [name for name in names if name not in found]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = who
                waiting += used_by(derivations[name]) if name in derivations else ()

    @cached_property
    def _hidden_figures(self) -> dict[str, str]:
        """Name the figures that guards and gates read where they are not compared: in what they want, in derived facts."""
        found: dict[str, str] = {}
        for who, guard in self._guards:
            wanted = guard.then if isinstance(guard, Rule) else guard.refused
            limits = tuple(c for c in wanted.collect if c.target in _TIMED)
            self._follow(used_by((*limits, *wanted.steps)), who, found)
        for derivation in (d for p in self.before for d in p.derivations):
            if derivation.fact.name in self._readers:
                self._follow(used_by(derivation), self._readers[derivation.fact.name], found)
        return found

    def _guarded(self, objection: str) -> str:
        """Name a guard or gate that asks for an objection or one above it, or nothing."""
        line: str | None = objection
        under = {o.id: o.under for p in self.before for o in p.objections}
        while line:
            if line in self._asked_for:
                return self._asked_for[line]
            line = under.get(line)
        return ""

    @cached_property
    def _asked_for(self) -> dict[str, str]:
        """Name for each objection that guards and gates ask for, be it through derived facts, the first that does."""
        found: dict[str, str] = {}
        conditions = [(who, guard.when) for who, guard in self._guards]
        for derivation in (d for p in self.before for d in p.derivations if d.fact.name in self._readers):
            who = self._readers[derivation.fact.name]
            conditions += [(who, c) for c in (*(r.when for r in derivation.rows), *derivation.count_of)]
        for who, condition in conditions:
            for test in (t for t in tests_of(condition) if t.fact in (OBJECTION, OBJECTIONS)):
                for operand in test.operands:
                    found.setdefault(str(operand), who)
        return found

    def _still_heard(self, old: Trigger) -> bool:
        triggers = (t for p in self.after for t in p.words.triggers if t.objection == old.objection)
        return any(all(finds_as_much(old.wanted, t.wanted).values()) for t in triggers)

    def _looker(self, name: str) -> str:
        """Name a cue, or the trigger of a guarded objection, that looks for the words of a list."""
        cues = ((f"the cue `{c.code}`", c.wanted) for p in self.before for c in p.words.cues)
        triggers = (t for p in self.before for t in p.words.triggers if self._guarded(t.objection))
        wanted = (*cues, *((f"the trigger `{t.objection}`", t.wanted) for t in triggers))
        lines = ((who, line.text) for who, w in wanted for line in (*w.phrases.all, *w.unless.all))
        return next((who for who, text in lines if f"<{name}>" in text), "")


def _texts(words: WordList) -> set[str]:
    return {line.text for line in words.words.all}


def _compared(strictness: Strictness, key: Key, old: Any, new: Any) -> tuple[str, ...]:  # noqa: ANN401 - two things of one kind
    """Name the keys in which something holds back less, as far as both versions show it."""
    if new is None and key.kind in ("cue", "property"):
        return ("removed",)
    if key.kind == "property":
        return () if _meaning(old) == _meaning(new) else ("what it promises",)
    keys = strictness.loosened(old, new)
    if isinstance(old, Rule) and old.layer not in GUARD_LAYERS and old is not new:
        keys += _spacing_lost(strictness, old, new)
    return keys


def _spacing_lost(strictness: Strictness, old: Rule, new: Rule | None) -> tuple[str, ...]:
    """Compare rules of any layer in the days that they keep between two contacts."""
    kept = tuple(s for s in _spacing(old) if _lengthens(s))
    if not kept or old.status not in IN_USE:
        return ()
    if new is None:
        return ("removed",)
    same_place = (new.layer, new.priority, written(new.when)) == (old.layer, old.priority, written(old.when))
    guards = (replace(r, layer="contact_limits", then=Then(steps=steps)) for r, steps in ((old, kept), (new, _spacing(new))))
    return strictness.loosened(*guards) or (() if same_place else ("when",))


def _spacing(rule: Rule) -> tuple[Step, ...]:
    return tuple(s for s in rule.then.steps if s.target == SPACING)


def _lengthens(step: Step) -> bool:
    """Whether a step can only add days between two contacts; a figure by name is judged by itself."""
    if step.step in ("times", "shift"):
        least = 1 if step.step == "times" else 0
        return not hasattr(step.value, "name") and bool(step.value >= least)  # type: ignore[operator]  # a number
    return step.step in _LENGTHENING


def _quickened(pack: Pack, beneath: Sequence[Pack]) -> Iterator[Finding]:
    """Find new steps that bring two contacts nearer to each other, where packs beneath are whole without them."""
    if all(p.header.library for p in beneath):
        return
    old = {r.id: r for p in beneath for r in p.rules}
    for rule in (r for r in pack.rules if r.status in IN_USE):
        before = old.get(rule.id) if rule.replaces else None
        had = {(s.step, str(s.value)) for s in _spacing(before)} if before else set()
        for step in (s for s in _spacing(rule) if (s.step, str(s.value)) not in had):
            if not _lengthens(step) or (step.step == "base" and before is None):
                message = f"the rule `{rule.id}` may bring contacts nearer to each other: {SPACING}.{step.step}"
                yield Finding(LOOSENED, message, step.place, "say `floor`, which can only add days")


def _meaning(item: Any) -> dict[str, str]:  # noqa: ANN401 - any thing of a pack
    """Give what a thing says, without what is only said about it."""
    head = (*ABOUT, "replaces")
    return {key: text for key, text in words_of(item).items() if key.partition("[")[0].partition(".")[0] not in head}
