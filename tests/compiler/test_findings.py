"""What the passes say about documents that do not fit together: one cause, one finding, with a hint where there is one."""

from __future__ import annotations

import pytest

from tests.meaning.both import derive, gate, rule, script, vocabulary
from tests.meaning.packs import compiled

WAIT = {"next_actions": ["wait"]}


def found(*documents, **changed):
    """Give the code, message and help of each finding of a small pack with these documents; each stands in one of them."""
    findings = compiled([*vocabulary(**changed), *documents])[1]
    assert {f.place.file for f in findings} <= {"tiny/x.yaml", "tiny/pack.yaml"}
    return [(f.code, f.message, f.help) for f in findings]


def parameters(**one):
    return {"kind": "parameters", "parameters": [{"name": "mine", "meaning": "x", **one}]}


def facts(**spec):
    return {"kind": "facts", "facts": {"mine": {"title": "x", "meaning": "x", **spec}}}


def follow(**moment):
    """A rule that wants a task at this moment."""
    tasks = {"kind": "outcome", "outcome": "tasks", "values": [{"id": "ring", "title": "x"}]}
    return tasks, rule("r", {"follow_up": [{"task": "ring", "at": moment}]})


TESTS = {
    "an unknown fact": ({"dayz": 1}, "DR202", "unknown fact `dayz`", "did you mean `day`?"),
    "text against a number": ({"days": "many"}, "DR203", '`days` must be a whole number, not the text "many"', ""),
    "a value that is none": (
        {"step": "hihg"},
        "DR203",
        '`step` must be one of `low`, `middle`, `high`, not the text "hihg"',
        "did you mean `high`?",
    ),
    "an element that is none": ({"doors": {"includes": "d"}}, "DR203", "`doors` never holds `d`", ""),
    "an operator of another type": (
        {"agreed": {"at_least": 1}},
        "DR203",
        "`agreed` (flag) cannot be tested with `at_least`",
        "it takes a plain value, `known`",
    ),
    "hours of a number": (
        {"days": {"from": "08:00"}},
        "DR203",
        "`days` (integer) cannot be tested with from/until",
        "it takes a plain value, ",
    ),
    "an order where there is none": (
        {"kind_of_debtor": {"at_least": "person"}},
        "DR203",
        "`kind_of_debtor` (choice) cannot be tested with `at_least`",
        "",
    ),
    "an unknown parameter": ({"days": {"parameter": "limt"}}, "DR202", "unknown parameter `limt`", "did you mean `limit`?"),
    "a parameter of another type": (
        {"day": {"parameter": "limit"}},
        "DR203",
        "`day` must be a date such as 2026-11-25, not `30`",
        "",
    ),
    "a table where two figures are needed": (
        {"amount": {"between": [0, {"parameter": "small"}]}},
        "DR203",
        "`small` depends on other facts and cannot stand here",
        "",
    ),
    "a table where hours are needed": (
        {"clock": {"from": "08:00", "until": {"parameter": "small"}}},
        "DR203",
        "`small` depends on other facts and cannot stand here",
        "",
    ),
    "a table where an element is needed": (
        {"doors": {"includes": {"parameter": "tall"}}},
        "DR203",
        "`tall` depends on other facts and cannot stand here",
        "",
    ),
    "a table of another type": (
        {"days": {"at_least": {"parameter": "tall"}}},
        "DR203",
        '`days` must be a whole number, not the text "high"',
        "",
    ),
    "more of them than there are": (
        {"at_least_n_of": {"n": 2, "of": [{"days": 1}]}},
        "DR204",
        "`at_least_n_of` wants 2 of 1 conditions",
        "",
    ),
    "more of nothing than there is": (
        {"at_least_n_of": {"n": 2, "of": [{}]}},
        "DR204",
        "`at_least_n_of` wants 2 of 1 conditions",
        "",
    ),
}


@pytest.mark.parametrize("name", TESTS)
def test_a_test_that_does_not_fit_its_fact(name):
    when, code, message, hint = TESTS[name]
    first, *_ = found(rule("r", WAIT, when))
    assert (first[0], first[1]) == (code, message)
    assert first[2].startswith(hint)


def test_every_fault_of_a_condition_is_found_at_once():
    when = {"any": [{"dayz": 1}, {"none": [{"step": "hihg"}]}], "day": 5}
    assert [code for code, *_ in found(rule("r", WAIT, when))] == ["DR202", "DR203", "DR203"]


