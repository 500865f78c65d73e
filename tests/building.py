"""Small builders, so that a test shows only what its claim is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from textwrap import dedent
from zoneinfo import ZoneInfo

from hypothesis import settings
from jsonschema import Draft202012Validator

from dunning_rules.derive.calendar import Calendar
from dunning_rules.derive.setting import Setting
from dunning_rules.model.decision import Compliance, Contact, Decision, Offer, Reason, Script, Tone, Trace
from dunning_rules.model.fact import Fact
from dunning_rules.model.titles import Titles
from dunning_rules.source.reading import read_bytes
from dunning_rules.source.shape import Spot

SHANGHAI = ZoneInfo("Asia/Shanghai")
EIGHT_AHEAD = timezone(timedelta(hours=8))
WEDNESDAY = date(2026, 11, 25)
AT_TWO = "2026-11-25T14:00"
"""Two in the afternoon of an ordinary Wednesday: the moment of every test that is not about time."""

unhurried = settings(deadline=None)
"""For a law: a busy machine is no counterexample."""


def local(text, zone=SHANGHAI):
    """Give the moment at which the clocks of a zone show that."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def utc(text):
    return local(text, UTC)


def setting(facts=None, *, as_of=AT_TWO, contact=None, zone=SHANGHAI, holidays=(), parameters=()):
    """Put facts, already read, into a setting; with no zone the moments keep an offset of eight hours."""
    clocks = zone or EIGHT_AHEAD
    return Setting(
        values=facts or {},
        as_of=local(as_of, clocks),
        contact=local(contact or as_of, clocks),
        zone=zone,
        calendar=Calendar(frozenset(holidays)),
        parameters={p.name: p for p in parameters},
    )


def fact(kind="text", name="x", **more):
    return Fact(name, kind, "meaning", **more)


def vocabulary(*facts):
    return {f.name: f for f in facts}


def reason(rule="some-rule", **more):
    return Reason(rule, Titles("某规则", "some rule"), "stage", **more)


def decision(**changed):
    """Give a decision that says as little as one can, but for what is changed."""
    plainest = {
        "as_of": local(AT_TWO, EIGHT_AHEAD),
        "days_overdue": None,
        "stage": None,
        "segment": None,
        "risk_tier": None,
        "tags": (),
        "tone": Tone(None, None),
        "role": None,
        "channel": "none",
        "next_actions": (),
        "offer": Offer("none"),
        "follow_up": (),
        "deadlines": (),
        "compliance": Compliance("allow"),
        "script": Script("call", "en"),
        "consequences": (),
        "documents": (),
        "holds": (),
        "records": (),
        "delivery_notes": (),
        "reply_cards": (),
        "contact": Contact(None, None, None),
        "assumed": (),
        "problems": (),
        "trace": Trace(),
        "packs": (),
    }
    return Decision(**(plainest | changed))


def document(text, name="pack/file.yaml"):
    """Read a document that must be readable."""
    found, findings = read_bytes(dedent(text).encode(), name)
    assert findings == []
    return found


def built(shape, text):
    """Check a text by a shape and build what it says; it must be right."""
    found = document(text)
    defs = {}
    body = shape.schema(defs)
    wrong = [error.message for error in Draft202012Validator({**body, "$defs": defs}).iter_errors(found.data)]
    assert wrong == []
    return shape.build(found.data, Spot(found))


def refused(shape, text):
    """Say how many things are wrong with a text by the schema of a shape."""
    defs = {}
    body = shape.schema(defs)
    return len(list(Draft202012Validator({**body, "$defs": defs}).iter_errors(document(text).data)))
