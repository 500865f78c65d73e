from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.reading import READ


def bits(*places):
    return sum(1 << place for place in places)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我还没钱", ("我", "还", "没", "钱")),
        ("我還冇錢", ("我", "还", "没", "钱")),
        ("Don’t call ME", ("do", "not", "call", "me")),
        ("DONT", ("do", "not")),
        ("we're, we've, we'll, I'm, he'd, it's", ["we", "are", "we", "have", "we", "will", "i", "am", "he", "would", "it", "s"]),
        ("rock'n'roll o'clock", ("rocknroll", "oclock")),
        ("２０ 元 1,200.50", ("20", "元", "1,200.50")),
        ("还 不 还，钱", ("还", "不", "还", "钱")),
        ("thr3at w4rrant", ("threat", "warrant")),
        ("5pm 4 you", ("5", "pm", "4", "you")),
        ("рауday", ("payday",)),
        ("投\u200b诉", ("投", "诉")),
        ("k i l l him", ("kill", "him")),
        ("k.i.l.l", ("kill",)),
        ("a b cd", ("a", "b", "cd")),
        ("好😔", ("好", "😔")),
        ("...", ()),
        ("", ()),
    ],
)
def test_a_text_is_read_one_way_however_it_is_written(text, words):
    assert READ(text).words == tuple(words)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("还了。没钱", bits(0, 2, 4)),
        ("Paid. No money", bits(0, 1, 3)),
        ("1.5 is paid", bits(0, 3)),
        ("弄。死。你", bits(0, 3)),
        ("好吗？好。", bits(0, 2, 3)),
        ("还了\n没钱", bits(0, 2, 4)),
        ("", bits(0)),
        ("k i l l. He paid", bits(0, 1, 3)),
    ],
)
def test_it_is_known_where_sentences_begin(text, starts):
    assert READ(text).starts == starts


def test_numbers_are_known_as_such():
    assert READ("还 300 元 5 天").numbers == bits(1, 3)
    assert READ("a b c 300").numbers == bits(1)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("mei qian", True), ("弄si你", True), ("no money", False), ("没钱", False), ("还 300", False), ("mei money", False)],
)
def test_it_is_known_whether_chinese_may_be_spelled_out(text, spelled):
    assert READ(text).spelled_out is spelled


@pytest.mark.parametrize(
    ("text", "first", "after", "piece"),
    [
        ("我還冇錢", 2, 4, "冇錢"),
        ("I don't pay", 1, 3, "don't"),
        ("投\u200b诉你", 0, 2, "投\u200b诉"),
        ("ﬁne 还", 0, 1, "ﬁne"),
        ("he will k i l l you", 2, 3, "k i l l"),
        ("还了", 1, 1, "了"),
    ],
)
def test_evidence_is_cut_from_the_text_as_it_was_written(text, first, after, piece):
    (found,) = READ(text).pieces([(first, after)])
    assert (found.text, text[found.start : found.end]) == (piece, piece)


@given(st.text())
def test_any_text_can_be_read_and_cut(text):
    tokens = READ(text)
    count = len(tokens.words)
    assert tokens.starts & 1
    assert tokens.starts.bit_length() == count + 1
    assert all(text[e.start : e.end] == e.text for e in tokens.pieces((i, i + 1) for i in range(count)))
