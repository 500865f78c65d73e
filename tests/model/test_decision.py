from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.model.decision import DECISION_FORMAT, Compliance, Held, Offer, PartDue, Script, Task, plain
from tests.building import decision, reason, unhurried

EIGHT = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Pair:
    first: object
    second: object


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (31, 31),
        ("M2", "M2"),
        (Decimal("200.00"), "200.00"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (date(2026, 11, 25), "2026-11-25"),
        (datetime(2026, 11, 25, 14, 0, tzinfo=EIGHT), "2026-11-25T14:00+08:00"),
        (datetime(2026, 11, 25, 14, 0, 9, tzinfo=UTC), "2026-11-25T14:00:09+00:00"),
        (time(18), "18:00:00"),
        (("a", ("b",)), ["a", ["b"]]),
        ([Decimal(1)], ["1"]),
        (frozenset({"b", "c", "a"}), ["a", "b", "c"]),
        ({"a": Decimal("0.10")}, {"a": "0.10"}),
        (MappingProxyType({"a": (1,)}), {"a": [1]}),
        (Pair(1, Pair("x", None)), {"first": 1, "second": {"first": "x", "second": None}}),
    ],
)
def test_a_value_becomes_plain_json_data(value, expected):
    assert expected == plain(value)


def test_a_class_is_no_value_and_stays_as_it_is():
    assert plain(Pair) is Pair


@unhurried
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_money_written_as_text_reads_back_to_the_cent(amount):
    assert Decimal(plain(amount)).as_tuple() == amount.as_tuple()


@unhurried
@given(st.datetimes(timezones=st.just(EIGHT)).map(lambda m: m.replace(microsecond=0)))
def test_a_moment_written_as_text_reads_back_to_the_second(moment):
    assert datetime.fromisoformat(plain(moment)) == moment


def test_the_verdict_is_that_of_compliance():
    assert decision(compliance=Compliance("hold")).verdict == "hold"


def test_the_data_of_a_decision_names_its_format_first():
    assert next(iter(decision().to_dict().items())) == ("$schema", DECISION_FORMAT)


def test_the_data_of_a_decision_can_be_written_as_json_without_help():
    whole = decision(
        offer=Offer(
            "plan", (PartDue(date(2026, 11, 25), Decimal("50.00")),), Decimal("98.00"), datetime(2026, 11, 26, tzinfo=EIGHT)
        ),
        follow_up=(Task(date(2026, 11, 30), "payment_check", "finance_specialist"),),
        holds=(Held("dispute", "part"),),
    )
    assert json.loads(json.dumps(whole.to_dict())) == whole.to_dict()


@pytest.mark.parametrize(
    ("language", "first"), [((), "verdict: allow"), (("en",), "verdict: allow"), (("zh-CN",), "结论: allow")]
)
def test_a_decision_explains_itself_in_english_unless_chinese_is_asked_for(language, first):
    assert decision().explain(*language).splitlines()[0] == first


def test_a_reason_is_a_rule_that_spoke_unless_it_says_that_it_is_a_gate():
    assert reason().gate is False


def test_a_script_is_usable_unless_it_says_otherwise():
    assert Script("call", "en").usable is True
