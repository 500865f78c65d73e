"""Laws: what holds in every case, whatever else is so, and is therefore no question to the solver but a demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dunning_rules.analysis.area import edge
from dunning_rules.derive.catalogue import KNOWN_WITH
from dunning_rules.derive.consistency import NOT_ABOVE, NOT_BELOW_ZERO, TOGETHER, WITHIN
from dunning_rules.engine.deciding import DATA_PROBLEMS
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.regions import Regions


def laws_of(regions: Regions) -> Iterator[Literal]:
    """Give what holds in every case of a program."""
    yield from _facts_are_what_they_are(regions)
    yield from _known_together(regions)
    yield from _problems_are_seen(regions)
    if _asked(regions, OBJECTION) and OBJECTIONS in regions.space.elements:
        yield from _objections_agree(regions)


def _asked(regions: Regions, *names: str) -> bool:
    return all((name, None) in regions.space.levels for name in names)


def _facts_are_what_they_are(regions: Regions) -> Iterator[Literal]:
    """An element lies only in a set that is known, and a choice is one that the program knows (M1)."""
    derived = {d.fact.name for d in regions.program.derivations}
    for name in regions.space.elements:
        known = regions.known(name)
        yield from (regions.circuit.any_of((known, -regions.element(name, v))) for v in regions.space.elements[name])
    for fact in regions.facts.values():
        if fact.type == "choice" and fact.name not in derived and _asked(regions, fact.name):
            yield from (-where for value, where in regions.given(fact.name).items() if value not in (None, *fact.values))


def _known_together(regions: Regions) -> Iterator[Literal]:
    """What counts from a day is known just as the day is (M6), which is always where the day is required.

    A case that may state the count itself need not know the day.
    """
    for fact in (f for f in regions.program.computed if not f.may_be_given):
        day = KNOWN_WITH.get(fact.computed, "")
        if day not in regions.facts or not _asked(regions, fact.name):
            continue
        unknown = regions.given(fact.name)[None]
        if _asked(regions, day):
            yield regions.circuit.choose(unknown, regions.given(day)[None], -regions.given(day)[None])
        elif regions.facts[day].required:
            yield regions.circuit.any_of((-unknown, regions.problems()))


def _problems_are_seen(regions: Regions) -> Iterator[Literal]:
    """Whether the data has problems is known; where it is lacking or contradicts itself, it has some (M17)."""
    required = [f.name for f in regions.facts.values() if f.required]
    yield -regions.given(DATA_PROBLEMS)[None]
    faults = [regions.given(name)[None] for name in required if _asked(regions, name)]
    if not regions.program.checks and len(faults) == len(required):
        yield regions.circuit.any_of((-regions.problems(), *faults))
    for check in regions.program.checks:
        faults += _faults(regions, check)
    yield from (regions.circuit.any_of((-fault, regions.problems())) for fault in faults)


def _faults(regions: Regions, check: str) -> Iterator[Literal]:
    """Where a check of the data finds a contradiction for certain; what only figures can tell is left open."""
    circuit = regions.circuit
    if check == "amounts_not_below_zero":
        for name in (n for n in NOT_BELOW_ZERO if _asked(regions, n)):
            yield circuit.any_of(w for v, w in regions.given(name).items() if _all_below(regions, name, v, 0))
    if check in WITHIN and _asked(regions, WITHIN[check][0]):
        name, low, high = WITHIN[check]
        given = regions.given(name).items()
        yield circuit.any_of(w for v, w in given if _all_below(regions, name, v, low) or _all_above(regions, name, v, high))
    if check in TOGETHER and _asked(regions, *TOGETHER[check]):
        one, other = (regions.given(name)[None] for name in TOGETHER[check])
        yield from (circuit.without(one, other), circuit.without(other, one))
    if check in NOT_ABOVE and _asked(regions, *NOT_ABOVE[check][:2]):
        small, large, more = NOT_ABOVE[check]
        for value, where in regions.given(large).items():
            most, reached = edge(regions.space.partitions[large], value, 1) if value is not None else (None, False)
            if most is not None:
                over = (w for v, w in regions.given(small).items() if _all_above(regions, small, v, most + more, reached=reached))
                yield circuit.both(where, circuit.any_of(over))


def _all_below(regions: Regions, name: str, value: Any, limit: int) -> bool:  # noqa: ANN401 - a value of the fact
    """Whether every value of a cell is known and lies below a limit."""
    most, inside = edge(regions.space.partitions[name], value, 1) if value is not None else (None, False)
    return most is not None and (most < limit or (most == limit and not inside))


def _all_above(regions: Regions, name: str, value: Any, limit: Any, *, reached: bool = True) -> bool:  # noqa: ANN401 - values
    """Whether every value of a cell is known and lies above a limit, or on one that is never ``reached``."""
    least, inside = edge(regions.space.partitions[name], value, -1) if value is not None else (None, False)
    return least is not None and (least > limit or (least == limit and not (inside and reached)))


def _objections_agree(regions: Regions) -> Iterator[Literal]:
    """Where `objection` is the gravest of `objections`, or nothing was said (M8)."""
    circuit, leads = regions.circuit, regions.given(OBJECTION)
    graver = circuit.no
    for value in (v for v in regions.facts[OBJECTION].values if v != NONE):
        said = regions.element(OBJECTIONS, value)
        first = circuit.without(said, graver)
        yield circuit.choose(leads.get(value, circuit.no), first, -first)
        graver = circuit.any_of((graver, said))
