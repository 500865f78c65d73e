"""Why a paper is not drawn up in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.model.condition import tests_of
from dunning_rules.model.drawn import Withheld

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.engine.naming import Namer
    from dunning_rules.engine.seen import Seen
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.paper import Paper


def reasons_against(paper: Paper, seen: Seen, namer: Namer) -> tuple[Withheld, ...]:
    """Say what keeps a paper from being drawn up; nothing where it may be."""
    return (*_by_its_gate(paper, seen, namer), *_by_the_decision(paper, seen.decision, namer))


def _by_its_gate(paper: Paper, seen: Seen, namer: Namer) -> Iterator[Withheld]:
    if not paper.gate or namer.state(paper.gate):
        return
    unknown: dict[str, None] = {}
    if namer.state(paper.gate) is None:
        tests = tests_of(seen.program.gates[paper.gate].gate.when)
        unknown = dict.fromkeys(namer.fact(t.fact) for t in tests if t.fact not in seen.known.setting.values)
    yield Withheld("gate", (namer.gate(paper.gate),), tuple(unknown))


def _by_the_decision(paper: Paper, decision: Decision, namer: Namer) -> Iterator[Withheld]:
    for outcome, wanted in paper.needs.items():
        held = _held(decision, outcome)
        if not set(wanted) & set(held):
            found = (namer.title(outcome, name) for name in held)
            yield Withheld(outcome, tuple(namer.title(outcome, name) for name in wanted), tuple(filter(None, found)))


def _held(decision: Decision, outcome: str) -> tuple[str, ...]:
    """Give what a decision holds of an outcome."""
    one = {"verdict": decision.verdict, "channel": decision.channel, "form": decision.script.form, "offer": decision.offer.id}
    if outcome in one:
        return (one[outcome],)
    many = {"next_actions": decision.next_actions, "documents": decision.documents, "records": decision.records}
    return many[outcome]
