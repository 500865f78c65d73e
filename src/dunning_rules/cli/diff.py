"""`dunning-rules diff OLD NEW`."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from dunning_rules._api import read_profile_file
from dunning_rules._authoring import Portfolio, diff_packs, pack_at
from dunning_rules.cli.ledgers import moment_of
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import read_input
from dunning_rules.errors import UsageError
from dunning_rules.report.difference import as_json, as_text
from dunning_rules.report.pull_request import as_markdown

if TYPE_CHECKING:
    from dunning_rules.model.difference import PackDifference

_FILE = click.Path(exists=True, dir_okay=False)


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--git", "revision", help="Compare the folder OLD with itself as it stood at this git revision.")
@click.option("--portfolio", type=_FILE, help="A ledger: which items and how much money are decided otherwise.")
@click.option("--mapping", type=_FILE, help="For the ledger: which column is which fact.")
@click.option("--as-of", help="For the ledger: the day of the run, or a moment with its offset.")
@click.option("--profile", type=_FILE, help="The creditor profile.")
@click.option("--examples", default=5, show_default=True, type=click.IntRange(min=0), help="How many ids a move names.")
@click.option("--cases", help="A file of cases, as `decide` takes it: what changes in each.")
@click.option("--regions/--no-regions", default=True, help="Ask which of all cases are decided otherwise.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print.")
@click.option(
    "--fail-level", type=click.Choice(["difference", "version", "never"]), default="difference", help="What makes it fail."
)
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the report.")
def command(  # noqa: PLR0917 - click calls it by name
    old: str,
    new: str | None,
    revision: str | None,
    portfolio: str | None,
    mapping: str | None,
    as_of: str | None,
    profile: str | None,
    examples: int,
    cases: str | None,
    regions: bool,  # noqa: FBT001 - click calls it by name
    shape: str,
    fail_level: str,
    lang: str,
) -> int:
    """Say what is different between two versions of a pack, OLD and NEW, and which version number that asks for.

    Each is a name or a folder. With --git, OLD alone is a folder, compared with its state at that revision.
    """
    ledger = _portfolio(portfolio, mapping, as_of, examples)
    with ExitStack() as stack:
        if bool(revision) == bool(new):
            msg = "give OLD and NEW, or one folder with --git"
            raise UsageError(msg)
        before = stack.enter_context(pack_at(old, revision)) if revision else old
        given = (read_input(cases), "cases.yaml" if cases == "-" else cases) if cases else None
        creditor = read_profile_file(profile)
        found = diff_packs(before, new or old, portfolio=ledger, cases=given, profile=creditor, regions=regions)
    click.echo({"text": as_text, "json": as_json, "markdown": as_markdown}[shape](found, lang))
    return _code(found, fail_level)


def _portfolio(ledger: str | None, mapping: str | None, as_of: str | None, examples: int) -> Portfolio | None:
    if ledger and mapping and as_of:
        return Portfolio(ledger, mapping, moment_of(as_of), examples)
    if ledger or mapping or as_of:
        msg = "--portfolio, --mapping and --as-of belong together"
        raise UsageError(msg)
    return None


def _code(found: PackDifference, fail_level: str) -> int:
    failed = {"difference": not found.none or found.too_small, "version": found.too_small, "never": False}[fail_level]
    return FINDINGS if failed else CLEAN
