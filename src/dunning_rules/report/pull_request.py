"""The difference of two versions of a pack as Markdown for a pull request: short tables, details folded away."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from dunning_rules.report.difference import SIGNS, judged, money, pair, reason, regions_counted, said, touched, versions
from dunning_rules.report.difference_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dunning_rules.model.difference import CaseChanges, Changed, ItemChange, Moves, PackChange, PackDifference

    Words = Mapping[str, str]

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<|~#@&])")
_LONGEST: Final = 300
"""A cell of a table is read at a glance; what is longer is cut, the JSON has all of it."""


def as_markdown(difference: PackDifference, language: str = "en") -> str:
    """Write the difference for a pull request."""
    word = words(language)
    lines = [f"## {word['title']}", ""]
    if difference.none:
        lines += [word["none"], ""]
    if difference.packs:
        head = (word["pack"], word["version"], *(word[how] for how in SIGNS), word["step"])
        lines += _table(head, (_row(pack, word) for pack in difference.packs))
    if difference.portfolio:
        lines += _ledger(difference.portfolio, word)
    for pack in difference.packs:
        lines += _pack(pack, word, language)
    if difference.regions:
        lines += _regions(difference.regions, word)
    if difference.incomparable:
        lines += [f"{word['not asked']}: {', '.join(map(cell, difference.incomparable))}", ""]
    if difference.cases:
        lines += _cases(difference.cases, word)
    return "\n".join(lines).rstrip() + "\n"


def _row(pack: PackChange, word: Words) -> tuple[str, ...]:
    hows = [item.how for item in pack.items]
    judgement = judged(pack, word) if pack.old_version and pack.new_version else ""
    shown = f"**{cell(judgement)}**" if pack.too_small else cell(judgement)
    return (cell(pack.id), cell(versions(pack)), *(str(hows.count(how) or "") for how in SIGNS), shown)


def _pack(pack: PackChange, word: Words, language: str) -> Iterator[str]:
    if pack.steps:
        reasons = [(cell(word[f"step {s.level}"]), cell(reason(s, word))) for s in pack.steps]
        yield from _folded(f"{word['why']}: {pack.id} ({len(reasons)})", _table((word["required"], ""), reasons))
    if pack.items:
        head = ("", "", word["key"], word["was"], word["is"])
        rows = [row for item in pack.items for row in _item(item, word, language)]
        yield from _folded(f"{word['what']}: {pack.id} ({len(pack.items)})", _table(head, rows))


def _item(item: ItemChange, word: Words, language: str) -> Iterator[tuple[str, ...]]:
    """Give one row for the thing, and one for each of its keys that changed."""
    title = item.title.speak(language)
    name = f"{word[f'kind {item.kind}']} {item.id}" + (f" - {title}" if title else "")
    yield (word[item.how], cell(name), "", cell(item.was), cell(item.id if item.was else ""))
    for change in item.keys:
        yield ("", "", cell(change.key), *map(cell, pair(change)))


def _ledger(moves: Moves, word: Words) -> Iterator[str]:
    head = (word["ledger"], word["otherwise"], word["amount"])
    yield from _table(head, [(f"{moves.items} {word['items']}", str(moves.otherwise), cell(money(moves.sums)))])
    if moves.moves:
        columns = (word["outcome"], word["was"], word["is"], word["count"], word["amount"], word["for example"])
        rows = [
            (word[m.outcome], cell(m.old), cell(m.new), str(m.count), cell(money(m.sums)), cell(", ".join(m.examples)))
            for m in moves.moves
        ]
        yield from _folded(f"{word['moves']} ({len(rows)})", _table(columns, rows))
    if moves.touched:
        yield from (f"{word['touched']}: {cell(touched(moves))}", "")


def _regions(regions: tuple[Changed, ...], word: Words) -> Iterator[str]:
    by_outcome = groupby(sorted(regions, key=lambda r: r.outcome), key=lambda r: r.outcome)
    found = {outcome: list(told) for outcome, told in by_outcome}
    counts = ((cell(outcome), regions_counted(told)) for outcome, told in found.items())
    yield from _table((word["outcome"], word["region count"]), counts)
    rows = [(cell(r.outcome), cell(r.old), cell(r.new), cell(said(r, word))) for told in found.values() for r in told]
    yield from _folded(f"{word['regions']} ({len(rows)})", _table((word["outcome"], word["was"], word["is"], ""), rows))


def _cases(cases: CaseChanges, word: Words) -> Iterator[str]:
    yield from (f"{word['cases']}: {cases.cases}, {len(cases.changes)} {word['cases otherwise']}", "")
    rows = [(cell(c.id), cell(k.key), *map(cell, pair(k))) for c in cases.changes for k in c.parts]
    if rows:
        head = (word["cases"], word["key"], word["was"], word["is"])
        yield from _folded(f"{word['cases']} ({len(cases.changes)})", _table(head, rows))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = tuple(head)
    yield f"| {' | '.join(names)} |"
    yield "|---" * len(names) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _folded(summary: str, lines: Iterable[str]) -> Iterator[str]:
    """Fold lines away; the empty lines around them let Markdown be read inside."""
    yield from (f"<details><summary>{summary}</summary>", "", *lines, "</details>", "")


def cell(text: str) -> str:
    """Write a text into a cell: on one line, not too long, and nothing in it taken for markup."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return _SPECIAL.sub(r"\\\1", line)
