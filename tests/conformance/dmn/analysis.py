"""What an analyser says of a decision table, from its definitions, by looking at every cell; rows are named by their numbers."""

from __future__ import annotations

from itertools import combinations, permutations


def gaps(table):
    """The cells of the domain that no row matches.  A default output does not fill them."""
    return {p for p in table.points() if not table.matching(p)}


def overlaps(table):
    """The cells that more than one row matches, with all the rows that do."""
    matching = {p: frozenset(r.number for r in table.matching(p)) for p in table.points()}
    return {p: rows for p, rows in matching.items() if len(rows) > 1}


def refused(table):
    """Pairs of rows whose overlap is an error: any overlap under U, one with different outputs under A, none elsewhere."""
    if table.policy not in ("U", "A"):
        return set()
    return {(a.number, b.number) for a, b in _meeting(table) if table.policy == "U" or a.outputs != b.outputs}


def masked(table):
    """Under P: the row, and one that overlaps it, is at least as wide in every input, and stands before it in an output."""
    if table.policy != "P":
        return set()
    return {(a.number, b.number) for a, b in _both_ways(table) if _before(table, b, a) and _wider(table, b, a)}


def misleading(table):
    """Under P: a row that stands before one it overlaps, and has a dash where the other has none.

    In that input a reader takes the row with the dash for the general case and the other for the exception, yet the general one
    wins.  Where it hides the other altogether, that is said as masked and not again here.
    """
    if table.policy != "P":
        return set()
    found = {(a.number, b.number) for a, b in _both_ways(table) if _before(table, a, b) and _dash_against_none(a, b)}
    return {(general, special) for general, special in found if (special, general) not in masked(table)}


def subsumed(table):
    """A row, and one with the same outputs that it holds in every input."""
    return {(a.number, b.number) for a, b in _both_ways(table) if a.outputs == b.outputs and _wider(table, a, b)}


def repeated(table):
    """Rows whose inputs are written alike, whatever their outputs."""
    texts = {r.number: tuple(e.text for e in r.entries) for r in table.rows}
    return {(a, b) for a, b in combinations(texts, 2) if texts[a] == texts[b]}


def never_wins(table):
    """Rows that decide no cell: in each one they match, another goes first.  Wider than masked: several may hide one together.

    Only for the hit policies that let one row go first, P and F.
    """
    orders = {"P": table.rank, "F": lambda row: row.number}
    if table.policy not in orders:
        return set()
    place = orders[table.policy]
    winning = set()
    for point in table.points():
        rows = table.matching(point)
        best = min(map(place, rows), default=None)
        winning |= {r.number for r in rows if place(r) == best}
    return {r.number for r in table.rows} - winning


def _meeting(table):
    points = {r.number: {p for p in table.points() if r.matches(p)} for r in table.rows}
    return [(a, b) for a, b in combinations(table.rows, 2) if points[a.number] & points[b.number]]


def _both_ways(table):
    meeting = {(a.number, b.number) for a, b in _meeting(table)}
    return [(a, b) for a, b in permutations(table.rows, 2) if {(a.number, b.number), (b.number, a.number)} & meeting]


def _before(table, one, other):
    """Whether a row stands before another in an output with an order."""
    triples = zip(table.orders, one.outputs, other.outputs, strict=True)
    return any(order.index(a) < order.index(b) for order, a, b in triples if order)


def _wider(table, one, other):
    """Whether a row takes, in every input, all that another takes."""
    columns = zip(*table.points(), strict=True)
    triples = zip(columns, one.entries, other.entries, strict=True)
    return all(mine.holds(v) or not theirs.holds(v) for values, mine, theirs in triples for v in values)


def _dash_against_none(one, other):
    return any(a.dash and not b.dash for a, b in zip(one.entries, other.entries, strict=True))
