"""Whether a gate, a guard or a limit holds back as much as it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.analysis.strictness import Strictness, entails
from dunning_rules.model.condition import AllOf, AnyOf, AtLeastNOf, NoneOf, ParameterRef
from dunning_rules.model.condition import Test as Asked
from tests.analysis.packing import outcome, pack, parameters
from tests.building import unhurried
from tests.meaning.both import gate, rule, script

FACTS = ("a", "b")
VALUES = (None, 0, 1, 2, 3)
SETS = (None, frozenset(), frozenset({0}), frozenset({1}), frozenset({0, 1, 2}))

TESTS = st.one_of(
    st.builds(
        Asked,
        st.sampled_from(FACTS),
        st.sampled_from(["is", "not"]),
        st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple),
    ),
    st.builds(
        Asked,
        st.sampled_from(FACTS),
        st.sampled_from(["at_least", "more_than", "at_most", "less_than"]),
        st.tuples(st.integers(0, 3)),
    ),
    st.builds(Asked, st.sampled_from(FACTS), st.just("between"), st.tuples(st.integers(0, 3), st.integers(0, 3))),
    st.builds(Asked, st.sampled_from(FACTS), st.just("known"), st.tuples(st.booleans())),
    st.builds(
        Asked, st.just("set"), st.sampled_from(["includes", "excludes"]), st.lists(st.integers(0, 2), min_size=1).map(tuple)
    ),
)


def grown(parts):
    many = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, many), st.builds(AnyOf, many), st.builds(NoneOf, many), st.builds(AtLeastNOf, st.integers(1, 3), many)
    )


CONDITIONS = st.recursive(TESTS, grown, max_leaves=6)


def answer(condition, case):
    """M3 and M4: 0 is false, 1 cannot be told, 2 is true."""
    if isinstance(condition, Asked):
        return _tested(condition, case[condition.fact])
    answers = [answer(part, case) for part in condition.parts]
    if isinstance(condition, AllOf):
        return min(answers, default=2)
    if isinstance(condition, AtLeastNOf):
        sure, possible = answers.count(2), answers.count(2) + answers.count(1)
        return 2 if sure >= condition.n else 0 if possible < condition.n else 1
    return max(answers, default=0) if isinstance(condition, AnyOf) else 2 - max(answers, default=0)


def _tested(test, value):
    first, last = test.operands[0], test.operands[-1]
    if test.operator == "known":
        return 2 * ((value is not None) is first)
    if value is None:
        return 1
    asked = {
        "is": lambda: value in test.operands,
        "not": lambda: value not in test.operands,
        "at_least": lambda: value >= first,
        "more_than": lambda: value > first,
        "at_most": lambda: value <= first,
        "less_than": lambda: value < first,
        "between": lambda: first <= value <= last,
        "includes": lambda: bool(value & set(test.operands)),
        "excludes": lambda: not value & set(test.operands),
    }
    return 2 * asked[test.operator]()


CASES = [{"a": a, "b": b, "set": s} for a in VALUES for b in VALUES for s in SETS]


@unhurried
@given(CONDITIONS, CONDITIONS)
def test_what_is_said_to_follow_follows_in_every_case(narrow, wide):
    if entails(narrow, wide):
        assert [case for case in CASES if answer(narrow, case) > answer(wide, case)] == []


@unhurried
@given(CONDITIONS, CONDITIONS)
def test_a_condition_more_narrows_and_a_way_more_widens(one, other):
    assert entails(AllOf((one, other)), one)
    assert entails(one, AnyOf((other, one)))
    assert entails(NoneOf((one, other)), NoneOf((one,)))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (Asked("a", "is", (1,)), Asked("a", "is", (2, 1))),
        (Asked("a", "not", (2, 1)), Asked("a", "not", (1,))),
        (Asked("set", "includes", (1,)), Asked("set", "includes", (2, 1))),
        (Asked("set", "excludes", (2, 1)), Asked("set", "excludes", (1,))),
        (Asked("a", "at_least", (2,)), Asked("a", "at_least", (1,))),
        (Asked("a", "more_than", (2,)), Asked("a", "more_than", (1,))),
        (Asked("a", "at_most", (1,)), Asked("a", "at_most", (2,))),
        (Asked("a", "less_than", (1,)), Asked("a", "less_than", (2,))),
        (Asked("a", "between", (2, 3)), Asked("a", "between", (1, 3))),
        (AtLeastNOf(2, (Asked("a", "is", (1,)),)), AtLeastNOf(1, (Asked("a", "is", (1,)), Asked("b", "is", (1,))))),
        (AnyOf((Asked("a", "is", (1,)), Asked("a", "is", (2,)))), Asked("a", "is", (1, 2))),
    ],
)
def test_a_wider_test_follows_from_a_narrower_one_and_not_the_other_way(narrow, wide):
    assert (entails(narrow, wide), entails(wide, narrow)) == (True, False)


@pytest.mark.parametrize("operand", ["firm", True, ParameterRef("most")])
def test_what_is_no_number_is_not_compared(operand):
    assert not entails(Asked("a", "at_least", (operand,)), Asked("a", "at_least", (1,)))


def test_a_part_that_stands_twice_counts_twice():
    one, other = Asked("a", "is", (1,)), Asked("b", "is", (1,))
    assert not entails(AtLeastNOf(2, (one, one)), AtLeastNOf(2, (one, other)))


def test_a_test_follows_from_another_that_says_the_same():
    for operator in ("is", "not", "includes", "excludes"):
        assert entails(Asked("a", operator, (1, 2)), Asked("a", operator, (2, 1)))


def test_hours_are_not_compared():
    day, longer = (Asked("a", "hours", (8, until)) for until in (18, 20))
    assert not entails(day, longer)


FIGURES = ({"name": "most", "value": 5}, {"name": "cells", "by": ["a"], "values": {"x": 1}})


def loosened(old, new, *, before=FIGURES, after=FIGURES, tones=("warm", "plain", "firm")):
    """The keys in which a document's one thing may hold back less than it did."""
    sides = [
        pack(parameters(*figures), outcome("tone", *tones), *([document] if document else []))
        for document, figures in ((old, before), (new, after))
    ]
    left, right = (
        next(iter((*p.rules, *p.gates, *p.snippets, *(i for o in p.outcomes if o.name == "offer" for i in o.items))), None)
        for p in sides
    )
    return Strictness.of([sides[0]], [sides[1]]).loosened(left, right)


