"""`dunning-rules explain PACK CASES`."""

from __future__ import annotations

import click

from dunning_rules._api import load_engine, read_profile_file
from dunning_rules._filed import decide_cases
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import read_input


@click.command("explain")
@click.argument("pack")
@click.argument("cases")
@click.option("--profile", type=click.Path(exists=True, dir_okay=False), help="The creditor profile.")
@click.option("--rule", "rules", multiple=True, help="Say of this rule whether it fired, and which test decided it.")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the reasons.")
def command(pack: str, cases: str, profile: str | None, rules: tuple[str, ...], lang: str) -> int:
    """Decide the cases in CASES and say why: the rules that spoke, their sources, and what could not be told."""
    engine = load_engine(pack, read_profile_file(profile))
    failed = False
    for answer in decide_cases(engine, read_input(cases), "cases.yaml" if cases == "-" else cases):
        if answer.decision is None:
            failed = True
            click.echo(f"== {answer.id}\nerror: {answer.error}")
            continue
        asked = [line for rule in rules for line in engine.why(rule, answer.facts, answer.as_of)]
        click.echo("\n".join((f"== {answer.id}", answer.decision.explain(lang), *asked, "")))
    return FINDINGS if failed else CLEAN
