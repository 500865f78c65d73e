"""M3 and M4: tests, combinators, and three values."""

from __future__ import annotations

import pytest

from tests.meaning.both import asked, holds, rule, vocabulary

TRUE, FALSE, UNKNOWN = {"agreed": True}, {"agreed": False}, {"step": "high"}
FACTS = {"agreed": True}


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ({"step": "low"}, {"step": "low"}, True),
        ({"step": ["low", "high"]}, {"step": "middle"}, False),
        ({"step": {"not": "low"}}, {"step": "high"}, True),
        ({"step": {"not": ["low", "high"]}}, {"step": "high"}, False),
        ({"step": {"at_least": "middle"}}, {"step": "high"}, True),
        ({"step": {"at_most": "middle"}}, {"step": "high"}, False),
        ({"days": {"at_least": 30}}, {"days": 30}, True),
        ({"days": {"more_than": 30}}, {"days": 30}, False),
        ({"days": {"at_most": 30}}, {"days": 30}, True),
        ({"days": {"less_than": 30}}, {"days": 30}, False),
        ({"days": {"between": [0, 30]}}, {"days": 0}, True),
        ({"days": {"between": [0, 30]}}, {"days": 30}, True),
        ({"days": {"between": [0, 30]}}, {"days": 31}, False),
        ({"days": {"more_than": 0, "less_than": 30}}, {"days": 29}, True),
        ({"day": {"between": ["2026-11-24", "2026-11-25"]}}, {"day": "2026-11-26"}, False),
        ({"clock": {"from": "08:00", "until": "22:00"}}, {"clock": "08:00"}, True),
        ({"clock": {"from": "08:00", "until": "22:00"}}, {"clock": "22:00"}, False),
        ({"clock": {"from": "22:00", "until": "08:00"}}, {"clock": "23:59"}, True),
        ({"clock": {"from": "22:00", "until": "08:00"}}, {"clock": "00:00"}, True),
        ({"clock": {"from": "22:00", "until": "08:00"}}, {"clock": "12:00"}, False),
        ({"clock": {"from": "22:00"}}, {"clock": "23:59"}, True),
        ({"clock": {"until": "08:00"}}, {"clock": "00:00"}, True),
        ({"clock": {"until": "08:00"}}, {"clock": "08:00"}, False),
        ({"doors": {"includes": "a"}}, {"doors": ["a", "b"]}, True),
        ({"doors": {"includes": ["b", "c"]}}, {"doors": ["a"]}, False),
        ({"doors": {"excludes": ["b", "c"]}}, {"doors": ["a"]}, True),
        ({"days": {"known": True}}, {"days": 1}, True),
        ({"days": {"known": False}}, {"days": 1}, False),
        ({"days": {"known": False}}, {}, True),
        ({"doors": {"known": True}}, {"doors": None}, False),
        ({}, {}, True),
        ({"currency": "CNY"}, {"currency": "EUR"}, False),
        ({"days": {"at_least": {"parameter": "limit"}}}, {"days": 30}, True),
        ({"amount": {"at_most": {"parameter": "small"}}}, {"amount": 100, "currency": "CNY"}, True),
        ({"amount": {"at_most": {"parameter": "small"}}}, {"amount": 100, "currency": "USD"}, False),
        ({"amount": {"at_most": {"parameter": "small"}}}, {"amount": 100, "currency": "EUR"}, None),
        ({"amount": {"at_most": {"parameter": "small"}}}, {"amount": 100}, None),
        ({"step": {"at_least": {"parameter": "tall"}}}, {"step": "high", "kind_of_debtor": "company"}, True),
        ({"step": {"parameter": "tall"}}, {"step": "low", "kind_of_debtor": "club"}, True),
        ({"days": {"more_than": {"parameter": "grace"}}}, {"days": 29, "currency": "CNY", "agreed": True}, False),
        ({"days": {"more_than": {"parameter": "grace"}}}, {"days": 29, "currency": "CNY", "agreed": False}, True),
        ({"days": {"more_than": {"parameter": "grace"}}}, {"days": 29, "currency": "USD", "agreed": False}, None),
        ({"days": {"more_than": {"parameter": "grace"}}}, {"days": 29, "currency": "CNY"}, None),
    ],
)
def test_a_test_means_what_it_says(when, facts, expected):
    assert holds(when, facts) is expected


@pytest.mark.parametrize(
    ("parts", "expected_all", "expected_any", "expected_none"),
    [
        ([TRUE, TRUE], True, True, False),
        ([TRUE, FALSE], False, True, False),
        ([FALSE, FALSE], False, False, True),
        ([TRUE, UNKNOWN], None, True, False),
        ([FALSE, UNKNOWN], False, None, None),
        ([UNKNOWN, UNKNOWN], None, None, None),
    ],
)
def test_combinators_take_the_least_the_greatest_and_the_opposite(parts, expected_all, expected_any, expected_none):
    every = {"at_least_n_of": {"n": len(parts), "of": parts}}
    found = (holds(every, FACTS), holds({"any": parts}, FACTS), holds({"none": parts}, FACTS))
    assert found == (expected_all, expected_any, expected_none)


@pytest.mark.parametrize(
    ("n", "parts", "expected"),
    [
        (1, [TRUE, FALSE, UNKNOWN], True),
        (2, [TRUE, FALSE, UNKNOWN], None),
        (3, [TRUE, FALSE, UNKNOWN], False),
        (2, [TRUE, TRUE, FALSE], True),
    ],
)
def test_at_least_n_of_counts_true_and_unknown(n, parts, expected):
    assert holds({"at_least_n_of": {"n": n, "of": parts}}, FACTS) is expected


def test_nothing_is_reasoned_across_tests():
    assert holds({"any": [{"days": {"at_least": 30}}, {"days": {"less_than": 30}}]}, {}) is None


def test_the_opposite_of_a_count_is_a_count_of_opposites():
    assert holds({"none": [{"at_least_n_of": {"n": 2, "of": [TRUE, FALSE, UNKNOWN]}}]}, FACTS) is None


@pytest.mark.parametrize(
    ("amount", "debtor", "expected"),
    [(5, "person", True), (50, "person", True), (100, "person", False), (5, "club", None), (50, "club", None)],
)
def test_a_list_may_hold_a_figure_beside_one_that_depends_on_the_case(amount, debtor, expected):
    """A club has no figure in the table, so that nothing can be told of it."""
    facts = {"amount": amount, "kind_of_debtor": debtor, "currency": "CNY"}
    assert holds({"amount": [5, {"parameter": "small"}]}, facts) is expected


@pytest.mark.parametrize(("facts", "fired"), [({"currency": "None"}, ["a"]), ({}, [])])
def test_no_line_of_a_table_is_that_of_the_unknown(facts, fired):
    line = {"name": "most", "meaning": "x", "by": ["currency"], "values": {"None": 100}}
    cap = rule("a", {"role": "clerk"}, {"amount": {"at_most": {"parameter": "most"}}})
    documents = [*vocabulary(), {"kind": "parameters", "parameters": [line]}, cap]
    assert asked(documents, {"amount": 50, **facts})["fired"] == fired
