"""`dunning-rules lint PATH…`."""

from __future__ import annotations

import click

from dunning_rules._api import lint_packs
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import line_of
from dunning_rules.report.findings import MACHINE_FORMATS, as_text


@click.command("lint")
@click.argument("packs", nargs=-1, required=True)
@click.option("--format", "shape", type=click.Choice(["text", *MACHINE_FORMATS]), default="text", help="How to print.")
@click.option("--fail-level", type=click.Choice(["error", "warning", "never"]), default="error", help="What makes it fail.")
def command(packs: tuple[str, ...], shape: str, fail_level: str) -> int:
    """Say everything that is wrong with PACKS: names of shipped packs, or folders."""
    findings = lint_packs(*packs)
    click.echo(as_text(findings, line_of) if shape == "text" else MACHINE_FORMATS[shape](findings))
    severities = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}[fail_level]
    return FINDINGS if any(f.severity in severities for f in findings) else CLEAN
