"""What our linter says of a translated table, beside what the definitions say: the differences, as sentences."""

from __future__ import annotations

import re

from tests.conformance.dmn import analysis

CLASH, DEAD, GAP, MISLEADING = "DR213", "DR504", "DR505", "DR507"


def differences(table, findings, codes):
    """Compare the findings on the rules form of a table with the definitions, for the codes asked.

    That `otherwise` is dead, the rule of a default output no case needs, is right and no row's fault.
    A finding names its rules in backticks, `row-3` for the third row: DR213 both rules of a clash; DR504 the rule that never
    wins, then what hides it; DR507 the misleading rule, then the one it misleads about; DR505 is there where there is a gap.
    """
    spoken_of = [f for f in findings if f.code != DEAD or not f.message.startswith("`otherwise`")]
    named = {code: [_rows(f.message) for f in spoken_of if f.code == code] for code in codes}
    checks = {CLASH: _clashes, DEAD: _dead, GAP: _gap, MISLEADING: _misleading}
    return [line for code in codes for line in checks[code](table, named[code])]


def _rows(message):
    return [int(n) for n in re.findall(r"`row-(\d+)`", message)]


def _clashes(table, named):
    """Our rules of one rank may meet as long as they say the same: this is A, also where the table says U."""
    outputs = {r.number: r.outputs for r in table.rows}
    wanted = {pair for pair in analysis.refused(table) if outputs[pair[0]] != outputs[pair[1]]}
    return _compared(CLASH, wanted, {tuple(sorted(rows)) for rows in named})


def _dead(table, named):
    """A masked row must be named with the row that masks it; rows that several hide together are dead too."""
    hidden = {rows[0]: set(rows[1:]) for rows in named}
    unnamed = [f"{DEAD} does not say that row {b} hides row {a}" for a, b in analysis.masked(table) if b not in hidden.get(a, ())]
    return [*_compared(DEAD, analysis.never_wins(table), set(hidden)), *unnamed]


def _gap(table, named):
    """Rows of a table with a default output leave no gap here: the rule `otherwise` fills it."""
    wanted = bool(analysis.gaps(table)) and not table.defaults
    return [] if wanted is bool(named) else [f"{GAP} is {'missing' if wanted else 'wrong'}"]


def _misleading(table, named):
    return _compared(MISLEADING, analysis.misleading(table), {tuple(rows[:2]) for rows in named})


def _compared(code, wanted, found):
    missing = [f"{code} is missing for {rows}" for rows in sorted(wanted - found)]
    return [*missing, *(f"{code} is wrong for {rows}" for rows in sorted(found - wanted))]
