"""The shape of a ledger mapping: which column of an invoice ledger is which fact."""

from __future__ import annotations

from typing import Final

from dunning_rules.model.ledger import Column, LedgerMapping, Marker
from dunning_rules.source.shape import ANYTHING, SCALAR, TEXT, Json, Key, ListOf, MapOf, Plain, Record, one_of

_DATE_FORMAT: Final = Plain({"type": "string", "pattern": "%[A-Za-z]"})
_WORD: Final = Plain({"type": "string"})
_DECIMAL: Final = one_of(".", ",")
_THIN: Final = ("\N{RIGHT SINGLE QUOTATION MARK}", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
_THOUSANDS: Final = one_of("", ",", ".", " ", "'", *_THIN)

COLUMN: Final = Record(
    Column,
    {
        "column": Key(TEXT, "the name of the column, as it stands in the header", must=True),
        "format": Key(_DATE_FORMAT, "for dates and times: the exact format, such as `%Y-%m-%d`"),
        "values": Key(MapOf(SCALAR, least=1), "word of the ledger: what it means; any other is an error of its line"),
        "decimal": Key(_DECIMAL, "for amounts: the decimal mark"),
        "thousands": Key(_THOUSANDS, "for amounts: the mark between thousands"),
        "separator": Key(TEXT, "for several words in one cell: what stands between them"),
    },
)

_DATED: Final = Record(
    Column,
    {
        "column": Key(TEXT, "the name of the column, as it stands in the header", must=True),
        "format": Key(_DATE_FORMAT, "the exact date format, such as `%Y-%m-%d`", must=True),
    },
)

_MARKER: Final = Record(
    Marker,
    {
        "column": Key(TEXT, "the name of the column, as it stands in the header", must=True),
        "yes": Key(ListOf(TEXT, least=1), "the words that say yes", must=True),
        "no": Key(ListOf(_WORD, least=1), "the words that say no; left out, only an empty cell does"),
    },
)


class _Facts(MapOf):
    """The facts of a mapping; a ledger without due dates or amounts is none."""

    def schema(self, defs: Json) -> Json:
        return {**super().schema(defs), "required": ["due_date", "amount_due"]}


MAPPING: Final = Record(
    LedgerMapping,
    {
        "id": Key(TEXT, "the column that names the item, such as the invoice number", must=True),
        "customer": Key(TEXT, "the column that says whose it is; credits are set off inside one customer", must=True),
        "facts": Key(_Facts(COLUMN), "fact: the column it is read from", must=True),
        "constants": Key(MapOf(ANYTHING), "facts that are the same on every line"),
        "settled": Key(_DATED, "the day of settlement; an empty cell is an open item"),
        "disputed": Key(_MARKER, "whether the item is disputed"),
        "issued": Key(_DATED, "the day of issue; what is issued after the day of the run is passed over"),
        "encoding": Key(TEXT, "the encoding of the file, such as utf-8-sig (the default) or gb18030"),
        "delimiter": Key(one_of(",", ";", "\t", "|"), "what stands between two cells"),
    },
    constants={"kind": "mapping"},
)
"""The shape of `kind: mapping`."""
