"""Where stages begin and end: one row a day on either side of each edge (definitions 10.1)."""

from __future__ import annotations

import pytest

from tests.packs.asking import asked, derived, fired, tasks

DAYS = [
    # row, day, days overdue, stage, before the due date, level of the tone
    ("upcoming", "2026-10-22", -4, "M0", "upcoming", 1),
    ("first day of the reminder", "2026-10-23", -3, "M0", "reminder", 1),
    ("last day of the reminder", "2026-10-25", -1, "M0", "reminder", 1),
    ("due today", "2026-10-26", 0, "M0", "due_today", 1),
    ("first day overdue", "2026-10-27", 1, "M1", "over", 2),
    ("last day of M1", "2026-11-25", 30, "M1", "over", 2),
    ("first day of M2", "2026-11-26", 31, "M2", "over", 3),
    ("last day of M2", "2026-12-25", 60, "M2", "over", 3),
    ("first day of M3", "2026-12-26", 61, "M3", "over", 4),
    ("last day of M3", "2027-01-24", 90, "M3", "over", 4),
    ("first day beyond M3, capped", "2027-01-25", 91, "M4_PLUS", "over", 4),
]


@pytest.mark.parametrize(("day", "expected"), [(r[1], r[2:]) for r in DAYS], ids=[r[0] for r in DAYS])
@pytest.mark.parametrize("clock", ["08:00", "21:59"])
def test_a_day_has_its_stage_and_tone_at_any_hour(receivables, day, expected, clock):
    found = asked(receivables, f"{day}T{clock}")
    assert (found.days_overdue, found.stage, derived(found, "before_due"), found.tone.level) == expected


def test_with_approval_and_a_legal_notice_a_company_beyond_m3_hears_the_formal_tone(receivables):
    found = asked(receivables, "2027-01-25T14:30", escalation_step="legal_notice", legal_action_approved=True)
    assert found.tone.level == 5


def test_once_paid_the_days_stop_and_only_thanks_are_left(receivables):
    found = asked(receivables, "2027-01-28T14:30", amount_due=0, paid_in_full=True, paid_on="2027-01-25", paid_amount="50000.00")
    assert (found.days_overdue, found.stage, found.tone.level) == (91, "CLOSED", 0)


def test_four_days_ahead_the_reminder_is_a_task_for_the_next_day(receivables):
    found = asked(receivables, "2026-10-22T14:30")
    assert (found.channel, found.next_actions) == ("none", ("wait", "schedule_follow_up"))
    assert tasks(found) == {("minus_3d_reminder", "2026-10-23")}


REMINDERS = [
    ("the day it is for", "2026-10-23T14:30", None, True),
    ("made up for a day late", "2026-10-24T14:30", None, True),
    ("sent the day before", "2026-10-24T14:30", "2026-10-23T10:00+08:00", False),
    ("sent two days before", "2026-10-25T14:30", "2026-10-23T10:00+08:00", False),
    ("too early", "2026-10-22T14:30", None, False),
]


@pytest.mark.parametrize(("as_of", "last_contact", "reminded"), [r[1:] for r in REMINDERS], ids=[r[0] for r in REMINDERS])
def test_a_reminder_goes_out_once(receivables, as_of, last_contact, reminded):
    found = asked(receivables, as_of, **({"last_contact_at": last_contact} if last_contact else {}))
    assert ("send_reminder" in found.next_actions) is reminded


@pytest.mark.parametrize(("day", "prepared"), [("2026-11-25", False), ("2026-11-26", True)])
def test_from_m2_on_a_call_is_prepared_first(receivables, day, prepared):
    found = asked(receivables, f"{day}T14:30")
    assert (found.next_actions == ("prepare_6w3h",), "call_prepared" in fired(found)) == (prepared, prepared)


@pytest.mark.parametrize(("day", "signs"), [("2027-01-24", 0), ("2027-01-25", 1)])
def test_more_than_ninety_days_are_a_sign_of_risk(receivables, day, signs):
    assert derived(asked(receivables, f"{day}T14:30"), "high_risk_signs") == signs
