"""`dunning-rules schema [KIND]`."""

from __future__ import annotations

from pathlib import Path

import click

from dunning_rules._api import schemas
from dunning_rules.cli.main import CLEAN
from dunning_rules.errors import UsageError
from dunning_rules.model.names import did_you_mean


@click.command("schema")
@click.argument("kind", required=False)
@click.option("--out", type=click.Path(file_okay=False), help="Write every schema into this folder.")
@click.option("--pack", help="With `case`: spell out the facts of this pack.")
def command(kind: str | None, out: str | None, pack: str | None) -> int:
    """Print the JSON Schema of one KIND of document, of a case or of a decision; or write all of them."""
    found = schemas(pack)
    if out:
        Path(out).mkdir(parents=True, exist_ok=True)
        for name, text in found.items():
            (Path(out) / f"{name}.schema.json").write_text(text, encoding="utf-8")
        click.echo(f"{len(found)} schemas written to {out}")
    elif kind is None:
        click.echo("\n".join(found))
    elif kind in found:
        click.echo(found[kind], nl=False)
    else:
        msg = f"no schema `{kind}`; {did_you_mean(kind, found) or 'known: ' + ', '.join(found)}"
        raise UsageError(msg)
    return CLEAN
