"""`dunning-rules cards PACK CASES`."""

from __future__ import annotations

import click

from dunning_rules._api import load_engine, read_profile_file
from dunning_rules._filed import calls_ahead
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import read_input
from dunning_rules.report.cards import calls_as_json, calls_as_text


@click.command("cards")
@click.argument("pack")
@click.argument("cases")
@click.option("--profile", type=click.Path(exists=True, dir_okay=False), help="The creditor profile.")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the headings.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How it is printed.")
def command(pack: str, cases: str, profile: str | None, lang: str, shape: str) -> int:
    """Write for each case of CASES how the call that lies ahead opens, and a card for each objection to be ready for."""
    engine = load_engine(pack, read_profile_file(profile))
    found = tuple(calls_ahead(engine, read_input(cases), "cases.yaml" if cases == "-" else cases))
    click.echo(calls_as_json(found) if shape == "json" else calls_as_text(found, engine.objection_titles, lang))
    return FINDINGS if any(call.decision is None for call in found) else CLEAN
