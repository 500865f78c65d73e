"""Estimate how well words nobody here has seen are understood: leave examples out, learn from the rest, and look.

    python -m benchmarks.words_held_out objections|wording --by hand|topic [--of NAME …]

Every hand (or topic) in turn is left out; what the scorer then makes of it, with the phrases of the packs beside it, is
counted over all of them together.  Run at the top of the repository; needs the extra `words`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.words import blocked, named, told
from dunning_rules import load_engine
from dunning_rules.objections.recognising import Recogniser
from dunning_rules.source.words import read_learned
from dunning_rules.wording.auditing import Auditor
from training.learn import NOTHING_COUNTS, decent_sentences, examples, learn, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from training.learn import Example

PACK = "receivables"


def asking(name: str, known: list[Example]) -> Callable[[str], object]:
    """Give what answers about a text after it has learned from some examples only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.json"
        write(learn(known, NOTHING_COUNTS[name]), path)
        learned = read_learned(path)
    engine = load_engine(PACK)
    lexicon = engine._words.lexicon  # noqa: SLF001 - the same reading as the engine
    if name == "objections":
        under = {o.id: o.under for pack in engine.packs for o in pack.objections}
        return Recogniser([t for p in engine.packs for t in p.words.triggers], lexicon, learned, under).recognise
    return Auditor([c for p in engine.packs for c in p.words.cues], lexicon, learned).audit


def main() -> int:
    """Leave out each group in turn, and tell how all of them were understood."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("name", choices=["objections", "wording"])
    asked.add_argument("--by", choices=["hand", "topic"], default="hand")
    asked.add_argument("--of", nargs="*", default=[])
    given = asked.parse_args()
    everything = examples(given.name)
    beside = decent_sentences() if given.name == "wording" else []
    groups = given.of or sorted({getattr(row, given.by) for row in everything} - {""})
    rows, found, answers = [], [], []
    for group in groups:
        ask = asking(given.name, [row for row in everything if getattr(row, given.by) != group] + beside)
        asked_rows = [row for row in everything if getattr(row, given.by) == group]
        print(f"{group}: {len(asked_rows)} examples", file=sys.stderr, flush=True)
        got = [ask(row.text) for row in asked_rows]
        rows += [(row.text, row.lang, row.label, set(row.also)) for row in asked_rows]
        answers += got
        found += [named("recognise" if given.name == "objections" else "audit", each) for each in got]
    under = {o.id: o.under for pack in load_engine(PACK).packs for o in pack.objections if o.under}
    print(f"{len(rows)} examples, each left out with its {given.by}: {', '.join(groups)}")
    told(rows, found, under)
    if given.name == "wording":
        print(f"decent texts blocked: {blocked(rows, answers)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
