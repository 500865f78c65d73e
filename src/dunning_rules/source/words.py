"""The words that come with the library: what characters are, and what was learned from examples."""

from __future__ import annotations

import csv
import json
from functools import cache
from typing import TYPE_CHECKING

from dunning_rules.model.words import Characters, Learned
from dunning_rules.source.folder import shipped

if TYPE_CHECKING:
    from pathlib import Path


@cache
def shipped_characters() -> Characters:
    """Give what single characters are."""
    with (shipped("rulepacks") / "base" / "characters.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Characters(
        {row["character"]: row["simplified"] for row in rows},
        {row["character"]: tuple(row["syllables"].split()) for row in rows},
    )


@cache
def shipped_learned(name: str) -> Learned:
    """Give what was learned for `objections` or `wording`."""
    return read_learned(shipped("rulepacks") / "base" / "learned" / f"{name}.json")


def read_learned(path: Path) -> Learned:
    """Read what was learned from a file."""
    data = json.loads(path.read_text("utf-8"))
    return Learned(tuple(data["labels"]), data["scale"], data["bias"], data["weights"])
