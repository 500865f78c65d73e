"""M1 and M2: types, exact numbers, and what absence says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning_rules.errors import CaseError
from dunning_rules.model.case import CaseReader
from tests.meaning.both import AS_OF, asked, compiled, holds, vocabulary


@pytest.fixture(scope="module")
def reader():
    return CaseReader(compiled(vocabulary())[0][0].facts)


def test_text_is_never_compared_with_a_number(reader):
    with pytest.raises(CaseError, match='`days` must be a whole number, not the text "9"'):
        reader.read({"days": "9"}, AS_OF)


def test_money_is_read_exactly(reader):
    assert reader.read({"amount": "60000.10"}, AS_OF).values["amount"] == Decimal("60000.10")


def test_a_float_counts_as_what_was_typed(reader):
    assert reader.read({"amount": 0.1}, AS_OF).values["amount"] == Decimal("0.1")


def test_the_word_unknown_is_an_absent_value():
    assert holds({"step": {"known": True}}, {"step": "unknown"}) is False


def test_absence_is_unknown_unless_a_fact_says_otherwise():
    assert holds({"days": 1}, {}) is None


def test_absence_may_say_what_the_creditors_file_would_show():
    assert holds({"kind_of_debtor": "company"}, {}) is True


def test_what_was_assumed_is_listed():
    assert asked(vocabulary(), {"doors": ["a"]})["assumed"] == ["kind_of_debtor"]


def test_an_explicit_null_stays_unknown():
    assert holds({"kind_of_debtor": "company"}, {"kind_of_debtor": None}) is None


def test_an_explicit_null_is_not_assumed():
    assert asked(vocabulary(), {"doors": None, "kind_of_debtor": None})["assumed"] == []
