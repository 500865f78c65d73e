"""`dunning-rules new pack|rule|objection|script NAME`."""

from __future__ import annotations

from pathlib import Path

import click

from dunning_rules._authoring import begin
from dunning_rules.cli.main import CLEAN
from dunning_rules.errors import UsageError
from dunning_rules.model.outcome import LAYERS


@click.command("new")
@click.argument("kind", type=click.Choice(["pack", "rule", "objection", "script"]))
@click.argument("name")
@click.option("--in", "folder", default=".", help="The folder of the pack; for a new pack, the folder it is put into.")
@click.option("--layer", type=click.Choice(LAYERS), help="For a rule or a script: the layer in which the rule speaks.")
@click.option("--section", help="For a script: the section it stands in.")
@click.option("--extends", help="For a pack: the pack it builds on.")
def command(kind: str, name: str, folder: str, layer: str | None, section: str | None, extends: str | None) -> int:  # noqa: PLR0917 - click calls it by name
    """Begin a pack, a rule, an objection or a script, with tests that hold; then write over it.

    Nothing that is there is ever written over.
    """
    given = {"layer": layer, "section": section, "extends": extends}
    allowed = {"pack": {"extends"}, "rule": {"layer"}, "objection": set[str](), "script": {"layer", "section"}}[kind]
    said = {option: value for option, value in given.items() if value}
    if too_many := sorted(said.keys() - allowed):
        msg = f"a new {kind} takes no --{too_many[0]}"
        raise UsageError(msg)
    written, schemas = begin(kind, name, Path(folder), **said)
    click.echo("\n".join(str(path) for path in written))
    if not schemas.is_dir():
        click.echo(f"help: `dunning-rules schema --out {schemas}` lets your editor complete and check", err=True)
    return CLEAN
