"""Which answers the tests of a condition can have together, so that nothing impossible is asked of the tests.

Facts count as free of each other; tests of one fact do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.compiler.cells import UNKNOWN, Partition, figures_of
from dunning_rules.compiler.matcher import MatcherBuilder, column_key
from dunning_rules.compiler.samples import between
from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import Case
from dunning_rules.packtest.answers import FALSE, TRUE, UNTOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.condition import Test
    from dunning_rules.model.fact import Fact
    from dunning_rules.packtest.answers import Answers

MOST_ANSWERS: Final = 20_000
"""Ways of answering one condition that are looked at; what is wider than this is taken to be possible throughout."""

_SOME_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be answered in one program; ``told`` are the facts that are known in every case that is accepted."""

    program: Program
    told: frozenset[str]

    @classmethod
    def of(cls, program: Program) -> Reach:
        """See what is known of a case that says no more than it must."""
        return cls(program, always_told(program))

    def answers(self, tests: Sequence[Test]) -> list[Answers] | None:
        """Give every way in which the tests can be answered together, or None where these are too many."""
        columns: dict[object, list[int]] = {}
        for position, test in enumerate(tests):
            columns.setdefault(column_key(test, self.program.facts), []).append(position)
        ways = [self._ways([tests[p] for p in positions]) for positions in columns.values()]
        if prod(map(len, ways)) > MOST_ANSWERS:
            return None
        order = [p for positions in columns.values() for p in positions]
        found = (dict(zip(order, (a for way in chosen for a in way), strict=True)) for chosen in product(*ways))
        return [tuple(way[p] for p in range(len(tests))) for way in found]

    def _ways(self, tests: list[Test]) -> list[Answers]:
        """Give the ways in which tests of one column are answered together: one a cell."""
        builder = MatcherBuilder(self.program.facts, self.program.parameters)
        bits = [builder.add(t) for t in tests]
        (column,) = builder.build().columns
        cells = [c for c in range(len(column.can)) if self._there(column.key[0], tests, c)]
        ways = (tuple(_answered(b, column.can[c], column.must[c]) for b in bits) for c in cells)
        return list(dict.fromkeys(ways))

    def _there(self, kind: str, tests: list[Test], cell: int) -> bool:
        """Whether a case can lie in the cell."""
        if kind == "table":
            return True
        fact = self.program.facts[tests[0].fact]
        if cell == UNKNOWN:
            return fact.name not in self.told
        figures = figures_of(tests, fact, self.program.parameters)
        return kind == "set" or Partition(fact, figures).sample(cell) is not None


def _answered(bit: int, can: int, must: int) -> int:
    return TRUE if must & bit else UNTOLD if can & bit else FALSE


def always_told(program: Program) -> frozenset[str]:
    """Name the facts that no accepted case leaves unknown: the required ones, those worked out from them, and derived ones."""
    required = {f.name: _some_value(f) for f in program.facts.values() if f.required}
    known = Decider.of(program).known(Case(_SOME_MOMENT, _SOME_MOMENT, required))
    return frozenset({*known.setting.values, *(d.fact.name for d in program.derivations)})


def _some_value(fact: Fact) -> Any:  # noqa: ANN401 - a value of the fact
    if fact.type in ("integer", "decimal", "money", "date", "moment", "time"):
        return between(fact.type, None, None)
    listed = {"flag": True, "set": frozenset(), "dates": (), "records": ()}
    return listed.get(fact.type, fact.values[0] if fact.values else "another text")
