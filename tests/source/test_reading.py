from __future__ import annotations

import json
from decimal import Decimal
from functools import reduce
from operator import getitem

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.place import Place
from dunning_rules.source.reading import Document, read_bytes, read_file
from tests.building import document, unhurried

DEEPEST, LARGEST = 40, 2_000_000


def finding(raw):
    """Give the one finding of what cannot be read."""
    found, findings = read_bytes(raw if isinstance(raw, bytes) else raw.encode(), "a.yaml")
    assert found is None
    (only,) = findings
    return only


def where(raw):
    return (finding(raw).code, finding(raw).place.line, finding(raw).place.column)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", {"a": 1}),
        ("a: [1, 1.10, 21:00, no, 0123]", {"a": [1, Decimal("1.10"), "21:00", "no", 123]}),
        ("a: '12'\nb: \"12\"", {"a": "12", "b": "12"}),
        ("a: |\n  12\nb: >\n  1\n  2", {"a": "12\n", "b": "1 2"}),
        ("a: {b: [c, {d: ~}]}", {"a": {"b": ["c", {"d": None}]}}),
        ("- 1\n- - 2\n  - 3", [1, [2, 3]]),
        ("a:", {"a": None}),
        ("plain", "plain"),
        ("---\na: 1\n...", {"a": 1}),
        ("# only a comment", None),
        ("", None),
        ("'true': 1", {"true": 1}),
        ("! '12'", "12"),
        ("文: 字", {"文": "字"}),
        ("\ufeffa: 1", {"a": 1}),
        ("a: {}\nb: []", {"a": {}, "b": []}),
    ],
)
def test_yaml_becomes_plain_data(text, expected):
    assert expected == document(text).data


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        (b"a: 1\nb: \xff", "DR102", 2, 4),
        (b"\xff", "DR102", 1, 1),
        ("a: 1\nb: @x", "DR104", 2, 4),
        ("a: 1\n b: 2", "DR104", 2, 3),
        ("a: \x00", "DR104", 1, 1),
        ("a: 1\n---\nb: 2", "DR105", 2, 1),
        ("a: &x 1", "DR106", 1, 4),
        ("a: &x {b: 1}", "DR106", 1, 4),
        ("a: 1\nb: *x", "DR106", 2, 4),
        ("a: !!str 1", "DR107", 1, 4),
        ("a: !secret 1", "DR107", 1, 4),
        ("!!map {a: 1}", "DR107", 1, 1),
        ("1: a", "DR109", 1, 1),
        ("true: a", "DR109", 1, 1),
        ("? [a]\n: b", "DR109", 1, 3),
        ("? {a: b}\n: c", "DR109", 1, 3),
        ("a: 1\nb: 2\na: 3", "DR110", 3, 1),
        ("x:\n  - {b: 1, b: 2}", "DR110", 2, 12),
    ],
)
def test_what_is_refused_is_refused_at_its_place(raw, code, line, column):
    assert where(raw) == (code, line, column)


@pytest.mark.parametrize(
    ("raw", "message", "help_"),
    [
        (b"\xff", "the file is not UTF-8 text", "save the file as UTF-8"),
        ("a: 1\n---\nb: 2", "more than one document in a file", "one subject a file"),
        ("a: &x 1", "anchors and aliases are refused", "write the text out, or name it as a parameter, gate or snippet"),
        ("a: !!str 1", "the tag `tag:yaml.org,2002:str` is refused", "write the plain value"),
        ("1: a", "the key `1` is not text", "put it in quotes if it is a name"),
        ("a: 1\nb: 2\na: 3", "the key `a` stands twice", "it stands at line 1 already; keep one"),
        ("a: [1", "this is not YAML: did not find expected ',' or ']'", "check indentation, quotes and the `:` after each key"),
        (
            "a: \x00",
            "this is not YAML: control characters are not allowed",
            "check indentation, quotes and the `:` after each key",
        ),
    ],
)
def test_what_is_refused_is_said_with_the_next_step(raw, message, help_):
    assert (finding(raw).message, finding(raw).help) == (message, help_)


@pytest.mark.parametrize("text", ["a: 1\nx: {a: 2}", "- {a: 1}\n- {a: 2}", "x: {a: 1}\ny: {a: 2}"])
def test_the_same_key_in_two_mappings_is_no_double(text):
    assert isinstance(document(text).data, (dict, list))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_what_is_nested_as_deep_as_allowed_is_read(opening):
    found, findings = read_bytes(
        (opening * (DEEPEST - 1) + "[]" + {"[": "]", "{a: ": "}", "- ": ""}[opening] * (DEEPEST - 1)).encode(), "a"
    )
    assert (found is not None, findings) == (True, [])


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_what_is_nested_deeper_is_refused(opening):
    deep = finding(opening * (DEEPEST + 1))
    assert (deep.code, deep.message) == ("DR108", "nested deeper than 40 levels")


