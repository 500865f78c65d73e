"""How well and how fast words are recognised and audited, on a file with labels of your own.

    python benchmarks/words.py recognise FILE.csv [--column text --label label --also also --lang lang] [--table]
    python benchmarks/words.py audit FILE.csv [--label category …]

A row is right when its label, or one that `also` accepts, is among those found; an objection counts for its parent.  Rows
labelled `none` show how often something is found where nothing is.  `--table` prints what was found for each label.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

from dunning_rules import load_engine
from dunning_rules.wording.auditing import KINDS

NONE = "none"
ROUNDS = 3


def arguments():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=["recognise", "audit"])
    asked.add_argument("file", type=Path)
    for name, default in (("column", "text"), ("label", "label"), ("also", "also"), ("lang", "lang"), ("pack", "receivables")):
        asked.add_argument(f"--{name}", default=default)
    asked.add_argument("--table", action="store_true")
    return asked.parse_args()


def rows_of(given):
    with given.file.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            also = {a for a in re.split(r"[;|,]", row.get(given.also) or "") if a}
            yield row[given.column], row.get(given.lang, ""), row[given.label], also


def main():
    given = arguments()
    engine = load_engine(given.pack)
    under = {o.id: o.under for pack in engine.packs for o in pack.objections if o.under}
    rows = list(rows_of(given))
    texts = [text for text, *_ in rows]
    ask = engine.recognise if given.what == "recognise" else engine.audit_text
    answers = [ask(text) for text in texts]
    found = [named(given.what, answer) for answer in answers]
    print(f"{len(rows)} rows, {rate(ask, texts):,.0f} a second on one core")
    told(rows, found, under)
    if given.what == "audit":
        print(f"decent texts blocked: {blocked(rows, answers)}")
    if given.table:
        table(rows, found)


def blocked(rows, answers):
    """Give how many of the decent texts are blocked, not merely shown to a person."""
    return share(
        [any(f.severity == "block" for f in a) for (*_, label, _), a in zip(rows, answers, strict=True) if label == NONE]
    )


def named(what, answer):
    return [h.id for h in answer.objections] if what == "recognise" else list(dict.fromkeys(f.category for f in answer))


def rate(ask, texts):
    """Give texts a second: the best of some rounds, once everything is warm."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for text in texts:
            ask(text)
        best = min(best, perf_counter() - start)
    return len(texts) / best


def told(rows, found, under):
    right, none, count = defaultdict(list), defaultdict(list), defaultdict(list)
    for (_, lang, label, also), got in zip(rows, found, strict=True):
        accepted = {KINDS.get(a, a) for a in (label, *also)}
        if label == NONE:
            none[lang].append(bool(set(got) - also))
        else:
            right[lang, KINDS.get(label, label)].append(bool({*got, *(under.get(g) for g in got)} & accepted))
            count[lang].append(len(got))
    for lang in sorted(count):
        by_label = {label: share(hits) for (spoken, label), hits in sorted(right.items()) if spoken == lang}
        macro = share([hits for (spoken, _), hits in right.items() if spoken == lang], of=share)
        print(f"{lang}: macro recall {macro}, {share(count[lang])} found on average, found where nothing is: {share(none[lang])}")
        print("   " + ", ".join(f"{label} {value}" for label, value in by_label.items()))


def share(values, of=float):
    return round(sum(map(of, values)) / len(values), 3) if values else "-"


def table(rows, found):
    counted = defaultdict(Counter)
    for (_, _, label, _), got in zip(rows, found, strict=True):
        counted[label].update(got or ["nothing"])
    print("\n| label | rows | found |\n|---|---|---|")
    for label, each in sorted(counted.items()):
        listed = ", ".join(f"{name} {n}" for name, n in each.most_common(5))
        print(f"| {label} | {sum(1 for r in rows if r[2] == label)} | {listed} |")


if __name__ == "__main__":
    sys.exit(main())
