"""A paper as text, as Markdown and as HTML made to be printed on A4; the layout stands in templates."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from dunning_rules.model.explaining import sms_said
from dunning_rules.report.paper_words import paper_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dunning_rules.model.drawn import DrawnPaper, Withheld

SHAPES: Final = ("text", "markdown", "html")

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LISTED: Final = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def laid_out(papers: Sequence[DrawnPaper], shape: str) -> str:
    """Lay papers out, one after the other; in HTML all in one page, each on a sheet of its own."""
    if shape == "html":
        return _environment(escaped=True).get_template("papers.html.j2").render(papers=[_view(p) for p in papers])
    template = _environment(escaped=False).get_template("paper.md.j2" if shape == "markdown" else "paper.txt.j2")
    return "\n".join(re.sub(r"\n{3,}", "\n\n", template.render(_view(p))).strip() + "\n" for p in papers)


def withheld_words(paper: DrawnPaper) -> tuple[str, ...]:
    """Say why a paper is not drawn up, one reason a line."""
    words = paper_words(paper.language)
    return tuple(_reason(w, words) for w in paper.withheld)


def _reason(withheld: Withheld, words: Mapping[str, str]) -> str:
    wanted = words["or"].join(withheld.wanted)
    found = words["and"].join(withheld.found)
    if withheld.outcome == "gate":
        return words["needs_facts" if found else "needs_gate"].format(wanted=wanted, found=found)
    return words["needs"].format(outcome=words[withheld.outcome], wanted=wanted, found=found or words["none"])


@cache
def _environment(*, escaped: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("dunning_rules.report"),
        autoescape=escaped,  # noqa: S701 - plain text has nothing to escape, and Markdown has its own filter
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _markdown
    return environment


def _markdown(text: str) -> str:
    """Take their meaning from the marks of Markdown."""
    return _LISTED.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))


def _view(paper: DrawnPaper) -> dict[str, Any]:
    """Give what a template needs: the paper, and the words around it."""
    words = paper_words(paper.language)
    return {
        "paper": paper,
        "w": words,
        "why": withheld_words(paper),
        "notes": _notes(paper, words),
        "by": lambda day: words["by"].format(day=day),
    }


def _notes(paper: DrawnPaper, words: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Give what the reviewer must know, by heading; headings with nothing under them are left out."""
    removed = [" · ".join(dict.fromkeys(filter(None, (r.code, r.what, r.why)))) for r in paper.removed]
    hits = [f"{h.code}: {h.reason.speak(paper.language)}" for h in paper.hits]
    found = [
        ("missing", [f"{m.title} ({m.name})" for m in paper.missing]),
        ("removed", removed),
        ("unsaid", list(paper.unsaid)),
        ("supposed", list(paper.supposed)),
        ("hits", hits),
        ("sms", [sms_said(paper.sms, paper.language)] if paper.sms else []),
        ("verdict", [paper.verdict] if paper.verdict else []),
        ("codes", list(paper.codes)),
        ("fingerprint", [paper.fingerprint()]),
        ("packs", [f"{p.id} {p.version} {p.digest[:12]}" for p in paper.packs]),
    ]
    return [(words[name], lines) for name, lines in found if lines]
