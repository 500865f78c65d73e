"""`dunning-rules lint PATH…`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dunning_rules._authoring import lint_packs
from dunning_rules._mending import fix_packs
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import line_of
from dunning_rules.errors import UsageError
from dunning_rules.report.changes import as_diff, as_words
from dunning_rules.report.findings import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.model.finding import Finding


@click.command("lint")
@click.argument("packs", nargs=-1, required=True)
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help="How to print.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=PATH", help="Write a file too; may be said more than once.")
@click.option("--fail-level", type=click.Choice(["error", "warning", "never"]), default="error", help="What makes it fail.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then lint what is left.")
@click.option("--diff", is_flag=True, help="Write nothing; show what --fix would mend.")
@click.option("--notes", is_flag=True, help="Say too what may well be meant.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day on which suppressions are looked at; else this day.")
def command(  # noqa: PLR0917 - click calls it by name
    packs: tuple[str, ...],
    shape: str,
    outputs: tuple[str, ...],
    fail_level: str,
    fix: bool,  # noqa: FBT001 - click calls it by name
    diff: bool,  # noqa: FBT001 - the same
    notes: bool,  # noqa: FBT001 - the same
    today: datetime | None,
) -> int:
    """Say everything that is wrong with PACKS: names of shipped packs, or folders.

    --fix and --diff take folders only.
    """
    wanted = [_output(said) for said in outputs]
    if fix or diff:
        changes = fix_packs(*packs, write=not diff, today=_day(today))
        if diff:
            click.echo(as_diff(changes), nl=bool(changes))
            return FINDINGS if changes else CLEAN
        click.echo(as_words(changes, "mended"), err=True)
    findings = lint_packs(*packs, today=_day(today), notes=notes)
    for name, path in wanted:
        path.write_text(_written(name, findings) + "\n", encoding="utf-8")
    click.echo(_written(shape, findings))
    severities = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}[fail_level]
    return FINDINGS if any(f.severity in severities and not f.suppressed for f in findings) else CLEAN


def _day(today: datetime | None) -> date:
    return (today or datetime.now(UTC).astimezone()).date()


def _written(shape: str, findings: Sequence[Finding]) -> str:
    return FORMATS[shape](findings, line_of, Path.cwd())


def _output(said: str) -> tuple[str, Path]:
    """Read `FORMAT=PATH`.  Raises UsageError for anything else."""
    name, _, path = said.partition("=")
    if name not in FORMATS or not path:
        msg = f"--output wants FORMAT=PATH, with one of {', '.join(FORMATS)}, not `{said}`"
        raise UsageError(msg)
    return name, Path(path)
