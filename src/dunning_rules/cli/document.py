"""`dunning-rules document NAME PACK CASES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dunning_rules._api import load_engine, read_profile_file
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import read_input

if TYPE_CHECKING:
    from dunning_rules.model.drawn import DrawnPaper


@click.command("document")
@click.argument("name")
@click.argument("pack")
@click.argument("cases")
@click.option("--format", "shape", type=click.Choice(["text", "markdown", "html"]), default="text", help="How to print.")
@click.option("--profile", type=click.Path(exists=True, dir_okay=False), help="The creditor profile.")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), help="Language of the document; without it that of each case.")
def command(name: str, pack: str, cases: str, shape: str, profile: str | None, lang: str | None) -> int:  # noqa: PLR0917 - click calls it by name
    """Draw the document NAME up for the cases in CASES, each from its own decision.

    It is a draft until a person has approved its very words.  What is missing in it is listed; where a decision does not
    lead to such a document, it is not drawn up and says why.  With a name that is not known, all names are listed.
    """
    from dunning_rules._filed import document_cases
    from dunning_rules.report.papers import laid_out

    engine = load_engine(pack, read_profile_file(profile))
    drawn: list[DrawnPaper] = []
    failed = False
    for answer in document_cases(engine, name, read_input(cases), "cases.yaml" if cases == "-" else cases, lang):
        if answer.paper is None:
            failed = True
            click.echo(f"{answer.id}: error: {answer.error}", err=True)
        else:
            failed = failed or not answer.paper.complete
            drawn.append(answer.paper)
    if drawn:
        click.echo(laid_out(drawn, shape), nl=False)
    return FINDINGS if failed else CLEAN
