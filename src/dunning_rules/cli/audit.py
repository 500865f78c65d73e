"""`dunning-rules audit FILE.csv`."""

from __future__ import annotations

import click

from dunning_rules._api import load_engine
from dunning_rules._filed import audit_texts
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import read_input
from dunning_rules.report import heard


@click.command("audit")
@click.argument("file")
@click.option("--column", default="text", show_default=True, help="The column of the texts.")
@click.option("--lang-column", default="", help="The column of their language, which must be there if it is named.")
@click.option("--pack", default="receivables", show_default=True, help="The pack whose cues are looked for.")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the reasons.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def command(file: str, column: str, lang_column: str, pack: str, lang: str, shape: str) -> int:  # noqa: PLR0917 - click calls it by name
    """Say what must not be said in texts: a column of a CSV file, or - for standard input.

    `block` is never said; `evidence` may be said where the case shows its ground, the gate that is named.
    """
    found = list(audit_texts(load_engine(pack), read_input(file), file, column, lang_column))
    click.echo(heard.audited_as_json(found) if shape == "json" else heard.audited_as_text(found, lang))
    return FINDINGS if any(a.findings for a in found) else CLEAN
