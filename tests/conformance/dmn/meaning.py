"""What a decision table answers, from DMN's definitions of the hit policies and from nothing else."""

from __future__ import annotations

from decimal import Decimal


class UndefinedError(Exception):
    """The table gives no answer for a case that its hit policy does not provide for."""


def answer(table, point):
    """Give the outputs of one row, a list of them, or a number as text; None where nothing matches and nothing is the default."""
    rows = table.matching(point)
    if table.policy in AGGREGATED:
        return AGGREGATED[table.policy]([Decimal(r.outputs[0]) for r in rows])
    if table.policy in LISTED:
        return tuple(r.outputs for r in LISTED[table.policy](table, rows))
    if not rows:
        return table.defaults or None
    return SINGLE[table.policy](table, rows)


def unique(_table, rows):
    if len(rows) > 1:
        msg = "two rows match"
        raise UndefinedError(msg)
    return rows[0].outputs


def agreed(_table, rows):
    outputs = {r.outputs for r in rows}
    if len(outputs) > 1:
        msg = "two rows match and differ"
        raise UndefinedError(msg)
    return rows[0].outputs


def foremost(table, rows):
    best = min(map(table.rank, rows))
    return agreed(table, [r for r in rows if table.rank(r) == best])


SINGLE = {"U": unique, "A": agreed, "P": foremost, "F": lambda _table, rows: rows[0].outputs}
LISTED = {
    "C": lambda _table, rows: rows,
    "R": lambda _table, rows: rows,
    "O": lambda table, rows: sorted(rows, key=table.rank),
}
AGGREGATED = {
    "C#": lambda found: str(len(found)),
    "C+": lambda found: str(sum(found)) if found else None,
    "C<": lambda found: str(min(found)) if found else None,
    "C>": lambda found: str(max(found)) if found else None,
}
