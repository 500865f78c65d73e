from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.derive.catalogue import COMPUTED
from dunning_rules.derive.consistency import CHECKS
from tests.building import SHANGHAI, setting, unhurried

KNOWN_FROM_THE_CONTACT_ALONE = {"contact_clock": time(14), "contact_is_working_day": True}


@pytest.mark.parametrize("name", sorted(COMPUTED))
def test_of_an_empty_case_nothing_is_computed_but_what_the_contact_shows(name):
    assert COMPUTED[name](setting()) == KNOWN_FROM_THE_CONTACT_ALONE.get(name)


@pytest.mark.parametrize("name", sorted(COMPUTED))
def test_a_computed_fact_says_what_it_is(name):
    assert COMPUTED[name].__doc__.endswith((").", ".")) is True


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("days_since_paid", "paid_on"),
        ("days_since_promise", "promise_date"),
        ("days_since_legal_handover", "legal_handover_on"),
        ("days_since_lawyer_letter", "lawyer_letter_on"),
        ("days_since_letter_deadline", "demand_letter_deadline"),
        ("days_since_credit_notice", "credit_notice_sent_on"),
        ("days_since_ledger", "ledger_as_of"),
        ("days_since_limitation", "limitation_end"),
    ],
)
def test_a_count_of_days_starts_from_its_own_date(name, fact):
    assert COMPUTED[name](setting({fact: date(2026, 11, 20)})) == 5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("legal_action_approved", "legal_action"),
        ("restriction_approved", "restriction"),
        ("discount_authority", "discount"),
        ("waiver_authority", "waiver"),
    ],
)
def test_an_authority_is_found_by_its_own_kind_of_approval(name, kind):
    approvals = {"approvals": ({"kind": kind, "by": "head of finance", "at": "2026-11-20"},)}
    assert [n for n, compute in COMPUTED.items() if n.endswith(("_approved", "_authority")) and compute(setting(approvals))] == [
        name
    ]


@pytest.mark.parametrize("name", ["legal_action_approved", "restriction_approved", "discount_authority", "waiver_authority"])
def test_an_authority_may_be_stated_under_its_own_name(name):
    assert COMPUTED[name](setting({name: True})) is True


def test_the_catalogue_is_closed():
    with pytest.raises(TypeError, match="does not support item assignment"):
        COMPUTED["another"] = COMPUTED["days_overdue"]


MONEY = st.decimals(-(10**6), 10**9, places=2)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MOMENTS = st.datetimes(timezones=st.timezones()).filter(lambda m: 2000 < m.year < 2099)
COUNTS = st.integers(-5, 500)
RECORDS = st.lists(
    st.dictionaries(
        st.sampled_from(["kind", "by", "at", "valid_until", "public"]),
        st.one_of(st.sampled_from(["discount", "2026-11-20"]), st.text(), st.none(), st.booleans(), DAYS, MOMENTS),
    )
).map(tuple)
FACTS = {
    **dict.fromkeys(
        ("amount_due", "principal_due", "interest_due", "penalty_interest_due", "fees_due", "undisputed_amount"), MONEY
    ),
    **dict.fromkeys(("unapplied_credit", "affordable_monthly", "paid_amount", "promise_amount", "tolerance_amount"), MONEY),
    **dict.fromkeys(("late_fee_rate", "receivables_share"), st.decimals(-1, 2, places=4)),
    **dict.fromkeys(("due_date", "paid_on", "promise_date", "legal_handover_on", "lawyer_letter_on", "final_call_on"), DAYS),
    **dict.fromkeys(("demand_letter_deadline", "ledger_as_of", "limitation_end", "next_scheduled_payment"), DAYS),
    **dict.fromkeys(("quality_notice_on", "inspection_deadline"), DAYS),
    **dict.fromkeys(("grace_days", "prior_late_count", "consecutive_late_count", "consideration_days"), COUNTS),
    **dict.fromkeys(("paid_in_full", "roll_due_date", "discount_authority"), st.booleans()),
    **dict.fromkeys(("office_open", "office_close"), st.times()),
    **dict.fromkeys(("message_text", "reviewed_hash", "timezone", "jurisdiction"), st.text()),
    **dict.fromkeys(("approvals", "known_news"), RECORDS),
    "offer_opened_at": MOMENTS,
}
CASES = st.fixed_dictionaries({}, optional=FACTS)
TYPES = (type(None), bool, int, Decimal, str, date, time)


@unhurried
@given(CASES, st.sampled_from([SHANGHAI, None]))
def test_no_facts_of_the_right_types_break_a_computation(facts, zone):
    assert {type(compute(setting(facts, zone=zone))) for compute in COMPUTED.values()} <= set(TYPES)


@unhurried
@given(CASES)
def test_no_facts_of_the_right_types_break_a_check(facts):
    assert {type(check(setting(facts))) for check in CHECKS.values()} == {str}
