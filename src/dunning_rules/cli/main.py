"""The group of commands, and the one table of exit codes: 0 clean, 1 findings, 2 usage or input, 3 our own fault."""

from __future__ import annotations

import importlib
import io
import os
import sys
import traceback
from typing import Final

import click

from dunning_rules.errors import DunningRulesError, PackError
from dunning_rules.version import VERSION

CLEAN: Final = 0
FINDINGS: Final = 1
USAGE: Final = 2
FAULT: Final = 3

_COMMANDS: Final = (
    "decide",
    "explain",
    "cards",
    "document",
    "recognise",
    "audit",
    "run",
    "demo",
    "lint",
    "fmt",
    "test",
    "prove",
    "diff",
    "new",
    "schema",
)


class _Lazy(click.Group):
    """Loads a command only when it is called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - given by click
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - given by click
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"dunning_rules.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - given by click
        """List the commands from the table below, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _ABOUT[name]) for name in _COMMANDS])


_ABOUT: Final = {
    "decide": "Decide cases and print the decisions.",
    "explain": "Decide cases and say why.",
    "cards": "Prepare calls: how they open, and what to answer.",
    "document": "Draw up a letter, an agreement or a sheet from decisions.",
    "recognise": "Recognise objections in what debtors said.",
    "audit": "Say what must not be said in texts.",
    "run": "Decide every open item of an invoice ledger.",
    "demo": "Run a small ledger that comes with the library.",
    "lint": "Say everything that is wrong with packs.",
    "fmt": "Lay rule files out in the one style.",
    "test": "Run the tests that stand beside the rules.",
    "prove": "Prove what must hold in all cases, or show a case against it.",
    "diff": "Say what two versions of a pack do differently.",
    "new": "Begin a pack, a rule, an objection or a script.",
    "schema": "Print or write the JSON Schemas.",
}


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION)
def group() -> None:
    """Debt-collection know-how as rules: packs in, one explained decision out."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    _speak_utf8()
    try:
        code = _called(list(sys.argv[1:] if arguments is None else arguments))
    except click.exceptions.Abort:
        code = USAGE
    except click.ClickException as error:
        error.show()
        code = USAGE
    except PackError as error:
        _show_findings(error)
        code = USAGE
    except DunningRulesError as error:
        click.echo(f"error: {error}", err=True)
        code = USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except OSError as error:
        click.echo(f"error: {error.strerror}: {error.filename or 'standard output'}", err=True)
        code = USAGE
    except Exception:  # noqa: BLE001 - the last door: whatever comes here is our own fault and says so
        click.echo("internal fault, please report it:", err=True)
        click.echo(traceback.format_exc(), err=True)
        code = FAULT
    return code


def _called(arguments: list[str]) -> int:
    """Call the command and wait until all it printed has left; click's own way out would hide a closed pipe."""
    try:
        with group.make_context("dunning-rules", arguments) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    sys.stdout.flush()
    return code if isinstance(code, int) else CLEAN


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says: JSON is that wherever it is read, and names may be Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _show_findings(error: PackError) -> None:
    from dunning_rules.cli.places import line_of
    from dunning_rules.report.findings import as_text

    click.echo("error: these files have to be put right first", err=True)
    click.echo(as_text(error.findings, line_of), err=True)
