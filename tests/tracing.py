"""What implements and what shows each source row: read off the packs, the code and the tests.

python -m tests.tracing > docs/reference/requirements.md
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dunning_rules import CaseError, load_engine
from dunning_rules.source.library import read_packs

ROOT = Path(__file__).resolve().parents[1]
PACKS = "rulepacks"
ROW = re.compile(r"\bS[0-3]-\d\d\b")
WORD = re.compile(r"[A-Za-z0-9_][\w-]*")
MOST = 4

HEAD = """# The source rows: what does each, and what shows it

The four sources say 207 things; rulepacks/base/sources.yaml lists them in our own words. A row is *done* by what names it:
rules, derived facts, gates, figures, offers, consequences and other declared values, snippets, cues, properties, or code. A
fact alone does nothing. A row is *shown* by the tests in which what does it is named or heard. Rows that *await the casebook*
belong to keeping records or running the day; no pack does them.

This page is written by `python -m tests.tracing`; a test compares it and fails where a row has nothing.
"""


@dataclass
class Traced:
    """One row, with what does it and what shows it."""

    row: object
    done: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def traced() -> list[Traced]:
    """Give every row, in order."""
    packs = load_engine("receivables").packs
    rows = {row.id: Traced(row) for pack in packs for row in pack.sources}
    for pack in packs:
        for kind, name, place, cited in things(pack):
            for row in cited:
                if row in rows:
                    rows[row].done.append(f"{kind} `{name}`")
                    rows[row].shown += shown(name, place.file, kind)
    for path in sorted((ROOT / "src").rglob("*.py")):
        for row in sorted(set(ROW.findall(path.read_text("utf-8")))):
            rows[row].done.append(f"`{path.relative_to(ROOT / 'src' / 'dunning_rules')}`")
            rows[row].shown += [str(test) for test in mirrored(path)]
    return list(rows.values())


def things(pack):
    """Give everything of a pack that can name rows: its kind, its name, where it stands, the rows."""
    yield "pack", pack.header.id, pack.header.place, ROW.findall(" ".join(pack.header.sources))
    for kind, found in (("rule", pack.rules), ("gate", pack.gates), ("snippet", pack.snippets), ("property", pack.properties)):
        yield from ((kind, each.id, each.place, each.because.rows) for each in found)
    yield from (("derived fact", each.fact.name, each.place, each.because.rows) for each in pack.derivations)
    yield from (("figure", each.name, each.place, each.rows) for each in pack.parameters)
    yield from ((outcome.name, each.id, each.place, each.rows) for outcome in pack.outcomes for each in outcome.items)
    yield from (("cue", each.code, each.place, each.sources) for each in pack.words.cues)


def shown(name: str, file: str, kind: str) -> list[str]:
    """Give the tests that name something or in whose cases it is heard, the one beside it first; cues hold their own examples."""
    if kind == "cue":
        return [f"{PACKS}/{file}"]
    beside = file.removesuffix(".yaml") + ".test.yaml"
    found = {test for test, words in tests().items() if name in words} | heard().get(name, set())
    return sorted(found, key=lambda test: (not test.endswith(beside), test))[:MOST]


@cache
def heard() -> dict[str, set[str]]:
    """Give by name what was heard in the cases of the pack tests: rules, snippets, offers, consequences; with their files."""
    engine = load_engine("receivables")
    found: dict[str, set[str]] = {}
    for test in (test for pack in read_packs("receivables")[0] for test in pack.tests):
        try:
            decision = engine.decide(test.facts, test.as_of)
        except CaseError:
            continue
        names = [r.rule for r in decision.trace.fired] + [n for s in decision.script.sections for n in s.snippets]
        for name in (*names, decision.offer.id, *decision.consequences):
            found.setdefault(name, set()).add(f"{PACKS}/{test.place.file}")
    return found


@cache
def tests() -> dict[str, frozenset[str]]:
    """Give every test file with the words in it."""
    paths = [*(ROOT / PACKS).rglob("*.test.yaml"), *(ROOT / "tests").rglob("test_*.py")]
    return {str(path.relative_to(ROOT)): frozenset(WORD.findall(path.read_text("utf-8"))) for path in sorted(paths)}


def mirrored(path: Path) -> list[Path]:
    """Give the test of a file of code: it stands in the same room."""
    room = path.relative_to(ROOT / "src" / "dunning_rules").parent
    return [p.relative_to(ROOT) for p in (ROOT / "tests" / room).glob(f"test_{path.stem}*.py")]


def page() -> str:
    """Write the page."""
    lines = [HEAD, "| row | what it says | done by | shown by |", "|---|---|---|---|"]
    for each in traced():
        done = listed(each.done) or (f"awaits the {each.row.awaits}" if each.row.awaits else "**nothing**")
        lines.append(f"| {each.row.id} | {each.row.says.replace('|', '/')} | {done} | {listed(each.shown, '`{}`')} |")
    return "\n".join(lines) + "\n"


def listed(names, form="{}") -> str:
    """Name the first few, and say how many more there are."""
    once = list(dict.fromkeys(names))
    more = f" and {len(once) - MOST} more" if len(once) > MOST else ""
    return ", ".join(form.format(name) for name in once[:MOST]) + more


if __name__ == "__main__":
    sys.stdout.write(page())
