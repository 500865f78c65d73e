"""Suggested tests as a document: what is written is read back as it was."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.model.coverage import Goal
from dunning_rules.model.packtest import PackTest
from dunning_rules.model.suggestion import NotBuilt, SuggestedTest, Suggestions
from dunning_rules.place import Place
from dunning_rules.source.check import check_shape
from dunning_rules.source.reading import read_bytes
from dunning_rules.source.suggested import as_document

ODD = {
    "clock": "21:00", "no": "no", "day": "2026-11-10", "account": "0123", "number": "1e3", "version": "1.10", "null_word": "~",
    "share": Decimal("0.05"), "sum": 50000, "flag": False, "set": ["a", "b"], "name": "青禾: 贸易 # x", "nothing": None,
    "records": [{"public": True}],
}  # fmt: skip


def written(facts):
    test = PackTest("a name: with `marks`", "2026-11-25T14:00+08:00", facts, {"verdict": "allow", "tone": None})
    return as_document(Suggestions((SuggestedTest(test, "rule `x`: true", "case 0", ("days",)),)))


def read(text):
    document, findings = read_bytes(text.encode(), "x.test.yaml")
    assert findings == []
    return document


def test_odd_values_are_read_back_as_they_were():
    document = read(written(ODD))
    assert check_shape(document) == []
    (case,) = document.data["cases"]
    assert case["facts"] == ODD
    assert (case["name"], case["as_of"], case["expect"]) == (
        "a name: with `marks`", "2026-11-25T14:00+08:00", {"verdict": "allow", "tone": None},
    )  # fmt: skip


def test_each_case_says_what_it_shows_and_what_it_is_made_from():
    assert "  # shows: rule `x`: true\n  # made from: case 0; changed: days\n  - name:" in written({"days": 1})


def test_the_same_value_twice_is_written_out_twice():
    shared = ["a"]
    assert "&" not in written({"one": shared, "two": shared})


def test_what_was_not_built_stands_at_the_end_with_place_and_reason():
    goal = Goal("rules", "rule `x`", "fired", Place("p/rules.yaml", 4, 5))
    text = as_document(Suggestions((), (NotBuilt(goal, "no way"),)))
    assert text.splitlines()[-3:] == ["# There is nothing to add.", "# Not built:", "# p/rules.yaml:4:5: rule `x`: fired: no way"]
