"""`dunning-rules recognise FILE.csv`."""

from __future__ import annotations

import click

from dunning_rules._api import load_engine
from dunning_rules._filed import recognise_texts
from dunning_rules.cli.main import CLEAN
from dunning_rules.cli.places import read_input
from dunning_rules.report import heard


@click.command("recognise")
@click.argument("file")
@click.option("--column", default="text", show_default=True, help="The column of the words.")
@click.option("--lang-column", default="", help="The column of their language, which must be there if it is named.")
@click.option("--pack", default="receivables", show_default=True, help="The pack whose objections are recognised.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def command(file: str, column: str, lang_column: str, pack: str, shape: str) -> int:
    """Recognise objections in what debtors said: a column of a CSV file, or - for standard input.

    Each comes with how sure it is (0 to 1) and the words that show it, the surest first.  What is not sure enough is
    given as a candidate and is never acted upon.
    """
    found = recognise_texts(load_engine(pack), read_input(file), file, column, lang_column)
    click.echo(heard.recognised_as_json(found) if shape == "json" else heard.recognised_as_text(found))
    return CLEAN
