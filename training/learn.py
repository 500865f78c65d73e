"""Learn the weights of the scorers from the examples, and write them to rulepacks/base/learned/.

    python training/learn.py objections|wording|all [--leave-out HAND …] [--to FOLDER]

Needs numpy and scipy (`pip install '.[words]'`).  The model is multinomial logistic regression over runs of one to three
words; what is written are whole numbers, so that the file can be read and compared.  The same examples give the same file.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from dunning_rules import load_engine
from dunning_rules.text.scorer import runs_of

HERE = Path(__file__).parent
TARGET = HERE.parent / "rulepacks" / "base" / "learned"
SCALE = 100
LEAST_SEEN = 2
"""A run that was seen once says more about its one example than about the label."""

SMALLEST = 80
"""Weights nearer to nothing than this, in hundredths, are left out of the file."""

ALSO_COUNTS = 0.5
NOTHING = "none"
NOTHING_COUNTS = {"objections": 1.0, "wording": 4.0}
"""How much an example of nothing counts: nearly all that collectors write is decent, but few of our examples are."""

_SLOT = re.compile(r"\{\{.*?\}\}")
DECAY = 1e-6
ROUNDS = 60
CONSTANT = 0.3
LEANING = 0.3
"""How much easier a weight may grow that the counts alone already speak for: 0 is not at all."""

NAMES = {"objections": ("utterances", "label"), "wording": ("messages", "category")}


@dataclass(frozen=True)
class Example:
    """One line of the examples."""

    text: str
    label: str
    also: tuple[str, ...]
    hand: str
    lang: str
    topic: str = ""


def examples(name: str, left_out: frozenset[str] = frozenset()) -> list[Example]:
    """Read all examples but those of the hands that are left out, in the order of their files."""
    folder, column = NAMES[name]
    found = []
    for path in sorted((HERE / folder).glob("*/*.csv")):
        if path.parent.name not in left_out:
            with path.open(encoding="utf-8", newline="") as file:
                found += [
                    Example(
                        r["text"],
                        r[column],
                        tuple(filter(None, r["also"].split(";"))),
                        path.parent.name,
                        r["lang"],
                        r.get("topic", ""),
                    )
                    for r in csv.DictReader(file)
                ]
    return found


def decent_sentences() -> list[Example]:
    """Give every sentence of the shipped scripts, in both languages, as an example of what is decent; slots are left out."""
    snippets = [s for pack in load_engine("receivables").packs for s in pack.snippets]
    titles = [sentence.text for snippet in snippets for sentence in snippet.sentences if sentence.text]
    spoken = dict.fromkeys((_SLOT.sub(" ", t.speak(lang)), lang[:2]) for t in titles for lang in ("zh-CN", "en"))
    return [Example(text, NOTHING, (), "scripts", lang) for text, lang in spoken]


def learn(rows: list[Example], nothing_counts: float = 1.0) -> dict[str, object]:
    """Learn from examples; give what is written to the file."""
    reader = load_engine("base")._words.lexicon.reader  # noqa: SLF001 - the same reading as the engine
    runs = [[" ".join(run) for run in runs_of(reader.read(row.text))] for row in rows]
    seen = Counter(run for found in runs for run in set(found))
    place = {run: n for n, run in enumerate(sorted(run for run, count in seen.items() if count >= LEAST_SEEN))}
    labels = sorted({row.label for row in rows} | {label for row in rows for label in row.also})
    counts = np.array([nothing_counts if row.label == NOTHING else 1.0 for row in rows])
    weights = _fitted(_inputs(runs, place), _targets(rows, labels), counts / counts.sum())
    return _as_written(weights, list(place), labels)


def _inputs(runs: list[list[str]], place: dict[str, int]) -> csr_matrix:
    """Give a row for each example, a column for each run, every row as long as any other."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for found in runs:
        known = [place[run] for run in found if run in place]
        columns += known
        values += [1 / np.sqrt(len(known) or 1)] * len(known)
        ends.append(len(columns))
    matrix = csr_matrix((np.array(values), columns, ends), shape=(len(runs), len(place)))
    return hstack([matrix, np.full((len(runs), 1), CONSTANT)]).tocsr()


