"""Phrases are found where a plain search, which tries every way, finds them; and in a time that grows with the text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.text.matching import Hit, PhraseBook
from dunning_rules.text.phrases import EDGES
from dunning_rules.text.runs import RunBook
from tests.text.reading import LEXICON, PARSE, READ


class Book:
    """Phrases, and the runs they are made of, as texts are looked at."""

    def __init__(self, *phrases, by_sound=False):
        self.runs = RunBook(LEXICON.reader)
        self.book = PhraseBook([PARSE(p) for p in phrases], self.runs, by_sound=by_sound)

    def found(self, tokens):
        return self.book.found(tokens, self.runs.written(tokens))

    def find(self, tokens):
        return self.book.find(self.found(tokens))

    def find_all(self, tokens, index, *, widest=False):
        return self.book.find_all(self.found(tokens), index, widest=widest)


def pieces(phrase, text, *, by_sound=False, widest=False):
    tokens = READ(text)
    hits = Book(phrase, by_sound=by_sound).find_all(tokens, 0, widest=widest)
    return [" ".join(tokens.words[h.first : h.after]) for h in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("没 .. 钱", "没有钱", ["没 有 钱"]),
        ("没 .. 钱", "没一二三钱", ["没 一 二 三 钱"]),
        ("没 .. 钱", "没一二三四钱", []),
        ("没 .. 钱", "没有。钱", []),
        ("没钱", "没，钱", ["没 钱"]),
        ("没钱", "还没。钱付", []),
        ("没 钱 $", "没钱。还了", ["没 钱"]),
        ("钱 $", "没钱还", []),
        ("^ 还", "不还。还了", ["还"]),
        ("^ [我] 还", "我还", ["我 还"]),
        ("^ (<pay>|不) .. 了", "还了", ["还 了"]),
        ("还 .. $", "还一二。", ["还 一 二"]),
        ("pay* .. you", "paid? payment to you", ["payment to you"]),
        ("# days", "in 12 days", ["12 days"]),
        ("还 ... 了", "还钱了还了", ["还 钱 了", "还 了"]),
        ("[不] .. 还", "不还", ["不 还", "还"]),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase, text, found):
    assert pieces(phrase, text) == found


def test_the_widest_place_reaches_as_far_as_the_phrase_can():
    assert pieces("没 ... 钱", "没钱没钱") == ["没 钱", "没 钱"]
    assert pieces("没 ... 钱", "没钱没钱", widest=True) == ["没 钱 没 钱", "没 钱"]


@pytest.mark.parametrize(
    ("text", "heard", "quiet"),
    [
        ("做牢", ["做 牢"], []),
        ("坐牢", ["坐 牢"], ["坐 牢"]),
        ("坐lao", ["坐 lao"], ["坐 lao"]),
        ("zuo lao", ["zuo lao"], ["zuo lao"]),
        ("做老", [], []),
        ("老师", [], []),
    ],
)
def test_a_run_is_heard_where_one_character_only_sounds_alike(text, heard, quiet):
    assert (pieces("坐牢", text, by_sound=True), pieces("坐牢", text)) == (heard, quiet)


def test_digits_sound_like_characters_where_sound_counts():
    assert pieces("死不还", "4不还", by_sound=True) == ["4 不 还"]
    assert pieces("死不还", "4不还") == []
    assert pieces("死", "4", by_sound=True) == []


def test_phrases_are_found_together_each_at_its_first_place():
    tokens = READ("还没还钱，没钱")
    assert Book("没 .. 钱", "付款", "没钱", "还").find(tokens) == [Hit(0, 1, 4), Hit(2, 4, 6), Hit(3, 0, 1)]
    assert Book("没").find(READ("")) == []


WORDS = ["没", "钱", "还", "不"]
PHRASES = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(["..", "(没|不钱)", "[还]", "^", "$", "(还|)"]),
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
TEXTS = st.lists(st.sampled_from([*WORDS, "，", "。"]), max_size=9).map("".join)


def tried(parts, words, starts, at, moved):
    """Give every place where the rest of a phrase can end, trying every way."""
    if not parts:
        return {at}
    part, *rest = parts
    ends = set()
    if part.gap:
        for end in range(at, min(at + part.gap, len(words)) + 1):
            if not any(starts >> i & 1 for i in range(at + (not moved), end)):
                ends |= tried(rest, words, starts, end, moved)
        return ends
    if part.optional:
        ends |= tried(rest, words, starts, at, moved)
    for run in part.runs:
        end = stood(run, words, starts, at, moved)
        if end is not None:
            ends |= tried(
                rest, words, starts, end, moved or (not part.optional and any(w not in EDGES for r in part.runs for w in r))
            )
    return ends


def stood(run, words, starts, at, moved):
    """Give where a run ends that begins at a place; None when it does not stand there."""
    place = at
    length = sum(w not in EDGES for w in run)
    if length and moved and starts >> at & 1:
        return None
    for word in run:
        if word == "^" and starts >> place & 1:
            continue
        if word == "$" and place and starts >> place & 1:
            continue
        if place >= len(words) or words[place] != word or (place > at and starts >> place & 1):
            return None
        place += 1
    return place


@given(PHRASES, TEXTS)
def test_it_finds_what_trying_every_way_finds(phrase, text):
    try:
        parts = PARSE(phrase)
    except ValueError:
        return
    tokens = READ(text)
    expected = []
    for first in range(len(tokens.words)):
        ends = tried(list(parts), tokens.words, tokens.starts, first, moved=False)
        if ends:
            expected.append(Hit(0, first, min(ends)))
    assert Book(phrase).find_all(tokens, 0) == expected
    assert Book(phrase).find(tokens) == expected[:1]


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("(没|没没|没没没) .. (没|没没) ... (没|没没没) ... 钱", "没"),
        ("没 ... 没 ... 没 ... 没 ... 没 ... 没 ... 钱", "没"),
        ("[没] [没] [没] [没] [没] [没] .. 钱 .. 还", "没钱"),
        ("a* ... a* ... a* ... a* ... b", "aa "),
    ],
)
def test_no_phrase_takes_longer_than_the_text_is_long(phrase, unit):
    """What hangs engines that try one way after another is here the same row of steps, only over longer numbers."""
    found = Book(phrase)

    def calls(text):
        tokens, count = READ(text), 0

        def counting(_frame, event, _argument):
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counting)
        found.find(tokens)
        sys.setprofile(None)
        return count

    short, long = calls(unit * 200), calls(unit * 400)
    assert long <= 2.2 * short
