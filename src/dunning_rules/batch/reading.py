"""The text of a cell becomes the value of a fact: exactly as its column says, never guessed."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from dunning_rules.model.fact import FactType
    from dunning_rules.model.ledger import Column, Marker

    Read = Callable[[str, Column], Any]

_DATES_REMEMBERED: Final = 1024
"""A ledger holds few different days; where it does not, the bound keeps memory flat."""

_PADDING: Final = re.compile(r"(?<!\d)0+(?=\d)")
_MINUS: Final = ("-", "\N{MINUS SIGN}")


def reader_of(fact_type: FactType, column: Column) -> Read:
    """Give what reads the cells of a column for a fact of this type.

    What it gives raises ValueError with a sentence that names the column and shows the text.
    """
    return _translated if column.values and fact_type != "set" else READERS[fact_type]


def says_yes(text: str, marker: Marker) -> bool:
    """Say what the word of a marker says.  Raises ValueError for a word that it does not list."""
    if text not in marker.yes and text not in marker.no:
        raise _unlisted(text, marker.column, (*marker.yes, *marker.no))
    return text in marker.yes


def read_day(text: str, column: Column) -> date:
    """Read a day by the exact format of its column.  Raises ValueError."""
    return _timed(text, column).date()


def read_amount(text: str, column: Column) -> Decimal:
    """Read an amount exactly; `-5`, `5-` and `(5)` are below zero.  Raises ValueError."""
    found = _amount_pattern(column.decimal, column.thousands).fullmatch(text)
    if found is None:
        raise _wrong(text, column, f"an amount with {_marks(column)}")
    digits = found["inside"] or found["signed"] or found["plain"]
    bare = digits.replace(column.thousands, "") if column.thousands else digits
    amount = Decimal(bare.replace(column.decimal, "."))
    below = found["inside"] or found["after"] or found["sign"] in _MINUS
    return -amount if below and amount else amount


def _marks(column: Column) -> str:
    between = f"`{column.thousands}`" if column.thousands else "nothing"
    return f"`{column.decimal}` before the cents and {between} between thousands"


@lru_cache(8)
def _amount_pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    """Give the pattern of amounts; groups have three digits, in India two but for the last."""
    point, mark, minus = re.escape(decimal), re.escape(thousands), "[" + "".join(_MINUS) + "]"
    grouped = rf"\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}|" if thousands else ""
    body = rf"(?:{grouped}\d+)(?:{point}\d+)?"
    before = rf"(?P<sign>\+|{minus}) ?(?P<signed>{body})"
    return re.compile(rf"\((?P<inside>{body})\)|{before}|(?P<plain>{body})(?P<after>{minus})?", re.ASCII)


def _timed(text: str, column: Column) -> datetime:
    found = _moment(text, column.format)
    if found is None:
        raise _wrong(text, column, f"a date of the form `{column.format}`")
    return found


@lru_cache(_DATES_REMEMBERED)
def _moment(text: str, form: str) -> datetime | None:
    """Read a date or time by its format.

    `strptime` alone lets too much pass: it finds a day in `2026111` for `%Y%m%d`.  So what was read is written back
    and must give the text again, but for zeros in front of a number, which may be left out.
    """
    try:
        found = datetime.strptime(text, form)  # noqa: DTZ007 - a ledger states days; moments must have %z
        same = found.tzinfo is not None or _bare(found.strftime(form)) == _bare(text)
    except ValueError:
        return None
    return found if same else None


def _bare(text: str) -> str:
    return _PADDING.sub("", text).casefold()


def _whole(text: str, column: Column) -> int:
    amount = read_amount(text, column)
    if amount != int(amount):
        raise _wrong(text, column, "a whole number")
    return int(amount)


def _as_it_is(text: str, _column: Column) -> str:
    return text


def _translated(text: str, column: Column) -> Any:  # noqa: ANN401 - a word of the vocabulary, a number or a flag
    if text not in column.values:
        raise _unlisted(text, column.column, column.values)
    return column.values[text]


def _words(text: str, column: Column) -> list[Any]:
    pieces = _pieces(text, column)
    return [_translated(piece, column) for piece in pieces] if column.values else pieces


def _pieces(text: str, column: Column) -> list[str]:
    return [piece for part in text.split(column.separator) if (piece := part.strip())]


def _wrong(text: str, column: Column, wanted: str) -> ValueError:
    return ValueError(f"`{column.column}` is `{text}`, not {wanted}")


def _unlisted(text: str, column: str, words: Iterable[str]) -> ValueError:
    listed = ", ".join(f"`{word}`" if word else "an empty cell" for word in words)
    said = f"is `{text}`" if text else "is empty"
    return ValueError(f"`{column}` {said}, which is none of the words listed for it: {listed}")


READERS: Final[Mapping[str, Read]] = MappingProxyType(
    {
        "integer": _whole,
        "decimal": read_amount,
        "money": read_amount,
        "text": _as_it_is,
        "choice": _as_it_is,
        "date": read_day,
        "moment": _timed,
        "time": lambda text, column: _timed(text, column).time(),
        "set": _words,
        "dates": lambda text, column: [read_day(piece, column) for piece in _pieces(text, column)],
    }
)
"""Type of a fact: how its cells are read.  A flag is only ever translated; records do not fit into a cell."""
