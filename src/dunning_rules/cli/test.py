"""`dunning-rules test PACK…`."""

from __future__ import annotations

import click

from dunning_rules._api import load_engine, never_fired, run_pack_tests
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.report import tests


@click.command("test")
@click.argument("packs", nargs=-1, required=True)
@click.option("--format", "shape", type=click.Choice(["text", "json", "junit"]), default="text", help="How to print.")
def command(packs: tuple[str, ...], shape: str) -> int:
    """Run the tests that stand beside the rules of PACKS, and name the rules that no test lets fire."""
    write = {"text": tests.as_text, "json": tests.as_json, "junit": tests.as_junit}[shape]
    failed = False
    for pack in packs:
        results = run_pack_tests(pack)
        failed = failed or not all(r.passed for r in results)
        click.echo(write(results, never_fired(load_engine(pack).packs[-1], results)))
    return FINDINGS if failed else CLEAN