def guard(then=None, when=None, *, layer="law", if_unknown="apply", **more):
    return rule("guard", then or {"codes": ["C-ONE"]}, when or {"a": 1}, layer=layer, if_unknown=if_unknown, **more)


SPAN = {"from": "2026-01-01", "until": "2027-01-01"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (guard(), None, "removed"),
        (guard(), guard(status="retired"), "status"),
        (guard(), guard(layer="hold"), "layer"),
        (guard(), guard(if_unknown="skip"), "if_unknown"),
        (guard(), guard(in_force=SPAN), "in_force"),
        (guard(in_force=SPAN), guard(in_force={"from": "2026-02-01"}), "in_force"),
        (guard(in_force=SPAN), guard(in_force={"until": "2026-12-01"}), "in_force"),
        (guard(when={"a": [1, 2]}), guard(), "when"),
        (guard(), guard({"codes": ["C-TWO"]}), "then"),
        (guard({"closes": ["script", "offer"]}), guard({"closes": ["script"]}), "then"),
        (guard({"channel": "none"}), guard({"channel": "phone"}), "then"),
        (guard({"verdict": "hold"}), guard({"verdict": "review"}), "then"),
        (guard({"tone": {"hard_cap": "plain"}}), guard({"tone": {"hard_cap": "firm"}}), "then"),
        (guard({"tone": {"hard_cap": "plain"}}), guard({"tone": {"soft_cap": "plain"}}), "then"),
        (guard({"tone": {"hard_cap": "plain"}}), guard({"tone": {"hard_cap": "odd"}}), "then"),
        (guard({"contact_interval": {"base": 3}}), guard({"contact_interval": {"base": 2}}), "then"),
        (guard({"contact_interval": {"base": 3}}), guard({"contact_interval": {"base": {"parameter": "most"}}}), "then"),
        (guard({"quiet_hours": [{"from": "20:00", "until": "08:00"}]}), guard(), "then"),
    ],
)
def test_a_guard_is_loosened(old, new, key):
    assert key in loosened(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (guard(), guard()),
        (guard(), guard(status="trial")),
        (guard(), guard(layer="data")),
        (guard(if_unknown="skip"), guard()),
        (guard(in_force=SPAN), guard()),
        (guard(in_force=SPAN), guard(in_force={"from": "2025-01-01"})),
        (guard(), guard(when={"a": [1, 2]})),
        (guard(), guard({"codes": ["C-ONE"], "holds": ["manual"], "role": "clerk"})),
        (guard({"role": "chief", "codes": ["C-ONE"]}), guard({"role": "clerk", "codes": ["C-ONE"]})),
        (guard({"verdict": "review"}), guard({"verdict": "block"})),
        (guard({"tone": {"hard_cap": "firm"}}), guard({"tone": {"hard_cap": "warm"}})),
        (guard({"tone": {"floor": "plain"}, "codes": ["C-ONE"]}), guard()),
        (guard({"contact_interval": {"base": 3}}), guard({"contact_interval": {"base": 4}})),
        (rule("plain", {"codes": ["C-ONE"]}), None),
        (rule("plain", {"codes": ["C-ONE"]}), rule("plain", {"role": "clerk"})),
        (guard(status="retired"), None),
        (guard(status="draft"), guard(status="retired")),
    ],
)
def test_a_guard_holds_back_as_much_as_it_did(old, new):
    assert loosened(old, new) == ()


