"""The examples of what debtors and collectors say: well formed, known by their labels, and each there once."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from dunning_rules import load_engine

TRAINING = Path(__file__).parents[1] / "training"
LEAST = {"zh": 60, "en": 40}


def rows(kind):
    for path in sorted((TRAINING / kind).glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((path, row) for row in csv.DictReader(file, strict=True))


def same(text):
    return "".join(c for c in text.lower() if c.isalnum()) or text


@pytest.mark.parametrize(("kind", "column"), [("utterances", "label"), ("messages", "category")])
def test_every_line_is_whole_and_stands_in_its_file(kind, column):
    labels = {path.stem for path, _ in rows(kind)}
    for path, row in rows(kind):
        assert None not in row.values(), (path, row)
        assert row["text"].strip() == row["text"] != "", (path, row)
        assert (row["lang"], row[column]) in {("zh", path.stem), ("en", path.stem)}, (path, row)
        assert set(filter(None, row["also"].split(";"))) <= labels - {row[column]}, (path, row)


@pytest.mark.parametrize(("kind", "column"), [("utterances", "label"), ("messages", "category")])
def test_nothing_stands_under_two_labels(kind, column):
    """The same words in two hands are welcome where both mean the same; one hand says a thing once."""
    meant, said = {}, Counter()
    for path, row in rows(kind):
        accepted = {row[column], *row["also"].split(";")}
        other = meant.setdefault((row["lang"], same(row["text"])), accepted)
        assert other & accepted - {""}, (path, row)
        said[path.parent.name, row["lang"], same(row["text"])] += 1
    assert [key for key, count in said.items() if count > 1] == []


def test_every_objection_has_enough_examples_in_both_languages():
    objections = {o.id for pack in load_engine("base").packs for o in pack.objections}
    count = Counter((row["label"], row["lang"]) for _, row in rows("utterances"))
    assert {label for label, _ in count} == {*objections, "none"}
    assert {key: n for key, n in count.items() if n < LEAST[key[1]]} == {}
