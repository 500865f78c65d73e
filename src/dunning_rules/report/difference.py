"""The difference of two versions of a pack, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Final

from dunning_rules.model.decision import plain, written
from dunning_rules.report.difference_words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from dunning_rules.model.difference import (
        CaseChanges,
        Changed,
        How,
        ItemChange,
        KeyChange,
        Moves,
        PackChange,
        PackDifference,
        Step,
    )

    Words = Mapping[str, str]

SIGNS: Final[Mapping[How, str]] = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "renamed": "="}

_LONG: Final = 120
_BESIDE: Final = 30
"""Of texts longer than the first figure only the difference is told, with so many letters beside it."""


def as_json(difference: PackDifference, _language: str = "en") -> str:
    """Write the difference as JSON; amounts are text."""
    packs = [
        {
            **plain(pack),
            "steps": [{"level": s.level, **plain(s)} for s in pack.steps],
            "required": pack.required,
            "stated": pack.stated,
            "too_small": pack.too_small,
        }
        for pack in difference.packs
    ]
    return json.dumps({**plain(difference), "packs": packs}, ensure_ascii=False, indent=2)


def as_text(difference: PackDifference, language: str = "en") -> str:
    """Tell the difference line by line."""
    word = words(language)
    lines = [line for pack in difference.packs for line in _pack(pack, word, language)]
    lines += _regions(difference.regions, word) if difference.regions else []
    lines += [f"{word['not asked']}: {', '.join(difference.incomparable)}"] if difference.incomparable else []
    lines += _ledger(difference.portfolio, word) if difference.portfolio else []
    lines += _cases(difference.cases, word) if difference.cases else []
    return "\n".join([word["none"], *lines] if difference.none else lines)


def _pack(pack: PackChange, word: Words, language: str) -> Iterator[str]:
    yield f"{pack.id} {versions(pack)}: {counted(pack, word) or word['none']}"
    if pack.old_version and pack.new_version:
        yield f"  {judged(pack, word)}"
    for step in pack.steps:
        yield f"    {word[f'step {step.level}']}: {reason(step, word)}"
    for kind, items in groupby(pack.items, key=lambda item: item.kind):
        yield f"  {word[f'kind {kind}']}"
        for item in items:
            yield from _item(item, word, language)


def _item(item: ItemChange, word: Words, language: str) -> Iterator[str]:
    title = item.title.speak(language)
    was = f"{word['renamed from']} {item.was}" if item.was else ""
    file = f"({item.file})" if item.file else ""
    yield "    " + " ".join(filter(None, (SIGNS[item.how], item.id, title and f"- {title}", was, file)))
    yield from (f"        {arrow(change)}" for change in item.keys)


def _regions(regions: tuple[Changed, ...], word: Words) -> Iterator[str]:
    yield f"{word['regions']}:"
    for outcome, found in groupby(sorted(regions, key=lambda r: r.outcome), key=lambda r: r.outcome):
        told = list(found)
        yield f"  {outcome} ({word['region count']}: {regions_counted(told)})"
        for region in told:
            yield f"    {region.old} -> {region.new}: {said(region, word)}"


def regions_counted(told: list[Changed]) -> str:
    """Count the regions of an outcome; one without a witness says that there are more."""
    shown = sum(bool(r.witness) for r in told)
    return f"{shown}" if shown == len(told) else f"{shown}+"


def _ledger(moves: Moves, word: Words) -> Iterator[str]:
    yield f"{word['ledger']}: {moves.items} {word['items']}, {moves.otherwise} {word['otherwise']}{_in_brackets(moves.sums)}"
    if moves.touched:
        yield f"  {word['touched']}: {touched(moves)}"
    for outcome, found in groupby(moves.moves, key=lambda m: m.outcome):
        yield f"  {word[outcome]}"
        for move in found:
            told = ", ".join(move.examples)
            yield f"    {move.old} -> {move.new}: {move.count}{_in_brackets(move.sums)}, {word['for example']} {told}"


def _cases(cases: CaseChanges, word: Words) -> Iterator[str]:
    yield f"{word['cases']}: {cases.cases}, {len(cases.changes)} {word['cases otherwise']}"
    for case in cases.changes:
        yield f"  {case.id}"
        yield from (f"    {arrow(change)}" for change in case.parts)


def versions(pack: PackChange) -> str:
    """Say which version became which; a dash where only one side has the pack."""
    return f"{pack.old_version or '-'} -> {pack.new_version or '-'}"


def counted(pack: PackChange, word: Words) -> str:
    """Say how many things were added, removed, changed, moved and renamed."""
    counts = Counter(item.how for item in pack.items)
    return ", ".join(f"{counts[how]} {word[how]}" for how in SIGNS if counts[how])


def judged(pack: PackChange, word: Words) -> str:
    """Say which step of the version is needed and which was taken."""
    if pack.required == "none":
        return word["same"]
    needed, taken = (word[f"step {level}"] for level in (pack.required, pack.stated))
    verdict = word["too small" if pack.too_small else "enough"]
    return f"{verdict} ({word['required']}: {needed}, {word['stated']}: {taken})"


def reason(step: Step, word: Words) -> str:
    """Say why a version must move, and in which thing it lies."""
    keys = f" ({', '.join(step.keys)})" if step.keys else ""
    return f"{word[f'kind {step.kind}']} {step.id}: {word[step.cause]}{keys}"


def said(region: Changed, word: Words) -> str:
    """Say of which cases a region consists, with one that lies in it."""
    witness = ", ".join(f"{fact}: {written(value)}" for fact, value in region.witness.items())
    shown = f"; {word['for example']} {witness}" if witness else ""
    return (", ".join(region.region) or word["any case"]) + shown


def touched(moves: Moves) -> str:
    """Say in which parts decisions differ, the most frequent first."""
    return ", ".join(f"{part} {count}" for part, count in moves.touched.items())


def arrow(change: KeyChange) -> str:
    """Write one key with what it was and what it is, on one line."""
    old, new = pair(change)
    return f"{change.key}: {old or '-'} -> {new or '-'}"


def pair(change: KeyChange) -> tuple[str, str]:
    """Give what a key was and is, each on one line; of long texts only the part around the difference."""
    old, new = (" ".join(text.split()) for text in (change.old, change.new))
    if min(len(old), len(new)) <= _LONG:
        return old, new
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return _around(old, start, len(old) - end), _around(new, start, len(new) - end)


def _alike(old: str, new: str) -> int:
    """Count the letters with which two texts begin alike."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(old, new, strict=False)))


def _around(text: str, start: int, end: int) -> str:
    """Cut a text to the part from one place to another, with some words before and behind."""
    first, last = max(start - _BESIDE, 0), min(end + _BESIDE, len(text))
    first = text.find(" ", first, start) + 1 or first
    last = text.rfind(" ", end, last) if last < len(text) and " " in text[end:last] else last
    return f"{'… ' if first else ''}{text[first:last]}{' …' if last < len(text) else ''}"


def money(sums: Mapping[str, Decimal]) -> str:
    """Write amounts, one a currency."""
    return ", ".join(f"{currency} {amount:,.2f}".strip() for currency, amount in sums.items())


def _in_brackets(sums: Mapping[str, Decimal]) -> str:
    return f" ({money(sums)})" if sums else ""
