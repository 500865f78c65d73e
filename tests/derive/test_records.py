from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.derive import records
from dunning_rules.model.pack import Parameter
from tests.building import WEDNESDAY, local, setting

DAY = timedelta(1)
TWO_DAYS_OF_GRACE = Parameter("promise_grace_days", "x", value=2)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"promise_date": WEDNESDAY + DAY}, "open"),
        ({"promise_date": WEDNESDAY}, "open"),
        ({"promise_date": WEDNESDAY - DAY}, "broken"),
        ({"promise_date": WEDNESDAY - DAY, "paid_in_full": True}, "kept"),
        ({"promise_date": WEDNESDAY - DAY, "paid_in_full": False}, "broken"),
        ({"paid_in_full": True}, None),
        ({"promise_status": "partial"}, "partial"),
        ({"promise_status": "none", "promise_date": WEDNESDAY - DAY}, "none"),
    ],
)
def test_a_promise_is_broken_from_the_day_after_its_date(facts, expected):
    assert expected == records.promise_status(setting(facts))


@pytest.mark.parametrize(("days_ago", "expected"), [(2, "open"), (3, "broken")])
def test_a_promise_has_its_grace(days_ago, expected):
    promised = setting({"promise_date": WEDNESDAY - days_ago * DAY}, parameters=[TWO_DAYS_OF_GRACE])
    assert expected == records.promise_status(promised)


@pytest.mark.parametrize(
    ("noticed", "end", "expected"),
    [
        (WEDNESDAY - DAY, WEDNESDAY, True),
        (WEDNESDAY, WEDNESDAY, True),
        (WEDNESDAY + DAY, WEDNESDAY, False),
        (None, WEDNESDAY, None),
        (WEDNESDAY, None, None),
    ],
)
def test_a_defect_is_notified_in_time_up_to_the_last_day_of_inspection(noticed, end, expected):
    facts = {"quality_notice_on": noticed, "inspection_deadline": end}
    assert expected is records.quality_notice_timely(setting({k: v for k, v in facts.items() if v}))


TEXT = "您好，五月的货款还没有到账。"
APPROVED = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"message_text": TEXT, "reviewed_hash": APPROVED}, True),
        ({"message_text": TEXT + " ", "reviewed_hash": APPROVED}, False),
        ({"message_text": TEXT, "reviewed_hash": APPROVED.upper()}, False),
        ({"message_text": TEXT}, None),
        ({"reviewed_hash": APPROVED}, None),
    ],
)
def test_only_the_very_text_that_was_approved_matches(facts, expected):
    assert expected is records.text_hash_matches(setting(facts))


@pytest.mark.parametrize(
    ("news", "expected"),
    [
        ([{"text": "a new project", "public": True}], True),
        ([{"public": False}, {"public": True}], True),
        ([{"public": False}], False),
        ([{"text": "a rumour"}], False),
        ([{"public": "yes"}], False),
        ([], False),
        (None, None),
    ],
)
def test_only_news_marked_as_public_may_be_spoken_of(news, expected):
    assert expected is records.news_is_public(setting({} if news is None else {"known_news": news}))


LEGAL = records.approved("legal_action", "legal_action_approved")
GIVEN = {"kind": "legal_action", "by": "head of legal", "at": "2026-11-20"}


def approved_by(*found, **stated):
    return LEGAL(setting({"approvals": found, **stated}, contact="2026-11-26T09:00"))


def test_an_approval_of_the_kind_counts():
    assert approved_by(GIVEN) is True


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"kind": "discount"}, False),
        ({"by": ""}, False),
        ({"by": None}, False),
        ({"at": "2026-11-26"}, True),
        ({"at": "2026-11-27"}, False),
        ({"at": "soon"}, False),
        ({"at": None}, False),
        ({"at": date(2026, 11, 26)}, True),
        ({"at": date(2026, 11, 27)}, False),
        ({"at": local("2026-11-26T08:00")}, True),
        ({"at": local("2026-11-27T08:00")}, False),
        ({"at": "2026-11-26T08:00+08:00"}, True),
        ({"valid_until": "2026-11-26"}, True),
        ({"valid_until": "2026-11-25"}, False),
        ({"valid_until": date(2026, 11, 26)}, True),
        ({"valid_until": "the end of the year"}, False),
        ({"valid_until": None}, True),
    ],
)
def test_an_approval_holds_from_its_day_to_the_day_it_names_and_only_when_both_can_be_read(changed, expected):
    assert expected is approved_by({**GIVEN, **changed})


def test_one_valid_approval_among_others_is_enough():
    assert approved_by({**GIVEN, "kind": "discount"}, {**GIVEN, "valid_until": "2026-11-21"}, GIVEN) is True


def test_no_approval_among_the_records_is_no_approval():
    assert approved_by() is False


def test_a_plain_statement_does_not_count_against_the_records():
    assert approved_by(legal_action_approved=True) is False


@pytest.mark.parametrize(
    ("facts", "expected"), [({}, None), ({"legal_action_approved": True}, True), ({"legal_action_approved": False}, False)]
)
def test_without_records_a_plain_statement_counts(facts, expected):
    assert expected is LEGAL(setting(facts))


def test_an_approval_says_what_it_looks_for():
    assert LEGAL.__doc__ == "Whether a valid approval of kind `legal_action` is on record."


@pytest.mark.parametrize(
    ("paid", "today", "expected"),
    [
        ("500", "2026-11-25T14:00", "kept"),
        ("500.01", "2026-11-20T14:00", "kept"),
        ("499.99", "2026-11-24T14:00", "open"),
        ("499.99", "2026-11-25T14:00", "partial"),
        ("0", "2026-11-25T14:00", "broken"),
    ],
)
def test_what_was_paid_tells_how_a_promise_stands(paid, today, expected):
    facts = {"promise_date": date(2026, 11, 24), "promise_amount": Decimal(500), "paid_amount": Decimal(paid)}
    assert records.promise_status(setting(facts, as_of=today)) == expected


@pytest.mark.parametrize(
    ("facts", "zone", "expected"),
    [
        ({"promise_date": WEDNESDAY, "last_contact_at": local("2026-11-26T00:00")}, "Asia/Shanghai", True),
        ({"promise_date": WEDNESDAY, "last_contact_at": local("2026-11-25T23:59")}, "Asia/Shanghai", False),
        ({"promise_date": WEDNESDAY, "last_contact_at": local("2026-11-26T00:00")}, "Europe/London", False),
        ({"promise_date": WEDNESDAY, "last_contact_at": local("2026-11-26T00:00")}, None, True),
        ({"promise_date": WEDNESDAY}, "Asia/Shanghai", None),
        ({"last_contact_at": local("2026-11-26T00:00")}, "Asia/Shanghai", None),
    ],
)
def test_a_promise_was_asked_about_when_the_debtor_was_contacted_on_a_later_day_of_the_debtors_own(facts, zone, expected):
    there = ZoneInfo(zone) if zone else None
    assert expected is records.contacted_since_promise(setting(facts, zone=there))
