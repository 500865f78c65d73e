from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.errors import CaseError
from dunning_rules.model.case import Case, CaseReader, Profile
from dunning_rules.model.rule import InForce
from tests.building import fact, unhurried, vocabulary

AS_OF = "2026-11-25T14:00+08:00"
TWO = datetime.fromisoformat(AS_OF)
GRAVEST_FIRST = ("none", "denies_debt", "dispute", "forgot")

WORDS = vocabulary(
    fact("integer", "days"),
    fact("money", "amount_due"),
    fact("choice", "segment", values=("strategic", "unclassified"), absent="unclassified"),
    fact("set", "holds", values=("manual",), absent=frozenset()),
    fact("text", "creditor_name"),
    fact("moment", "contact_at"),
    fact("choice", "objection", values=GRAVEST_FIRST),
    fact("set", "objections", values=GRAVEST_FIRST[1:]),
    fact("text", "stage", derived=True),
    fact("integer", "days_overdue", computed="days_overdue"),
    fact("flag", "discount_authority", computed="discount_authority", may_be_given=True),
)
READER = CaseReader(WORDS)


def read(facts=None, reader=READER, as_of=AS_OF):
    return reader.read(facts or {}, as_of)


def problems(facts, reader=READER, as_of=AS_OF):
    with pytest.raises(CaseError) as refused:
        read(facts, reader, as_of)
    return refused.value.problems


def with_profile(**facts):
    return CaseReader(WORDS, Profile("house", facts))


def test_what_is_given_is_read_by_its_type():
    assert read({"amount_due": "60000.00"}).values["amount_due"] == Decimal("60000.00")


def test_what_is_absent_is_unknown_and_has_no_value():
    assert "days" not in read().values


@pytest.mark.parametrize("given_value", [None, "unknown"])
def test_what_is_given_as_unknown_has_no_value(given_value):
    assert "creditor_name" not in read({"creditor_name": given_value}).values


def test_an_explicit_null_stays_unknown_where_absence_would_mean_a_value():
    assert "segment" not in read({"segment": None}).values


def test_absence_takes_the_value_that_the_creditors_own_file_would_show():
    assert read().values["segment"] == "unclassified"


def test_what_was_taken_from_absence_is_listed_in_the_order_of_the_vocabulary():
    assert read().assumed == ("segment", "holds")


@pytest.mark.parametrize("given_value", ["strategic", None])
def test_what_was_said_is_not_assumed(given_value):
    assert read({"segment": given_value}).assumed == ("holds",)


def test_an_unknown_name_is_answered_with_the_nearest_one():
    assert problems({"amuont_due": 1}) == {"amuont_due": "unknown fact `amuont_due`. did you mean `amount_due`?"}


def test_an_unknown_name_near_to_none_is_said_to_be_unknown():
    assert problems({"zzz": 1}) == {"zzz": "unknown fact `zzz`."}


@pytest.mark.parametrize("name", ["stage", "days_overdue"])
def test_what_is_worked_out_cannot_be_given(name):
    assert problems({name: 1}) == {name: f"`{name}` is worked out from other facts and cannot be given"}


def test_a_computed_fact_that_may_be_given_can():
    assert read({"discount_authority": True}).values["discount_authority"] is True


def test_a_value_of_the_wrong_type_is_said_in_words():
    assert problems({"days": "9"}) == {"days": '`days` must be a whole number, not the text "9"'}


@unhurried
@given(st.sets(st.sampled_from(["days", "amount_due", "segment", "stage", "zzz", "as_of"])))
def test_all_that_is_wrong_is_told_at_once_and_nothing_else(wrong):
    facts = {"creditor_name": "Qinghe", **{name: [] for name in wrong - {"as_of"}}}
    as_of = "soon" if "as_of" in wrong else AS_OF
    if wrong:
        assert set(problems(facts, as_of=as_of)) == wrong
    else:
        assert read(facts, as_of=as_of).values["creditor_name"] == "Qinghe"


def test_an_error_says_all_problems_in_one_line():
    with pytest.raises(CaseError, match=r"^`days` must be a whole number, not `1\.5`; unknown fact `zzz`\.$"):
        read({"days": 1.5, "zzz": 1})


@pytest.mark.parametrize("as_of", [AS_OF, TWO])
def test_the_moment_may_be_text_or_a_moment(as_of):
    assert read(as_of=as_of).as_of == TWO


@pytest.mark.parametrize(
    "as_of", ["2026-11-25T14:00", "2026-11-25", "today", "", TWO.replace(tzinfo=None), TWO.date(), 20261125, None]
)
def test_a_moment_without_its_offset_is_refused(as_of):
    assert problems({}, as_of=as_of) == {
        "as_of": f"`as_of` must be a moment with its offset, such as 2026-11-25T14:00+08:00, not `{as_of}`"
    }


def test_the_contact_is_at_the_moment_of_the_decision_unless_the_case_says_otherwise():
    assert read().contact_at == TWO


def test_a_case_may_say_when_the_contact_is():
    later = "2026-11-26T09:30+08:00"
    assert read({"contact_at": later}).contact_at == datetime.fromisoformat(later)


def test_the_values_of_a_case_cannot_be_changed():
    with pytest.raises(TypeError, match="does not support item assignment"):
        read().values["days"] = 1