PARAMETERS = {
    "neither a value nor a table": ({}, "DR205", "the parameter `mine` needs `value`, or `by` with `values`"),
    "both": ({"value": 1, "by": ["currency"], "values": {"CNY": 1}}, "DR205", "the parameter `mine` needs `value`, or `by` with"),
    "a table of an unknown fact": ({"by": ["curency"], "values": {"CNY": 1}}, "DR202", "unknown fact `curency`"),
    "a table that is not deep enough": (
        {"by": ["kind_of_debtor", "currency"], "values": {"company": 1}},
        "DR205",
        "the table of `mine` is not as deep as `by` is long",
    ),
    "a table for nobody": ({"by": ["kind_of_debtor"], "values": {"dog": 1}}, "DR203", "`kind_of_debtor` is never `dog`"),
    "a table with a line of no flag": ({"by": ["agreed"], "values": {"True": 1}}, "DR203", "`agreed` is never `True`"),
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_that_is_not_whole(name):
    spec, code, message = PARAMETERS[name]
    assert {(c, m[: len(message)]) for c, m, _ in found(parameters(**spec))} == {(code, message)}


@pytest.mark.parametrize(
    ("fact", "type_", "line"),
    [
        ("days", "integer", "30"),
        ("amount", "money", "100"),
        ("day", "date", "2026-11-25"),
        ("clock", "time", "08:00"),
        ("doors", "set", "a"),
    ],
)
def test_a_table_by_a_fact_that_is_counted_measured_or_dated(fact, type_, line):
    spec = {"by": ["agreed", fact], "values": {"true": {line: 1}}}
    way_out = f"derive a choice from `{fact}`, and put that into `by`"
    assert found(parameters(**spec)) == [("DR217", f"`mine` cannot be a table by `{fact}` ({type_})", way_out)]


@pytest.mark.parametrize("name", ["kind_of_debtor", "currency", "agreed"])
def test_a_table_by_a_choice_a_text_or_a_flag(name):
    line = {"kind_of_debtor": "club", "currency": "CNY", "agreed": "false"}[name]
    assert found(parameters(by=[name], values={line: 1})) == []


def test_what_absence_says_must_be_of_the_facts_type():
    ((code, message, _),) = found(facts(type="integer", absent="none"))
    assert (code, message) == ("DR203", '`mine` must be a whole number, not the text "none"')


MOMENTS = {
    "an unknown origin": ({"from": "contact_dya"}, "DR202", "unknown origin `contact_dya`", "did you mean `contact_day`"),
    "an origin that is no date": (
        {"from": "amount"},
        "DR202",
        "`amount` is an amount of money (a number, or the same as text), no date",
        "",
    ),
    "an unknown clock": ({"from": "day", "time": {"fact": "clok"}}, "DR202", "unknown fact `clok`", "did you mean `clock`"),
    "an unknown figure": (
        {"from": "day", "plus": {"days": {"parameter": "limt"}}},
        "DR202",
        "unknown parameter `limt`",
        "did you mean `limit`?",
    ),
    "a figure that depends on the case": (
        {"from": "day", "plus": {"days": {"parameter": "small"}}},
        "DR203",
        "`small` depends on other facts and cannot stand here",
        "",
    ),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_a_moment_that_names_what_is_not_there(name):
    moment, code, message, hint = MOMENTS[name]
    ((said_code, said, said_hint),) = found(*follow(**moment))
    assert (said_code, said) == (code, message)
    assert said_hint.startswith(hint)


DERIVED = {
    "nothing to derive from": ({"first": None, "otherwise": None}, "DR210", "`stage` needs either `first` or `count_of`"),
    "no answer of last resort": ({"otherwise": None}, "DR210", "`stage` needs `otherwise`: a derived fact is never unknown"),
    "a value the fact never has": (
        {"otherwise": "latest"},
        "DR203",
        '`stage` must be one of `early`, `late`, not the text "latest"',
    ),
    "a line with such a value": (
        {"first": [{"value": "erly", "when": {"days": 1}}]},
        "DR203",
        '`stage` must be one of `early`, `late`, not the text "erly"',
    ),
}


@pytest.mark.parametrize("name", DERIVED)
def test_a_decision_list_that_is_not_whole(name):
    changed, code, message = DERIVED[name]
    document = derive("stage", [{"value": "early", "when": {"days": 1}}], "late") | changed
    ((said_code, said, _),) = found({k: v for k, v in document.items() if v is not None})
    assert (said_code, said) == (code, message)


NAMES = {
    "words and a place for consequences": (
        [script("s", "OPEN", {"zh-CN": "x", "en": "x", "insert": "consequences"})],
        "DR207",
        "a sentence has words in both languages,",
    ),
    "an unknown gate": ([script("s", "OPEN", {"claim": "shut"})], "DR202", "unknown gate `shut`"),
    "an unknown section": ([script("s", "OPPEN", {})], "DR202", "unknown section `OPPEN`"),
    "an unknown form": ([script("s", "OPEN", {}, forms=("cal",))], "DR202", "unknown form `cal`"),
    "a snippet nobody wrote": ([rule("r", {"script": {"OPEN": "s"}})], "DR202", "unknown snippet `s`"),
    "the same gate twice": ([gate("g", {"days": 1}), gate("g", {"days": 2})], "DR201", "the gate `g` stands twice"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_nothing_has(name):
    documents, code, message = NAMES[name]
    assert {(c, m[: len(message)]) for c, m, _ in found(*documents)} == {(code, message)}


def test_too_many_branches_are_refused_and_not_compiled():
    many = [{"any": [{"days": {"at_least": n}}, {"amount": n}]} for n in range(12)]
    when = {"at_least_n_of": {"n": 6, "of": many}}
    said = "the condition spreads out into too many branches"
    assert found(rule("r", WAIT, when)) == [("DR212", said, "derive a fact from a part of it")]
