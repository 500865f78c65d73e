"""Everything the analysis has to say of packs: one list of questions, asked of each program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.analysis.bands import find_bands
from dunning_rules.analysis.idle import find_idle
from dunning_rules.analysis.look import UNDECIDED
from dunning_rules.analysis.misleading import find_misleading
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.reach import find_hidden, find_unreached
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.unused import find_unused
from dunning_rules.analysis.witness import Witnesses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.finding import Finding
    from dunning_rules.model.pack import Pack


def analyse(packs: Sequence[Pack], program: Program, *, notes: bool = False) -> tuple[Finding, ...]:
    """Ask everything of packs laid together and compiled; with ``notes`` also what may well be meant.

    A library is not whole: others decide what it leaves open, so nobody asks what its rules never reach.
    """
    regions = Regions(program)
    outcomes = Outcomes(regions)
    found = (*find_idle(regions), *find_bands(program), *find_unused(packs, program), *find_hidden(outcomes))
    if not packs[-1].header.library:
        replies = any(c.target == "script.REPLY" for r in packs[-1].rules for c in r.then.collect)
        objections = [o for p in packs for o in p.objections] if replies else []
        found += find_unreached(Witnesses(outcomes), packs[-1], objections)
    if notes:
        found += find_misleading(outcomes, packs[-1].header.id)
    return _undecided_once(found)


def _undecided_once(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Say once of each place that something was not decided there: what was too hard for one question is so for the next."""
    first = {f.place: f for f in reversed(found) if f.code == UNDECIDED}
    return tuple(f for f in found if f.code != UNDECIDED or f is first[f.place])
