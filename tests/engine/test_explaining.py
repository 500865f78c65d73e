"""A condition written down as a tree, every part with its answer."""

from __future__ import annotations

import pytest

from dunning_rules.engine.explaining import truth, why
from dunning_rules.model.case import CaseReader
from tests.meaning.both import AS_OF, compiled, rule, vocabulary


def asked(when, facts):
    programs, findings = compiled([*vocabulary(), rule("a", {"role": "clerk"}, when)])
    assert programs, findings
    values = CaseReader(programs[0].facts).read(facts, AS_OF).values
    return programs[0], programs[0].rules[0].rule.when, values


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"days": 31}, "true: days at_least 31 (the case: 31)"),
        ({"days": 30}, "false: days at_least 31 (the case: 30)"),
        ({}, "cannot tell: days at_least 31 (the case: unknown)"),
    ],
)
def test_a_test_is_one_line_with_its_answer_and_what_the_case_says(facts, line):
    (only,) = why(*asked({"days": {"at_least": 31}}, facts))
    assert only == f"  {line}"


def test_operands_are_listed_and_tables_named():
    lines = list(why(*asked({"days": {"between": [1, 5]}, "amount": {"at_least": {"parameter": "small"}}}, {})))
    assert [line.strip() for line in lines[1:]] == [
        "cannot tell: days between 1, 5 (the case: unknown)",
        "cannot tell: amount at_least parameter small (the case: unknown)",
    ]


def test_parts_stand_below_what_joins_them():
    when = {
        "any": [{"kind_of_debtor": "club"}, {"none": [{"days": 1}]}],
        "at_least_n_of": {"n": 2, "of": [{"step": "low"}, {"step": "high"}, {"days": 2}]},
    }
    lines = list(why(*asked(when, {"kind_of_debtor": "person", "days": 2, "step": "low"})))
    assert lines == [
        "  true: all of",
        "    true: any of",
        "      false: kind_of_debtor is club (the case: person)",
        "      true: none of",
        "        false: days is 1 (the case: 2)",
        "    true: at_least_n_of 2 of",
        "      true: step is low (the case: low)",
        "      false: step is high (the case: low)",
        "      true: days is 2 (the case: 2)",
    ]


@pytest.mark.parametrize(("facts", "answer"), [({"days": 31}, True), ({"days": 30}, False), ({}, None)])
def test_a_condition_is_true_false_or_cannot_be_told(facts, answer):
    assert truth(*asked({"days": {"at_least": 31}}, facts)) is answer
