from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from dunning_rules.model.decision import (
    CannotTell,
    Compliance,
    Contact,
    Deadline,
    Decision,
    Derived,
    Held,
    Offer,
    PackUsed,
    PartDue,
    Removed,
    Script,
    Section,
    Task,
    Tone,
    Trace,
)
from dunning_rules.model.fact import FACT_TYPES
from dunning_rules.source.decision_schema import case_body, decision_body
from tests.building import decision, fact, reason, vocabulary

DAY, MOMENT = date(2026, 11, 25), datetime(2026, 11, 25, 14, 0, 9, tzinfo=UTC)
PLAINEST = decision()
FULLEST = decision(
    days_overdue=31,
    stage="M2",
    segment="strategic",
    risk_tier="low",
    tags=("first",),
    tone=Tone(3, "persuasive", ("direct",)),
    role="collector",
    channel="phone",
    next_actions=("call",),
    offer=Offer("plan", (PartDue(DAY, Decimal("50.00")),), Decimal("98.00"), MOMENT),
    follow_up=(Task(DAY, "payment_check", "collector"), Task(MOMENT, "reminder", "collector")),
    deadlines=(Deadline(MOMENT, "pay_by"),),
    compliance=Compliance("review", ("C-PLAN",), (Removed("C-FEE", "extra_charges", "no clause"),), (reason(rows=("S1-12",)),)),
    script=Script("call", "en", (Section("FACTS", ("It is due.",)),), "It is due.", ("contact_name",), usable=False),
    consequences=("extra_charges",),
    documents=("invoice",),
    holds=(Held("dispute", "part", DAY),),
    records=("talk",),
    delivery_notes=("slowly",),
    reply_cards=("forgot",),
    contact=Contact(True, MOMENT, MOMENT, "house-hours"),  # noqa: FBT003 - a field like its neighbours
    assumed=("holds",),
    problems=("wrong",),
    trace=Trace(
        fired=(reason(),),
        cannot_tell=(CannotTell("caps", ("calls",), applied=True),),
        derived=(Derived("stage", "M2", ("M1",)), Derived("signs", 2)),
        unsaid=("records_checked",),
        from_profile=("creditor_name",),
        days_off_guessed=(2027,),
    ),
    packs=(PackUsed("tiny", "1.0.0", "0" * 64),),
)
SCHEMA = Draft202012Validator(decision_body())


@pytest.mark.parametrize("whole", [PLAINEST, FULLEST], ids=["plainest", "fullest"])
def test_what_a_decision_prints_is_what_its_schema_describes(whole):
    assert [error.message for error in SCHEMA.iter_errors(whole.to_dict())] == []


@pytest.mark.parametrize("name", [name for name in FULLEST.to_dict() if name != "$schema"])
def test_every_key_of_a_decision_must_be_there(name):
    data = {k: v for k, v in FULLEST.to_dict().items() if k != name}
    assert [error.message for error in SCHEMA.iter_errors(data)] == [f"'{name}' is a required property"]


@pytest.mark.parametrize(
    "changed",
    [
        {"more": 1},
        {"$schema": "another"},
        {"days_overdue": "31"},
        {"channel": None},
        {"tags": "first"},
        {"tone": {"level": 3, "name": "persuasive"}},
        {"offer": {"id": "plan", "parts": [{"at": "2026-11-25", "amount": 50.0}], "payable": None, "expires": None}},
        {"offer": {"id": "plan", "parts": [{"at": "2026-11-25", "amount": "5E+1"}], "payable": None, "expires": None}},
        {"packs": [{"id": "tiny", "version": "1.0.0", "digest": None}]},
        {"contact": {"allowed_now": "yes", "next_allowed": None, "next_preferred": None, "rule": ""}},
    ],
    ids=str,
)
def test_what_no_decision_prints_its_schema_refuses(changed):
    assert SCHEMA.is_valid({**FULLEST.to_dict(), **changed}) is False


def test_the_schema_says_what_a_decision_is():
    assert decision_body()["description"] == Decision.__doc__


def test_every_part_of_a_decision_says_what_it_is():
    assert [name for name, part in decision_body()["$defs"].items() if not part["description"].strip()] == []


def case_schema(*facts):
    return Draft202012Validator(case_body(vocabulary(*facts)))


def case(**facts):
    return {"as_of": "2026-11-25T14:00+08:00", "facts": facts}


CHOICE = fact("choice", values=("phone", "email"))
SET = fact("set", values=("phone", "email"))


@pytest.mark.parametrize(
    ("described", "value"),
    [
        (fact("integer"), 31),
        (fact("decimal"), Decimal("0.05")),
        (fact("decimal"), "0.05"),
        (fact("money"), 60000),
        (fact("money"), "60000.00"),
        (fact("text"), "张三"),
        (fact("flag"), False),
        (fact("date"), "2026-11-25"),
        (fact("moment"), "2026-11-25T14:00+08:00"),
        (fact("time"), "18:00"),
        (fact("dates"), ["2026-11-25"]),
        (fact("records"), [{"kind": "discount"}]),
        (CHOICE, "phone"),
        (CHOICE, "unknown"),
        (CHOICE, None),
        (SET, ["phone"]),
        (SET, []),
    ],
    ids=str,
)
def test_what_a_fact_takes_the_schema_of_a_case_takes(described, value):
    assert case_schema(described).is_valid(case(x=value)) is True


@pytest.mark.parametrize(
    ("described", "value"),
    [
        (fact("integer"), "31"),
        (fact("decimal"), True),
        (fact("money"), ["60000.00"]),
        (fact("text"), ""),
        (fact("flag"), 1),
        (fact("date"), 20261125),
        (fact("moment"), 20261125),
        (fact("time"), "25:00"),
        (fact("dates"), "2026-11-25"),
        (fact("records"), ["discount"]),
        (CHOICE, "fax"),
        (SET, ["fax"]),
    ],
    ids=str,
)
def test_what_a_fact_does_not_take_the_schema_of_a_case_refuses(described, value):
    assert case_schema(described).is_valid(case(x=value)) is False


@pytest.mark.parametrize("kind", FACT_TYPES)
def test_a_fact_of_any_type_says_what_it_means(kind):
    assert case_body(vocabulary(fact(kind)))["properties"]["facts"]["properties"]["x"]["description"] == "meaning"


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (fact("flag"), True),
        (fact("flag", derived=True), False),
        (fact("flag", computed="discount_authority"), False),
        (fact("flag", computed="discount_authority", may_be_given=True), True),
    ],
)
def test_a_case_may_state_what_is_not_worked_out(described, expected):
    assert expected is case_schema(described).is_valid(case(x=True))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (case(), True),
        ({"id": "A-1", **case()}, True),
        ({"facts": {}}, False),
        ({"as_of": "2026-11-25T14:00+08:00"}, False),
        ({**case(), "more": 1}, False),
        (case(another=1), False),
    ],
)
def test_a_case_has_its_moment_and_its_facts_and_perhaps_an_id(data, expected):
    assert expected is case_schema(fact("flag")).is_valid(data)


def test_without_a_vocabulary_any_fact_may_be_stated():
    assert Draft202012Validator(case_body()).is_valid(case(another=1)) is True
