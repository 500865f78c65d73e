"""Papers laid out: text, Markdown and one page of HTML that can be printed; nothing in them is lost or comes alive."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from dunning_rules.model.decision import PackUsed, Removed, SmsLength
from dunning_rules.model.drawn import DrawnBlock, DrawnEntry, DrawnPaper, DrawnPart, Missing, Withheld
from dunning_rules.model.explaining import sms_said
from dunning_rules.report.papers import SHAPES, laid_out

VOID = {"meta", "br"}
PARTS = tuple(
    DrawnPart(n, date(2026, 11, n), Decimal(s), f"{n} November 2026", f"CNY {s}") for n, s in ((1, "30.00"), (2, "70.01"))
)
PAPER = DrawnPaper(
    "note",
    "A note",
    "en",
    "debtor",
    date(2026, 11, 25),
    "CNY",
    blocks=(
        DrawnBlock("head", "", "letterhead", entries=(DrawnEntry("From", "Qinghe"), DrawnEntry("To", missing=True))),
        DrawnBlock("subject", "", "subject", paragraphs=("About May",)),
        DrawnBlock("facts", "The facts", "table", entries=(DrawnEntry("Sum", "CNY 100.01"), DrawnEntry("Points", by_hand=3))),
        DrawnBlock("plan", "The plan", "articles", paragraphs=("First rule.", "Second rule."), parts=PARTS, total="CNY 100.01"),
        DrawnBlock("later", "", "text", lines=("26 November · write",)),
        DrawnBlock("end", "", "text", sign=(DrawnEntry("For us", "Qinghe"), DrawnEntry("Guarantor", by_hand=1))),
    ),
    missing=(Missing("debtor_name", "debtor's name"),),
    complete=False,
    unsaid=("late fee",),
    removed=(Removed("C-FALSE", "impact", "the arrears touch our cash"),),
    supposed=("sheet complete",),
    verdict="to be reviewed",
    codes=("C-REVIEW",),
    sms=SmsLength("UCS-2", 71, 2),
    packs=(PackUsed("base", "0.1.0", "0123456789abcdef"),),
)


class Tree(HTMLParser):
    """Follows open and closed tags, and remembers tags and text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.text = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def lines_of(paper, shape):
    text = laid_out([paper], shape)
    return "".join(Tree(text).text) if shape == "html" else text.replace("\\", "")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_everything(shape):
    text = lines_of(PAPER, shape)
    wanted = [
        "A note",
        "Qinghe",
        "About May",
        "The facts",
        "CNY 100.01",
        "First rule.",
        "Second rule.",
        "24:00 on 2 November 2026",
    ]
    wanted += ["CNY 70.01", "Total", "26 November · write", "For us", "Guarantor", "Date"]
    assert [w for w in wanted if w not in text] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_missing_is_shown_in_its_place_and_listed(shape):
    text = lines_of(PAPER, shape)
    assert ("to be added" in text, "debtor's name (debtor_name)" in text, "Something is missing" in text) == (True, True, True)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_reviewer_reads_what_was_left_out_and_why(shape):
    text = lines_of(PAPER, shape)
    wanted = ["late fee", "C-FALSE · impact · the arrears touch our cash", "sheet complete", "to be reviewed", "C-REVIEW"]
    wanted += [PAPER.fingerprint(), "UCS-2, 71 units, 2 segments, longer than one", "base 0.1.0 0123456789ab"]
    assert [w for w in wanted if w not in text] == []


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("approved", "complete"), [(True, True), (True, False), (False, True)])
def test_a_paper_is_a_draft_until_it_is_approved(shape, approved, complete):
    text = lines_of(replace(PAPER, approved=approved, complete=complete), shape)
    assert ("Draft: to be approved" in text) is not approved
    assert ("Approved by a person." in text) is approved
    assert ("For the reviewer" in text) is not (approved and complete)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_paper_that_is_withheld_says_why_and_nothing_else(shape):
    reasons = (
        Withheld("gate", ("a letter is due",)),
        Withheld("gate", ("the sum is right",), ("daily rate", "principal")),
        Withheld("documents", ("contract", "bill"), ()),
        Withheld("channel", ("e-mail",), ("phone",)),
    )
    text = lines_of(replace(PAPER, blocks=(), withheld=reasons), shape)
    wanted = ["Not drawn up: A note", "this does not hold: a letter is due"]
    wanted += ["this cannot be told: the sum is right; unknown: daily rate, principal"]
    wanted += ["needs as documents: contract or bill; here it is: none", "needs as channel: e-mail; here it is: phone"]
    assert [w for w in wanted if w not in text] == []
    assert ("Draft" in text, "reviewer" in text) == (False, False)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_is_one_whole_file_that_runs_and_loads_nothing(language):
    text = laid_out([replace(PAPER, language=language), PAPER], "html")
    tree = Tree(text)
    assert (tree.open, tree.tags.count("article")) == ([], 2)
    assert [t for t in tree.tags if t in ("script", "link", "img", "iframe")] == []
    assert re.search(r"https?:|@import|url\(", text) is None
    assert ("size: A4" in text, f'<html lang="{language}">' in text) == (True, True)


def test_what_people_wrote_stays_text():
    wrong = DrawnBlock(
        "b", "", "text", paragraphs=("<script>alert(1)</script> *bold* [a](b) | c",), entries=(DrawnEntry("<b>", "|x|"),)
    )
    paper = replace(PAPER, blocks=(wrong,))
    assert [t for t in Tree(laid_out([paper], "html")).tags if t in ("script", "b")] == []
    markdown = laid_out([paper], "markdown")
    assert r"\<script\>alert(1)\</script\> \*bold\* \[a\](b) \| c" in markdown
    assert r"| \<b\> | \|x\| |" in markdown
    assert "<script>alert(1)</script> *bold* [a](b) | c" in laid_out([paper], "text")


@pytest.mark.parametrize("text", ["1. of May", "- and then", "+ more", "2) so"])
def test_a_line_that_looks_like_a_list_is_none_in_markdown(text):
    paper = replace(PAPER, blocks=(DrawnBlock("b", "", "text", paragraphs=(text,)),))
    assert f"\n\\{text}\n" in laid_out([paper], "markdown")


def test_chinese_papers_speak_chinese_around_their_words():
    text = laid_out([replace(PAPER, language="zh-CN", blocks=PAPER.blocks[3:4])], "text")
    assert ("草稿" in text, "给审核人" in text, "合计: CNY 100.01" in text, "Draft" in text) == (True, True, True, False)


@pytest.mark.parametrize(
    ("sms", "language", "said"),
    [
        (SmsLength("GSM-7", 160, 1), "en", "GSM-7, 160 units, one segment"),
        (SmsLength("UCS-2", 71, 2), "en", "UCS-2, 71 units, 2 segments, longer than one"),
        (SmsLength("UCS-2", 71, 2), "zh-CN", "UCS-2编码，71个单位，要拆成2条，超过一条的长度"),
    ],
)
def test_a_message_longer_than_one_segment_says_so(sms, language, said):
    assert sms_said(sms, language) == said
