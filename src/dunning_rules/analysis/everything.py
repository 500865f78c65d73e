"""Everything the analysis has to say of packs: one list of questions, asked of each program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.analysis.bands import find_bands
from dunning_rules.analysis.binding import find_no_figures, find_raised, find_unapproved, find_unbound
from dunning_rules.analysis.hearing import find_groundless, hear
from dunning_rules.analysis.idle import find_idle
from dunning_rules.analysis.look import UNDECIDED
from dunning_rules.analysis.misleading import find_misleading
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.reach import find_hidden, find_unreached
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.scripts import Scripts
from dunning_rules.analysis.unused import find_unused
from dunning_rules.analysis.witness import Witnesses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.analysis.hearing import Audit
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.finding import Finding
    from dunning_rules.model.pack import Pack


def analyse(
    packs: Sequence[Pack], program: Program, *, notes: bool = False, audit: Audit = lambda _text: ()
) -> tuple[Finding, ...]:
    """Ask everything of packs laid together and compiled; with ``notes`` also what may well be meant.

    ``audit`` says what is wrong with a text.  A library is not whole: others decide what it leaves open, so nobody asks what
    its rules never reach, nor what its scripts lack.
    """
    regions = Regions(program)
    outcomes = Outcomes(regions)
    heard = hear(outcomes, packs[-1], audit)
    found = (*find_idle(regions), *find_bands(program), *find_unused(packs, program), *find_hidden(outcomes))
    found += (*find_groundless(outcomes, heard), *find_raised(program, packs[-1]))
    if not packs[-1].header.library:
        replies = any(c.target == "script.REPLY" for r in packs[-1].rules for c in r.then.collect)
        objections = [o for p in packs for o in p.objections] if replies else []
        witnesses = Witnesses(outcomes)
        found += find_unreached(witnesses, packs[-1], objections)
        scripts = Scripts(witnesses, packs, heard)
        scripts.find()
        found += (*scripts.look.found, *find_unbound(witnesses), *find_unapproved(witnesses), *find_no_figures(program, packs))
    if notes:
        found += find_misleading(outcomes, packs[-1].header.id)
    return _undecided_once(found)


def _undecided_once(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Say once of each place that something was not decided there: what was too hard for one question is so for the next."""
    first = {f.place: f for f in reversed(found) if f.code == UNDECIDED}
    return tuple(f for f in found if f.code != UNDECIDED or f is first[f.place])
