"""An invoice ledger: how its columns are read, and what became of each line."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the ledger and how its text is read.

    ``format`` is the exact date format (strptime); a date is never guessed.  ``values`` translates words of the
    ledger into words of the vocabulary.  ``decimal`` is the decimal mark of amounts, ``thousands`` their grouping.
    ``separator`` stands between the words of a cell that holds several.
    """

    column: str
    format: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    decimal: str = "."
    thousands: str = ""
    separator: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Marker:
    """A column whose word says yes or no; any other word is an error of that line."""

    column: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ("",)
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class LedgerMapping:
    """Which column is which fact, and which columns say settled, disputed and issued.

    ``id`` and ``customer`` are the columns that name the item and whose it is; ``constants`` are facts that are the
    same on every line.
    """

    id: str
    customer: str
    facts: Mapping[str, Column]
    constants: Mapping[str, Any] = field(default_factory=dict)
    settled: Column | None = None
    disputed: Marker | None = None
    issued: Column | None = None
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger with its decision, or with what is wrong with it.

    ``number`` is the line of the file on which the record starts.  ``amount`` is what is open on an item after
    credits, its undisputed part where the ledger states one; 0 once it is settled, None on a credit and on a line
    that could not be read.  ``set_off`` is the part of the customer's credits that went against this item, or the
    part of this credit that was used up; ``credit_left`` is what is left of a credit.  ``note`` says both in words.
    A credit is no case: it has neither a decision nor an error.
    """

    number: int
    id: str
    customer: str
    amount: Decimal | None = None
    currency: str = ""
    decision: Decision | None = None
    error: str = ""
    note: str = ""
    set_off: Decimal = Decimal(0)
    credit_left: Decimal | None = None
