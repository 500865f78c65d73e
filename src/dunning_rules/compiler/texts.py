"""Pass: the sentences of snippets, consequences and papers are parsed, checked and lowered to text and slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.script import Sentence
    from dunning_rules.model.titles import Titles
    from dunning_rules.place import Place


def parse_texts(draft: Draft) -> None:
    """Parse every sentence in both languages; equal texts are parsed once."""
    for snippet in draft.snippets.values():
        for sentence in snippet.sentences:
            if sentence.text:
                _parse_both(draft, sentence.text, sentence.place)
                _of_one_item(draft, sentence)
    named = draft.outcomes.get("consequences", {}).values()
    for words, place in [(c.sentence, c.place) for c in named if c.sentence]:
        _parse_both(draft, words, place)
    for sentence in (s for paper in draft.papers.values() for block in paper.blocks for s in block.spoken()):
        if sentence.text:
            _parse_both(draft, sentence.text, sentence.place, in_paper=True)


def _of_one_item(draft: Draft, sentence: Sentence) -> None:
    """Refuse slots of one item where a sentence is not said for each, and the other way round."""
    from dunning_rules.compiler.template import ITEM  # noqa: PLC0415 - as below

    for source in (sentence.text.zh_cn, sentence.text.en) if sentence.text else ():
        template = draft.templates.get(source, ())
        speaks = any(not isinstance(part, str) and part.path[0] == ITEM for part in template)
        if template and speaks != bool(sentence.for_each):
            said = "it would be said again in the same words" if sentence.for_each else "it does not say of which item"
            help_ = "a sentence with slots such as {{ item.amount | money }} is said `for_each: item`, and no other"
            draft.find("DR211", said, sentence.place, help_)


def _parse_both(draft: Draft, text: Titles, place: Place, *, in_paper: bool = False) -> None:
    from dunning_rules.compiler.template import Refused, lower  # noqa: PLC0415 - Jinja2 is slow to import

    found = draft.paper_templates if in_paper else draft.templates
    for source in (text.zh_cn, text.en):
        if source not in found:
            try:
                found[source] = lower(draft, source, in_paper=in_paper)
            except Refused as refused:
                draft.find("DR211", str(refused), place, "a sentence is text with slots such as {{ amount_due | money }}")
