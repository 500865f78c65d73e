"""Cells are read exactly as the mapping says."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from dunning_rules.batch.reading import read_amount, read_day, reader_of, says_yes
from dunning_rules.model.ledger import Column, Marker
from tests.batch.ledgers import MAPPING, row

PLAIN = Column("Amount", thousands=",")
GERMAN = Column("Betrag", decimal=",", thousands=".")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0.10", "0.10"),
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("12,34,567.00", "1234567.00"),
        ("-120.00", "-120.00"),
        ("- 120.00", "-120.00"),
        ("\N{MINUS SIGN}120.00", "-120.00"),
        ("120.00-", "-120.00"),
        ("(1,234.50)", "-1234.50"),
        ("+5", "5"),
        ("-0.00", "0.00"),
        ("99999999999999999999.99", "99999999999999999999.99"),
    ],
)
def test_amount_is_exact(text, amount):
    assert str(read_amount(text, PLAIN)) == amount


@pytest.mark.parametrize(("text", "amount"), [("1.234,50", "1234.50"), ("1.234", "1234"), ("(0,5)", "-0.5")])
def test_marks_are_those_of_the_column(text, amount):
    assert str(read_amount(text, GERMAN)) == amount


@pytest.mark.parametrize(
    "text",
    ["1,23", "1,2345", ",123", "1.2.3", "12,3.4", "(-5)", "-5-", "(5", "5)", "-", "¥5", "5元", "1e3", "NaN", "５", "0x1"],
)
def test_what_is_no_amount_of_the_column_is_refused(text):
    with pytest.raises(ValueError, match=r"not an amount with `\.` before the cents and `,` between thousands"):
        read_amount(text, PLAIN)


def test_grouped_amount_is_refused_where_no_grouping_is_stated():
    with pytest.raises(ValueError, match=r"^`Amount` is `1,234\.50`, .* and nothing between thousands$"):
        read_amount("1,234.50", Column("Amount"))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-01-05", "%Y-%m-%d"),
        ("2026-1-5", "%Y-%m-%d"),
        ("1/5/2026", "%m/%d/%Y"),
        ("05.01.26", "%d.%m.%y"),
        ("20260105", "%Y%m%d"),
        ("2026年1月5日", "%Y年%m月%d日"),
        ("5-JAN-2026", "%d-%b-%Y"),
        ("2026-01-05 00:00:00", "%Y-%m-%d %H:%M:%S"),
    ],
)
def test_day_is_read_by_its_format(text, form):
    assert read_day(text, Column("Due", format=form)) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026/01/05", "%Y-%m-%d"),
        ("05-01-2026", "%Y-%m-%d"),
        ("2026-02-30", "%Y-%m-%d"),
        ("2026-01-05 ", "%Y-%m-%d"),
        ("13/01/2026", "%m/%d/%Y"),
        ("2026115", "%Y%m%d"),
        ("202615", "%Y%m%d"),
        ("2026-01-05  00:00", "%Y-%m-%d %H:%M"),
        ("２０２６-01-05", "%Y-%m-%d"),
        ("26-01-05", "%Y-%m-%d"),
    ],
)
def test_day_of_another_format_is_refused(text, form):
    with pytest.raises(ValueError, match=f"^`Due` is `{text}`, not a date of the form `{form}`$"):
        read_day(text, Column("Due", format=form))


@pytest.mark.parametrize(
    ("kind", "text", "column", "value"),
    [
        ("text", "0007", Column("c"), "0007"),
        ("text", "人民币", Column("c", values={"人民币": "CNY"}), "CNY"),
        ("integer", "007", Column("c"), 7),
        ("integer", "3.0", Column("c"), 3),
        ("decimal", "0.125", Column("c"), Decimal("0.125")),
        ("choice", "良好", Column("c", values={"良好": "good"}), "good"),
        ("flag", "是", Column("c", values={"是": True, "否": False}), True),
        ("set", "电话| 微信|", Column("c", separator="|", values={"电话": "phone", "微信": "wechat"}), ["phone", "wechat"]),
        ("set", "phone;sms", Column("c", separator=";"), ["phone", "sms"]),
        ("dates", "1.1.2027 2.1.2027", Column("c", separator=" ", format="%d.%m.%Y"), [date(2027, 1, 1), date(2027, 1, 2)]),
        ("time", "18:30", Column("c", format="%H:%M"), time(18, 30)),
        (
            "moment",
            "2026-11-25 14:00 +08:00",
            Column("c", format="%Y-%m-%d %H:%M %z"),
            datetime(2026, 11, 25, 14, tzinfo=timezone(timedelta(hours=8))),
        ),
    ],
)
def test_cell_is_read_by_the_type_of_its_fact(kind, text, column, value):
    assert reader_of(kind, column)(text, column) == value


@pytest.mark.parametrize("text", ["3.5", "three", "3 4", "1,2"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValueError, match=r"^`Count` is"):
        reader_of("integer", Column("Count"))(text, Column("Count"))


def test_word_that_is_not_listed_is_refused_with_those_that_are():
    column = Column("Record", values={"良好": "good", "较差": "poor"})
    with pytest.raises(ValueError, match=r"^`Record` is `一般`, which is none of the words listed for it: `良好`, `较差`$"):
        reader_of("choice", column)("一般", column)


def test_word_of_a_set_that_is_not_listed_is_named_alone():
    column = Column("Channels", separator="|", values={"电话": "phone"})
    with pytest.raises(ValueError, match=r"^`Channels` is `鸽子`,"):
        reader_of("set", column)("电话|鸽子", column)


@pytest.mark.parametrize(("text", "yes"), [("Yes", True), ("No", False), ("", False)])
def test_marker_says_yes_or_no(text, yes):
    assert says_yes(text, Marker("Disputed", ("Yes",), ("No", ""))) is yes


@pytest.mark.parametrize("text", ["maybe", "yes", ""])
def test_marker_with_another_word_is_refused(text):
    with pytest.raises(ValueError, match="none of the words listed for it: `Yes`, `No`"):
        says_yes(text, Marker("Disputed", ("Yes",), ("No",)))


def test_identifiers_keep_their_leading_zeros(ledgers):
    line = ledgers.run(row(No="000123", Customer="007"))[0]
    assert (line.id, line.customer) == ("000123", "007")


@pytest.mark.parametrize("blank", [" ", "\t", "\N{IDEOGRAPHIC SPACE}", "\N{NO-BREAK SPACE}"])
def test_blanks_around_a_cell_are_no_part_of_it(ledgers, blank):
    line = ledgers.run(row(No=f"{blank}0001{blank}", Amount=f"100.00{blank}"))[0]
    assert (line.id, str(line.amount)) == ("0001", "100.00")


def test_facts_of_type_text_keep_their_leading_zeros(ledgers):
    mapping = MAPPING.replace("  currency:", "  invoice_no: {column: No}\n  currency:")
    assert ledgers.facts(row(No="000123"), mapping=mapping)[0]["invoice_no"] == "000123"


def test_empty_cell_leaves_the_fact_unknown(ledgers):
    mapping = MAPPING.replace("  currency:", "  prior_late_count: {column: Late}\n  currency:")
    seen = ledgers.facts(row(Late=""), row(Late="0"), mapping=mapping)
    assert [facts.get("prior_late_count") for facts in seen] == [None, 0]


def test_empty_cell_means_what_the_mapping_says_it_means(ledgers):
    ready = '  prep_sheet_complete: {column: Ready, values: {x: true, "": false}}'
    mapping = MAPPING.replace("  currency:", f"{ready}\n  currency:")
    seen = ledgers.facts(row(Ready=""), row(Ready="x"), mapping=mapping)
    assert [facts["prep_sheet_complete"] for facts in seen] == [False, True]
