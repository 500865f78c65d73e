"""Every hit policy of DMN, by its definition and by our engine: on the cases of the suite, on every cell, on generated tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.conformance.dmn import translating
from tests.conformance.dmn.meaning import UndefinedError, answer
from tests.conformance.dmn.table import MULTIPLE, table, tables
from tests.conformance.dmn.translating import RefusedError, answered, documents, forms
from tests.meaning.both import compiled, resolved
from tests.meaning.definition import Definition

SUITE = tables("hit_policies")
SAID = [t for t in SUITE if t.policy != "C+"]
WAYS = [pytest.param(t, form, id=f"{t.name}-as-{form}") for t in SAID for form in forms(t)]
CASES = [pytest.param(t, *case, id=f"{t.name}-{n}") for t in SUITE for n, case in enumerate(t.cases, 1)]


class Asked:
    """A table written in one of its forms, ready to be asked."""

    def __init__(self, made, form):
        self.table, self.form, self.documents = made, form, documents(made, form)
        programs, findings = compiled(self.documents)
        assert findings == (), findings
        self.decider, self.reader = Decider.of(programs[0]), CaseReader(programs[0].facts)

    def engine(self, point):
        return answered(self.table, self.form, resolved(self.decider, self.reader, translating.given(self.table, point)))

    def definition(self, point):
        facts = translating.given(self.table, point)
        return answered(self.table, self.form, Definition(self.documents).resolve(facts))


def as_ours(made, wanted):
    """An answer of DMN as our language gives it: a collection names each value once, and under C in the order of the table."""
    if made.policy not in MULTIPLE:
        return wanted
    if made.policy == "C":
        places = [r.outputs for r in made.rows]
        wanted = sorted(wanted, key=places.index)
    return tuple(dict.fromkeys(wanted))


@pytest.mark.parametrize(("made", "point", "wanted"), CASES)
def test_the_definition_of_a_hit_policy_answers_as_the_suite_expects(made, point, wanted):
    assert answer(made, point) == wanted


@pytest.mark.parametrize(("made", "form"), WAYS)
def test_the_engine_answers_as_the_suite_expects(made, form):
    asked = Asked(made, form)
    assert [asked.engine(p) for p, _ in made.cases] == [as_ours(made, wanted) for _, wanted in made.cases]


@pytest.mark.parametrize(("made", "form"), WAYS)
def test_the_meaning_of_our_language_answers_as_the_suite_expects(made, form):
    asked = Asked(made, form)
    assert [asked.definition(p) for p, _ in made.cases] == [as_ours(made, wanted) for _, wanted in made.cases]


@pytest.mark.parametrize(("made", "form"), WAYS)
def test_the_engine_answers_by_the_definition_in_every_cell(made, form):
    asked = Asked(made, form)
    assert {p: asked.engine(p) for p in made.points()} == {p: as_ours(made, answer(made, p)) for p in made.points()}


@pytest.mark.parametrize("policy", ["U", "A", "P", "F", "C", "O", "C<", "C>", "C#"])
def test_an_input_that_is_not_known_is_outside_of_the_table(policy):
    """Where DMN asks nothing, the pack says nothing."""
    outputs = ["1", "2"] if policy in ("C<", "C>", "C#") else ["call", "write"]
    made = small(policy, [f">=18 -> {outputs[0]}", f"<18 -> {outputs[1]}"], outputs)
    answers = set()
    for form in forms(made):
        asked = Asked(made, form)
        answers.add(answered(made, form, resolved(asked.decider, asked.reader, {})))
    assert answers <= {None, (), "0"}


def small(policy, rules, order=()):
    """A table over one number."""
    return table({"name": "x", "policy": policy, "inputs": {"age": "number"}, "outputs": [{"values": order}], "rules": rules})


# -- what our language does not say --------------------------------------------------------------------------------------


def test_a_sum_is_refused_by_name():
    (made,) = (t for t in SUITE if t.policy == "C+")
    with pytest.raises(RefusedError, match=r"adds the outputs .* \(C\+\)"):
        forms(made)


def test_a_rule_order_with_a_value_on_both_sides_of_another_is_refused_by_name():
    made = small("R", [">=18 -> call", "- -> write", "<18 -> call"])
    with pytest.raises(RefusedError, match="`call` stands before and behind `write`"):
        forms(made)


@pytest.mark.parametrize("policy", ["U", "A"])
def test_rows_that_meet_and_differ_are_refused_where_the_table_has_no_answer(policy):
    made = small(policy, [">=18 -> call", "<=18 -> write"])
    with pytest.raises(UndefinedError):
        answer(made, (18,))
    assert [f.code for f in compiled(documents(made, "rules"))[1]] == ["DR213"]


# -- generated tables ----------------------------------------------------------------------------------------------------

TESTS = {
    "age": st.sampled_from(["-", "<10", ">=10", ">10", "10", "[10..20]", "(10..20)", "10, 20", "not(10)", ">=20"]),
    "risk": st.sampled_from(["-", "high", "low", "high, low", "medium, low", "not(low)"]),
    "agreed_to": st.sampled_from(["-", "true", "false"]),
}
NAMES = ["call", "write", "wait"]
NUMBERS = ["1", "2.5", "10"]


@st.composite
def generated(draw, policy):
    outputs = NUMBERS if policy in ("C<", "C>", "C#") else NAMES
    rows = [
        " | ".join(draw(tests) for tests in TESTS.values()) + " -> " + draw(st.sampled_from(outputs))
        for _ in range(draw(st.integers(1, 5)))
    ]
    if policy == "R":  # a value stands on one side of every other
        rows.sort(key=lambda row: outputs.index(row.split(" -> ")[1]))
    return table({"name": "x", "policy": policy, "inputs": {"age": "number", "risk": ["high", "medium", "low"],
                  "agreed_to": "flag"}, "outputs": [{"values": outputs}], "rules": rows})  # fmt: skip


def tried(made, point):
    try:
        return as_ours(made, answer(made, point))
    except UndefinedError:
        return UndefinedError


@pytest.mark.parametrize("policy", ["U", "A", "P", "F", "C", "R", "O", "C<", "C>", "C#"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_generated_table_is_refused_or_answers_by_the_definition_in_every_cell(policy, data):
    made = data.draw(generated(policy))
    wanted = {p: tried(made, p) for p in made.points()}
    for form in forms(made):
        if UndefinedError in wanted.values() and not agrees(made):
            assert {f.code for f in compiled(documents(made, form))[1]} == {"DR213"}
            continue
        asked = Asked(made, form)
        assert {p: asked.engine(p) for p in wanted if wanted[p] is not UndefinedError} == {
            p: a for p, a in wanted.items() if a is not UndefinedError
        }


def agrees(made):
    """Whether rows that meet say the same; our rules of one rank ask no more, also where the table says U."""
    return all(len({r.outputs for r in made.matching(p)}) <= 1 for p in made.points())
