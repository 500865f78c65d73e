"""Pass: every source row that something names is one of those that the packs list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.pack import Pack
    from dunning_rules.place import Place


def check_cited(draft: Draft) -> None:
    """Look up every row whose source is listed; rows of a source that no pack lists row by row are left alone."""
    sources = {_source(name) for name in draft.sources}
    for pack in draft.packs:
        for row, place in cited(pack):
            if row not in draft.sources and _source(row) in sources:
                draft.find("DR219", f"no source row `{row}`", place, did_you_mean(row, draft.sources))


def cited(pack: Pack) -> Iterator[tuple[str, Place]]:
    """Give every source row that a pack names, where it names it."""
    reasoned: tuple[Any, ...] = (*pack.rules, *pack.derivations, *pack.gates, *pack.snippets, *pack.properties)
    stated: tuple[Any, ...] = (*pack.facts, *pack.parameters, *(item for outcome in pack.outcomes for item in outcome.items))
    named: list[tuple[tuple[str, ...], Place]] = [
        *((each.because.rows, each.place) for each in reasoned),
        *((each.rows, each.place) for each in stated),
        *((cue.sources, cue.place) for cue in pack.words.cues),
    ]
    return ((row, place) for rows, place in named for row in rows)


def _source(row: str) -> str:
    return row.partition("-")[0]
