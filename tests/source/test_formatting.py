"""One style, the same meaning, every comment kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_rules.errors import UsageError
from dunning_rules.source.formatting import format_file, format_text, rule_files
from dunning_rules.source.reading import read_bytes

SHIPPED = Path(__file__).parents[2] / "rulepacks"
LONG = "a rather long sentence that takes up room " * 4


def formatted(text):
    change = format_text(text, "x.yaml")
    assert change.stopped is None
    return change.after


def test_every_shipped_file_has_the_style_already():
    changes = [format_file(path) for path in rule_files(SHIPPED)]
    assert len(changes) > 250
    assert [c.file for c in changes if c.changed or c.stopped] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n    b: 1\n", "a:\n  b: 1\n"),
        ("a:\n- 1\n-   2\n", "a:\n  - 1\n  - 2\n"),
        ("a: { b: 1 ,c: [ 2,3 ] }\n", "a: {b: 1, c: [2, 3]}\n"),
        ("a: [1,\n  2]\n", "a: [1, 2]\n"),
        ("a:   1   \n", "a: 1\n"),
        ("---\na: 1\n...\n", "a: 1\n"),
        ("\n\na: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
        ("? a\n: 1\n", "a: 1\n"),
        ("a:\n  - - 1\n    - 2\n", "a:\n  - - 1\n    - 2\n"),
        ("a:\nb: {c: }\n", "a:\nb: {c: null}\n"),
        ("\ufeffa: 1\n", "a: 1\n"),
        ("a: some\n  words\n", "a: some words\n"),
        ("a: some\n\n  words\n", 'a: "some\\nwords"\n'),
        ("a: |  \n     one\n       two\n\n\nb: 1\n", "a: |\n  one\n    two\n\nb: 1\n"),
        ("a: >-\n one\n two\n", "a: >-\n  one\n  two\n"),
        ("a: |+\n one\n\n\n", "a: |+\n  one\n\n\n"),
        ("a:\r\n    b: 1\r\n", "a:\r\n  b: 1\r\n"),
        ("a:\n  b:\n\n    c: 1\n", "a:\n  b:\n    c: 1\n"),
    ],
)
def test_lines_are_laid_out(before, after):
    assert formatted(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"some words"', "some words"),
        ("'some words'", "some words"),
        ('"先付一半"', "先付一半"),
        ("'a \"word\"'", 'a "word"'),
        ('"2026-11-25"', '"2026-11-25"'),
        ("'08:00'", '"08:00"'),
        ("'no'", '"no"'),
        ("'y'", '"y"'),
        ("'true'", '"true"'),
        ("'1.10'", '"1.10"'),
        ("'{{ slot }}'", '"{{ slot }}"'),
        ("'a: b'", '"a: b"'),
        ("'a #b'", '"a #b"'),
        ("' a'", '" a"'),
        ("'- \"a\"'", "'- \"a\"'"),
        ('"tab\\t"', '"tab\\t"'),
        ("''", '""'),
        ("plain 'words'", "plain 'words'"),
        ("21:00", "21:00"),
    ],
)
def test_quotes_stand_only_where_a_reader_of_yaml_needs_them(before, after):
    assert formatted(f"a: {before}\n") == f"a: {after}\n"


def test_a_comma_needs_quotes_in_brackets_only():
    assert formatted('a: ["b, c"]\nd: "b, c"\n') == 'a: ["b, c"]\nd: b, c\n'


def test_brackets_that_do_not_fit_get_lines_one_level_at_a_time():
    words = ", ".join(["abcdefghij"] * 8)
    before = f"a: {{b: [{words}], c: {{d: [{words}], e: 1}}}}\n"
    assert formatted(before) == f"a:\n  b: [{words}]\n  c: {{d: [{words}], e: 1}}\n"


def test_a_chinese_letter_takes_two_columns():
    assert "\n" not in formatted(f"a: [{'中' * 60}]\n").strip()
    assert formatted(f"a: [{'中' * 70}]\n") == f"a:\n  - {'中' * 70}\n"


def test_a_list_item_that_does_not_fit_begins_behind_its_dash():
    assert formatted(f"a:\n  - {{b: {LONG}, c: 1}}\n") == f"a:\n  - b: {LONG.strip()}\n    c: 1\n"


def test_prose_is_not_broken_and_what_was_broken_is_filled():
    assert formatted(f"a: {LONG}\n").count("\n") == 1
    filled = formatted("a: " + "\n  ".join(["word"] * 60) + "\n")
    assert [len(line) for line in filled.splitlines()] == [137, 136, 31]


COMMENTED = """\
# head

kind: rules   # which

rules:
# about one
- id: one # the id
  when:
      any: [ # alternatives
        {a: 1}, # first
        # second
        {b: 2}
        # end of list
      ] 
      # end of condition
  # end of rule
# about two
- id: two
  text: |  # as it stands
     # not a comment
- - # odd
# tail
"""  # noqa: W291 - blanks at the end of a line are what is formatted


def test_every_comment_stays_where_it_belongs():
    assert (
        formatted(COMMENTED.replace("- - # odd\n", ""))
        == """\
# head

kind: rules  # which

