"""The working days of a country, and which years are a guess."""

from __future__ import annotations

import json
import sys
from datetime import date

import pytest

from dunning_rules import UsageError, load_engine
from dunning_rules.cli.main import run
from dunning_rules.source.days_off import DaysOff, read_days_off

CHINA = DaysOff("CN")
CASE = {
    "debtor_type": "company", "currency": "CNY", "amount_due": "50000.00", "timezone": "Asia/Shanghai",
    "due_date": "2026-12-20", "prep_sheet_complete": True,
}  # fmt: skip
AS_OF = "2026-12-30T14:30+08:00"


@pytest.fixture(scope="module")
def chinese():
    return load_engine("receivables", calendar="CN")


def test_weekdays_off_and_worked_weekends_are_listed():
    listed = CHINA.listed(2026)
    off, worked = {date(2026, 2, 20), date(2026, 10, 7)}, {date(2026, 2, 14), date(2026, 10, 10)}
    assert off | worked <= listed
    assert {date(2026, 10, 3), date(2026, 10, 9), date(2026, 10, 11)} & listed == set()


def test_a_part_of_a_country_has_its_own_days():
    epiphany = date(2026, 1, 6)
    assert (epiphany in DaysOff("DE").listed(2026), epiphany in DaysOff("DE-BY").listed(2026)) == (False, True)


@pytest.mark.parametrize(
    ("code", "year", "guessed"),
    [
        ("CN", 2026, False), ("CN", 2040, True), ("CN", 1900, True), ("DE", 2026, False), ("DE", 2040, False),
        ("IN", 2030, True), ("AE", 2030, True),
    ],
)  # fmt: skip
def test_a_year_is_guessed_until_it_is_announced(code, year, guessed):
    assert DaysOff(code).is_guessed(year) is guessed


def test_a_deadline_counts_the_working_days_of_the_country(chinese):
    found = chinese.decide({**CASE, "due_date": "2026-09-20"}, "2026-09-30T14:30+08:00")
    assert ([d.at for d in found.deadlines], found.trace.days_off_guessed) == ([date(2026, 10, 13)], ())


def test_a_guess_is_never_silent(chinese):
    found = chinese.decide({**CASE, "due_date": "2039-12-20"}, "2039-12-30T14:30+08:00")
    assert found.trace.days_off_guessed == (2039, 2040)
    assert "days off not announced yet, dates may move: 2039, 2040" in found.explain()
    assert "放假安排还没公布，日期可能会变: 2039, 2040" in found.explain("zh-CN")


def test_the_days_of_the_case_win_in_their_year(chinese):
    facts = {**CASE, "due_date": "2039-12-20", "holidays": ["2040-01-02"]}
    found = chinese.decide(facts, "2039-12-30T14:30+08:00")
    holidays = chinese.read(facts, "2039-12-30T14:30+08:00").values["holidays"]
    assert {d for d in holidays if d.year == 2040} == {date(2040, 1, 2)}
    assert {d for d in holidays if d.year == 2039} == CHINA.listed(2039)
    assert found.trace.days_off_guessed == (2039,)


def test_the_days_of_the_profile_win_too():
    from dunning_rules.model.case import Profile  # noqa: PLC0415

    engine = load_engine("receivables", Profile("p", {"holidays": ["2027-01-01", "2027-01-04"]}), calendar="CN")
    found = engine.decide(CASE, AS_OF)
    assert ([d.at for d in found.deadlines], found.trace.days_off_guessed) == ([date(2027, 1, 8)], ())


def test_without_a_calendar_nothing_is_added(receivables):
    case = receivables.read(CASE, AS_OF)
    assert "holidays" not in case.values
    assert receivables.decide(case).trace.days_off_guessed == ()


def test_a_country_that_is_not_known_is_told():
    with pytest.raises(UsageError, match="no calendar `XX`"):
        read_days_off("XX")
    with pytest.raises(UsageError, match="no calendar `DE-XX`"):
        read_days_off("DE-XX")


def test_a_missing_library_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(UsageError, match=r"dunning-rules\[calendar\]"):
        load_engine("receivables", calendar="CN")


def test_the_command_line_takes_a_calendar(tmp_path, capsys):
    cases = [{"id": "a", "as_of": AS_OF, "facts": {**CASE, "due_date": "2026-12-20"}}]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    assert run(["decide", "receivables", str(path), "--calendar", "CN", "--format", "json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["decision"]["deadlines"][0]["at"] == "2027-01-07"
