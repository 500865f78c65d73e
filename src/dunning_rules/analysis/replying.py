"""The replies to objections that do not lead, for all cases at once (M8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from dunning_rules.analysis.regions import IfLeading
from dunning_rules.analysis.wishing import Wished, Wishing
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.outcome import NONE, REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.regions import Regions
    from dunning_rules.model.outcome import Then
    from dunning_rules.model.rule import Rule

_REPLIES: Final = f"script.{REPLY}"


class Other(NamedTuple):
    """An objection that does not lead: the cases as if it did, and its replies, each with its rank and where it is wanted."""

    regions: Regions
    replies: tuple[tuple[int, str, Literal], ...]


def replies_of(then: Then) -> tuple[str, ...]:
    """Name the snippets that are wanted as replies."""
    return tuple(str(e.value) for e in then.collect if e.target == _REPLIES)


def other_objections(regions: Regions) -> Iterator[Other]:
    """Give each objection with what it is answered where it is said but does not lead, the gravest first."""
    yield from (Other(if_leading, tuple(_answers(if_leading, aside))) for if_leading, aside in beside_the_leader(regions))


def beside_the_leader(regions: Regions) -> Iterator[tuple[Regions, Literal]]:
    """Give for each objection the cases as if it led, and where it is said but does not."""
    space = regions.space
    if (OBJECTION, None) not in space.levels or OBJECTIONS not in space.elements:  # nothing asks which one leads
        return
    leads = regions.value(OBJECTION)
    for objection in (o for o in regions.program.facts[OBJECTION].values if o != NONE):
        said = regions.element(OBJECTIONS, objection)
        aside = regions.circuit.without(said, leads.get(objection, regions.circuit.no))
        if regions.circuit.can(aside):
            yield IfLeading(regions, objection), aside


def speaks_for_others(rule: Rule) -> bool:
    """Whether a rule has a say in what is replied to an objection that does not lead."""
    return "script" in rule.then.closes or bool(replies_of(rule.then))


def _answers(regions: Regions, aside: Literal) -> Iterator[tuple[int, str, Literal]]:
    """Give the replies that rules would want if an objection led, while none of them has closed the script."""
    wishing = Wishing(regions.program, regions.circuit)
    for linked in (r for r in regions.program.rules if speaks_for_others(r.rule)):
        fires = regions.circuit.both(aside, regions.region(linked.rule.when, unknown=linked.applies_unknown))
        if fires != regions.circuit.no:
            wishing.wishes.append(Wished(linked.rank, linked.rule.then, fires))
    for wish, where in wishing.open_at("script"):
        yield from ((wish.rank, name, where) for name in replies_of(wish.then))
