"""`dunning-rules run PACK LEDGER --mapping MAPPING --as-of DATE`."""

from __future__ import annotations

import click

from dunning_rules._api import load_engine, open_ledger, read_profile_file
from dunning_rules.cli.ledgers import go_through, moment_of


@click.command("run")
@click.argument("pack")
@click.argument("ledger", type=click.Path(exists=True, dir_okay=False))
@click.option("--mapping", required=True, type=click.Path(exists=True, dir_okay=False), help="Which column is which fact.")
@click.option("--as-of", required=True, help="The day of the run, or a moment with its offset. The clock is never read.")
@click.option("--calendar", help="The country whose working days count, such as CN; needs the extra `calendar`.")
@click.option("--profile", type=click.Path(exists=True, dir_okay=False), help="The creditor profile.")
@click.option("--format", "shape", type=click.Choice(["text", "jsonl"]), default="text", help="A work list, or one JSON a line.")
@click.option("--html", type=click.Path(dir_okay=False, writable=True), help="Write a report into this file.")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the work list and the report.")
@click.option("--top", default=40, show_default=True, help="How many items the work list shows.")
def command(  # noqa: PLR0917 - click calls it by name
    pack: str,
    ledger: str,
    mapping: str,
    as_of: str,
    calendar: str | None,
    profile: str | None,
    shape: str,
    html: str | None,
    lang: str,
    top: int,
) -> int:
    """Decide every item of an invoice LEDGER by PACK, line by line.

    A line that cannot be decided is named on standard error with what is wrong; the rest goes on, and the exit code is 1.
    """
    engine = load_engine(pack, read_profile_file(profile), calendar=calendar)
    return go_through(engine, open_ledger(engine, ledger, mapping, moment_of(as_of)), shape, html, as_of, lang, top)
