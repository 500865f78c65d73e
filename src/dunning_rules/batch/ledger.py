"""The ledger as a file: its header, and its records with the line on which each one starts."""

from __future__ import annotations

import csv
import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dunning_rules.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import TextIO

_BROKEN: Final = re.compile("[\udc80-\udcff]")
"""What the codec error handler `surrogateescape` leaves where bytes are not text."""

_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark, which stays in the text when the mapping says `utf-8` and not `utf-8-sig`."""

_CELL: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, or what makes it unreadable; ``number`` is the line of the file on which it starts."""

    number: int
    cells: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A CSV file that is read record by record, and never kept."""

    path: Path
    encoding: str
    delimiter: str

    def header(self) -> tuple[str, ...]:
        """Give the names of the columns.  Raises UsageError when the file cannot be read or has none."""
        with closing(self._all()) as found:
            first = next(found, None)
        if first is None:
            msg = f"{self.path}: the ledger is empty; its first line must name the columns"
            raise UsageError(msg)
        if first.error:
            msg = f"{self.path}, line {first.number}: {first.error}; the header cannot be read"
            raise UsageError(msg)
        return tuple(name.lstrip(_MARK) for name in first.cells)

    def records(self, width: int) -> Iterator[Record]:
        """Give the records after the header; one that has not ``width`` cells carries an error.

        Blank lines, and lines of empty cells only, are no records.
        """
        found = self._all()
        next(found, None)
        for record in found:
            if not record.error and len(record.cells) != width:
                yield Record(record.number, error=_miscounted(len(record.cells), width))
            else:
                yield record

    def _all(self) -> Generator[Record]:
        with self._open() as text:
            lines = csv.reader(text, delimiter=self.delimiter, strict=True)
            while True:
                number = lines.line_num + 1
                try:
                    cells = tuple(cell.strip() for cell in next(lines))
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Record(number, error=_unreadable(error, number, lines.line_num))
                    continue
                if any(cells):
                    yield self._record(number, cells)

    def _record(self, number: int, cells: tuple[str, ...]) -> Record:
        if _BROKEN.search(_CELL.join(cells)):
            return Record(number, error=f"bytes that are not {self.encoding} text; see `encoding` in the mapping")
        return Record(number, cells)

    def _open(self) -> TextIO:
        if self.path.exists() and not self.path.is_file():
            msg = f"{self.path} is not a plain file; a ledger is read more than once"
            raise UsageError(msg)
        try:
            return self.path.open(encoding=self.encoding, errors="surrogateescape", newline="")
        except OSError as error:
            msg = f"cannot read {self.path}: {error.strerror}"
            raise UsageError(msg) from error
        except LookupError as error:
            msg = f"unknown encoding `{self.encoding}`; common ones are utf-8-sig, gb18030 and cp1252"
            raise UsageError(msg) from error


def _miscounted(found: int, wanted: int) -> str:
    few = "a cell is missing" if found < wanted else "is there a delimiter inside a text without quotes?"
    return f"{found} cells where the header has {wanted}; {few}"


def _unreadable(error: csv.Error, first: int, last: int) -> str:
    unclosed = ("unexpected end of data", "field larger than field limit")
    quote = any(said in str(error) for said in unclosed)
    lost = f"; lines {first} to {last} are not read" if last > first else ""
    return ("a quote is opened here and never closed" if quote else f"this is not CSV: {error}") + lost
