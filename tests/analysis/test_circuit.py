"""Functions of a circuit are what their names say, for every value of their variables."""

from __future__ import annotations

import builtins
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.analysis.circuit import Circuit, TooLarge
from dunning_rules.errors import UsageError
from tests.analysis.asking import members, taken, too_many_pigeons
from tests.building import unhurried


def three():
    circuit = Circuit()
    return circuit, [circuit.variable() for _ in range(3)]


def every_case(circuit, variables):
    for values in product((False, True), repeat=len(variables)):
        yield values, circuit.case(*(v if value else -v for v, value in zip(variables, values, strict=True)))


@pytest.mark.parametrize(
    ("make", "meant"),
    [
        (lambda c, a, b, d: c.all_of([a, b, d]), lambda a, b, d: a and b and d),
        (lambda c, a, b, d: c.any_of([a, -b, d]), lambda a, b, d: a or not b or d),
        (lambda c, a, b, _d: c.both(a, b), lambda a, b, _d: a and b),
        (lambda c, a, b, _d: c.without(a, b), lambda a, b, _d: a and not b),
        (lambda c, a, b, d: c.choose(a, b, d), lambda a, b, d: b if a else d),
        (lambda c, a, b, _d: c.choose(a, b, b), lambda _a, b, _d: b),
        (lambda c, a, b, d: c.at_least(2, [a, b, d]), lambda a, b, d: a + b + d >= 2),
        (lambda c, a, b, d: c.at_least(0, [a, b, d]), lambda _a, _b, _d: True),
        (lambda c, a, b, d: c.at_least(4, [a, b, d]), lambda _a, _b, _d: False),
        (lambda c, a, _b, _d: c.all_of([a, -a]), lambda _a, _b, _d: False),
        (lambda c, a, _b, _d: c.all_of([a, c.no]), lambda _a, _b, _d: False),
        (lambda c, a, _b, _d: c.all_of([a, c.yes, a]), lambda a, _b, _d: a),
        (lambda c, *_: c.all_of([]), lambda *_: True),
        (lambda c, *_: c.any_of([]), lambda *_: False),
    ],
)
def test_a_function_is_what_its_name_says(make, meant):
    circuit, variables = three()
    function = make(circuit, *variables)
    for values, held in every_case(circuit, variables):
        assert (function in held) is bool(meant(*values))


def test_equal_functions_are_one():
    circuit, (a, b, d) = three()
    size = len(circuit)
    assert circuit.all_of([a, b, d]) == circuit.all_of([d, a, b, a, circuit.yes])
    assert len(circuit) == size + 1


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_one_of_several_is_true_and_only_one(count):
    circuit = Circuit()
    cells = circuit.one_of(count)
    assert len(cells) == count
    for one in cells:
        assert [c for c in cells if c in circuit.case(one)] == [one]
    assert not circuit.can(*(-c for c in cells))


@unhurried
@given(data=st.data())
def test_spreads_have_one_value_in_every_case(data):
    circuit = Circuit()
    one, other = (dict(zip(values, circuit.one_of(3), strict=True)) for values in ((1, 2, 3), (2, 5, None)))
    condition = circuit.variable()
    chosen = circuit.choose_spread(condition, one, other)
    applied = circuit.apply(lambda a, b: a if b is None else a + b, one, other)
    where = circuit.where(applied, lambda v: v > 4)
    literals = [data.draw(st.sampled_from(list(s.values()))) for s in (one, other)]
    literals.append(data.draw(st.sampled_from([condition, -condition])))
    held = circuit.case(*literals)
    a, b = taken(one, held), taken(other, held)
    assert taken(chosen, held) == (a if condition in held else b)
    assert taken(applied, held) == (a if b is None else a + b)
    assert (where in held) is (taken(applied, held) > 4)
    assert members(one, held) == {a}


def test_a_value_that_is_never_taken_is_no_value():
    circuit, (a, *_) = three()
    assert circuit.choose_spread(circuit.yes, {1: circuit.yes}, {2: circuit.yes}) == {1: circuit.yes}
    assert circuit.apply(lambda x, y: (x, y), {1: a, 2: -a}, {1: a, 2: -a}) == {(1, 1): a, (2, 2): -a}


def test_what_is_demanded_holds_in_every_case():
    circuit, (a, b, _) = three()
    circuit.demand(a, b)
    assert not circuit.can(-a, -b)
    assert circuit.case(-a, -b) is None
    assert b in circuit.case(-a)


def test_what_is_preferred_holds_where_nothing_speaks_against_it():
    circuit, (a, b, d) = three()
    for wanted in ([a, -b, d], [-a, b, -d]):
        circuit.prefer(wanted)
        assert set(wanted) <= circuit.case()
    circuit.prefer([a, b])
    assert {-a, b} <= circuit.case(-a)


def test_the_fewest_that_never_hold_together():
    circuit, (a, b, d) = three()
    circuit.demand(-a, -b)
    assert sorted(circuit.needed(d, a, b)) == sorted([a, b])
    assert circuit.needed(a, circuit.no, b) == [circuit.no]
    circuit.demand(-d)
    circuit.demand(d)
    assert circuit.needed(a, b) == []


def test_a_question_that_outgrows_its_budget_says_so():
    circuit = Circuit(most=10)
    too_many_pigeons(circuit)
    with pytest.raises(TooLarge):
        circuit.can()


def test_without_the_solver_the_next_step_is_told(monkeypatch):
    found = builtins.__import__

    def missing(name, *rest):
        if name.startswith("pysat"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"pip install 'dunning-rules\[analysis\]'"):
        Circuit()
