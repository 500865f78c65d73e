"""Cases that are built: from the cells that are wanted to facts that can be stated, looked at with the engine's own eyes.

A function of the circuit knows cells only, and a computed fact cannot be stated.  So facts are stated from which everything
is worked out, and the engine says in which cells that lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.space import KNOWN
from dunning_rules.derive.sketch import A_DAY, Sketch
from dunning_rules.engine.deciding import DATA_PROBLEMS, Decider
from dunning_rules.errors import CaseError
from dunning_rules.model.case import CaseReader
from dunning_rules.model.proof import Witness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from dunning_rules.analysis.space import Space
    from dunning_rules.compiler.program import Program
    from dunning_rules.engine.resolve import Resolution
    from dunning_rules.engine.seen import Known

Cells = dict[int, int]
"""Variable: the cell wanted of it.  One more variable asks whether the moments of timed gates are the contact's own."""

MOST_TRIED: Final = 400
"""Combinations of values that are tried before cells count as never meeting."""

NOWHERE: Final = -1
"""The cell of a fact that two programs see in different ones."""

_FAR: Final = 100_000
"""So many days lie beyond all years in which a case can be."""

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


class Builder:
    """Builds cases for the programs that stand on one space; what once helped is tried first from then on."""

    def __init__(self, space: Space, programs: Sequence[Program]) -> None:
        self.space = space
        self.since = {g.gate.opens_after[1] for p in programs for g in p.gates.values() if g.gate.opens_after}
        self._deciders = [(Decider.of(p), CaseReader(p.facts)) for p in programs]
        self._computed = {DATA_PROBLEMS: DATA_PROBLEMS} | {f.name: f.computed for p in programs for f in p.computed}
        self._likely: dict[tuple[int, int], Any] = {}
        self._days: dict[tuple[int, int], date] = {}

    def plain(self) -> Built:
        """Build a case of which nothing is wanted."""
        return self._build({})

    def lying_in(self, cells: Cells) -> Built | None:
        """Build a case; None when it does not lie where it should, or is no case at all."""
        try:
            built = self._build(cells)
        except (CaseError, OverflowError):
            return None
        return built if all(built.cells[level] == cell for level, cell in cells.items()) else None

    def with_other_values(self, cells: Cells) -> bool:
        """Whether other values of the same cells, or another day, bring them together; these are then kept."""
        places = [(n, c) for n, c in cells.items() if n < len(self.space.variables) and self.space.variables[n].member is None]
        choices = [list(self._candidates(*place)) for place in places]
        before = self._likely, self._days
        for *values, day in islice(product(*choices, self._other_days(places)), MOST_TRIED):
            self._likely = before[0] | dict(zip(places, values, strict=True))
            self._days = before[1] | dict.fromkeys(places, day)
            if self.lying_in(cells) is not None:
                return True
        self._likely, self._days = before
        return False

    def told(self, told: Mapping[str, Any], contact: datetime) -> Built:
        """Let each program decide a case, as far as it knows its facts."""
        witness = Witness({n: _raw(v) for n, v in told.items()}, contact.isoformat(timespec="minutes"))
        resolutions, seen = [], []
        for decider, reader in self._deciders:
            known = decider.known(reader.read({n: v for n, v in told.items() if n in reader.facts}, contact))
            resolutions.append(decider.resolve(known.setting)[0])
            values = {DATA_PROBLEMS: bool(known.problems), **known.setting.values}
            seen.append(({*reader.facts, DATA_PROBLEMS}, self.space.cells_of(values)))
        cells = (*(self._agreed(level, seen) for level in range(len(self.space.variables))), int(self._waits(known)))
        return Built(witness, tuple(resolutions), cells, told, contact)

    def values(self, wanted: Cells) -> dict[str, Any]:
        """Give a value for each fact of which a cell is wanted."""
        found: dict[str, Any] = {}
        for level, cell in wanted.items():
            if level == len(self.space.variables):
                continue
            variable = self.space.variables[level]
            if variable.member is None:
                found[variable.fact] = self._likely.get((level, cell), variable.values[cell])
            elif variable.member == KNOWN:
                found.setdefault(variable.fact, frozenset() if cell else None)
            elif cell:
                found[variable.fact] = (found.get(variable.fact) or frozenset()) | {variable.member}
        return found

    # -- one case ------------------------------------------------------------------------------------------------------

    def _build(self, wanted: Cells) -> Built:
        values = self.values(wanted)
        facts = self.space.facts
        stated = {n: v for n, v in values.items() if not facts[n].computed}
        day = next((self._days[place] for place in wanted.items() if place in self._days), A_DAY)
        sketch = Sketch(values, lambda name, value: self._fits(name, value, wanted), stated, day)
        sketch.recent = bool(wanted.get(len(self.space.variables)))
        sketch.state_all(self._computed)
        if sketch.recent:
            sketch.state(**{s: sketch.contact for s in self.since if sketch.free(s) or sketch.stated(s)})
        for name, value in _REQUIRED.items() if not values.get(DATA_PROBLEMS) else ():
            if name in facts and facts[name].required:
                sketch.facts.setdefault(name, value)
        told = {n: v for n, v in sorted(sketch.facts.items()) if n in facts and v != facts[n].absent}
        return self.told(told, sketch.contact)

    def _agreed(self, level: int, seen: Sequence[tuple[Collection[str], Sequence[int]]]) -> int:
        """Give the cell in which all programs that know the fact see the case; no cell where they differ."""
        found = {cells[level] for facts, cells in seen if self.space.variables[level].fact in facts}
        return found.pop() if len(found) == 1 else NOWHERE

    def _waits(self, known: Known) -> bool:
        """Whether a moment that a timed gate counts from is the contact's own."""
        setting = known.setting
        return any(setting.values.get(s) == setting.contact for s in self.since)

    def _fits(self, name: str, value: Any, wanted: Cells) -> bool:  # noqa: ANN401 - a value of the fact
        level = self.space.levels[name, None]
        return self.space.cell(level, value) == wanted[level]

    # -- other values --------------------------------------------------------------------------------------------------

    def _candidates(self, level: int, cell: int) -> Iterator[Any]:
        """Values of a cell that a case may well have."""
        variable = self.space.variables[level]
        sample = variable.values[cell]
        yield sample
        for value in _like(self.space.facts[variable.fact].type, sample):
            if value != sample and self.space.cell(level, value) == cell:
                yield value

    def _other_days(self, places: Sequence[tuple[int, int]]) -> list[date]:
        """Days a case may well have: from the edges of dates that are wanted as many days on as something counts."""
        asked = [(self.space.variables[level], cell) for level, cell in places]
        numbers = (n for v, cell in asked if type(n := v.values[cell]) is int)
        counts = dict.fromkeys((0, *(n for n in numbers if abs(n) < _FAR)))
        edges = [m for v, _ in asked if self.space.facts[v.fact].type == "date" for m in self.space.partitions[v.fact].marks]
        return list(dict.fromkeys((A_DAY, *(m + timedelta(n + beside) for m in edges for n in counts for beside in (0, 1, -1)))))


def _like(kind: str, sample: Any) -> Iterable[Any]:  # noqa: ANN401 - a value of the kind
    """Give values of a kind that cases often have."""
    if sample is None:
        return ()
    if kind == "integer":
        return _LIKELY
    if kind in ("money", "decimal"):
        return (*map(Decimal, _LIKELY), Decimal("0.05"), Decimal("0.5"), *(sample * n for n in (2, 10)))
    if kind == "date":
        return (_DUE, *(A_DAY + timedelta(n) for n in (-400, -30, -1, 0, 1, 30)))
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
