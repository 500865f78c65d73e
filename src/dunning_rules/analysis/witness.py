"""Witnesses: a case that a solver found, built and looked at with the engine's own eyes.

Some cells never meet: nobody is 5 days overdue and pays in 3.  Where a case cannot be built, the fewest cells that could not
be brought together are taken as never meeting, by name.  That is no proof, so no answer rests on it unsaid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.analysis.area import cells_in_words
from dunning_rules.analysis.building import NOWHERE, Builder, Built, Cells
from dunning_rules.analysis.circuit import TooLarge, Undecided

if TYPE_CHECKING:
    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.outcomes import Outcomes

MOST_BUILT: Final = 500
"""Cases that are built for one question."""


class NeverMeeting(Undecided):
    """No case was found; there is none if these never meet, each said in words."""

    def __init__(self, *apart: tuple[str, ...]) -> None:
        self.apart = apart
        cases = ", or in which ".join(map(" and ".join, apart))
        super().__init__(f"it hangs on whether there is a case in which {cases}; none could be built")


class Witnesses:
    """Finds cases for the outcomes of one program, or of several that stand on one ground.

    ``apart`` has the cells that are taken as never meeting; ``usual`` are the cells of a case of which nothing is wanted.
    Beside the facts a case has one thing more, in the last cell: whether the moments that timed gates count from are the
    contact's own.
    """

    def __init__(self, *outcomes: Outcomes) -> None:
        self.outcomes = outcomes[0]
        ground = self.outcomes.regions.ground
        self.space = ground.space
        self.circuit = ground.circuit
        self.cells = (*ground.cells, (-ground.recent, ground.recent))
        self.apart: dict[Literal, Cells] = {}
        self.builder = Builder(self.space, [o.program for o in outcomes])
        self.usual = self.builder.plain().cells
        if not self.builder.since:
            self.circuit.demand(-ground.recent)

    def find(self, *literals: Literal) -> Built | None:
        """Give a case in which all of these hold, as plain as can be, or None when there is none.

        Raises Undecided where that cannot be told.
        """
        tried: list[Cells] = []
        for _ in range(MOST_BUILT):
            wanted = self._wanted((*self.apart, *literals))
            if wanted is None:
                self._see_why_not(literals)
                return None
            built = self.builder.lying_in(wanted)
            if built is not None:
                return self._fewer_facts(built, literals)
            self._bring_together(wanted, tried)
        raise TooLarge

    def _see_why_not(self, literals: tuple[Literal, ...]) -> None:
        """There is no case; where that rests on values that are only taken as never meeting, say which."""
        if not self.circuit.can(*literals):
            return
        needed = set(self.circuit.needed(*self.apart, *literals))
        taken = [cells for one, cells in self.apart.items() if one in needed]
        raise NeverMeeting(*(tuple(cells_in_words(self.space, n, (c,)) for n, c in cells.items()) for cells in taken))

    def _wanted(self, literals: tuple[Literal, ...]) -> Cells | None:
        """Give the cells of a case that differs from a plain one in as few facts as needed."""
        plain = [self.cells[level][cell] for level, cell in enumerate(self.usual)]
        self.circuit.prefer(plain)
        held = self.circuit.case(*literals)
        if held is None:
            return None
        kept = [p for p in plain if p in held]
        for one in plain:
            if one not in held and (better := self.circuit.case(*literals, *kept, one)):
                held = better
                kept.append(one)
        return {level: next(c for c, one in enumerate(row) if one in held) for level, row in enumerate(self.cells)}

    def _fewer_facts(self, built: Built, literals: tuple[Literal, ...]) -> Built:
        """Leave out every fact without which all still holds."""
        for name in built.told:
            fewer = self.builder.told({n: v for n, v in built.told.items() if n != name}, built.contact)
            if NOWHERE not in fewer.cells and self.circuit.can(
                *literals, *(row[cell] for row, cell in zip(self.cells, fewer.cells, strict=True))
            ):
                built = fewer
        return built

    def _bring_together(self, wanted: Cells, tried: list[Cells]) -> None:
        """Find the fewest of the cells that were not brought together, and try other values of them.

        Where none fit they are taken as never meeting.  Cells that were brought together before are now tried with all others
        that were, since what fits the ones may not fit the others.
        """
        fewest = dict(wanted)
        for level in sorted(wanted, key=lambda n: wanted[n] != self.usual[n]):
            rest = {n: c for n, c in fewest.items() if n != level}
            if self.builder.lying_in(rest) is None:
                fewest = rest
        if fewest in tried:
            fewest = {level: cell for cells in tried for level, cell in cells.items()}
        if self.builder.with_other_values(fewest):
            tried.append(fewest)
        else:
            self._keep_apart(fewest)

    def _keep_apart(self, cells: Cells) -> None:
        apart = self.circuit.variable()
        self.circuit.demand(-apart, *(-self.cells[level][cell] for level, cell in cells.items()))
        self.apart[apart] = cells
