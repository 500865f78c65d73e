"""`dunning-rules fmt PATH…`."""

from __future__ import annotations

import click

from dunning_rules._mending import format_files, write_changes
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.report.changes import as_diff, as_words


@click.command("fmt")
@click.argument("paths", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; fail when a file is not in the one style.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def command(paths: tuple[str, ...], *, check: bool, diff: bool) -> int:
    """Lay out the rule files at PATHS (files, or folders of them) in the one style; comments and meaning are kept.

    A file that cannot be laid out without loss is left alone, named with the place of what stands in the way.
    """
    changes = format_files(*paths)
    if diff:
        click.echo(as_diff(changes), nl=any(c.changed for c in changes))
    if not check and not diff:
        write_changes(changes)
    click.echo(as_words(changes, "to format" if check or diff else "formatted"), err=diff)
    unsettled = any(c.stopped or (check and c.changed) for c in changes)
    return FINDINGS if unsettled else CLEAN