rules:
  # about one
  - id: one  # the id
    when:
      any:  # alternatives
        - {a: 1}  # first
        # second
        - {b: 2}
        # end of list
      # end of condition
    # end of rule
  # about two
  - id: two
    text: |  # as it stands
      # not a comment
# tail
"""
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (COMMENTED, 21, 5),
        ("a:\n  # why\n  value\n", 2, 3),
        ("a: [  # one\n  1]  # two\n", 2, 7),
        ("a: []\nb: [\n  # nothing\n]\n", 3, 3),
        ("%YAML 1.2\n---\na: 1\n", 1, 1),
        ("a: 1 # \u2028\n", 1, 8),
        ("--- # of the document\na: 1\n", 1, 5),
        ("a: |\n  no line end", 1, 1),
    ],
)
def test_what_cannot_be_laid_out_without_loss_is_left_alone_with_its_place(text, line, column):
    change = format_text(text, "x.yaml")
    place, why = change.stopped
    assert (change.after, place.line, place.column) == (text, line, column)
    assert why


@pytest.mark.parametrize("text", ["", "# only a comment\n", "a word\n", "{}\n"])
def test_what_has_no_entries_is_left_as_it_is(text):
    assert not format_text(text, "x.yaml").changed


def test_what_cannot_be_read_says_so(tmp_path):
    (tmp_path / "x.yaml").write_text("a: &b 1\n", encoding="utf-8")
    place, why = format_file(tmp_path / "x.yaml").stopped
    assert (place.line, why) == (1, "DR106: anchors and aliases are refused")


def test_a_brackets_comment_keeps_the_line_it_speaks_of():
    text = f"a: {{b: {LONG.strip()}, c: 1}}  # why\n"
    assert formatted(text) == text


def test_files_are_found_below_a_folder(tmp_path):
    (tmp_path / "a").mkdir()
    for name in ("a/x.yaml", "y.yml", "z.txt"):
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    assert [p.name for p in rule_files(tmp_path)] == ["x.yaml", "y.yml"]
    assert rule_files(tmp_path / "z.txt") == (tmp_path / "z.txt",)
    with pytest.raises(UsageError, match="no YAML file at"):
        rule_files(tmp_path / "none")


WORDS = st.sampled_from(
    [
        "a",
        "两周",
        "no",
        "21:00",
        "1",
        "1.50",
        "true",
        "a: b",
        "a #b",
        "- x",
        "{{ s | day }}",
        "it's",
        "x" * 70,
        "",
        "two\nlines\n",
        "# no\n  comment\n",
    ]
)
DATA = st.recursive(
    WORDS | st.integers(0, 99) | st.booleans(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(st.sampled_from("bcdefg"), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


class Untidy:
    """Writes data as a careless author would: any indentation, brackets or lines, quotes, comments and blank lines."""

    def __init__(self, draw):
        self.draw = draw
        self.comments = 0

    def comment(self, kind):
        if self.draw(st.integers(0, 4)):
            return ""
        self.comments += 1
        return f"# {kind} {self.comments}"

    def block(self, data, indent):
        step = self.draw(st.integers(1, 4))
        for key, value in data.items() if isinstance(data, dict) else ((None, v) for v in data):
            if note := self.comment("above"):
                yield f"{indent}{note}"
            if not self.draw(st.integers(0, 4)):
                yield ""
            yield from self.entry(key, value, indent, step)

    def entry(self, key, value, indent, step):
        head = f"{indent}{key}:" if key else f"{indent}-"
        if isinstance(value, str) and "\n" in value and value[0] != " ":
            yield f"{head} |  {self.comment('behind')}"
            yield from (f"{indent}   {line}" for line in value.splitlines())
            return
        lines = isinstance(value, (list, dict)) and self.draw(st.booleans())
        if lines and key:
            yield f"{head}  {self.comment('behind')}"
            yield from self.block(value, indent + " " * step)
        elif lines:
            yield head
            yield from self.block(value, indent + " " * (step + 1))
        else:
            yield f"{head} {self.flow(value)}  {self.comment('behind')}"

    def flow(self, value):
        gap = self.draw(st.sampled_from(["", " "]))
        if isinstance(value, dict):
            return "{" + gap + f"{gap}, ".join(f"{k}: {self.flow(v)}" for k, v in value.items()) + gap + "}"
        if isinstance(value, list):
            return "[" + gap + f"{gap}, ".join(map(self.flow, value)) + gap + "]"
        if isinstance(value, str) and "\n" in value:
            return json.dumps(value)
        if isinstance(value, str):
            return self.draw(st.sampled_from([json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"]))
        return json.dumps(value)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_formatting_keeps_meaning_and_comments_and_is_done_once(data):
    untidy = Untidy(data.draw)
    top = data.draw(st.dictionaries(st.sampled_from("bcdefg"), DATA, min_size=1, max_size=4))
    text = "\n".join([*untidy.block(top, ""), ""])
    after = formatted(text)
    assert json.dumps(read_bytes(after.encode(), "x")[0].data) == json.dumps(top)
    assert [n for n in range(1, untidy.comments + 1) if f" {n}\n" not in after] == []
    assert formatted(after) == after
