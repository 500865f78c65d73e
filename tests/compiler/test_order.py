"""Derived facts are worked out in the order in which they read each other."""

from __future__ import annotations

from tests.meaning.both import derive, vocabulary
from tests.meaning.packs import compiled


def line(value, when):
    return [{"value": value, "when": when}]


def strata(*documents):
    (program,), findings = compiled([*vocabulary(), *documents])
    assert findings == ()
    return [[d.name for d in s.derivations] for s in program.strata]


FIRST = derive("first", line("late", {"days": 3}), "early")
SECOND = derive("second", line("late", {"first": "late"}), "early")
THIRD = derive("third", line("late", {"any": [{"second": "late"}, {"first": "early"}]}), "early")


def test_what_reads_a_derived_fact_comes_behind_it():
    assert strata(THIRD, SECOND, FIRST) == [["first"], ["second"], ["third"]]


def test_what_reads_none_stands_side_by_side():
    other = derive("other", line("late", {"agreed": True}), "early")
    assert strata(FIRST, other, SECOND) == [["first", "other"], ["second"]]


def test_a_fact_by_which_a_parameter_is_tabled_is_read_too():
    table = {"name": "by_first", "meaning": "x", "by": ["first"], "values": {"early": 1, "late": 2}}
    parameters = {"kind": "parameters", "parameters": [table]}
    asking = derive("asking", line("late", {"days": {"at_least": {"parameter": "by_first"}}}), "early")
    assert strata(parameters, asking, FIRST) == [["first"], ["asking"]]


def test_what_counts_reads_its_conditions():
    count = {"kind": "derive", "fact": "signs", "type": "integer", "title": "x", "meaning": "x", "count_of": [{"first": "late"}]}
    assert strata(count, FIRST) == [["first"], ["signs"]]


def test_a_circle_is_told_with_all_that_wait():
    one = derive("one", line("late", {"two": "late"}), "early")
    two = derive("two", line("late", {"one": "late"}), "early")
    programs, findings = compiled([*vocabulary(), FIRST, two, one])
    assert programs == ()
    assert [(f.code, f.message) for f in findings] == [("DR209", "these derived facts wait for each other: `one`, `two`")]
