"""A small lexicon for tests of texts: two word lists, some spellings, characters of both writings."""

from __future__ import annotations

from dunning_rules.model.words import Characters, Line, Lines, Spelling, WordList
from dunning_rules.text.lexicon import lexicon_of

CHARACTERS = Characters(
    {"錢": "钱", "還": "还", "钱": "钱", "还": "还"},
    {
        "坐": ("zuo",),
        "做": ("zuo",),
        "牢": ("lao",),
        "死": ("si",),
        "没": ("mei",),
        "钱": ("qian",),
        "还": ("hai", "huan"),
        "不": ("bu",),
        "老": ("lao",),
        "师": ("shi",),
    },
)
LISTS = {"pay": ("还", "付款", "pay*"), "never": ("(从来|从) 没",), "both": ("<pay>", "借")}
SPELLINGS = {"dont": "do not", "冇": "没", "u": "you", "cheque": "check"}


def lines(*texts):
    return Lines(zh_cn=tuple(map(Line, texts)))


LEXICON = lexicon_of(
    CHARACTERS,
    [Spelling(written, read) for written, read in SPELLINGS.items()],
    [WordList(name, "x", lines(*words)) for name, words in LISTS.items()],
)
READ = LEXICON.reader.read
PARSE = LEXICON.parser.parse
