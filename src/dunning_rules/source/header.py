"""The shape of pack.yaml: what a pack says about itself, and what it takes out of those it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.coverage import FIGURES, Floor
from dunning_rules.model.pack import OVERLAID, Header, Removal
from dunning_rules.model.rule import InForce
from dunning_rules.model.titles import LANGUAGES
from dunning_rules.source.outcomes import TITLES
from dunning_rules.source.shape import DAY, FLAG, NAME, TEXT, Key, ListOf, Made, Plain, Record, one_of

if TYPE_CHECKING:
    from datetime import date

    from dunning_rules.place import Place


def _in_force(start: date | None = None, end: date | None = None) -> InForce:
    """Make the span.  Raises ValueError for one that ends before it begins."""
    if start and end and end <= start:
        msg = f"`in_force` ends on {end}, before it begins on {start}"
        raise ValueError(msg)
    return InForce(start, end)


IN_FORCE: Final = Record(
    _in_force,
    {"from": Key(DAY, "the first day", to="start"), "until": Key(DAY, "the first day after", to="end")},
    with_place=False,
    least=1,
)

_PERCENT: Final = Made(Plain({"type": "integer", "minimum": 0, "maximum": 100}), lambda percent, spot: (percent, spot.place))
_ABOUT_FIGURES: Final = {
    "rules": "of the rules: fired in a test",
    "conditions": "of the conditions: seen true, as a near miss, and untold",
    "tests": "of the tests in conditions: each seen deciding alone, for and against",
    "gates": "of the gates: seen open, shut, untold, and for timed ones open by time",
    "sentences": "of the sentences: said in each language, and left out where they can be",
}


def _floors(**figures: tuple[int, Place]) -> tuple[Floor, ...]:
    """Make the floors, each at its own line."""
    return tuple(Floor(name, *figures[name]) for name in FIGURES if name in figures)


_COVERAGE: Final = Record(
    _floors,
    {name: Key(_PERCENT, f"per cent {_ABOUT_FIGURES[name]}") for name in FIGURES},
    with_place=False,
    least=1,
)

_REMOVAL: Final = Record(
    Removal,
    {
        "id": Key(TEXT, "the name of what is taken out", must=True),
        "kind": Key(one_of(*OVERLAID), "which is meant, where things of two kinds have that name"),
        "reason": Key(TITLES, "why it is taken out", must=True),
    },
)

HEADER: Final = Record(
    Header,
    {
        "id": Key(NAME, "the pack's name", must=True),
        "title": Key(TITLES, must=True),
        "version": Key(Made(TEXT, lambda text, _spot: text), "semantic version", must=True),
        "owner": Key(TEXT, "who answers for the pack", must=True),
        "languages": Key(ListOf(one_of(*LANGUAGES), least=1), must=True),
        "licence": Key(TEXT, "of the texts in it"),
        "extends": Key(ListOf(NAME), "packs it builds on"),
        "remove": Key(ListOf(_REMOVAL, least=1), "what of these packs is not to be heard"),
        "engine": Key(TEXT, "the versions of the library it works with, such as `>=0.1,<1`"),
        "in_force": Key(IN_FORCE, "when the pack holds"),
        "review_by": Key(DAY, "the day by which somebody must have looked at it again"),
        "library": Key(FLAG, "others build on it, so it may declare more than it uses"),
        "sources": Key(ListOf(TEXT), "where its content comes from"),
        "coverage": Key(_COVERAGE, "the least that the pack's own tests must cover, in whole per cent", to="floors"),
    },
    constants={"kind": "pack"},
)
