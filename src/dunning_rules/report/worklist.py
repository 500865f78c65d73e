"""The work list in a terminal: the heaviest items first, cut at a length."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from dunning_rules.model.outcome import NONE
from dunning_rules.report.totals import GROUPS, Totals
from dunning_rules.report.words import named, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from dunning_rules.model.decision import Decision
    from dunning_rules.model.ledger import LedgerLine

    TitleOf = Callable[[str, str], str]

_STAGES: Final = ("CLOSED", "M0", "M1", "M2", "M3", "M4_PLUS")
_COLOURS: Final = {"allow": "green", "review": "yellow", "hold": "cyan", "block": "red"}
_TITLED: Final = {"tone": "tone", "verdict": "verdict", "action": "next_actions"}


@dataclass(slots=True)
class WorkList:
    """Keeps the heaviest items in view while a ledger goes by; memory does not grow with the ledger."""

    length: int = 40
    totals: Totals = field(default_factory=Totals)
    _heap: list[tuple[tuple[int, Decimal, int], LedgerLine]] = field(default_factory=list)

    def add(self, line: LedgerLine) -> None:
        """Count a line, and keep it when it is among the heaviest."""
        self.totals.add(line)
        if line.decision is None or not line.decision.next_actions:
            return
        stage = _STAGES.index(line.decision.stage) if line.decision.stage in _STAGES else -1
        weight = (stage, line.amount or Decimal(0), -line.number)
        push = heapq.heappush if len(self._heap) < self.length else heapq.heappushpop
        push(self._heap, (weight, line))

    def lines(self) -> list[LedgerLine]:
        """Give the lines kept, the heaviest first."""
        return [line for _, line in sorted(self._heap, key=lambda entry: entry[0], reverse=True)]


def as_table(work: WorkList, title_of: TitleOf, language: str) -> RenderableType:
    """Draw the work list and the totals."""
    word = words(language)
    table = Table(title=word["title"], header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("item", "days", "amount", "stage", "verdict", "tone"):
        table.add_column(word[name], justify="right" if name in ("days", "amount") else "left", no_wrap=True)
    table.add_column(word["next"], ratio=1)
    for line in work.lines():
        if line.decision is not None:
            table.add_row(*_row(line, line.decision, title_of))
    return Group(table, _totals(work.totals, title_of, language))


def _row(line: LedgerLine, decision: Decision, title_of: TitleOf) -> list[RenderableType]:
    verdict = Text(title_of("verdict", decision.verdict), style=_COLOURS[decision.verdict])
    written = decision.channel not in (NONE, "phone")
    who = title_of("role", decision.role or "-") + (f" · {title_of('channel', decision.channel)}" if written else "")
    return [
        Text(line.id),
        str(decision.days_overdue if decision.days_overdue is not None else "-"),
        f"{line.amount:,.2f}" if line.amount is not None else "-",
        decision.stage or "-",
        verdict,
        title_of("tone", decision.tone.name or "-"),
        Text(f"{who}: {title_of('next_actions', decision.next_actions[0])}"),
    ]


def _totals(totals: Totals, title_of: TitleOf, language: str) -> RenderableType:
    word = words(language)
    table = Table(title=word["totals"], header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for name in ("", "", word["count"], *totals.currencies):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for group in GROUPS:
        for value, count in sorted(totals.counts[group].items(), key=lambda item: -item[1]):
            name = title_of(_TITLED[group], value) if group in _TITLED else named(value, language)
            sums = [f"{totals.sums[group, value, c]:,.2f}" for c in totals.currencies]
            table.add_row(word[group], Text(name), str(count), *sums)
        table.add_section()
    return table
