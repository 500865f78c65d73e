from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.model import condition
from dunning_rules.model.titles import Titles
from dunning_rules.place import Place
from dunning_rules.source.kinds import KINDS
from tests.building import built, refused


def of(kind, text):
    return built(KINDS[kind], f"kind: {kind}\n{text}")


def first(kind, text):
    (only,) = of(kind, text)
    return only


def test_a_header_says_what_the_pack_is_and_when_it_holds():
    header = of(
        "pack",
        "id: tiny\ntitle: Tiny\nversion: 1.0.0\nowner: tests\nlanguages: [zh-CN, en]\nextends: [base]\n"
        "in_force: {from: 2026-01-01, until: 2027-01-01}\nreview_by: 2026-12-01\n",
    )
    assert (header.version, header.languages, header.extends, header.in_force.end, header.review_by) == (
        "1.0.0",
        ("zh-CN", "en"),
        ("base",),
        date(2027, 1, 1),
        date(2026, 12, 1),
    )


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("value: 14", {}),
        ("by: [debtor_type], values: {company: 3, individual: 2}", {("company",): 3, ("individual",): 2}),
        (
            "by: [debtor_type, currency], values: {company: {CNY: 10, USD: 1}, individual: {CNY: 2}}",
            {("company", "CNY"): 10, ("company", "USD"): 1, ("individual", "CNY"): 2},
        ),
    ],
)
def test_a_parameter_is_one_figure_or_a_table_by_one_or_two_facts(text, table):
    assert table == first("parameters", f"parameters: [{{name: most, meaning: x, {text}}}]").table


def test_a_table_of_figures_cannot_be_changed():
    parameter = first("parameters", "parameters: [{name: most, meaning: x, by: [a], values: {b: 1}}]")
    with pytest.raises(TypeError, match="does not support item assignment"):
        parameter.table["b",] = 2


def test_a_fact_is_named_by_its_key_and_stands_where_the_key_does():
    ((fact,), _) = of("facts", "facts:\n  days: {type: integer, title: x, meaning: x}")
    assert (fact.name, fact.type, fact.place) == ("days", "integer", Place("pack/file.yaml", 3, 3))


def test_a_fact_may_have_values_in_a_tree():
    ((fact,), _) = of(
        "facts", "facts: {why: {type: choice, title: x, meaning: x, values: [fee, late_fee], under: {late_fee: fee}}}"
    )
    assert (fact.values, fact.under) == (("fee", "late_fee"), {"late_fee": "fee"})


def test_a_document_of_facts_may_hold_checks_alone():
    assert of("facts", "checks: [parts_add_up]") == ((), ("parts_add_up",))


def test_a_derived_fact_takes_its_first_line_that_holds():
    derived = of(
        "derive",
        "fact: stage\ntype: choice\nvalues: [M1, M2]\nordered: true\ntitle: x\nmeaning: x\n"
        "first: [{value: M2, when: {days: 31}}]\notherwise: M1\nbecause: {rows: [S1-12]}",
    )
    assert (derived.fact.type, derived.fact.derived, derived.fact.rows, derived.rows[0].value, derived.otherwise) == (
        "choice",
        True,
        ("S1-12",),
        "M2",
        "M1",
    )


def test_a_count_of_conditions_is_a_whole_number():
    derived = of("derive", "fact: signs\ntitle: x\nmeaning: x\ncount_of: [{a: 1}, {b: 2}]")
    assert (derived.fact.type, [type(c) for c in derived.count_of]) == ("integer", [condition.Test, condition.Test])


RULE = "layer: stage\nrules: [{id: first, title: x, then: {role: clerk}, because: {policy: x}"


def test_a_rule_stands_in_the_layer_of_its_document():
    assert first("rules", RULE + "}]").layer == "stage"


def test_a_rule_says_when_it_holds_and_what_the_unknown_means():
    rule = first(
        "rules", RULE + ", when: {days: 1}, if_unknown: apply, priority: 5, status: trial, in_force: {from: 2026-01-01}}]"
    )
    assert (rule.when.fact, rule.if_unknown, rule.priority, rule.status, rule.in_force.start) == (
        "days",
        "apply",
        5,
        "trial",
        date(2026, 1, 1),
    )


@pytest.mark.parametrize("wrong", ["priority: 1001", "priority: -1001", "status: asleep", "if_unknown: guess", "in_force: {}"])
def test_a_rule_of_another_shape_is_refused(wrong):
    assert refused(KINDS["rules"], f"kind: rules\n{RULE}, {wrong}}}]") == 1


def test_a_gate_may_open_after_some_time():
    gate = first(
        "gates",
        "gates: [{id: spaced, title: x, when: {a: 1}, because: {policy: x}, forms: [call], layer: contact_limits,"
        " opens_after: {level: contact_interval, since: last_contact_at}}]",
    )
    assert (gate.forms, gate.layer, gate.opens_after) == (("call",), "contact_limits", ("contact_interval", "last_contact_at"))


def test_the_values_of_an_outcome_keep_their_order():
    assert [v.id for v in of("outcome", "outcome: role\nvalues: [{id: clerk}, {id: chief}]").items] == ["clerk", "chief"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("offers", "offers: [{id: plan}, {id: rebate}]", ["plan", "rebate"]),
        ("consequences", "consequences: [{id: interest, sentence: x}]", ["interest"]),
        ("objections", "objections: [{id: fee, title: x}, {id: late_fee, title: x, under: fee}]", ["fee", "late_fee"]),
    ],
)
def test_a_list_of_things_keeps_their_order(kind, text, expected):
    assert expected == [thing.id for thing in of(kind, text)]


SCRIPT = "id: hello\nsection: OPEN\nforms: [call]\nbecause: {policy: x}\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{zh-CN: 您好。, en: Hello.}", Titles("您好。", "Hello.")),
        ("{en: Hello.}", Titles("", "Hello.")),
        ("{insert: consequences}", None),
    ],
)
def test_a_sentence_has_a_text_or_is_the_spot_of_the_consequences(sentence, expected):
    assert of("script", f"{SCRIPT}sentences: [{sentence}]").sentences[0].text == expected


def test_a_sentence_may_be_tied_to_a_claim_and_to_facts():
    (sentence,) = of(
        "script", SCRIPT + "sentences: [{en: x, claim: truth, when: {a: 1}, optional: true, pause: before}]"
    ).sentences
    assert (sentence.claim, sentence.when.fact, sentence.optional, sentence.pause) == ("truth", "a", True, "before")


CASE = "{name: one, as_of: 2026-11-25T14:00+08:00, facts: {days: 1}, expect: {verdict: allow}}"


def test_a_pack_test_keeps_its_facts_as_they_are_written():
    case = first("test", f"cases: [{CASE}]")
    assert (case.name, case.as_of, case.facts, case.expect) == (
        "one",
        "2026-11-25T14:00+08:00",
        {"days": 1},
        {"verdict": "allow"},
    )


@pytest.mark.parametrize("wrong", ["expect: {}", "expect: {verdikt: allow}", "facts: []", 'name: ""'])
def test_a_pack_test_of_another_shape_is_refused(wrong):
    key = wrong.split(":")[0]
    kept = {"name": "one", "as_of": "x", "facts": "{}", "expect": "{verdict: allow}"}
    text = ", ".join([f"{k}: {v}" for k, v in kept.items() if k != key] + [wrong])
    assert refused(KINDS["test"], f"kind: test\ncases: [{{{text}}}]") == 1


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_names_itself(kind):
    assert KINDS[kind].constants == {"kind": kind}
