"""The floors of a pack: the least that its own tests must cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.model.coverage import Coverage, Floor
    from dunning_rules.model.pack import Pack

BELOW: Final = "DR401"
_MOST_NAMED: Final = 3


def check_floors(pack: Pack, coverage: Coverage) -> tuple[Finding, ...]:
    """Find every figure that is below the floor the pack sets itself."""
    return tuple(_below(pack, coverage))


def _below(pack: Pack, coverage: Coverage) -> Iterator[Finding]:
    counts = coverage.counts()
    for floor in pack.header.floors:
        count = counts[floor.figure]
        if count.percent < floor.percent:
            told = f"{floor.figure} are covered to {count.percent} %, and the floor is {floor.percent} %"
            message = f"{told}: not seen: {_named(coverage, floor)}"
            help_ = f"`dunning-rules test {pack.header.id} --missing` lists all, `--suggest` writes the missing cases"
            yield Finding(BELOW, message, floor.place, help_)


def _named(coverage: Coverage, floor: Floor) -> str:
    missing = coverage.missing(floor.figure)
    named = "; ".join(map(str, missing[:_MOST_NAMED]))
    more = len(missing) - _MOST_NAMED
    return f"{named}; and {more} more" if more > 0 else named