def barrier(when=None, **more):
    return gate("g", when or {"a": 1}, **more)


AFTER = {"level": "contact_interval", "since": "last"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (barrier(), None, "removed"),
        (barrier(), barrier({"a": [1, 2]}), "when"),
        (barrier(layer="law"), barrier(), "layer"),
        (barrier(forms=["call", "letter"]), barrier(forms=["call"]), "forms"),
        (barrier(forms=["call"]), barrier(forms=["call"], opens_after=AFTER), "opens_after"),
        (barrier(code="C-ONE"), barrier(), "code"),
        (barrier(refused={"codes": ["C-ONE"]}), barrier(), "refused"),
    ],
)
def test_a_gate_is_loosened(old, new, key):
    assert loosened(old, new) == (key,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (barrier({"a": [1, 2]}), barrier()),
        (barrier(), barrier({"a": 1, "b": 2})),
        (barrier(), barrier(layer="data", code="C-ONE", forms=["call"])),
        (barrier(forms=["call"], opens_after=AFTER), barrier(forms=["call"])),
    ],
)
def test_a_gate_holds_back_as_much_as_it_did(old, new):
    assert loosened(old, new) == ()


def at_most(**more):
    return barrier({"a": {"at_most": {"parameter": "most"}}}, **more)


def test_a_figure_moves_the_gate_that_names_it():
    higher = ({"name": "most", "value": 6},)
    assert loosened(at_most(), at_most(), after=higher) == ("when",)
    assert loosened(at_most(), at_most(), before=higher) == ()


def test_a_table_that_moves_cannot_be_seen_to_hold():
    named = barrier({"a": {"at_most": {"parameter": "cells"}}})
    other = ({"name": "cells", "by": ["a"], "values": {"x": 0}},)
    assert (loosened(named, named), loosened(named, named, after=other)) == ((), ("when",))


def test_a_figure_that_says_which_way_is_stricter_is_judged_by_itself():
    before, after = ([{"name": "most", "value": v, "stricter": "lower"}] for v in (5, 6))
    assert loosened(at_most(), at_most(), before=before, after=after) == ()


def test_a_figure_within_other_conditions_is_found():
    inside = barrier({"any": [{"a": {"at_most": {"parameter": "most"}}}, {"b": 1}]})
    assert loosened(inside, inside, after=({"name": "most", "value": 6},)) == ("when",)


def figure(old, new):
    sides = [pack(parameters({"name": "most", **said})) for said in (old, new)]
    return Strictness.of([sides[0]], [sides[1]]).loosened(*(p.parameters[0] for p in sides))


TABLE = {"by": ["a"], "values": {"x": 1, "y": 2}, "stricter": "lower"}


