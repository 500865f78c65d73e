"""Just inside and just outside of every hour, window and count (definitions 10.2)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.packs.asking import asked, derived, given, tasks

WEDNESDAY = "2026-11-25"


def rows(table):
    """Give what `parametrize` takes of a table whose first column names the row."""
    return {"argvalues": [r[1:] for r in table], "ids": [r[0] for r in table]}


HOURS = [
    ("a minute too early", "07:59", "block"),
    ("the first minute", "08:00", "allow"),
    ("the last minute", "21:59", "allow"),
    ("a minute too late", "22:00", "block"),
]


@pytest.mark.parametrize(("clock", "verdict"), **rows(HOURS))
@pytest.mark.parametrize("debtor_type", ["company", "individual"])
def test_nobody_is_contacted_in_quiet_hours(receivables, clock, verdict, debtor_type):
    found = asked(receivables, f"{WEDNESDAY}T{clock}", debtor_type=debtor_type)
    assert (found.verdict, found.contact.allowed_now) == (verdict, verdict == "allow")
    assert ("C-TIME" in found.compliance.codes) is (verdict == "block")


WINDOWS = [
    ("company, before", "company", "13:59", False),
    ("company, first minute", "company", "14:00", True),
    ("company, last minute", "company", "15:59", True),
    ("company, after", "company", "16:00", False),
    ("individual, before", "individual", "18:59", False),
    ("individual, first minute", "individual", "19:00", True),
    ("individual, last minute", "individual", "19:59", True),
    ("individual, after", "individual", "20:00", False),
]


@pytest.mark.parametrize(("debtor_type", "clock", "preferred"), **rows(WINDOWS))
def test_all_of_the_day_is_allowed_and_a_part_of_it_preferred(receivables, debtor_type, clock, preferred):
    now = datetime.fromisoformat(f"{WEDNESDAY}T{clock}+08:00")
    contact = asked(receivables, now.isoformat(), debtor_type=debtor_type).contact
    assert (contact.allowed_now, contact.next_preferred == now) == (True, preferred)


def test_a_company_is_preferred_on_working_days_only(receivables):
    contact = asked(receivables, "2026-11-28T14:30", due_date="2026-11-10").contact
    assert (contact.allowed_now, contact.next_preferred) == (True, datetime.fromisoformat("2026-11-30T14:00+08:00"))


DISCOUNTS = [
    ("a second before it opens", "2026-11-25T08:59:59", "none"),
    ("the first second", "2026-11-25T09:00:00", "discount_2pct_24h"),
    ("the last second", "2026-11-26T08:59:59", "discount_2pct_24h"),
    ("expired", "2026-11-26T09:00:00", "none"),
]


@pytest.mark.parametrize(("as_of", "offer"), **rows(DISCOUNTS))
def test_a_discount_stands_for_twenty_four_hours(receivables, as_of, offer):
    facts = {"prior_late_count": 0, "discount_authority": True, "offer_opened_at": "2026-11-25T09:00+08:00"}
    found = asked(receivables, as_of, due_date="2026-11-10", **facts)
    assert found.offer.id == offer
    if offer != "none":
        assert found.offer.expires == datetime.fromisoformat("2026-11-26T09:00+08:00")


def test_a_notice_of_forty_eight_hours_ends_to_the_minute(receivables):
    habit = {"consecutive_late_count": 3, "grace_granted_count": 2, "legal_action_approved": True}
    found = asked(receivables, f"{WEDNESDAY}T14:37", **habit)
    start = datetime.fromisoformat(f"{WEDNESDAY}T14:37+08:00")
    assert given(found, "plus_48h") - start == timedelta(hours=48)
    assert ("plus_48h", "2026-11-27T14:37+08:00") in tasks(found)


def test_a_letter_sets_hours_from_its_receipt_and_no_hour_before(receivables):
    """Nobody can say when a letter will be received, so no clock runs: the hours stand in its words alone."""
    found = asked(receivables, f"{WEDNESDAY}T14:30", escalation_step="demand_letter", language="en")
    assert found.deadlines == ()
    assert "within 24 hours of receiving" in found.script.text


LETTERS = [("late enough", "2026-11-04", True), ("a day short", "2026-11-05", False)]


@pytest.mark.parametrize(("due", "hours"), **rows(LETTERS))
def test_a_letter_sets_hours_only_where_the_debt_is_three_weeks_late(receivables, due, hours):
    found = asked(receivables, f"{WEDNESDAY}T14:30", due_date=due, escalation_step="demand_letter")
    assert (given(found, "pay_by") is None) is hours


COUNTS = [
    ("three in a row", {"consecutive_late_count": 3}, "frequency", "habitual"),
    ("two in a row", {"consecutive_late_count": 2}, "frequency", "unrecorded"),
    ("share that weighs", {"receivables_share": "0.10"}, "high_risk_signs", 1),
    ("share just below", {"receivables_share": "0.0999"}, "high_risk_signs", 0),
    ("late three times", {"prior_late_count": 3}, "high_risk_signs", 1),
    ("late twice", {"prior_late_count": 2}, "high_risk_signs", 0),
    ("small for a company", {"amount_due": "10000.00"}, "amount_size", "small"),
    ("a cent above small", {"amount_due": "10000.01"}, "amount_size", "normal"),
    ("a cent below large", {"amount_due": "99999.99"}, "amount_size", "normal"),
    ("large for a company", {"amount_due": "100000.00"}, "amount_size", "large"),
    ("small for a person", {"debtor_type": "individual", "amount_due": "2000.00"}, "amount_size", "small"),
    ("a cent above small for a person", {"debtor_type": "individual", "amount_due": "2000.01"}, "amount_size", "normal"),
    ("a cent below large for a person", {"debtor_type": "individual", "amount_due": "19999.99"}, "amount_size", "normal"),
    ("large for a person", {"debtor_type": "individual", "amount_due": "20000.00"}, "amount_size", "large"),
]


@pytest.mark.parametrize(("facts", "fact", "value"), **rows(COUNTS))
def test_a_count_or_sum_is_classified_at_its_edge(receivables, facts, fact, value):
    assert derived(asked(receivables, f"{WEDNESDAY}T14:30", **facts), fact) == value


EXTENSIONS = [("two weeks", 14, "half_now_half_14d", "C-PLAN"), ("a day more", 15, "deferral", "C-OFFER")]


@pytest.mark.parametrize(("days", "offer", "code"), **rows(EXTENSIONS))
def test_up_to_two_weeks_are_proposed_and_more_is_approved(receivables, days, offer, code):
    found = asked(receivables, f"{WEDNESDAY}T14:30", objection="request_extension", requested_extension_days=days)
    assert (found.offer.id, found.verdict, code in found.compliance.codes) == (offer, "review", True)


CALLS = [
    ("third answered call", "connected_calls_today", 2, "allow"),
    ("fourth answered call", "connected_calls_today", 3, "block"),
    ("sixth unanswered dial", "unanswered_dials_today", 5, "allow"),
    ("seventh unanswered dial", "unanswered_dials_today", 6, "block"),
]


@pytest.mark.parametrize(("count", "so_far", "verdict"), **rows(CALLS))
def test_calls_of_a_day_are_counted(receivables, count, so_far, verdict):
    found = asked(receivables, f"{WEDNESDAY}T14:30", **{count: so_far})
    assert (found.verdict, "C-FREQ" in found.compliance.codes) == (verdict, verdict == "block")
    now, tomorrow = "2026-11-25T14:30+08:00", "2026-11-26T08:00+08:00"
    assert found.contact.next_allowed == datetime.fromisoformat(tomorrow if verdict == "block" else now)


THINKING = [("two days", 2, True), ("three days", 3, False), ("five days", 5, False), ("six days", 6, True)]


@pytest.mark.parametrize(("days", "wrong"), **rows(THINKING))
def test_three_to_five_days_are_given_to_think(receivables, days, wrong):
    facts = {"escalation_step": "final_call", "legal_action_approved": True, "consideration_days": days}
    found = asked(receivables, f"{WEDNESDAY}T14:30", **facts)
    assert (found.verdict == "block", bool(found.problems), "C-DATA" in found.compliance.codes) == (wrong, wrong, wrong)
    assert (given(found, "consideration_end") is None) is wrong


FEEDBACK = [("the seventh day", "2026-11-18", True), ("the eighth day", "2026-11-17", False)]


@pytest.mark.parametrize(("paid_on", "asked_for"), **rows(FEEDBACK))
def test_feedback_is_asked_for_within_a_week(receivables, paid_on, asked_for):
    paid = {"amount_due": 0, "paid_in_full": True, "paid_on": paid_on, "paid_amount": "50000.00"}
    assert ("feedback_call" in asked(receivables, f"{WEDNESDAY}T14:30", **paid).next_actions) is asked_for


NOTICES = [
    ("two hours ahead", "2026-11-25T14:00", "2026-11-25T16:00+08:00"),
    ("a minute less", "2026-11-25T14:01", "2026-11-26T16:00+08:00"),
    ("a minute less on a Friday", "2026-11-27T14:01", "2026-11-30T16:00+08:00"),
]


@pytest.mark.parametrize(("as_of", "ends"), **rows(NOTICES))
def test_a_last_notice_of_the_same_day_is_two_hours_ahead(receivables, as_of, ends):
    facts = {
        "escalation_step": "legal_notice",
        "legal_action_approved": True,
        "demand_letter_sent_on": "2026-11-10",
        "available_channels": ["email"],
        "lawyer_letter_on": "2026-12-20",
    }
    assert given(asked(receivables, as_of, **facts), "same_day_16_00") == datetime.fromisoformat(ends)


def moment(written):
    return datetime.fromisoformat(written)


SUPPLY = [
    ("two hours ahead", "2026-11-25T15:00", "2026-11-25T17:00+08:00"),
    ("a minute less", "2026-11-25T15:01", "2026-11-26T17:00+08:00"),
]


@pytest.mark.parametrize(("as_of", "ends"), **rows(SUPPLY))
def test_a_notice_of_restriction_is_two_hours_ahead(receivables, as_of, ends):
    facts = {"escalation_step": "restriction", "suspension_clause": True, "restriction_approved": True}
    assert given(asked(receivables, as_of, **facts, demand_letter_sent_on="2026-11-12"), "same_day_17_00") == moment(ends)
    unwarned = given(asked(receivables, as_of, **facts), "same_day_17_00")
    assert unwarned == moment("2026-11-26T17:00+08:00")


APPROVERS = [
    ("in time", "2026-11-25T16:59", "2026-11-25T17:30+08:00"),
    ("at the last minute", "2026-11-25T17:00", "2026-11-25T17:30+08:00"),
    ("too late", "2026-11-25T17:01", "2026-11-26"),
    ("too late on a Friday", "2026-11-27T17:01", "2026-11-30"),
]


@pytest.mark.parametrize(("as_of", "at"), **rows(APPROVERS))
def test_an_absent_approver_is_called_back_before_close(receivables, as_of, at):
    found = asked(receivables, as_of, due_date="2026-11-10", objection="decision_maker_absent", office_close="18:00")
    assert tasks(found) == {("same_day_before_close", at)}


def test_a_call_that_is_not_prepared_names_no_moment_and_a_prepared_one_does(receivables):
    """The hours allow it and the sheet is missing: the sheet is the next action, and no moment makes it good."""
    unprepared = asked(receivables, "2026-11-26T14:00", prep_sheet_complete=False)
    assert unprepared.next_actions == ("prepare_6w3h",)
    assert (unprepared.contact.allowed_now, unprepared.contact.next_allowed) == (False, None)
    prepared = asked(receivables, "2026-11-26T14:00", prep_sheet_complete=True).contact
    assert (prepared.allowed_now, prepared.next_allowed.hour) == (True, 14)


def test_whoever_rings_is_answered_without_a_sheet(receivables):
    for objection in ("request_extension", "fee_dispute", "promise_to_pay"):
        found = asked(receivables, "2026-11-26T14:00", objection=objection, identity_verified=True, available_channels=["phone"])
        assert "REPLY" in {s.id for s in found.script.sections}, objection
