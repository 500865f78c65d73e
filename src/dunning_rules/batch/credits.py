"""Credits: found in a first reading of the ledger, and set off against the same customer's open items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dunning_rules.batch.entries import NOTHING
from dunning_rules.batch.names import DUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from dunning_rules.batch.entries import Account, Entry

    Credits = dict[Account, list[tuple[int, Decimal]]]
    Items = dict[Account, list[tuple[date, int, Decimal]]]


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known of a ledger before its lines are decided.

    ``records`` counts all records, ``lying_ahead`` those that were issued after the day of the run.  ``set_off``
    maps the line of an item to the credits set off against it, and the line of a credit to what of it was used;
    it holds lines of customers with credits only.  ``unread`` names customers with a credit that could not be read,
    and its line.
    """

    records: int
    lying_ahead: int
    set_off: Mapping[int, Decimal]
    unread: Mapping[str, int]


def survey(entries: Callable[[], Iterable[Entry]], day: date) -> Survey:
    """Read a ledger for its credits, and once more for the items of their customers when there are any.

    ``entries`` starts a new reading.  Memory grows with the customers that have credits, and their open items.
    """
    seen = _Seen()
    for entry in entries():
        seen.take(entry, day)
    set_off = dict(_set_off(seen.credits, _items(entries(), seen.credits, day))) if seen.credits else {}
    return Survey(seen.records, seen.lying_ahead, set_off, seen.unread)


@dataclass(slots=True)
class _Seen:
    records: int = 0
    lying_ahead: int = 0
    credits: Credits = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)

    def take(self, entry: Entry, day: date) -> None:
        self.records += 1
        if entry.lies_ahead(day):
            self.lying_ahead += 1
        elif entry.is_credit and entry.problems:
            self.unread.setdefault(entry.customer, entry.number)
        elif entry.is_credit and not entry.is_closed(day):
            self.credits.setdefault(entry.account, []).append((entry.number, -(entry.amount or NOTHING)))


def _items(entries: Iterable[Entry], credited: Credits, day: date) -> Items:
    """Gather the items that credits are set off against, of customers with credits only."""
    found: Items = {}
    for entry in entries:
        if entry.account in credited and entry.takes_credits(day) and entry.asked():
            found.setdefault(entry.account, []).append((entry.facts[DUE], entry.number, entry.asked()))
    return found


def _set_off(credited: Credits, items: Items) -> Iterator[tuple[int, Decimal]]:
    """Set credits off in the order of the file, against the item due first; of one day, the first in the file."""
    for account, granted in credited.items():
        owed = [(number, amount) for _, number, amount in sorted(items.get(account, ()))]
        together = min(sum((a for _, a in granted), NOTHING), sum((a for _, a in owed), NOTHING))
        yield from _shares(granted, together)
        yield from _shares(owed, together)


def _shares(lines: Sequence[tuple[int, Decimal]], together: Decimal) -> Iterator[tuple[int, Decimal]]:
    """Share a sum out, line by line, until nothing is left of it."""
    for number, amount in lines:
        share = min(amount, together)
        together -= share
        if share:
            yield number, share
