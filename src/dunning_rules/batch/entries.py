"""A record of the ledger becomes an entry: whose it is, how much, and where it stands on the day of the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.batch.names import (
    AMOUNT,
    CREDIT,
    CURRENCY,
    DUE,
    LEDGER_DAY,
    PAID,
    PAID_AMOUNT,
    PAID_ON,
    PARTS,
    STATUS,
    UNDISPUTED,
)
from dunning_rules.batch.reading import read_day, says_yes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dunning_rules.batch.layout import Layout
    from dunning_rules.batch.ledger import Record
    from dunning_rules.model.ledger import Column, Marker

Account = tuple[str, str]
"""A customer and a currency: inside it credits are set off."""

NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record says; ``problems`` lists every cell that could not be read."""

    number: int
    id: str = ""
    customer: str = ""
    currency: str = ""
    amount: Decimal | None = None
    issued_on: date | None = None
    settled_on: date | None = None
    disputed: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def account(self) -> Account:
        """Whose it is, and in which currency."""
        return self.customer, self.currency

    @property
    def is_credit(self) -> bool:
        """Whether it is money of the customer: a credit note, or a payment that no invoice was cleared with."""
        return self.amount is not None and self.amount < 0

    def lies_ahead(self, day: date) -> bool:
        """Whether it was not issued yet on the day of the run."""
        return self.issued_on is not None and self.issued_on > day

    def is_closed(self, day: date) -> bool:
        """Whether it was settled by the day of the run; what was settled later was still open then."""
        said = self.facts.get(PAID) is True or self.facts.get(STATUS) == "settled"
        return said or (self.settled_on is not None and self.settled_on <= day)

    def takes_credits(self, day: date) -> bool:
        """Whether credits are set off against it: an item that is open and that nobody contests."""
        plain = self.facts.get(STATUS, "undisputed") == "undisputed" and not self.disputed
        return plain and not (self.problems or self.is_credit or self.lies_ahead(day) or self.is_closed(day))

    def asked(self) -> Decimal:
        """Give what may be asked for before credits of other lines: the undisputed part, where one is stated."""
        whole: Decimal = self.facts.get(UNDISPUTED, self.amount or NOTHING)
        applied: Decimal = self.facts.get(CREDIT, NOTHING)
        return max(whole - applied, NOTHING)

    def case(self, day: date, constants: Mapping[str, Any], set_off: Decimal) -> dict[str, Any]:
        """Give the facts of the case; ``set_off`` is the part of the customer's credits that goes against it."""
        facts = {LEDGER_DAY: day, **constants, **self.facts}
        if self.settled_on is not None and self.settled_on <= day:
            left = {name: value for name, value in facts.items() if name not in PARTS}
            return {PAID_AMOUNT: self.amount, **left, AMOUNT: NOTHING, PAID: True, PAID_ON: self.settled_on}
        if self.disputed:
            facts[STATUS] = "partly_disputed" if facts.get(UNDISPUTED) else "fully_disputed"
        if set_off:
            facts[CREDIT] = facts.get(CREDIT, NOTHING) + set_off
        return facts


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Reads records by a layout; ``currency`` is that of lines that state none."""

    layout: Layout
    currency: str

    def entry(self, record: Record) -> Entry:
        """Read one record; all that is wrong with it is told at once."""
        if record.error:
            return Entry(record.number, problems=(record.error,))
        mapping, reading = self.layout.mapping, _Reading(self.layout, record.cells)
        facts = reading.facts()
        amount: Decimal | None = facts.get(AMOUNT)
        wanted = (AMOUNT,) if amount is not None and amount < 0 else (AMOUNT, DUE)
        for name in wanted if self.currency else (*wanted, CURRENCY):
            reading.must(mapping.facts[name].column)
        return Entry(
            number=record.number,
            id=reading.must(mapping.id),
            customer=reading.must(mapping.customer),
            currency=str(facts.get(CURRENCY, self.currency)),
            amount=amount,
            issued_on=reading.day(mapping.issued, must=True),
            settled_on=reading.day(mapping.settled),
            disputed=reading.marked(mapping.disputed),
            facts=facts,
            problems=tuple(reading.problems),
        )


@dataclass(slots=True)
class _Reading:
    """One record while it is read; what is wrong is gathered and does not stop the reading."""

    layout: Layout
    cells: tuple[str, ...]
    problems: dict[str, None] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """Read every fact that is stated; an empty cell states nothing, unless the mapping says what it means."""
        found: dict[str, Any] = {}
        for cell in self.layout.cells:
            text = self.cells[cell.index]
            if text or "" in cell.column.values:
                try:
                    found[cell.fact] = cell.read(text, cell.column)
                except ValueError as error:
                    self.problems[str(error)] = None
        return found

    def must(self, column: str) -> str:
        """Give the text of a cell that must not be empty."""
        text = self.cells[self.layout.at[column]]
        if not text:
            self.problems[f"`{column}` is empty"] = None
        return text

    def day(self, column: Column | None, *, must: bool = False) -> date | None:
        """Read the day of a column, if there is one."""
        text = self.cells[self.layout.at[column.column]] if column else ""
        if column is None or not (text or must):
            return None
        try:
            return read_day(text, column) if self.must(column.column) else None
        except ValueError as error:
            self.problems[str(error)] = None
            return None

    def marked(self, marker: Marker | None) -> bool:
        """Whether the word of a marker says yes."""
        try:
            return marker is not None and says_yes(self.cells[self.layout.at[marker.column]], marker)
        except ValueError as error:
            self.problems[str(error)] = None
            return False
