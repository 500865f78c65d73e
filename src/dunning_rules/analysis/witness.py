"""Witnesses: a case that a solver found, made into facts that can be stated, and looked at with the engine's own eyes.

A function of the circuit knows cells only.  A computed fact cannot be stated, and some cells never meet: nobody is 5 days
overdue and pays in 3.  So a case is built, everything computable is worked out, and where that is not what was wanted the
fewest cells that cannot be brought together are ruled out, for good and by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.space import KNOWN
from dunning_rules.derive.sketch import Sketch
from dunning_rules.engine.deciding import Decider
from dunning_rules.errors import CaseError
from dunning_rules.model.case import CaseReader
from dunning_rules.model.proof import Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.outcomes import Outcomes
    from dunning_rules.engine.resolve import Resolution
    from dunning_rules.engine.seen import Known

Cells = dict[int, int]
"""Variable: the cell wanted of it."""

_NOWHERE: Final = -1
MOST_TRIED: Final = 400
"""Combinations of values that are tried before cells count as never meeting."""

_LIKELY: Final[tuple[Any, ...]] = (0, 1, 2, 3, 4, 5, 10, 30, 100, 1000, 100_000, -1, -2, -3, -4, -30)
_DUE: Final = date(2026, 11, 10)


@dataclass(frozen=True, slots=True)
class Built:
    """A case that was built: its facts, what the engine resolves by each program, and where it lies."""

    witness: Witness
    resolutions: tuple[Resolution, ...]
    cells: tuple[int, ...]
    told: Mapping[str, Any]
    contact: datetime


class Witnesses:
    """Finds cases for the outcomes of one program, or of several that stand on one ground.

    ``ruled_out`` lists the cells that were found never to meet; ``usual`` are the cells of a case of which nothing is
    wanted.  Beside the facts a case has one thing more, in the last cell: whether the moments that timed gates count from are
    the contact's own.
    """

    def __init__(self, *outcomes: Outcomes) -> None:
        self.outcomes = outcomes[0]
        ground, programs = self.outcomes.regions.ground, [o.program for o in outcomes]
        self.space = ground.space
        self.circuit = ground.circuit
        self.cells = (*ground.cells, (-ground.recent, ground.recent))
        self._since = {s for p in programs for g in p.gates.values() for _, s in [g.gate.opens_after or ("", "")] if s}
        self.ruled_out: list[Mapping[str, Any]] = []
        self._deciders = [(Decider.of(p), CaseReader(p.facts)) for p in programs]
        self._computed = {f.name: f.computed for p in programs for f in p.computed}
        self._likely: dict[int, Any] = {}
        self.usual = self.build({}).cells

    def find(self, *literals: Literal) -> Built | None:
        """Give a case in which all of these hold, as plain as can be, or None when there is none.  Raises TooLarge."""
        while (wanted := self._wanted(literals)) is not None:
            built = self._lying_in(wanted)
            if built is not None:
                return self._fewer_facts(built, literals)
            self._rule_out(wanted)
        return None

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
            fewer = self._built({n: v for n, v in built.told.items() if n != name}, built.contact)
            if self.circuit.can(*literals, *(row[cell] for row, cell in zip(self.cells, fewer.cells, strict=True))):
                built = fewer
        return built

    # -- building ------------------------------------------------------------------------------------------------------

    def build(self, wanted: Cells) -> Built:
        """Build a case that is meant to lie in the cells wanted; whether it does is for the caller to see."""
        values = self._values(wanted)
        facts = self.space.facts
        stated = {n: v for n, v in values.items() if not facts[n].computed}
        sketch = Sketch(values, lambda name, value: self._fits(name, value, wanted), stated)
        sketch.recent = bool(wanted.get(len(self.space.variables)))
        sketch.state_all(self._computed)
        if sketch.recent:
            sketch.state(**{s: sketch.contact for s in self._since if sketch.free(s) or sketch.stated(s)})
        for name, value in _REQUIRED.items():
            if name in facts and facts[name].required:
                sketch.facts.setdefault(name, value)
        told = {n: v for n, v in sorted(sketch.facts.items()) if n in facts and v != facts[n].absent}
        return self._built(told, sketch.contact)

    def _built(self, told: Mapping[str, Any], contact: datetime) -> Built:
        """Let each program decide the case, as far as it knows its facts."""
        witness = Witness({n: _raw(v) for n, v in told.items()}, contact.isoformat(timespec="minutes"))
        resolutions, seen = [], []
        for decider, reader in self._deciders:
            known = decider.known(reader.read({n: v for n, v in told.items() if n in reader.facts}, contact))
            resolutions.append(decider.resolve(known.setting)[0])
            seen.append((reader.facts, self.space.cells_of(known.setting.values)))
        cells = (*(self._agreed(level, seen) for level in range(len(self.space.variables))), int(self._waits(known)))
        return Built(witness, tuple(resolutions), cells, told, contact)

    def _agreed(self, level: int, seen: Sequence[tuple[Mapping[str, Any], Sequence[int]]]) -> int:
        """Give the cell in which all programs that know the fact see the case; no cell where they differ."""
        found = {cells[level] for facts, cells in seen if self.space.variables[level].fact in facts}
        return found.pop() if len(found) == 1 else _NOWHERE

    def _waits(self, known: Known) -> bool:
        """Whether a moment that a timed gate counts from is the contact's own."""
        setting = known.setting
        return any(setting.values.get(s) == setting.contact for s in self._since)

    def _values(self, wanted: Cells) -> dict[str, Any]:
        """Give a value for each fact of which a cell is wanted."""
        found: dict[str, Any] = {}
        for level, cell in wanted.items():
            if level == len(self.space.variables):
                continue
            variable = self.space.variables[level]
            if variable.member is None:
                found[variable.fact] = self._likely.get(self.cells[level][cell], variable.values[cell])
            elif variable.member == KNOWN:
                found.setdefault(variable.fact, frozenset() if cell else None)
            elif cell:
                found[variable.fact] = (found.get(variable.fact) or frozenset()) | {variable.member}
        return found

    def _fits(self, name: str, value: Any, wanted: Cells) -> bool:  # noqa: ANN401 - a value of the fact
        level = self.space.levels.get((name, None))
        return level is None or level not in wanted or self.space.cell(level, value) == wanted[level]

    # -- what never meets ----------------------------------------------------------------------------------------------

    def _rule_out(self, wanted: Cells) -> None:
        """Find the fewest of the cells that cannot be brought together, and demand that they never meet.

        Other values of these cells are tried first; one that fits is remembered as the likely one.
        """
        fewest = dict(wanted)
        for level in sorted(wanted, key=lambda n: wanted[n] != self.usual[n]):
            rest = {n: c for n, c in fewest.items() if n != level}
            if self._lying_in(rest) is None:
                fewest = rest
        if not self._other_values(fewest):
            self.circuit.demand(*(-self.cells[level][cell] for level, cell in fewest.items()))
            self.ruled_out.append(self._values(fewest))

    def _lying_in(self, cells: Cells) -> Built | None:
        """Build a case; None when it does not lie where it should, or is no case at all."""
        try:
            built = self.build(cells)
        except CaseError:
            return None
        return built if all(built.cells[level] == cell for level, cell in cells.items()) else None

    def _other_values(self, cells: Cells) -> bool:
        """Whether some values of the cells can be brought together after all."""
        levels = [level for level in cells if level < len(self.space.variables) and self.space.variables[level].member is None]
        choices = [list(self._candidates(level, cells[level])) for level in levels]
        before = dict(self._likely)
        for values in islice(product(*choices), MOST_TRIED):
            self._likely |= {self.cells[n][cells[n]]: v for n, v in zip(levels, values, strict=True)}
            if self._lying_in(cells) is not None:
                return True
        self._likely = before
        return False

    def _candidates(self, level: int, cell: int) -> Iterator[Any]:
        """Values of a cell that a case may well have."""
        variable = self.space.variables[level]
        sample = variable.values[cell]
        yield sample
        for value in _like(self.space.facts[variable.fact].type, sample):
            if value != sample and self.space.cell(level, value) == cell:
                yield value


def _like(kind: str, sample: Any) -> Iterable[Any]:  # noqa: ANN401 - a value of the kind
    """Give values of a kind that cases often have."""
    if sample is None:
        return ()
    if kind == "integer":
        return _LIKELY
    if kind in ("money", "decimal"):
        return (*map(Decimal, _LIKELY), Decimal("0.05"), Decimal("0.5"), *(sample * n for n in (2, 10)))
    if kind == "date":
        return (_DUE, *(date(2026, 11, 25) + timedelta(n) for n in (-400, -30, -1, 0, 1, 30)))
    return ("USD", "Asia/Shanghai") if kind == "text" else ()


_REQUIRED: Final[dict[str, Any]] = {
    "amount_due": Decimal(1000),
    "currency": "CNY",
    "debtor_type": "company",
    "due_date": _DUE,
}
"""What a case states of the facts that packs require, where nothing is wanted of them."""


def _raw(value: Any) -> Any:  # noqa: ANN401 - a value of a fact
    """Give a value as a file of cases has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, list):
        return [_raw(v) for v in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
