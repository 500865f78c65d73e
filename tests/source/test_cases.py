from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.errors import UsageError
from dunning_rules.source.cases import RawCase, read_cases
from tests.building import unhurried

AS_OF = "2026-11-25T14:00+08:00"
FACTS = {"amount_due": Decimal("60000.10"), "paid_in_full": False}
WHOLE = RawCase("A-1", AS_OF, FACTS)

YAML = f"""\
- id: A-1
  as_of: {AS_OF}
  facts: {{amount_due: 60000.10, paid_in_full: false}}
"""
JSON = f'[{{"id": "A-1", "as_of": "{AS_OF}", "facts": {{"amount_due": 60000.10, "paid_in_full": false}}}}]'


def read(text, name="cases.json"):
    return list(read_cases(text if isinstance(text, bytes) else text.encode(), name))


def error_of(case):
    (found,) = read(json.dumps([case]))
    return found.error


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (YAML, "cases.yaml"),
        (YAML, "cases.yml"),
        (JSON, "cases.json"),
        (JSON[1:-1], "cases.jsonl"),
        (JSON, "cases.yaml"),
        (YAML, "-"),
    ],
)
def test_the_ending_of_the_name_tells_the_format(text, name):
    assert read(text, name) == [WHOLE]


@pytest.mark.parametrize(("text", "name"), [(JSON, "cases.json"), (JSON[1:-1], "cases.jsonl"), (YAML, "cases.yaml")])
def test_a_byte_order_mark_is_no_part_of_the_text(text, name):
    assert read(b"\xef\xbb\xbf" + text.encode(), name) == [WHOLE]


def test_one_case_needs_no_list():
    assert read(JSON[1:-1]) == [WHOLE]


def test_no_case_is_a_list_too():
    assert read("[]") == []


def test_empty_lines_between_cases_are_passed_over():
    assert read(f"\n{JSON[1:-1]}\n\n  \n{JSON[1:-1]}\n", "cases.jsonl") == [WHOLE, WHOLE]


def test_a_case_without_an_id_is_called_by_its_number():
    assert [case.id for case in read(json.dumps([{"facts": {}}, {"id": 7, "facts": {}}, {"facts": {}}]))] == ["1", "7", "3"]


def test_a_line_without_an_id_is_called_by_its_line():
    assert [case.id for case in read('{"facts": {}}\n\n{"facts": {}}', "cases.jsonl")] == ["1", "3"]


def test_a_case_without_a_moment_has_none():
    assert read('[{"facts": {}}]') == [RawCase("1")]


@pytest.mark.parametrize(
    ("case", "error"),
    [
        ("text", "a case is a mapping with `as_of` and `facts`"),
        (None, "a case is a mapping with `as_of` and `facts`"),
        ([], "a case is a mapping with `as_of` and `facts`"),
        ({"as_of": AS_OF}, "`facts` must be a mapping of fact to value"),
        ({"facts": [1]}, "`facts` must be a mapping of fact to value"),
        ({"facts": {}, "asof": AS_OF}, "unknown key `asof`; a case has `id`, `as_of` and `facts`"),
        ({"facts": [], "z": 1, "b": 2}, "unknown key `b`; a case has `id`, `as_of` and `facts`"),
    ],
)
def test_a_case_that_cannot_be_read_says_why(case, error):
    assert error == error_of(case)


def test_a_bad_case_is_an_error_in_its_place_and_not_the_end():
    first, bad, last = read(json.dumps([{"facts": {}}, {"id": "B"}, {"facts": {}}]))
    assert (first.error, bad.id, bad.error != "", last.error) == ("", "B", True, "")


def test_a_bad_line_is_an_error_in_its_place_and_not_the_end():
    bad, good = read('{"facts": \n{"facts": {}}', "cases.jsonl")
    assert (bad.id, bad.error.split(":")[0], good) == ("1", "not JSON", RawCase("2"))


@pytest.mark.parametrize(
    "text", ['{"facts": {}, "facts": {}}', '{"facts": {"a": 1, "a": 1}}', '{"facts": {"a": NaN}}', "-Infinity"]
)
def test_a_line_with_a_key_twice_or_a_number_that_is_none_is_an_error(text):
    (bad,) = read(text, "cases.jsonl")
    assert bad.error.startswith("not JSON: ") is True


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (b"\xff[]", "c.json", r"^c\.json: not UTF-8 text \(byte 0\)$"),
        (b"{}\n\xff", "c.jsonl", r"^c\.jsonl: not UTF-8 text \(byte 3\)$"),
        ("[", "c.json", r"^c\.json: not JSON: "),
        ('[{"facts": {"a": 1, "a": 2}}]', "c.json", "^c.json: not JSON: the key `a` stands twice$"),
        ("[NaN]", "c.json", "^c.json: not JSON: NaN is no number$"),
        ("a: [1\nb: 2", "c.yaml", r"^c\.yaml:2:2: this is not YAML: "),
        ("a: &x 1", "c.yaml", r"^c\.yaml:1:4: anchors and aliases are refused$"),
        ("12", "c.json", "^c.json: a list of cases is wanted, each with `id`, `as_of` and `facts`$"),
        ("", "c.yaml", "^c.yaml: a list of cases is wanted, each with `id`, `as_of` and `facts`$"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(text, name, message):
    with pytest.raises(UsageError, match=message):
        read_cases(text if isinstance(text, bytes) else text.encode(), name)


@unhurried
@given(st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=6))
def test_a_number_of_json_is_read_exactly_as_it_is_written(number):
    (case,) = read(f'[{{"facts": {{"n": {number:f}}}}}]')
    assert Decimal(case.facts["n"]).as_tuple() == number.as_tuple()


def outcome(raw, name):
    """Give the types of what was read, or of what refused it."""
    try:
        return {type(case) for case in read(raw, name)}
    except UsageError as refused:
        return {type(refused)}


@unhurried
@given(st.binary(max_size=60), st.sampled_from(["c.json", "c.jsonl", "c.yaml"]))
def test_any_bytes_are_cases_or_refused(raw, name):
    assert outcome(raw, name) in [set(), {RawCase}, {UsageError}]


@unhurried
@given(st.lists(st.dictionaries(st.text("abc"), st.integers() | st.booleans() | st.none() | st.text("xyz "), max_size=4)))
def test_json_and_json_lines_say_the_same(facts):
    cases = [json.dumps({"id": str(n), "as_of": AS_OF, "facts": f}) for n, f in enumerate(facts)]
    assert read(f"[{','.join(cases)}]") == read("\n".join(cases), "cases.jsonl")
