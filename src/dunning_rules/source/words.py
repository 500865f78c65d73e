"""The words that come with the library: what characters are, and what was learned from examples."""

from __future__ import annotations

import base64
import csv
import json
from functools import cache
from typing import TYPE_CHECKING

from dunning_rules.model.words import Characters, Fingerprints, Learned
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


@cache
def shipped_fingerprints() -> Fingerprints:
    """Give the fingerprints of the texts that the shipped packs were drawn from, and of which no pack holds a sentence."""
    data = json.loads((shipped("rulepacks") / "base" / "provenance" / "fingerprints.json").read_text("utf-8"))
    size = data["bytes"]
    runs = {int(length): base64.b64decode(packed) for length, packed in data["runs"].items()}
    digests = {n: frozenset(raw[i : i + size] for i in range(0, len(raw), size)) for n, raw in runs.items()}
    return Fingerprints(data["salt"].encode(), digests)


def read_learned(path: Path) -> Learned:
    """Read what was learned from a file."""
    data = json.loads(path.read_text("utf-8"))
    return Learned(tuple(data["labels"]), data["scale"], data["bias"], data["weights"])
