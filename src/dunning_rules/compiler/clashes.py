"""Pass: two rules of equal rank that can meet and want different things are found pairwise, with a witness (M9)."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from dunning_rules.compiler.witness import meet, shown
from dunning_rules.model.finding import Finding

if TYPE_CHECKING:
    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.rule import Rule


def find_clashes(draft: Draft) -> None:
    """Compare every two rules of one layer and one priority that set the same target differently."""
    wishes: dict[tuple[str, int, str], list[tuple[Rule, Any]]] = defaultdict(list)
    for rule in draft.rules.values():
        for target, value in _wanted(rule):
            wishes[rule.layer, rule.priority, target].append((rule, value))
    told: set[tuple[str, str]] = set()
    for (_, _, target), group in sorted(wishes.items(), key=lambda item: item[0]):
        for (one, value), (other, different) in combinations(group, 2):
            pair = (one.id, other.id)
            if value != different and pair not in told and one.in_force.meets(other.in_force):
                told.add(pair)
                _report(draft, one, other, target)


def _wanted(rule: Rule) -> list[tuple[str, Any]]:
    chosen = [(f"{c.target}.{c.part}" if c.part else c.target, _meaning(c.value)) for c in rule.then.choose]
    return chosen + [(s.target, s.value) for s in rule.then.steps if s.step == "base"]


def _meaning(value: Any) -> Any:  # noqa: ANN401 - a choice
    """Leave out where a moment or window was written."""
    return value if isinstance(value, (str, tuple)) else repr(value).split("place=")[0]


def _report(draft: Draft, one: Rule, other: Rule, target: str) -> None:
    answer = meet(draft, one, other)
    if answer.case is not None:
        message = f"`{one.id}` and `{other.id}` set {target} differently and can both fire: {shown(answer.case)}"
        help_ = "make their conditions exclude each other, or give one a higher priority"
        draft.find("DR213", message, other.place, help_)
    elif not answer.decided:
        message = f"whether `{one.id}` and `{other.id}` can clash over {target} was not decided within the budget"
        help_ = "give one a higher priority"
        draft.findings.append(Finding("DR214", message, other.place, help_, "warning"))
