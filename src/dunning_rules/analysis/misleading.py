"""Rules that mislead: one that asks less goes before one that asks more, and wants something else (DMN's word for it).

A reader takes the rule that leaves a fact out for the general case, and the one that asks for it for the exception; by
priority it is the other way round.  That may be meant, so it is a note and no warning.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby, permutations
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.look import Look
from dunning_rules.model.condition import tests_of
from dunning_rules.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.analysis.outcomes import Outcomes
    from dunning_rules.compiler.program import LinkedRule

MISLEADING: Final = "DR507"
"""A rule that goes before one it seems to be the general case of."""


def find_misleading(outcomes: Outcomes, pack: str) -> tuple[Finding, ...]:
    """Find the pairs of one layer that can meet and want different values of one choice, the first of which asks less.

    Only pairs with a rule of the pack are looked at.
    """
    look = Look()
    for _, group in groupby(outcomes.program.rules, key=lambda r: r.rule.layer):
        rules = [r for r in group if r.rule.then.choose]
        for one, other in permutations(rules, 2):
            if one.rank < other.rank and pack in (one.rule.pack, other.rule.pack) and _asked_more(one, other):
                what = f"whether `{one.rule.id}` misleads about `{other.rule.id}`"
                look.at(what, one.rule.place, partial(_misleads, outcomes, one, other))
    return look.found


def _asked_more(one: LinkedRule, other: LinkedRule) -> list[str]:
    """Name the facts that the other rule asks for and the one does not."""
    asked = {t.fact for t in tests_of(one.rule.when)}
    return sorted({t.fact for t in tests_of(other.rule.when)} - asked)


def _misleads(outcomes: Outcomes, one: LinkedRule, other: LinkedRule) -> Iterator[Finding]:
    theirs = _choices(other)
    for target, value in _choices(one).items():
        if target in theirs and theirs[target] != value and _meet(outcomes, one, other):
            facts = " and ".join(f"`{f}`" for f in _asked_more(one, other))
            said = ".".join(filter(None, target))
            message = f"`{one.rule.id}` goes before `{other.rule.id}` for {said}, and does not ask for {facts} as it does"
            help_ = "if the exception should win, give it the higher priority"
            yield Finding(MISLEADING, message, one.rule.place, help_, "note")


def _choices(rule: LinkedRule) -> dict[tuple[str, str], Any]:
    return {(c.target, c.part): c.value for c in rule.rule.then.choose}


def _meet(outcomes: Outcomes, one: LinkedRule, other: LinkedRule) -> bool:
    """Whether both fire in some case, and the other one is not hidden by the one anyway."""
    fires, can = outcomes.fires, outcomes.circuit.can
    mine, theirs = fires[one.rule.id], fires[other.rule.id]
    return can(mine, theirs) and can(theirs, -mine)
