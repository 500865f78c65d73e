"""The file: its header, its encoding, and the line on which each record starts."""

import pytest

from dunning_rules.batch.running import run_ledger
from dunning_rules.errors import UsageError
from tests.batch.ledgers import AS_OF, HEADER, MAPPING, as_csv, row

HEAD = ",".join(HEADER)
GOOD = ",".join(HEADER.values())


def numbered(lines):
    return [(line.number, line.error) for line in lines]


def test_line_numbers_are_those_of_the_file(ledgers):
    assert [line.number for line in ledgers.run(row(), row(), row())] == [2, 3, 4]


def test_blank_lines_are_no_records_and_are_counted(ledgers):
    assert numbered(ledgers.text(f"{HEAD}\n\n{GOOD}\n\n,,,,,,,\n{GOOD}\n")) == [(3, ""), (6, "")]


def test_record_starts_where_its_first_cell_does(ledgers):
    mapping = MAPPING.replace("  currency:", "  debtor_name: {column: Name}\n  currency:")
    lines = ledgers.run(row(Name="one\ntwo\nthree"), row(Name="four"), mapping=mapping)
    assert [line.number for line in lines] == [2, 5]


def test_quoted_line_break_stays_in_the_text(ledgers):
    mapping = MAPPING.replace("  currency:", "  debtor_name: {column: Name}\n  currency:")
    assert ledgers.facts(row(Name="one\r\ntwo"), mapping=mapping)[0]["debtor_name"] == "one\r\ntwo"


def test_too_many_cells_are_an_error_of_that_line(ledgers):
    lines = ledgers.text(f"{HEAD}\n{GOOD}\n{GOOD},more\n{GOOD}\n")
    said = "9 cells where the header has 8; is there a delimiter inside a text without quotes?"
    assert numbered(lines) == [(2, ""), (3, said), (4, "")]


def test_too_few_cells_are_an_error_of_that_line(ledgers):
    lines = ledgers.text(f"{HEAD}\n0001,0007\n{GOOD}\n")
    assert numbered(lines) == [(2, "2 cells where the header has 8; a cell is missing"), (3, "")]


def test_quote_that_is_never_closed_is_an_error_and_no_silence(ledgers):
    lines = ledgers.text(f'{HEAD}\n{GOOD}\n"0002,{GOOD}\n')
    assert numbered(lines) == [(2, ""), (3, "a quote is opened here and never closed")]


def test_lines_that_an_open_quote_swallows_are_told(ledgers):
    lines = ledgers.text(f'{HEAD}\n{GOOD}\n"0002,{GOOD}\n{GOOD}\n{GOOD}\n')
    assert numbered(lines)[1] == (3, "a quote is opened here and never closed; lines 3 to 5 are not read")


def test_after_a_long_open_quote_the_rest_goes_on(ledgers):
    lines = ledgers.text(f'{HEAD}\n"0002,{GOOD}\n' + f"{GOOD}\n" * 4000, decide=lambda _facts, _as_of: None)
    assert [bool(line.error) for line in lines] == [True, *[False] * (len(lines) - 1)]
    assert lines[-1].number == 4002


def test_text_after_a_closed_quote_is_an_error_of_that_line(ledgers):
    lines = ledgers.text(f'{HEAD}\n"0001"x,{GOOD[5:]}\n{GOOD}\n')
    assert [(number, error.split(":")[0]) for number, error in numbered(lines)] == [(2, "this is not CSV"), (3, "")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_like(ledgers, ending):
    assert [line.number for line in ledgers.text(f"{HEAD}{ending}{GOOD}{ending}{GOOD}{ending}")] == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
def test_byte_order_mark_is_no_part_of_the_first_column(ledgers, encoding):
    lines = ledgers.text(f"\ufeff{HEAD}\n{GOOD}\n", mapping=f"{MAPPING}\nencoding: {encoding}\n")
    assert numbered(lines) == [(2, "")]


def test_file_is_read_by_the_encoding_of_the_mapping(ledgers):
    seen = []
    mapping = MAPPING.replace("  currency:", "  debtor_name: {column: 客户}\n  currency:") + "\nencoding: gb18030\n"
    content = as_csv([row(客户="三只月亮")]).encode("gb18030")
    ledgers.text(content, mapping=mapping, decide=lambda facts, _: seen.append(facts["debtor_name"]))
    assert seen == ["三只月亮"]


def test_bytes_that_are_no_text_are_an_error_of_that_line(ledgers):
    content = f"{HEAD}\n{GOOD}\n".encode() + GOOD.replace("0007", "客").encode("gb18030") + f"\n{GOOD}\n".encode()
    said = "bytes that are not utf-8-sig text; see `encoding` in the mapping"
    assert numbered(ledgers.text(content)) == [(2, ""), (3, said), (4, "")]


def test_header_in_another_encoding_is_refused(ledgers):
    with pytest.raises(UsageError, match=r"line 1: bytes that are not utf-8-sig text; .* the header cannot be read"):
        ledgers.start("编号,客户\n".encode("gb18030"))


def test_unknown_encoding_is_refused(ledgers):
    with pytest.raises(UsageError, match="unknown encoding `klingon`"):
        ledgers.start(f"{HEAD}\n", mapping=f"{MAPPING}\nencoding: klingon\n")


def test_other_delimiter_is_taken_from_the_mapping(ledgers):
    lines = ledgers.text(as_csv([row(Amount="1,234.50")], delimiter=";"), mapping=f'{MAPPING}\ndelimiter: ";"\n')
    assert str(lines[0].amount) == "1234.50"


def test_empty_file_is_refused(ledgers):
    with pytest.raises(UsageError, match="the ledger is empty"):
        ledgers.start("")


def test_ledger_without_records_gives_no_lines(ledgers):
    assert ledgers.text(f"{HEAD}\n") == []


@pytest.mark.parametrize(("name", "said"), [("none.csv", "cannot read"), ("", "is not a plain file")])
def test_what_is_no_file_is_refused(ledgers, engine, name, said):
    mapping, _ = ledgers.mapping()
    with pytest.raises(UsageError, match=said):
        run_ledger(ledgers.folder / name, mapping, AS_OF, engine.decide, vocabulary=engine.vocabulary)
