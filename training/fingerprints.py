"""Take the fingerprints of texts that no pack may copy, and write them to rulepacks/base/provenance/.

    python training/fingerprints.py FOLDER [--names FILE]

FOLDER holds the texts, `*.txt`; they stay where they are.  FILE has names, one a line, that must not be in a pack either.
What is written are salted digests of runs that do not overlap, too short to tell a run from others that are like it: nobody
can go from one to the next and read a text back (docs/decisions/0015-fingerprints.md).
"""

from __future__ import annotations

import argparse
import base64
import json
import re
from pathlib import Path

from dunning_rules.wording.copying import DIGEST, digest, folded, runs_of, telling

TARGET = Path(__file__).parents[1] / "rulepacks" / "base" / "provenance" / "fingerprints.json"
SALT = "dunning-rules provenance 2"
LENGTH = 10
CANARY = "这一句只用来证明抄来的话认得出来"
"""A sentence of our own among the fingerprints, so that a test can show the finding without holding a copied text."""

SENTENCES = re.compile(r"[。！？!?；;\n]+")


def taken(texts: list[str], names: list[str]) -> dict[int, set[str]]:
    """Give the runs that count, by length: one behind the other from where each sentence begins, and each name."""
    sentences = (folded(sentence)[0] for text in texts for sentence in SENTENCES.split(text))
    runs = {LENGTH: {run for sentence in sentences for run in [*runs_of(sentence, LENGTH)][::LENGTH] if telling(run)}}
    for name in (folded(n)[0][:LENGTH] for n in names):
        runs.setdefault(len(name), set()).add(name)
    return runs


def packed(runs: set[str]) -> str:
    """Give the digests of runs, in order, as one text."""
    return base64.b64encode(b"".join(sorted({digest(run, SALT.encode()) for run in runs}))).decode()


def main() -> None:
    """Read the texts and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", type=Path)
    said = parser.parse_args()
    texts = [CANARY, *(p.read_text("utf-8") for p in sorted(said.folder.glob("*.txt")))]
    names = said.names.read_text("utf-8").split() if said.names else []
    runs = {str(length): packed(found) for length, found in sorted(taken(texts, names).items())}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps({"salt": SALT, "bytes": DIGEST, "runs": runs}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