def _targets(rows: list[Example], labels: list[str]) -> np.ndarray:
    """Give what each example shall be taken for; what it may also be taken for counts half."""
    place = {label: n for n, label in enumerate(labels)}
    target = np.zeros((len(rows), len(labels)))
    for n, row in enumerate(rows):
        target[n, place[row.label]] = 1
        for label in row.also:
            target[n, place[label]] += ALSO_COUNTS
    return target / target.sum(axis=1, keepdims=True)


def _leaning(inputs: csr_matrix, target: np.ndarray) -> np.ndarray:
    """Say how far each run leans to or from each label by its counts alone, the mean of squares being 1."""
    seen = (inputs > 0).astype(float).T @ target
    whole = seen.sum(axis=1, keepdims=True)
    lean = np.abs(np.log((seen + 0.5) / (whole + 1) / target.mean(axis=0))) ** LEANING
    lean[-1] = 1.0  # the constant leans nowhere
    lean[:-1] /= np.sqrt((lean[:-1] ** 2).mean())
    return lean


def _fitted(inputs: csr_matrix, target: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Fit the weights: a row for each run and one for the constant, a column for each label."""
    width, labels = inputs.shape[1], target.shape[1]
    each = counts[:, None]
    turned = inputs.T.tocsr()
    lean = _leaning(inputs, target)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = lean * flat.reshape(width, labels)
        logits = inputs @ weights
        logits -= logits.max(axis=1, keepdims=True)
        grown = np.exp(logits)
        shares = grown / grown.sum(axis=1, keepdims=True)
        fit = -(each * target * np.log(shares + 1e-12)).sum() + DECAY * (flat @ flat) / 2
        return float(fit), (lean * (turned @ ((shares - target) * each))).ravel() + DECAY * flat

    found = minimize(loss, np.zeros(width * labels), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return lean * found.x.reshape(width, labels)


def _as_written(weights: np.ndarray, runs: list[str], labels: list[str]) -> dict[str, object]:
    whole = np.rint(weights * SCALE).astype(int)
    bias = np.rint(weights[-1] * CONSTANT * SCALE).astype(int)
    kept = {
        run: {labels[n]: int(row[n]) for n in np.flatnonzero(np.abs(row) >= SMALLEST)}
        for run, row in zip(runs, whole[:-1], strict=True)
    }
    return {
        "labels": labels,
        "scale": SCALE,
        "bias": {label: int(b) for label, b in zip(labels, bias, strict=True)},
        "weights": {run: found for run, found in kept.items() if found},
    }


def write(learned: dict[str, object], target: Path) -> None:
    """Write what was learned, a line for each run."""
    head = {key: value for key, value in learned.items() if key != "weights"}
    lines = [json.dumps(head, ensure_ascii=False)[:-1] + ', "weights": {']
    weights = learned["weights"]
    body = [f"{json.dumps(run, ensure_ascii=False)}: {json.dumps(w, separators=(',', ':'))}" for run, w in weights.items()]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(lines[0] + "\n" + ",\n".join(body) + "\n}}\n", encoding="utf-8")


def main() -> int:
    """Learn and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("name", choices=[*NAMES, "all"])
    asked.add_argument("--leave-out", nargs="*", default=[])
    asked.add_argument("--to", type=Path, default=TARGET)
    given = asked.parse_args()
    for name in NAMES if given.name == "all" else [given.name]:
        rows = examples(name, frozenset(given.leave_out)) + (decent_sentences() if name == "wording" else [])
        write(learn(rows, NOTHING_COUNTS[name]), given.to / f"{name}.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