def test_a_profile_supplies_what_the_case_does_not_say():
    assert read(reader=with_profile(creditor_name="Qinghe")).values["creditor_name"] == "Qinghe"


def test_what_a_profile_supplied_is_listed():
    assert read(reader=with_profile(creditor_name="Qinghe", days=1)).from_profile == ("creditor_name", "days")


def test_a_case_overrides_its_profile():
    assert read({"creditor_name": "Lanhe"}, with_profile(creditor_name="Qinghe")).values["creditor_name"] == "Lanhe"


def test_what_a_case_overrides_is_not_from_the_profile():
    assert read({"creditor_name": "Lanhe"}, with_profile(creditor_name="Qinghe")).from_profile == ()


def test_a_case_that_says_unknown_is_not_answered_by_the_profile():
    assert "creditor_name" not in read({"creditor_name": None}, with_profile(creditor_name="Qinghe")).values


def test_what_a_profile_says_is_not_assumed():
    assert read(reader=with_profile(segment="strategic")).assumed == ("holds",)


def test_a_wrong_fact_of_the_profile_is_a_problem_of_the_case():
    assert list(problems({}, with_profile(days="many"))) == ["days"]


FROM_TODAY, UNTIL_TODAY = InForce(start=TWO.date()), InForce(end=TWO.date())


@pytest.mark.parametrize(
    ("in_force", "contact_at", "expected"),
    [
        (FROM_TODAY, {}, "Qinghe"),
        (UNTIL_TODAY, {}, None),
        (FROM_TODAY, {"contact_at": "2026-11-24T14:00+08:00"}, None),
        (UNTIL_TODAY, {"contact_at": "2026-11-24T14:00+08:00"}, "Qinghe"),
    ],
)
def test_a_profile_counts_on_the_contact_days_on_which_it_is_in_force(in_force, contact_at, expected):
    reader = CaseReader(WORDS, Profile("house", {"creditor_name": "Qinghe"}, in_force=in_force))
    assert expected == read(contact_at, reader).values.get("creditor_name")


def test_a_profile_that_is_not_in_force_supplied_nothing():
    reader = CaseReader(WORDS, Profile("house", {"creditor_name": "Qinghe"}, in_force=UNTIL_TODAY))
    assert read(reader=reader).from_profile == ()


def test_what_is_wrong_in_the_profile_is_told_with_a_wrong_moment():
    assert set(problems({}, with_profile(days="many"), as_of="soon")) == {"as_of", "days"}


@pytest.mark.parametrize(
    ("said", "leading", "all_of_them"),
    [
        ({"objection": "forgot"}, "forgot", {"forgot"}),
        ({"objections": ["forgot", "dispute"]}, "dispute", {"forgot", "dispute"}),
        ({"objection": "forgot", "objections": ["dispute"]}, "dispute", {"forgot", "dispute"}),
        ({"objection": "denies_debt", "objections": ["dispute"]}, "denies_debt", {"denies_debt", "dispute"}),
        ({"objection": "none", "objections": ["forgot"]}, "forgot", {"forgot"}),
        ({"objection": None, "objections": ["forgot"]}, "forgot", {"forgot"}),
    ],
)
def test_the_gravest_objection_leads_and_the_set_holds_them_all(said, leading, all_of_them):
    values = read(said).values
    assert (values["objection"], values["objections"]) == (leading, all_of_them)


@pytest.mark.parametrize("said", [{"objection": "none"}, {"objections": []}, {"objection": "none", "objections": []}])
def test_where_nothing_is_objected_both_stay_as_they_were_said(said):
    assert {k: v for k, v in read(said).values.items() if k.startswith("objection")} == {
        k: v if k == "objection" else frozenset(v) for k, v in said.items()
    }


FACTS = {"days": 3, "amount_due": "60000.00", "segment": "strategic", "objection": "forgot", "objections": ["dispute"]}


@unhurried
@given(st.permutations(sorted(FACTS)))
def test_the_order_in_which_facts_are_given_does_not_matter(names):
    assert read({n: FACTS[n] for n in names}) == read(FACTS)


def test_a_case_that_was_made_by_hand_assumes_nothing():
    assert Case(TWO, TWO, {}).assumed == ()


def test_facts_that_are_no_mapping_are_no_case():
    with pytest.raises(CaseError, match="a mapping of fact to value, not list"):
        READER.read(["days"], AS_OF)


@pytest.mark.parametrize("as_of", ["1899-12-31T23:59+08:00", "2201-01-01T00:00+08:00"])
def test_a_moment_outside_all_years_is_none(as_of):
    assert problems({}, as_of=as_of) == {"as_of": f"`as_of` does not lie in the years 1900 to 2200: {as_of}"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"days": 1_000_000}, "a whole number has at most 6 digits"),
        ({"contact_at": "1899-12-31T23:59+08:00"}, "does not lie in the years 1900 to 2200"),
        ({"amount_due": "1000000000000000"}, "a number has at most 15 digits before the point and 10 behind it"),
        ({"amount_due": "0.00000000001"}, "a number has at most 15 digits before the point and 10 behind it"),
    ],
)
def test_a_figure_no_debt_has_is_told(facts, said):
    (problem,) = problems(facts).values()
    assert said in problem
