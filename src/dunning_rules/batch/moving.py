"""Two versions of a pack on one ledger: which items and how much money go from one value of an outcome to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.decision import Contact, Decision, Script, plain
from dunning_rules.model.difference import CaseChange, KeyChange, Move, Moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dunning_rules.model.ledger import LedgerLine

OUTCOMES: Final = ("stage", "verdict", "tone", "channel", "action", "offer")
"""What items are seen to move between; `action` is the first thing to do."""

NOTHING: Final = "-"
REFUSED: Final = "refused"
"""Stands for every outcome of a line or case that could not be decided."""

_LEFT_OUT: Final = ("as_of", "packs", "trace", "assumed")
"""Parts of a decision that say how it came about, not what it is."""


@dataclass(slots=True)
class Moving:
    """Counts while the lines go by; memory grows with the values of outcomes, never with the ledger.

    ``examples`` is how many ids each move keeps.
    """

    examples: int = 5
    items: int = 0
    otherwise: int = 0
    _sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    _touched: Counter[str] = field(default_factory=Counter)
    _moves: dict[tuple[str, str, str], _Tally] = field(default_factory=lambda: defaultdict(_Tally))

    def add(self, old: LedgerLine, new: LedgerLine) -> None:
        """Take one line as both versions decided it; a credit is no case and is passed over."""
        if not any((old.decision, old.error, new.decision, new.error)):
            return
        self.items += 1
        touched = tuple(change.key for change in parts_changed(old.decision, new.decision))
        if not touched:
            return
        self.otherwise += 1
        self._touched.update(touched)
        amount = new.amount if new.amount is not None else old.amount
        if amount is not None:
            self._sums[new.currency] += amount
        before, after = outcomes(old.decision), outcomes(new.decision)
        for outcome in OUTCOMES:
            if before[outcome] != after[outcome]:
                tally = self._moves[outcome, before[outcome], after[outcome]]
                tally.add(new, amount, self.examples)

    def moves(self) -> Moves:
        """Give what was counted: outcome by outcome, the most frequent move first."""
        found = (
            Move(*key, tally.count, MappingProxyType(dict(sorted(tally.sums.items()))), tuple(tally.examples))
            for key, tally in self._moves.items()
        )
        ordered = sorted(found, key=lambda m: (OUTCOMES.index(m.outcome), -m.count, m.old, m.new))
        sums, touched = dict(sorted(self._sums.items())), dict(self._touched.most_common())
        return Moves(self.items, self.otherwise, MappingProxyType(sums), MappingProxyType(touched), tuple(ordered))


@dataclass(slots=True)
class _Tally:
    count: int = 0
    sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    examples: list[str] = field(default_factory=list)

    def add(self, line: LedgerLine, amount: Decimal | None, most: int) -> None:
        self.count += 1
        if amount is not None:
            self.sums[line.currency] += amount
        if len(self.examples) < most:
            self.examples.append(line.id or f"line {line.number}")


def moved(old: Iterable[LedgerLine], new: Iterable[LedgerLine], examples: int = 5) -> Moves:
    """Go through one ledger as two versions decide it, line by line and side by side; nothing is kept.

    Both sides must come from the same file and the same day, so that their lines stand side by side.
    """
    moving = Moving(examples)
    for before, after in zip(old, new, strict=True):
        moving.add(before, after)
    return moving.moves()


def outcomes(decision: Decision | None) -> dict[str, str]:
    """Give the outcomes of a decision that items are seen to move between; without a decision all are refused."""
    if decision is None:
        return dict.fromkeys(OUTCOMES, REFUSED)
    return {
        "stage": decision.stage or NOTHING,
        "verdict": decision.verdict,
        "tone": decision.tone.name or NOTHING,
        "channel": decision.channel,
        "action": decision.next_actions[0] if decision.next_actions else NOTHING,
        "offer": decision.offer.id,
    }


def parts_changed(old: Decision | None, new: Decision | None) -> Iterator[KeyChange]:
    """Tell the parts in which two decisions of one case differ; which rules spoke is no part of them."""
    if old is None or new is None:
        if old is not new:
            yield KeyChange("decision", *(REFUSED if d is None else d.verdict for d in (old, new)))
        return
    for f in fields(Decision):
        if f.name not in _LEFT_OUT:
            left, right = (_bare(getattr(decision, f.name)) for decision in (old, new))
            if left != right:
                yield from _told(f.name, plain(left), plain(right))


def _bare(part: Any) -> Any:  # noqa: ANN401 - any part of a decision
    """Leave out which rules a part is owed to, and in which snippets its words stand."""
    if isinstance(part, Contact):
        return replace(part, rule="")
    if isinstance(part, Script):
        return replace(part, sections=())
    return replace(part, reasons=()) if hasattr(part, "reasons") else part


def _told(key: str, old: Any, new: Any) -> Iterator[KeyChange]:  # noqa: ANN401 - plain data
    """Go into a part as far as it has names, so that only what differs is told."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            if old[name] != new[name]:
                yield from _told(f"{key}.{name}", old[name], new[name])
    else:
        yield KeyChange(key, shown(old), shown(new))


def shown(value: Any) -> str:  # noqa: ANN401 - plain data
    """Write a value of a decision on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{k}: {shown(v)}" for k, v in value.items() if v not in (None, [], ""))
    if isinstance(value, list):
        return "; ".join(map(shown, value)) or NOTHING
    return NOTHING if value is None else str(value)


def case_change(name: str, old: Decision | str, new: Decision | str) -> CaseChange | None:
    """Tell one case that two versions decide or refuse differently; a text is why it was refused."""
    decided = [d if isinstance(d, Decision) else None for d in (old, new)]
    parts = tuple(parts_changed(*decided))
    if isinstance(old, str) and isinstance(new, str) and old != new:
        parts = (KeyChange("error", old, new),)
    return CaseChange(name, parts) if parts else None
