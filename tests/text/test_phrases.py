from __future__ import annotations

import re

import pytest

from dunning_rules.model.words import Spelling, WordList
from dunning_rules.text.lexicon import lexicon_of
from dunning_rules.text.phrases import MOST_RUNS, Part
from tests.text.reading import CHARACTERS, PARSE, lines


def runs(*words):
    return frozenset(tuple(w.split()) for w in words)


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("没钱", [Part(runs("没 钱"))]),
        ("没 钱", [Part(runs("没 钱"))]),
        ("Don't pay", [Part(runs("do not pay"))]),
        ("(没|冇) 钱", [Part(runs("没 钱"))]),
        ("没 .. 钱", [Part(runs("没")), Part(gap=3), Part(runs("钱"))]),
        ("没 ... 钱", [Part(runs("没")), Part(gap=8), Part(runs("钱"))]),
        ("没…钱", [Part(runs("没")), Part(gap=8), Part(runs("钱"))]),
        ("[再] 还", [Part(runs("再 还", "还"))]),
        ("(再|) 还", [Part(runs("再 还", "还"))]),
        ("^ 还 $", [Part(runs("^ 还 $"))]),
        ("<pay>", [Part(runs("还", "付 款", "pay*"))]),
        ("(<never>|不) 还", [Part(runs("从 来 没 还", "从 没 还", "不 还"))]),
        ("<both> .. threat*", [Part(runs("还", "付 款", "pay*", "借")), Part(gap=3), Part(runs("threat*"))]),
        ("# days", [Part(runs("# days"))]),
        ("还 .. [吧]", [Part(runs("还")), Part(gap=3), Part(runs("吧"), optional=True)]),
    ],
)
def test_a_phrase_has_the_parts_its_author_wrote(phrase, parts):
    assert PARSE(phrase) == tuple(parts)


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("<pya>", "unknown word list `<pya>`"),
        ("(没|不", "`(` in `(没|不` is not closed"),
        ("没 )", "`)` in `没 )` is no word"),
        ("[没]", "`[没]` has no word that must be there"),
        ("^ $", "`^ $` has no word that must be there"),
        ("..", "`..` has no word that must be there"),
        ("没 *", "`*` in `没 *` is no word"),
        ("(没|[不])", "`[` in `(没|[不])` is no word"),
        ("没 & 钱", "`&` in `没 & 钱` is no word"),
        ("没*", "`没*` in `没*` is no word"),
    ],
)
def test_what_is_wrong_with_a_phrase_is_told(phrase, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        PARSE(phrase)


def parser(**lists):
    return lexicon_of(CHARACTERS, [Spelling("dont", "do not")], [WordList(n, "x", lines(*w)) for n, w in lists.items()]).parser


def test_a_list_that_contains_itself_is_refused():
    with pytest.raises(ValueError, match="the word list `<a>` contains itself"):
        parser(a=("<b>",), b=("<a>",)).parse("<a>")


def test_a_list_has_no_gaps():
    with pytest.raises(ValueError, match="in a word list has a gap"):
        parser(a=("没 .. 钱",)).parse("<a>")


def test_a_part_that_can_be_read_in_too_many_ways_is_refused():
    words = tuple(f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(40))
    with pytest.raises(ValueError, match=f"more than {MOST_RUNS} ways"):
        parser(a=words, b=("(<a><a>)",)).parse("<b>")


def test_a_list_may_leave_a_word_out():
    assert parser(a=("[快] 还",)).parse("<a>") == (Part(runs("快 还", "还")),)
