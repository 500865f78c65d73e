"""What `run` and `demo` share: a ledger goes by once, and everything that is wanted of it is written."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import track

from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.errors import UsageError
from dunning_rules.model.decision import plain
from dunning_rules.model.fact import FIRST_YEAR, LAST_YEAR
from dunning_rules.report.page import Page
from dunning_rules.report.worklist import WorkList, as_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules._api import Engine
    from dunning_rules.batch.running import LedgerRun
    from dunning_rules.model.ledger import LedgerLine


def moment_of(text: str) -> date | datetime:
    """Read a day or a moment with its offset.  Raises UsageError."""
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-11-25") else datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"`{text}` is neither a day (2026-11-25) nor a moment with its offset (2026-11-25T14:00+08:00)"
        raise UsageError(msg) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        msg = f"`{text}` does not lie in the years {FIRST_YEAR} to {LAST_YEAR}"
        raise UsageError(msg)
    return found


def go_through(engine: Engine, ledger: LedgerRun, shape: str, html: str | None, as_of: str, lang: str, length: int) -> int:  # noqa: PLR0917 - called by name
    """Decide every line, print it in the shape wanted, and write the report; give the exit code."""
    work = WorkList(length)

    def title_of(outcome: str, name: str) -> str:
        return engine.title(outcome, name, lang)

    with ExitStack() as stack:
        page = stack.enter_context(Page(Path(html), as_of, title_of, lang)) if html else None
        for line in _watched(ledger):
            work.add(line)
            if page:
                page.add(line)
            if shape == "jsonl":
                click.echo(json.dumps(_plain(line), ensure_ascii=False))
            elif line.error:
                click.echo(f"line {line.number}: {line.error}", err=True)
    if shape == "text":
        Console().print(as_table(work, title_of, lang))
    if html:
        click.echo(f"{html} written", err=True)
    return FINDINGS if work.totals.errors else CLEAN


def _watched(ledger: LedgerRun) -> Iterable[LedgerLine]:
    """Show a bar on standard error, if a person is looking at it."""
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        return ledger
    return track(ledger, total=ledger.records - ledger.not_issued, description="deciding", console=console, transient=True)


def _plain(line: LedgerLine) -> dict[str, Any]:
    found: dict[str, Any] = {"line": line.number, "id": line.id, "customer": line.customer, "currency": line.currency}
    found["amount"] = plain(line.amount)
    if line.set_off:
        found["set_off"] = plain(line.set_off)
    if line.credit_left is not None:
        found["credit_left"] = plain(line.credit_left)
    if line.note:
        found["note"] = line.note
    if line.error:
        return {**found, "error": line.error}
    return {**found, "decision": line.decision.to_dict()} if line.decision else found
