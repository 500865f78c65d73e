"""What must be bound: discounts to an authority and an end, texts to an approval, tones to the case, sums to figures."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Final

from dunning_rules.analysis.area import area_around, in_words
from dunning_rules.analysis.look import Look
from dunning_rules.analysis.strictness import Strictness, raises
from dunning_rules.compiler.overlays import Key, covered, heard
from dunning_rules.compiler.program import Slot
from dunning_rules.engine.composing import CALL
from dunning_rules.model.condition import Test
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.outcome import NONE, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.witness import Witnesses
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.pack import Pack, Parameter
    from dunning_rules.model.terms import Terms
    from dunning_rules.place import Place

UNBOUND: Final = "DR607"
"""A discount that nobody authorised, or that never ends."""

RAISED: Final = "DR609"
"""A kind of customer or of market that makes the tone firmer."""

NO_FIGURES: Final = "DR613"
"""Sums that are named by a pack to which all sums are alike, or a table of sums with a hole."""

UNAPPROVED: Final = "DR614"
"""A text that goes out in writing though no person approved it."""

_ALLOW: Final = VERDICTS[0]
_AUTHORITY: Final = {"demandable_amount": "discount_authority"}
_WAIVER: Final = "waiver_authority"
_KINDS_OF_CUSTOMER: Final = ("segment", "market")
"""Layers that say how one talks to a kind of customer; they change arguments, never how firm one is."""


def find_unbound(witnesses: Witnesses) -> tuple[Finding, ...]:
    """Find the discounts that are offered without an authority in some case, and those without an end."""
    look, program = Look(), witnesses.outcomes.program
    for name, linked in program.items.get("offer", {}).items():
        terms, place = linked.item.terms, linked.item.place
        if terms is not None and terms.less is not None:
            look.at(f"whether the discount `{name}` is bound", place, partial(_unbound, witnesses, name, terms, place))
    return look.found


def _unbound(witnesses: Witnesses, name: str, terms: Terms, place: Place) -> Iterator[Finding]:
    outcomes = witnesses.outcomes
    if terms.expires is None:
        yield Finding(UNBOUND, f"the discount `{name}` never ends", place, "say when it `expires`")
    fact = _AUTHORITY.get(terms.base, _WAIVER)
    made = outcomes.offer.get(name, outcomes.circuit.no)
    against = outcomes.circuit.without(made, _certain(witnesses, fact))
    if outcomes.circuit.can(against) and (built := witnesses.find(against)):
        facts = " and ".join(in_words(witnesses, area_around(witnesses, built, against)))
        said = f"the discount `{name}` is offered and nobody is known to have authorised it{', where ' if facts else ''}{facts}"
        yield Finding(UNBOUND, said, place, f"give the offer a gate that asks for `{fact}: true`")


def find_raised(program: Program, pack: Pack) -> tuple[Finding, ...]:
    """Find the rules of a pack that make the tone firmer for a kind of customer or of market."""
    rules = [r.rule for r in program.rules if r.rule.pack == pack.header.id and r.rule.layer in _KINDS_OF_CUSTOMER]
    help_ = "a `soft_cap` makes it milder; what makes it firmer belongs to the stage, the history or the risk"
    return tuple(
        Finding(RAISED, f"`{r.id}` makes the tone firmer for a {r.layer} (`{s.step}`)", r.place, help_)
        for r in rules for s in r.then.steps if s.target == "tone" and raises(s)
    )  # fmt: skip


def find_uncapped(packs: Sequence[Pack]) -> tuple[Finding, ...]:
    """Find what an overlay replaces or takes out of what keeps the tone low for a kind of customer or of market."""
    pack, beneath = packs[-1], heard(packs[:-1])
    said, strictness = covered(pack, beneath), Strictness.of(beneath, heard(packs))
    instead = {r.id: r for r in pack.rules if r.replaces}
    found = []
    for rule in (r for p in beneath for r in p.rules if r.layer in _KINDS_OF_CUSTOMER):
        place, new = said.get(Key("rule", rule.id)), instead.get(rule.id)
        mild = any(s.target == "tone" and not raises(s) for s in rule.then.steps)
        if place and mild and not (new and strictness.keeps_mild(rule, new)):
            message = f"without the `{rule.id}` of `{rule.pack}` the tone is firmer for a {rule.layer}"
            found.append(Finding(RAISED, message, place, "keep it, or let it make the tone milder still"))
    return tuple(found)


def find_unapproved(witnesses: Witnesses) -> tuple[Finding, ...]:
    """Find whether a text goes out in writing that no person has approved: what is composed is a draft, and no more."""
    look, outcomes = Look(), witnesses.outcomes
    place = next((i.item.place for name, i in outcomes.program.items.get("form", {}).items() if name != CALL), None)
    if place is not None:
        look.at("whether a person approves what is written", place, partial(_unapproved, witnesses, place))
    return look.found


def _unapproved(witnesses: Witnesses, place: Place) -> Iterator[Finding]:
    outcomes, circuit = witnesses.outcomes, witnesses.outcomes.circuit
    written = circuit.where(outcomes.form, lambda f: f not in (CALL, NONE))
    sent = circuit.both(written, outcomes.verdict.get(_ALLOW, circuit.no))
    against = circuit.without(sent, _certain(witnesses, "text_is_approved"))
    if circuit.can(against) and (built := witnesses.find(against)):
        facts = " and ".join(in_words(witnesses, area_around(witnesses, built, against)))
        said = f"a text goes out that no person approved{', where ' if facts else ''}{facts}"
        yield Finding(UNAPPROVED, said, place, "let its form bring `verdict: review` while `text_is_approved: false`")


def _certain(witnesses: Witnesses, flag: str) -> Literal:
    """Where a fact is known to be true; nowhere in packs that know no such fact."""
    regions, derivations = witnesses.outcomes.regions, witnesses.outcomes.program.derivations
    known = (flag, None) in regions.space.levels or any(d.fact.name == flag for d in derivations)
    return regions.truth(Test(flag, "is", (True,))).certain if known else regions.circuit.no


def find_no_figures(program: Program, packs: Sequence[Pack]) -> tuple[Finding, ...]:
    """Find tables of sums with a hole; and say when a pack names sums and no figure tells small from large."""
    pack = packs[-1]
    found = [f for p in pack.parameters if p.unit == "CCY" for f in _holes(program, program.parameters[p.name])]
    sums = [s for s in pack.snippets if _names_sum(program, s.id)]
    if sums and not any(p.unit == "CCY" for one in packs for p in one.parameters):
        help_ = "say in `parameters.yaml` up to which sum a debt is small, by debtor type and currency, and let rules ask for it"
        message = "the pack names sums, and to all its rules a small debt is as a large one"
        found.append(Finding(NO_FIGURES, message, sums[0].place, help_, "warning"))
    return in_order(found)


def _names_sum(program: Program, snippet: str) -> bool:
    templates = (t for s in program.snippets[snippet].sentences for t in s.words.values())
    return any(isinstance(p, Slot) and p.shape == "money" for t in templates for p in t)


def _holes(program: Program, parameter: Parameter) -> Iterator[Finding]:
    """Lines that a table lacks, of all that its keys can make together."""
    columns = []
    for position, fact in enumerate(parameter.by):
        stated = dict.fromkeys(key[position] for key in parameter.table)
        columns.append(program.facts[fact].values or tuple(stated))
    for key in product(*columns):
        if columns and key not in parameter.table:
            line = ", ".join(f"{fact} {value}" for fact, value in zip(parameter.by, key, strict=True))
            message = f"`{parameter.name}` has no figure for {line}"
            help_ = "without a figure nothing is told small from large there"
            yield Finding(NO_FIGURES, message, parameter.place, help_, "warning")
