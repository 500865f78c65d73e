"""A mapping laid over the header of a ledger: where in a record each fact stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dunning_rules.batch.fitting import misfits
from dunning_rules.batch.reading import reader_of
from dunning_rules.errors import UsageError
from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dunning_rules.batch.reading import Read
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.ledger import Column, LedgerMapping
    from dunning_rules.place import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact, where in a record it stands, and how it is read."""

    fact: str
    index: int
    column: Column
    read: Read


@dataclass(frozen=True, slots=True)
class Layout:
    """A mapping whose columns were found; ``at`` tells where in a record each of its columns stands."""

    mapping: LedgerMapping
    at: Mapping[str, int]
    cells: tuple[Cell, ...]


def lay_out(mapping: LedgerMapping, header: Sequence[str], vocabulary: Mapping[str, Fact]) -> Layout:
    """Find every column and every fact of a mapping.

    Raises UsageError that names each fact that the packs do not know, each column that the header lacks, and each
    column whose text could only be guessed at.
    """
    wrong = (*misfits(mapping, vocabulary), *_columns_lacking(mapping, header))
    if wrong:
        raise UsageError("\n".join(wrong))
    at = {name: index for index, name in enumerate(header)}
    columns = [(vocabulary[name], column) for name, column in mapping.facts.items()]
    cells = tuple(Cell(fact.name, at[c.column], c, reader_of(fact.type, c)) for fact, c in columns)
    return Layout(mapping, at, cells)


def _columns_lacking(mapping: LedgerMapping, header: Sequence[str]) -> Iterator[str]:
    """Name each column that the header lacks, or has twice."""
    count = Counter(header)
    for name, place in _columns(mapping).items():
        if not count[name]:
            hint = did_you_mean(name, header) or "it has " + ", ".join(f"`{h}`" for h in header)
            yield f"{place}: the ledger has no column `{name}`; {hint}"
        elif count[name] > 1:
            yield f"{place}: the ledger has {count[name]} columns `{name}`"


def _columns(mapping: LedgerMapping) -> dict[str, Place]:
    """Give the place at which each column is named first."""
    named = (*mapping.facts.values(), mapping.settled, mapping.issued, mapping.disputed)
    places = {column.column: column.place for column in reversed(named) if column}
    return {mapping.id: mapping.place, mapping.customer: mapping.place, **places}
