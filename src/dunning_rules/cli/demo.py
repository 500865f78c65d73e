"""`dunning-rules demo`."""

from __future__ import annotations

from datetime import date

import click

from dunning_rules._api import load_engine, open_ledger, read_profile_file, shipped_example
from dunning_rules.cli.ledgers import go_through
from dunning_rules.cli.main import CLEAN

_DAY = date(2026, 11, 25)


@click.command("demo")
@click.option("--html", type=click.Path(dir_okay=False, writable=True), default="demo-report.html", show_default=True)
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the work list and the report.")
def command(html: str, lang: str) -> int:
    """Decide the small ledger that comes with the library, print the work list and write the report."""
    engine = load_engine("receivables", read_profile_file(shipped_example("profile.yaml")))
    ledger = open_ledger(engine, shipped_example("ledger.csv"), shipped_example("mapping.yaml"), _DAY)
    go_through(engine, ledger, "text", html, _DAY.isoformat(), lang, 25)
    return CLEAN