@pytest.mark.parametrize(
    ("old", "new", "looser"),
    [
        ({"value": 5}, {"value": 9}, False),
        ({"value": 5, "stricter": "lower"}, {"value": 4, "stricter": "lower"}, False),
        ({"value": 5, "stricter": "lower"}, {"value": 6, "stricter": "lower"}, True),
        ({"value": 5, "stricter": "higher"}, {"value": 6, "stricter": "higher"}, False),
        ({"value": 5, "stricter": "higher"}, {"value": 4, "stricter": "higher"}, True),
        ({"value": 5, "stricter": "higher"}, {"value": 5}, True),
        ({"value": "22:00", "stricter": "lower"}, {"value": "21:00", "stricter": "lower"}, False),
        ({"value": "22:00", "stricter": "lower"}, {"value": "22:30", "stricter": "lower"}, True),
        ({"value": "22:00", "stricter": "lower"}, {"value": 9, "stricter": "lower"}, True),
        (TABLE, TABLE, False),
        (TABLE, {**TABLE, "values": {"x": 1, "y": 2, "z": 3}}, False),
        (TABLE, {**TABLE, "values": {"x": 1}}, True),
        (TABLE, {**TABLE, "values": {"x": 1, "y": 3}}, True),
        (TABLE, {**TABLE, "by": ["b"]}, True),
    ],
)
def test_a_figure_is_loosened_when_it_moves_the_other_way(old, new, looser):
    assert bool(figure(old, new)) is looser


def offer(**said):
    return {"kind": "offers", "offers": [{"id": "plan", **said}]}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (offer(gate="g"), offer(), "gate"),
        (offer(gate="g"), offer(gate="h"), "gate"),
        (offer(brings={"codes": ["C-ONE"]}), offer(), "brings"),
        (offer(brings={"verdict": "review"}), offer(brings={"codes": ["C-ONE"]}), "brings"),
        (offer(brings={"codes": ["C-ONE"]}), offer(brings={"codes": ["C-ONE"], "when": {"a": 1}}), "brings"),
    ],
)
def test_a_value_is_loosened(old, new, key):
    assert loosened(old, new) == (key,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (offer(gate="g"), None),
        (offer(), offer(gate="g", brings={"codes": ["C-ONE"]})),
        (offer(brings={"codes": ["C-ONE"], "when": {"a": 1}}), offer(brings={"codes": ["C-ONE"]})),
        (offer(brings=[{"verdict": "review"}]), offer(brings=[{"codes": ["C-ONE"]}, {"verdict": "hold"}])),
    ],
)
def test_a_value_holds_back_as_much_as_it_did(old, new):
    assert loosened(old, new) == ()


@pytest.mark.parametrize(("old", "new", "looser"), [(1, 2, True), (2, 1, False), (1, None, True), (None, 1, False)])
def test_a_tone_that_may_name_more_consequences_is_loosened(old, new, looser):
    sides = [pack(outcome("tone", {"id": "firm"} | ({"most_consequences": n} if n else {}))) for n in (old, new)]
    found = Strictness.of([sides[0]], [sides[1]]).loosened(*(p.outcomes[0].items[0] for p in sides))
    assert found == (("most_consequences",) if looser else ())


def words(*sentences):
    return script("s", "FACTS", *sentences)


@pytest.mark.parametrize(
    ("old", "new", "looser"),
    [
        (words({"en": "A", "claim": "g"}), words({"en": "A"}), True),
        (words({"en": "A", "claim": "g"}), words({"en": "A", "claim": "h"}), True),
        (words({"en": "A", "claim": "g"}, {"en": "B"}), words({"en": "B"}), False),
        (words({"en": "A"}), words({"en": "A", "claim": "g"}), False),
        (words({"en": "A"}), words({"en": "A"}, {"en": "B"}), False),
    ],
)
def test_a_sentence_without_its_claim_is_loosened(old, new, looser):
    assert bool(loosened(old, new)) is looser


def test_more_of_the_same_conditions_are_stricter_than_fewer():
    parts = (Asked("a", "is", (1,)), Asked("b", "is", (1,)), Asked("b", "is", (2,)))
    assert entails(AtLeastNOf(3, parts), AtLeastNOf(2, parts))
    assert not entails(AtLeastNOf(2, parts), AtLeastNOf(3, parts))
