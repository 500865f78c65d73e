"""`dunning-rules test PACK…`."""

from __future__ import annotations

from pathlib import Path

import click

from dunning_rules._authoring import cover_pack, suggest_tests
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.errors import UsageError
from dunning_rules.report.tests import FORMATS


@click.command("test")
@click.argument("packs", nargs=-1, required=True)
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help="How to print.")
@click.option("--missing", is_flag=True, help="List everything that no test shows, with its place.")
@click.option("--suggest", is_flag=True, help="Write the missing cases of one pack as a document of tests.")
@click.option("--out", type=click.Path(dir_okay=False), help="Where to write the suggested cases; else they are printed.")
def command(packs: tuple[str, ...], shape: str, missing: bool, suggest: bool, out: str | None) -> int:  # noqa: FBT001 - click
    """Run the tests that stand beside the rules of PACKS, and say what they cover."""
    if out and not suggest:
        msg = "`--out` goes with `--suggest`"
        raise UsageError(msg)
    if suggest:
        return _suggest(packs, out)
    runs = [cover_pack(pack) for pack in packs]
    click.echo(FORMATS[shape](runs, missing=missing))
    return CLEAN if all(run.passed for run in runs) else FINDINGS


def _suggest(packs: tuple[str, ...], out: str | None) -> int:
    if len(packs) != 1:
        msg = "`--suggest` takes one pack at a time"
        raise UsageError(msg)
    text, told = suggest_tests(packs[0])
    if out:
        Path(out).write_text(text, encoding="utf-8")
        click.echo(f"{out}: {told}", err=True)
    else:
        click.echo(text, nl=False)
    return CLEAN
