"""The compiler: an ordered list of passes, each in a file of its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from dunning_rules.compiler.cited import check_cited
from dunning_rules.compiler.clashes import find_clashes
from dunning_rules.compiler.draft import lay_together
from dunning_rules.compiler.expected import check_expected
from dunning_rules.compiler.figures import settle_figures
from dunning_rules.compiler.fitting import check_fitting
from dunning_rules.compiler.link import check_width, link
from dunning_rules.compiler.names import check_names
from dunning_rules.compiler.operands import type_operands
from dunning_rules.compiler.order import order_derivations
from dunning_rules.compiler.papers import check_papers
from dunning_rules.compiler.promised import type_properties
from dunning_rules.compiler.texts import parse_texts
from dunning_rules.compiler.unknowns import check_unknowns
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.rule import InForce

if TYPE_CHECKING:
    from collections.abc import Callable

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.pack import Pack

PASSES: Final[tuple[Callable[[Draft], None], ...]] = (
    check_fitting,
    type_operands,
    settle_figures,
    check_names,
    check_cited,
    check_papers,
    type_properties,
    check_expected,
    check_unknowns,
    order_derivations,
    parse_texts,
    check_width,
)
"""What every draft goes through; all of them run, so that an author hears of everything at once."""

LAST_PASSES: Final[tuple[Callable[[Draft], None], ...]] = (find_clashes,)
"""What only a draft without errors can go through."""


def compile_packs(packs: tuple[Pack, ...]) -> tuple[tuple[Program, ...], tuple[Finding, ...]]:
    """Compile packs that belong together, the most general first.

    Give one Program for each span of days between two changes of what is in force, in order of time, and all
    findings; with an error among them there is no Program.
    """
    draft = lay_together(packs)
    for step in PASSES:
        step(draft)
    if not _broken(draft):
        for step in LAST_PASSES:
            step(draft)
    findings = in_order(draft.findings)
    if _broken(draft):
        return (), findings
    return tuple(link(draft, span, span.start or _before(span)) for span in _spans(draft)), findings


def _broken(draft: Draft) -> bool:
    return any(f.severity == "error" for f in draft.findings)


def _spans(draft: Draft) -> list[InForce]:
    """Cut time at every day on which a rule or a pack comes into force or ends."""
    spans = [r.in_force for r in draft.rules.values()] + [p.header.in_force for p in draft.packs]
    cuts = sorted({day for s in spans for day in (s.start, s.end) if day})
    return [InForce(start, end) for start, end in zip([None, *cuts], [*cuts, None], strict=True)]


def _before(span: InForce) -> date:
    return span.end - timedelta(1) if span.end else date.min
