from __future__ import annotations

from dunning_rules.model.ledger import Column, LedgerLine, LedgerMapping, Marker


def test_an_empty_cell_says_no_unless_the_mapping_says_otherwise():
    assert Marker("disputed", ("yes",)).no == ("",)


def test_amounts_have_a_decimal_point_and_no_grouping_unless_the_mapping_says_otherwise():
    column = Column("amount")
    assert (column.decimal, column.thousands) == (".", "")


def test_a_ledger_saved_by_a_spreadsheet_loses_its_byte_order_mark():
    encoding = LedgerMapping("x", "customer", {}).encoding
    assert b"\xef\xbb\xbfid,amount".decode(encoding) == "id,amount"


def test_nothing_is_set_off_against_a_line_unless_it_says_so():
    assert LedgerLine(2, "R-1", "K-1").set_off == 0
