"""What a case may say, and what a condition means there, in the words of z3: M1 to M8 of docs/reference/meaning.md.

Numbers are numbers here and not cells, so nothing is taken for granted that the analysis works out by cutting facts into
cells.  A condition is a pair: where it is certain, and where it is possible.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import z3

from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, ParameterRef, Test

DAYS = date(1900, 1, 1).toordinal(), date(2200, 12, 31).toordinal()
BOUNDS = {  # M1: what can be read at all
    "integer": (-999_999, 999_999),
    "decimal": (-(10**15), 10**15),
    "money": (-(10**15), 10**15),
    "date": DAYS,
    "time": (0, 86_400 - z3.Q(1, 1_000_000)),
}


class Truth(NamedTuple):
    certain: object
    possible: object


def told(holds):
    return Truth(holds, holds)


def some(parts):
    return z3.Or(*parts) if (parts := list(parts)) else z3.BoolVal(False)  # noqa: FBT003 - a value, not a switch


def every(parts):
    return z3.Not(some(z3.Not(p) for p in parts))


def at_least(n, parts):
    """Where n of the parts hold."""
    reached = [some([every([])]), *[some([])] * n]
    for part in parts:
        reached = [reached[0], *(z3.Or(more, z3.And(fewer, part)) for fewer, more in pairwise(reached))]
    return reached[n]


@cache
def sort_of(name, values):
    sort, constants = z3.EnumSort(f"{name}/{len(values)}/{hash(values)}", [f"{name}={v}" for v in values])
    return sort, dict(zip(values, constants, strict=True))


@cache
def number_of(text):
    """A text is only ever compared with texts: each that is written somewhere has a number of its own."""
    return z3.IntVal(_TEXTS.setdefault(text, len(_TEXTS)))


_TEXTS: dict[str, int] = {}


def constant(fact, value):
    if fact.type in ("flag", "choice"):
        return z3.BoolVal(value) if fact.type == "flag" else sort_of(fact.name, fact.values)[1][value]
    if fact.type == "text":
        return number_of(value)
    if isinstance(value, datetime):
        return z3.RealVal(str(value.timestamp()))
    if isinstance(value, date):
        return z3.IntVal(value.toordinal())
    if isinstance(value, time):
        return z3.RealVal(value.hour * 3600 + value.minute * 60 + value.second) + z3.Q(value.microsecond, 1_000_000)
    return z3.IntVal(value) if fact.type == "integer" else z3.RealVal(str(value))


def variable(fact):
    if fact.type == "choice":
        return z3.Const(fact.name, sort_of(fact.name, fact.values)[0])
    return {"flag": z3.Bool, "integer": z3.Int, "date": z3.Int, "text": z3.Int}.get(fact.type, z3.Real)(fact.name)


class Meaning:
    """Conditions over things that may be known: facts of a case, or outcomes of a decision."""

    def __init__(self, facts, parameters):
        self.facts, self.parameters = facts, parameters
        self._truths = {}

    def truth(self, condition):
        if id(condition) not in self._truths:
            self._truths[id(condition)] = condition, self._truth(condition)
        return self._truths[id(condition)][1]

    def _truth(self, condition):  # M4
        if isinstance(condition, Test):
            return self._test(condition, self.facts[condition.fact])
        certain, possible = zip(*map(self.truth, condition.parts), strict=True) if condition.parts else ((), ())
        if isinstance(condition, AllOf):
            return Truth(every(certain), every(possible))
        if isinstance(condition, AnyOf):
            return Truth(some(certain), some(possible))
        if isinstance(condition, AtLeastNOf):
            return Truth(at_least(condition.n, certain), at_least(condition.n, possible))
        return Truth(z3.Not(some(possible)), z3.Not(some(certain)))

    def _test(self, test, fact):  # M3
        known = self.known(fact.name)
        if test.operator == "known":
            return told(known if test.operands[0] else z3.Not(known))
        if fact.type == "set":
            found = some(self.element(fact.name, v) for v in fact.values if any(fact.covers(o, v) for o in test.operands))
            holds = found if test.operator == "includes" else z3.Not(found)
        else:
            read = [self._operand(o, fact) for o in test.operands]
            known = z3.And(known, *(there for there, _ in read))
            holds = self._holds(test, fact, self.value(fact.name), [value for _, value in read])
        return Truth(z3.And(known, holds), z3.Or(z3.Not(known), holds))

    def _operand(self, operand, fact):
        if not isinstance(operand, ParameterRef):
            return every([]), constant(fact, operand)
        found, rows = constant(fact, fact.values[0]) if fact.values else constant(fact, fact.read(0)), []
        parameter = self.parameters[operand.name]
        for keys, raw in parameter.table.items():
            rows.append(every(self._is(name, key) for name, key in zip(parameter.by, keys, strict=True)))
            found = z3.If(rows[-1], constant(fact, fact.read(raw)), found)
        return some(rows), found

    def _is(self, name, value):
        return z3.And(self.known(name), self.value(name) == constant(self.facts[name], value))

    def _holds(self, test, fact, value, operands):
        op, first, last = test.operator, operands[0], operands[-1]
        if op in ("is", "not"):
            same = [value == o for o in operands]
            if fact.type == "choice":  # M8
                same += [value == constant(fact, v) for v in fact.values if any(fact.covers(o, v) for o in test.operands)]
            return some(same) if op == "is" else z3.Not(some(same))
        if op == "hours":
            inside, (start, end) = (value >= first, value < last), test.operands
            return z3.And(*inside) if start < end else z3.Or(*inside)
        if fact.type == "choice":
            at = fact.values.index(test.operands[0])
            return some(value == constant(fact, v) for v in (fact.values[at:] if op == "at_least" else fact.values[: at + 1]))
        return {
            "at_least": value >= first,
            "more_than": value > first,
            "at_most": value <= first,
            "less_than": value < first,
            "between": z3.And(first <= value, value <= last),
        }[op]


COUNTED_FROM = {
    "days_overdue": "due_date",
    "effective_due_date": "due_date",
    "days_since_credit_notice": "credit_notice_sent_on",
    "days_since_lawyer_letter": "lawyer_letter_on",
    "days_since_ledger": "ledger_as_of",
    "days_since_legal_handover": "legal_handover_on",
    "days_since_letter_deadline": "demand_letter_deadline",
    "days_since_limitation": "limitation_end",
    "days_since_paid": "paid_on",
    "days_since_promise": "promise_date",
}
"""Computed facts that are known when a day is, and only then."""


NEVER_BELOW_ZERO = (
    "amount_due", "principal_due", "interest_due", "penalty_interest_due", "fees_due", "undisputed_amount", "unapplied_credit",
    "affordable_monthly", "affordable_now", "promise_amount", "paid_amount", "prior_late_count", "consecutive_late_count",
    "grace_granted_count", "grace_days", "fruitless_contacts", "requested_extension_days",
)  # fmt: skip
NEVER_ABOVE = (
    ("undisputed_within_amount", "undisputed_amount", "amount_due", 0),
    ("grace_within_row", "grace_granted_count", "consecutive_late_count", 0),
    ("row_within_history", "consecutive_late_count", "prior_late_count", 1),
)


class Case(Meaning):
    """The facts of any case, those a pack derives among them, and the laws every case obeys."""

    def __init__(self, program):
        super().__init__(program.facts, program.parameters)
        self.derivations = {d.fact.name: d for d in program.derivations}
        self.checks = set(program.checks)
        self._derived = {}

    def known(self, name):
        return z3.Not(self.problems()) if name in self.derivations else z3.Bool(f"{name} is known")

    def element(self, name, value):
        return z3.Bool(f"{name} holds {value}")

    def value(self, name):
        if name not in self.derivations:
            return variable(self.facts[name])
        if name not in self._derived:
            self._derived[name] = self._list(self.derivations[name])
        return self._derived[name]

    def problems(self):
        return z3.Bool("data_problems") if "data_problems" in self.facts else some([])

    def faults(self):
        """Figures that are a problem in the data where they are known, by the checks of the program."""
        if "amounts_not_below_zero" in self.checks:
            yield from (([name], self.value(name) < 0) for name in NEVER_BELOW_ZERO if name in self.facts)
        if "share_is_a_share" in self.checks:
            share = self.value("receivables_share")
            yield ["receivables_share"], z3.Or(share < 0, share > 1)
        if "consideration_three_to_five" in self.checks:
            days = self.value("consideration_days")
            yield ["consideration_days"], z3.Or(days < 3, days > 5)
        for check, low, high, more in NEVER_ABOVE:
            if check in self.checks:
                yield [low, high], self.value(low) > self.value(high) + more

    def _list(self, derivation):  # M7
        if derivation.count_of:
            return z3.Sum([z3.If(self.truth(c).certain, 1, 0) for c in derivation.count_of])
        found = constant(derivation.fact, derivation.otherwise)
        for row in reversed(derivation.rows):
            found = z3.If(self.truth(row.when).certain, constant(derivation.fact, row.value), found)
        return found

    def lying_at(self, values, names=None):
        """What is said of the facts of a case, the computed ones too; of the others than those named nothing is said."""
        for fact in (f for f in self.facts.values() if f.name not in self.derivations and (names is None or f.name in names)):
            yield self.known(fact.name) == (fact.name in values)
            if fact.type == "set":
                yield from (self.element(fact.name, v) == (v in values.get(fact.name, ())) for v in fact.values)
            elif fact.name in values and fact.type not in ("dates", "records"):
                yield self.value(fact.name) == constant(fact, values[fact.name])

    def laws(self, *, checked=True):
        """M1, M6, M8, M17: what can be read and counted, that `objection` is the gravest heard, and what makes data bad."""
        given = [f for f in self.facts.values() if f.name not in self.derivations]
        for fact in given:
            if fact.type in BOUNDS:
                low, high = BOUNDS[fact.type]
                yield z3.And(self.value(fact.name) >= low, self.value(fact.name) <= high)
            yield from (z3.Implies(self.element(fact.name, v), self.known(fact.name)) for v in fact.values if fact.type == "set")
            if fact.required:
                yield z3.Or(self.known(fact.name), self.problems())
            if fact.computed in COUNTED_FROM:
                yield self.known(fact.name) == self.known(COUNTED_FROM[fact.computed])
        if "data_problems" in self.facts:
            yield self.known("data_problems")
        for names, fault in self.faults() if checked else ():
            yield z3.Implies(z3.And(fault, *map(self.known, names)), self.problems())
        if checked and "promise_has_both" in self.checks:
            yield z3.Or(self.known("promise_date") == self.known("promise_amount"), self.problems())
        graver = some([])
        for value in self.facts["objections"].values:
            said = self.element("objections", value)
            yield self._is("objection", value) == z3.And(said, z3.Not(graver))
            graver = z3.Or(graver, said)


class IfLeading(Case):
    """The same case, taken as if another objection led (M8): only that fact is another, and what is derived from it."""

    def __init__(self, program, objection):
        super().__init__(program)
        self.objection = objection

    def known(self, name):
        return every([]) if name == "objection" else super().known(name)

    def value(self, name):
        return constant(self.facts[name], self.objection) if name == "objection" else super().value(name)
