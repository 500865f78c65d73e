"""`dunning-rules prove PACK`."""

from __future__ import annotations

import click

from dunning_rules._authoring import prove_pack
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.report import proofs


@click.command("prove")
@click.argument("pack")
@click.option("--property", "only", multiple=True, help="Only this property; may be repeated.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def command(pack: str, only: tuple[str, ...], shape: str) -> int:
    """Prove the properties of PACK over all cases; show a ready-to-run case against each that does not hold."""
    found = prove_pack(pack, only)
    click.echo(proofs.as_text(found) if shape == "text" else proofs.as_json(found))
    return CLEAN if all(p.answer == "proved" for p in found) else FINDINGS
