"""`dunning-rules decide PACK CASES`."""

from __future__ import annotations

import json
from typing import Any

import click

from dunning_rules._api import load_engine, read_profile_file
from dunning_rules._filed import Answer, decide_cases
from dunning_rules.cli.main import CLEAN, FINDINGS
from dunning_rules.cli.places import read_input


@click.command("decide")
@click.argument("pack")
@click.argument("cases")
@click.option("--format", "shape", type=click.Choice(["text", "json", "jsonl"]), default="text", help="How to print.")
@click.option("--calendar", help="The country whose working days count, such as CN; needs the extra `calendar`.")
@click.option("--profile", type=click.Path(exists=True, dir_okay=False), help="The creditor profile.")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="en", help="Language of the reasons.")
@click.option(
    "--input-format", type=click.Choice(["yaml", "json", "jsonl"]), help="Format of CASES, where its name does not tell."
)
def command(  # noqa: PLR0917 - click calls it by name
    pack: str, cases: str, shape: str, calendar: str | None, profile: str | None, lang: str, input_format: str | None
) -> int:
    """Decide the cases in CASES (.yaml, .json, .jsonl, or - for standard input) by PACK.

    CASES is a list of `{id, as_of, facts}`.  One bad case is an error in its place, never the end of the run.
    """
    engine = load_engine(pack, read_profile_file(profile), calendar=calendar)
    name = f"cases.{input_format or 'yaml'}" if cases == "-" or input_format else cases
    answers = list(decide_cases(engine, read_input(cases), name))
    if shape == "json":
        click.echo(json.dumps([_plain(a) for a in answers], ensure_ascii=False, indent=2))
    for answer in answers:
        if shape == "jsonl":
            click.echo(json.dumps(_plain(answer), ensure_ascii=False))
        elif shape == "text":
            click.echo(_told(answer, lang))
    return FINDINGS if any(a.error for a in answers) else CLEAN


def _plain(answer: Answer) -> dict[str, Any]:
    if answer.decision is not None:
        return {"id": answer.id, "decision": answer.decision.to_dict()}
    return {"id": answer.id, "error": {"message": answer.error, "problems": dict(answer.problems)}}


def _told(answer: Answer, lang: str) -> str:
    if answer.decision is None:
        return f"== {answer.id}\nerror: {answer.error}\n"
    return f"== {answer.id}\n{answer.decision.explain(lang)}\n\n{answer.decision.script.text}\n"
