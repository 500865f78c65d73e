"""The HTML report of a ledger run: one file, print style, no script; written line by line."""

from __future__ import annotations

import shutil
import tempfile
from typing import IO, TYPE_CHECKING, Any, Final, Self

from jinja2 import Environment, PackageLoader, StrictUndefined

from dunning_rules.model.explaining import sms_said
from dunning_rules.report.totals import GROUPS, Totals
from dunning_rules.report.words import named, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from dunning_rules.model.decision import PackUsed
    from dunning_rules.model.ledger import LedgerLine

    TitleOf = Callable[[str, str], str]

_TITLED: Final = {"tone": "tone", "verdict": "verdict", "action": "next_actions"}


class Page:
    """Writes the report while the lines go by.

    Raises OSError at once when the file cannot be written.

    The totals stand at the top but are known at the end, so the items wait in a temporary file; memory stays flat.
    """

    def __init__(self, path: Path, as_of: str, title_of: TitleOf, language: str) -> None:
        self._path = path
        self._new = not path.exists()
        with path.open("a", encoding="utf-8"):  # before anything is decided: can it be written at all?
            pass
        self._as_of = as_of
        self._title_of = title_of
        self._language = language
        self._totals = Totals()
        self._errors: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self._items: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self._packs: tuple[PackUsed, ...] = ()
        environment = Environment(loader=PackageLoader("dunning_rules.report"), autoescape=True, undefined=StrictUndefined)
        environment.trim_blocks = environment.lstrip_blocks = True
        self._head, self._item, self._error = (environment.get_template(f"{name}.html.j2") for name in ("head", "item", "error"))

    def __enter__(self) -> Self:
        return self

    def add(self, line: LedgerLine) -> None:
        """Put one line in."""
        self._totals.add(line)
        if line.decision is not None:
            self._packs = line.decision.packs
            self._items.write(self._item.render(self._words(), line=line, d=line.decision))
        elif line.error:
            self._errors.write(self._error.render(self._words(), line=line))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
            elif self._new:
                self._path.unlink()
        finally:
            self._items.close()
            self._errors.close()

    def _finish(self) -> None:
        head = self._head.render(self._words(), as_of=self._as_of, packs=self._packs, totals=self._totals, groups=self._groups())
        before, errors, heading, after = head.split("<!--part-->")
        with self._path.open("w", encoding="utf-8") as page:
            page.write(before)
            if self._totals.errors:
                first, last = errors.split("<!--rows-->")
                page.write(first)
                self._copy(self._errors, page)
                page.write(last)
            page.write(heading)
            self._copy(self._items, page)
            page.write(after)

    def _copy(self, source: IO[str], page: IO[str]) -> None:
        source.seek(0)
        shutil.copyfileobj(source, page)

    def _words(self) -> dict[str, Any]:
        return {"w": words(self._language), "t": self._title_of, "lang": self._language, "sms_said": sms_said}

    def _groups(self) -> list[dict[str, Any]]:
        """Give the totals in the order in which they are shown."""
        found = []
        for group in GROUPS:
            rows = []
            for value, count in sorted(self._totals.counts[group].items(), key=lambda item: (-item[1], item[0])):
                name = self._title_of(_TITLED[group], value) if group in _TITLED else named(value, self._language)
                sums = [f"{self._totals.sums[group, value, c]:,.2f} {c}" for c in self._totals.currencies]
                rows.append({"name": name, "count": count, "sums": sums})
            found.append({"name": words(self._language)[group], "rows": rows})
        return found