def test_a_text_of_two_megabytes_is_read():
    assert read_bytes(b"a" * LARGEST, "a.yaml")[1] == []


def test_a_text_of_more_than_two_megabytes_is_refused():
    large = finding(b"a" * (LARGEST + 1))
    assert (large.code, large.message) == ("DR103", "the file is larger than 2 MB")


TWO_LEVELS = """\
    kind: rules
    rules:
      - id: first
        when: {stage: M2}
    """


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("kind",), 1, 7),
        (("rules",), 3, 3),
        (("rules", 0), 3, 5),
        (("rules", 0, "when", "stage"), 4, 19),
        (("rules", 0, "then"), 3, 5),
        (("rules", 7, "id"), 3, 3),
        (("nothing", "of", "that"), 1, 1),
    ],
)
def test_the_place_of_a_value_is_its_own_or_the_nearest_around_it(path, line, column):
    assert document(TWO_LEVELS, "a.yaml").place(path) == Place("a.yaml", line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [(("kind",), 1, 1), (("rules", 0, "when"), 4, 5), (("rules", 0), 3, 5), (("rules", 0, "then"), 3, 5), ((), 1, 1)],
)
def test_the_place_of_a_key_is_that_of_the_key_where_there_is_one(path, line, column):
    assert document(TWO_LEVELS, "a.yaml").key_place(path) == Place("a.yaml", line, column)


def test_a_document_made_by_hand_is_all_in_one_place():
    assert Document("a.yaml", {"a": 1}).key_place(("a",)) == Place("a.yaml")


def test_a_file_is_read_under_the_name_that_findings_show(tmp_path):
    (tmp_path / "a.yaml").write_text("a: 1", encoding="utf-8")
    assert read_file(tmp_path / "a.yaml", "shown.yaml")[0].file == "shown.yaml"


def test_a_file_that_is_not_there_is_a_finding(tmp_path):
    _, (missing,) = read_file(tmp_path / "a.yaml", "shown.yaml")
    assert (missing.code, missing.message, missing.place) == (
        "DR101",
        "cannot read the file: No such file or directory",
        Place("shown.yaml"),
    )


def test_a_folder_is_no_file(tmp_path):
    _, (refused,) = read_file(tmp_path, "shown.yaml")
    assert refused.code == "DR101"


def test_a_file_that_is_too_large_is_a_finding(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a" * (LARGEST + 1))
    _, (refused,) = read_file(tmp_path / "a.yaml", "shown.yaml")
    assert (refused.code, refused.help) == ("DR103", "split it by subject, one subject a file")


def outcome(raw):
    found, findings = read_bytes(raw, "a.yaml")
    return (found is None, len(findings))


@unhurried
@given(st.binary())
def test_any_bytes_give_a_document_or_a_finding(raw):
    assert outcome(raw) in [(False, 0), (True, 1)]


@unhurried
@given(st.text("abn01.~-:?,[]{}&*!|>'\"%@`#<= \n\t\r\\\ufeff\u2028\x85\x00文", max_size=60))
def test_any_text_that_looks_like_yaml_gives_a_document_or_a_finding(text):
    assert outcome(text.encode()) in [(False, 0), (True, 1)]


WORDS = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=20)
DATA = st.recursive(
    st.one_of(WORDS, st.integers(-(10**30), 10**30), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=20,
)


@unhurried
@given(DATA)
def test_json_is_read_as_the_data_it_is(data):
    assert document(json.dumps(data, ensure_ascii=False)).data == data


def paths(data, path=()):
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield from paths(value, (*path, step))


@unhurried
@given(DATA)
def test_every_value_has_a_place_of_its_own(data):
    assert set(document(json.dumps(data, ensure_ascii=False)).values) == set(paths(data))


@unhurried
@given(DATA)
def test_the_place_of_a_value_is_where_its_text_begins(data):
    text = json.dumps(data, ensure_ascii=False)
    found = document(text)
    for path in paths(data):
        assert text[found.place(path).column - 1 :].startswith(json.dumps(reduce(getitem, path, data), ensure_ascii=False))
