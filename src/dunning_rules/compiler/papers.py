"""Papers: what they name is looked up, and they are linked, each with a matcher of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.compiler.program import LinkedBlock, LinkedEntry, LinkedPaper, LinkedSentence
from dunning_rules.model.names import did_you_mean
from dunning_rules.model.outcome import NONE
from dunning_rules.model.paper import NEEDED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.compiler.program import Template
    from dunning_rules.model.paper import Block, Entry, Paper
    from dunning_rules.model.script import Sentence
    from dunning_rules.model.titles import Titles
    from dunning_rules.place import Place


def check_papers(draft: Draft) -> None:
    """Pass: every gate, section, outcome and fact that a paper names is there; its words stand in both languages."""
    for paper in draft.papers.values():
        for gate in filter(None, (paper.gate, paper.approval)):
            _known(draft, "gate", gate, draft.gates, paper.place)
        _check_needs(draft, paper)
        _check_supposed(draft, paper)
        for block in paper.blocks:
            _check_block(draft, block)


def _known(draft: Draft, what: str, name: str, known: Iterable[str], place: Place) -> None:
    if name not in known:
        draft.find("DR202", f"unknown {what} `{name}`", place, did_you_mean(name, known))


def _check_needs(draft: Draft, paper: Paper) -> None:
    for outcome, names in paper.needs.items():
        _known(draft, "outcome", outcome, NEEDED, paper.place)
        for name in names:
            if outcome in NEEDED and name != NONE:
                _known(draft, outcome, name, draft.outcomes.get(outcome, {}), paper.place)


def _check_supposed(draft: Draft, paper: Paper) -> None:
    """Check that only a paper of the house supposes something, and that the facts take what is supposed."""
    if paper.supposing and paper.reader != "house":
        help_ = "what is not known to be so is left out"
        draft.find("DR203", f"`{paper.id}` is for the debtor and may suppose nothing", paper.place, help_)
    for name, raw in paper.supposing.items():
        _known(draft, "fact", name, draft.facts, paper.place)
        try:
            if name in draft.facts:
                draft.facts[name].read(raw)
        except ValueError as error:
            draft.find("DR203", str(error), paper.place)


def _check_block(draft: Draft, block: Block) -> None:
    for section in block.sections:
        _known(draft, "section", section, draft.outcomes.get("script", {}), block.place)
    for sentence in block.spoken():
        if sentence.claim:
            _known(draft, "gate", sentence.claim, draft.gates, sentence.place)
        if sentence.text is None and (sentence.claim or sentence.optional or sentence in block.sentences):
            draft.find("DR207", "a sentence has words in both languages", sentence.place, "a line to fill in has a label only")
        elif sentence.text and not (sentence.text.zh_cn and sentence.text.en):
            draft.find("DR207", "the sentence is there in one language only", sentence.place, "write zh-CN and en")


def link_paper(draft: Draft, paper: Paper) -> LinkedPaper:
    """Give the conditions of a paper their bits."""
    builder = MatcherBuilder(draft.facts, draft.parameters)
    blocks = tuple(_block(draft, builder, paper, b) for b in paper.blocks)
    return LinkedPaper(paper, builder.build(), blocks)


def _block(draft: Draft, builder: MatcherBuilder, paper: Paper, block: Block) -> LinkedBlock:
    def said(sentence: Sentence) -> LinkedSentence:
        words = _words(draft, sentence.text) if sentence.text else {}
        return LinkedSentence(paper.id, sentence, builder.add(sentence.when), words)

    def entries(found: tuple[Entry, ...]) -> tuple[LinkedEntry, ...]:
        return tuple(LinkedEntry(e, said(e.sentence) if e.sentence else None) for e in found)

    sentences = tuple(said(s) for s in block.sentences)
    return LinkedBlock(block, builder.add(block.when), sentences, entries(block.entries), entries(block.sign))


def _words(draft: Draft, text: Titles) -> dict[str, Template]:
    return {"zh-CN": draft.paper_templates[text.zh_cn], "en": draft.paper_templates[text.en]}
