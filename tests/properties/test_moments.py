"""When a debtor may be contacted next, asked minute by minute, across changes of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.cases import spanning

CHANGES = {
    "Europe/Berlin": ["2026-03-29T01:00+00:00", "2026-10-25T01:00+00:00"],
    "America/New_York": ["2026-03-08T07:00+00:00", "2026-11-01T06:00+00:00"],
    "Asia/Shanghai": ["2026-03-29T01:00+00:00"],
    "Asia/Kolkata": ["2026-11-01T06:00+00:00"],
}
"""For each zone the moments around which contacts are planned; in the first two its clocks are changed then."""

MINUTE, STEP = timedelta(minutes=1), timedelta(minutes=15)
WAITS = [
    {},
    {"connected_calls_today": 3},
    {"unanswered_dials_today": 6},
    {"promise_days": 2},
    {"last_contact_hours": 5},
    {"last_contact_hours": 30, "segment": "negative"},
    {"holds": ["payment_in_transit"]},
    {"wished_contact_time": "10:00"},
    {"night_contact_consent": True},
]


def stated(zone, contact, debtor_type, wait):
    """State a case a fortnight overdue at a moment, with one reason to wait."""
    local = contact.astimezone(ZoneInfo(zone))
    facts = {"debtor_type": debtor_type, "currency": "EUR", "amount_due": 900, "timezone": zone, **wait}
    facts["due_date"] = str(local.date() - timedelta(14))
    if days := facts.pop("promise_days", None):
        facts |= {"promise_date": str(local.date() + timedelta(days)), "promise_amount": 900}
    if hours := facts.pop("last_contact_hours", None):
        facts["last_contact_at"] = (contact - timedelta(hours=hours)).isoformat()
    return facts


def permitted(engine, facts, at, contact):
    """Whether a contact is permitted once the moment has come; what was counted today counts for no later day."""
    zone = ZoneInfo(facts["timezone"])
    tomorrow = at.astimezone(zone).date() > contact.astimezone(zone).date()
    asked = {k: v for k, v in facts.items() if not (tomorrow and k.endswith("_today"))}
    return engine.decide(asked, as_of=at).contact.allowed_now


@spanning
@given(data=st.data(), zone=st.sampled_from(sorted(CHANGES)), minutes=st.integers(-2000, 1500), wait=st.sampled_from(WAITS))
def test_the_next_permitted_moment_is_permitted_and_none_before_it(receivables, data, zone, minutes, wait):
    around = datetime.fromisoformat(data.draw(st.sampled_from(CHANGES[zone])))
    contact = around + minutes * MINUTE
    facts = stated(zone, contact, data.draw(st.sampled_from(["company", "individual"])), wait)
    at = receivables.decide(facts, as_of=contact).contact.next_allowed.astimezone(UTC)
    assert at >= contact
    if "holds" not in wait:  # a hold in the file is lifted by a person, not by a day
        assert permitted(receivables, facts, at, contact)
    before = [contact + n * STEP for n in range((at - contact) // STEP)]
    tried = data.draw(st.lists(st.sampled_from(before), max_size=8, unique=True)) if before else []
    for moment in [*tried, at - MINUTE] if at > contact else []:
        assert not permitted(receivables, facts, moment, contact)


@spanning
@given(zone=st.sampled_from(sorted(CHANGES)), minutes=st.integers(-2000, 1500), wait=st.sampled_from(WAITS))
@pytest.mark.parametrize("debtor_type", ["company", "individual"])
def test_the_next_preferred_moment_is_permitted_as_well(receivables, debtor_type, zone, minutes, wait):
    contact = datetime.fromisoformat(CHANGES[zone][-1]) + minutes * MINUTE
    found = receivables.decide(stated(zone, contact, debtor_type, wait), as_of=contact).contact
    assert found.next_preferred.astimezone(UTC) >= found.next_allowed.astimezone(UTC)
