from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.model.finding import Finding, in_order
from dunning_rules.place import Place
from tests.building import unhurried

FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["DR101", "DR202"]),
        st.sampled_from(["one thing", "another"]),
        st.builds(Place, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(1, 12), st.integers(1, 12)),
    )
)


def test_findings_come_in_the_order_of_the_lines_and_not_of_their_digits():
    tenth, ninth = (Finding("DR101", "x", Place("a.yaml", line)) for line in (10, 9))
    assert in_order([tenth, ninth]) == (ninth, tenth)


def test_at_one_place_the_code_and_then_the_message_order():
    there = Place("a.yaml", 3)
    first, second, third = (Finding(c, m, there) for c, m in (("DR101", "b"), ("DR102", "a"), ("DR102", "b")))
    assert in_order([third, first, second]) == (first, second, third)


def test_the_same_finding_told_twice_is_told_once():
    assert in_order([Finding("DR101", "x"), Finding("DR101", "x")]) == (Finding("DR101", "x"),)


def test_a_finding_is_an_error_unless_it_says_otherwise():
    assert Finding("DR101", "x").severity == "error"


@unhurried
@given(FINDINGS, st.randoms())
def test_the_order_in_which_files_were_read_does_not_matter(findings, random):
    shuffled = random.sample(findings, len(findings))
    assert in_order(findings) == in_order(shuffled)
