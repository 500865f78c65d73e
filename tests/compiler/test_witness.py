"""Two rules that can clash are found before a case finds them; what is not decided is said."""

from __future__ import annotations

import pytest

from tests.meaning.both import derive, rule, vocabulary
from tests.meaning.packs import compiled


def clash(first, second, *more):
    """Give the findings on two rules that name different roles under these conditions."""
    rules = [rule("one", {"role": "clerk"}, first), rule("two", {"role": "chief"}, second)]
    return [(f.code, f.severity, f.message.partition("fire: ")[2]) for f in compiled([*vocabulary(), *more, *rules])[1]]


def test_two_rules_without_conditions_meet_in_any_case():
    ((code, severity, witness),) = clash(None, None)
    assert (code, severity, witness) == ("DR213", "error", "any case")


MEETING = {
    "at one number": ({"days": {"at_least": 10}}, {"days": {"at_most": 10}}, "days: 10"),
    "between two figures of a table": (
        {"amount": {"at_most": {"parameter": "small"}}, "kind_of_debtor": "company"},
        {"amount": {"more_than": 50}, "currency": "CNY"},
        "amount: 75",
    ),
    "in two doors": ({"doors": {"includes": "a"}}, {"doors": {"excludes": "b"}}, "doors: [a]"),
    "at an hour": ({"clock": {"from": "22:00", "until": "08:00"}}, {"clock": {"from": "07:00", "until": "09:00"}}, "clock: 07:"),
    "where a text is another": ({"currency": {"not": "CNY"}}, {"currency": {"not": "USD"}}, "currency: another text"),
    "where nothing is known": ({"days": {"known": False}}, {"agreed": {"known": False}}, "any case"),
}


@pytest.mark.parametrize("name", MEETING)
def test_rules_that_meet_are_shown_a_case(name):
    first, second, witness = MEETING[name]
    ((code, _, shown),) = clash(first, second)
    assert code == "DR213"
    assert witness in shown


def test_rules_meet_where_a_text_is_that_of_a_table():
    line = {"name": "home", "meaning": "x", "by": ["kind_of_debtor"], "values": {"company": "CNY", "club": "USD"}}
    table = {"kind": "parameters", "parameters": [line]}
    ((code, _, shown),) = clash({"currency": {"parameter": "home"}, "kind_of_debtor": "club"}, {"days": 5}, table)
    assert (code, shown) == ("DR213", "currency: USD, days: 5, kind_of_debtor: club")


def test_rules_meet_where_a_flag_is_that_of_a_line():
    line = {"name": "most", "meaning": "x", "by": ["agreed"], "values": {"true": 100, "false": 10}}
    table = {"kind": "parameters", "parameters": [line]}
    ((code, _, shown),) = clash({"amount": {"at_most": {"parameter": "most"}}}, {"amount": {"at_least": 20}}, table)
    assert (code, shown) == ("DR213", "agreed: true, amount: 20")


APART = {
    "by a number": ({"days": {"at_least": 10}}, {"days": {"less_than": 10}}),
    "by whole numbers": ({"days": {"more_than": 9, "less_than": 11}}, {"days": {"not": 10}}),
    "by the hour": ({"clock": {"from": "22:00", "until": "08:00"}}, {"clock": {"from": "08:00", "until": "22:00"}}),
    "by a derived fact": ({"stage": "early"}, {"stage": "late"}),
    "by what the derived fact is derived from": ({"stage": "early"}, {"days": {"at_least": 2}}),
}


@pytest.mark.parametrize("name", APART)
def test_rules_that_exclude_each_other_do_not_clash(name):
    first, second = APART[name]
    stage = derive("stage", [{"value": "early", "when": {"days": {"at_most": 1}}}], "late")
    assert clash(first, second, stage) == []


def test_what_is_too_wide_to_decide_is_a_warning_and_never_silence():
    """Five facts of a dozen cells each, and the one case that would tell hidden behind a count that never comes."""
    steps = [{"days": n} for n in range(11)]
    amounts = [{"amount": n} for n in range(11)]
    days = [{"day": f"2026-11-{n:02d}"} for n in range(1, 12)]
    hours = [{"clock": {"from": f"{n:02d}:00", "until": f"{n:02d}:30"}} for n in range(1, 12)]
    cone = {"any": [*steps, *amounts, *days, *hours]}
    never = {"kind": "derive", "fact": "signs", "type": "integer", "title": "x", "meaning": "x"}
    counted = {**never, "count_of": [{"none": [cone, {"days": 50}, {"days": {"not": 50}}]}]}
    ((code, severity, _),) = clash({"signs": 1}, None, counted)
    assert (code, severity) == ("DR214", "warning")
