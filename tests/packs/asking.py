"""The plainest case there is, and the engine's public answer to what a row of a table changes in it."""

from __future__ import annotations

PLAINEST = {"debtor_type": "company", "currency": "CNY", "amount_due": "50000.00", "timezone": "Asia/Shanghai"}
DUE = "2026-10-26"
"""A Monday; thirty days later is Wednesday 25 November."""


def asked(engine, as_of, **facts):
    """Decide the plainest case, changed; a moment without an offset is one of the debtor's zone."""
    moment = as_of if "+" in as_of else f"{as_of}+08:00"
    return engine.decide({**PLAINEST, "due_date": DUE, **facts}, as_of=moment)


def derived(decision, fact):
    """Give what was derived of a case."""
    return next(d.value for d in decision.trace.derived if d.fact == fact)


def tasks(decision):
    """Give the tasks as they are written down."""
    return {(task["kind"], task["at"]) for task in decision.to_dict()["follow_up"]}


def given(decision, kind):
    """Give the moment of a deadline that was given to the debtor, or None."""
    return next((d.at for d in decision.deadlines if d.kind == kind), None)


def parts(decision):
    """Give the parts of the offer as they are written down."""
    return [(str(p.at), str(p.amount)) for p in decision.offer.parts]


def fired(decision):
    """Name the rules and gates that spoke."""
    return {reason.rule for reason in decision.trace.fired}
