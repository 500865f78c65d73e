"""What no case reaches: rules that never win, values and words that are in no decision, and cases that nobody decides."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.analysis.area import area_around, in_words
from dunning_rules.analysis.look import Look
from dunning_rules.analysis.space import every_condition
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.condition import NoneOf, Test
from dunning_rules.model.finding import Finding
from dunning_rules.model.outcome import GUARD_LAYERS, REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dunning_rules.analysis.circuit import Literal
    from dunning_rules.analysis.outcomes import Outcomes
    from dunning_rules.analysis.wishing import Wished
    from dunning_rules.analysis.witness import Witnesses
    from dunning_rules.compiler.program import LinkedRule
    from dunning_rules.model.condition import Condition
    from dunning_rules.model.outcome import Then
    from dunning_rules.model.pack import Objection, Pack
    from dunning_rules.place import Place

HIDDEN: Final = "DR504"
"""A rule that never wins what it wants."""

GAP: Final = "DR505"
"""Cases in which nobody decides an outcome that every decision needs."""

UNREACHED: Final = "DR506"
"""A value or a sentence that is in no decision."""

Target = tuple[str, str]
"""A choice or a level, and the part of it."""

_NEEDED: Final = ("role", "channel", "offer")
"""Choices that every decision needs; a section of a script may stay empty."""


UNANSWERED: Final = "DR509"
"""An objection that is never answered."""

_MOST_TOLD: Final = 3
_RESTING: Final = ("hold", "block")
_ANSWERS: Final = (REPLY, "EMPATHY")
"""Sections in which what a debtor said is answered."""


def find_hidden(outcomes: Outcomes) -> tuple[Finding, ...]:
    """Find the wishes of rules that never win, with what hides them, exactly."""
    look = Look()
    places = {r.rule.id: r.rule.place for r in outcomes.program.rules}
    targets = dict.fromkeys(t for r in outcomes.program.rules for t in _targets(r.rule.then))
    for target in targets:
        for bid in _contest(outcomes, target):
            rule = bid.wish.rule
            if rule in places:
                look.at(
                    f"whether the rule `{rule}` ever wins", places[rule], partial(_hidden, outcomes, target, bid, places[rule])
                )
    return look.found


def find_unreached(witnesses: Witnesses, pack: Pack, objections: Sequence[Objection] = ()) -> tuple[Finding, ...]:
    """Find what is never decided, what of a pack is in no decision, and which of ``objections`` nobody answers, exactly."""
    look, outcomes = Look(), witnesses.outcomes
    for target in _NEEDED:
        setters = [r for r in outcomes.program.rules if r.rule.layer not in GUARD_LAYERS and _sets(r.rule.then, target)]
        if setters:
            look.at(f"whether {target} is always set", setters[0].rule.place, partial(_gap, witnesses, target, setters[-1]))
    reached = _reached(outcomes)
    for outcome, item in ((o, i) for o in pack.outcomes for i in o.items if i.id in reached.get(o.name, ())):
        what = f"whether the value `{item.id}` of `{outcome.name}` is ever in a decision"
        look.at(what, item.place, partial(_never, outcomes, what, reached[outcome.name][item.id], item.place))
    mine = {s.id for s in pack.snippets}
    for sentence, where in (s for s in outcomes.said if s.sentence.snippet in mine):
        what = f"whether a sentence of `{sentence.snippet}` is ever said"
        look.at(what, sentence.sentence.place, partial(_never, outcomes, what, where, sentence.sentence.place))
    look.at("whether every objection is answered", pack.header.place, partial(_unanswered, outcomes, pack, objections))
    return look.found


def _unanswered(outcomes: Outcomes, pack: Pack, objections: Sequence[Objection]) -> Iterator[Finding]:
    """Objections that no rule speaks of, and on which nobody hears an answer in any case; many at once are told together.

    Who brings an objection answers it; those of other packs may wait, so of these it is a warning.
    """
    silent = [o for o in objections if not _spoken_of(outcomes, o.id) and not _answered(outcomes, o.id)]
    own = {o.id for o in pack.objections}
    help_ = "write a rule that replies to it, or to its parent"
    if len(silent) > _MOST_TOLD:
        names = ", ".join(f"`{o.id}`" for o in silent)
        message = f"nobody answers {len(silent)} objections: {names}"
        yield Finding(UNANSWERED, message, pack.header.place, help_, "error" if own & {o.id for o in silent} else "warning")
        return
    for objection in silent:
        message = f"nobody answers the objection `{objection.id}`: no rule speaks of it, and no case has a reply to it"
        yield Finding(UNANSWERED, message, objection.place, help_, "error" if objection.id in own else "warning")


def _spoken_of(outcomes: Outcomes, objection: str) -> bool:
    asked = (t for c in every_condition(outcomes.program) for t in _wanting(c) if t.fact in (OBJECTION, OBJECTIONS))
    facts = outcomes.program.facts
    return any(facts[t.fact].covers(str(o), objection) for t in asked if t.operator in ("is", "includes") for o in t.operands)


def _wanting(condition: Condition) -> Iterator[Test]:
    """Walk the tests that want something to be so; what stands in a `none` wants the opposite."""
    if isinstance(condition, Test):
        yield condition
    elif not isinstance(condition, NoneOf):
        for part in condition.parts:
            yield from _wanting(part)


def _answered(outcomes: Outcomes, objection: str) -> bool:
    if (OBJECTION, None) not in outcomes.regions.space.levels:
        return False
    snippets = outcomes.program.snippets
    answers = [s.where for s in outcomes.said if snippets[s.sentence.snippet].section in _ANSWERS]
    leads = outcomes.regions.value(OBJECTION).get(objection, outcomes.circuit.no)
    # While a case is held or blocked whoever speaks hears that it rests, whatever was said: that answers no objection.
    goes_on = outcomes.circuit.where(outcomes.verdict, lambda verdict: verdict not in _RESTING)
    return outcomes.circuit.can(leads, goes_on, outcomes.circuit.any_of(answers))


def _sets(then: Then, target: str) -> bool:
    return any(c.target == target for c in then.choose)


def _targets(then: Then) -> dict[Target, None]:
    """Name what is set: each choice with its part, and each level of which the base is given."""
    found = [(c.target, c.part) for c in then.choose]
    return dict.fromkeys([*found, *((s.target, "") for s in then.steps if s.step == "base")])


class _Bid(NamedTuple):
    """A wish for a target, what goes before it, and where none of that takes the target or closes it."""

    wish: Wished
    before: list[Wished]
    free: Literal


def _contest(outcomes: Outcomes, target: Target) -> Iterator[_Bid]:
    """Give each wish for a target as a bid.  At one rank two that meet want the same, so they do not hide each other."""
    before: list[Wished] = []
    free = outcomes.circuit.yes
    for _, group in groupby(outcomes.in_order(), key=lambda w: w.rank):
        wishes = list(group)
        setting = [w for w in wishes if target in _targets(w.then)]
        yield from (_Bid(wish, list(before), free) for wish in setting)
        taking = [w for w in wishes if w in setting or target[0] in w.then.closes]
        before += taking
        free = outcomes.circuit.all_of((free, *(-w.where for w in taking)))


def _hidden(outcomes: Outcomes, target: Target, bid: _Bid, place: Place) -> Iterator[Finding]:
    """Tell a wish that never wins though its rule fires, with all that hide it alone, or the fewest that do together."""
    wish = bid.wish
    if outcomes.circuit.can(wish.where, bid.free) or not outcomes.circuit.can(wish.where):
        return
    hiding = _hiding_alone(outcomes, bid)
    if not hiding:
        needed = set(outcomes.circuit.needed(*(-w.where for w in bid.before), wish.where))
        hiding = [w for w in bid.before if -w.where in needed]
    names = [f"`{name}`" for name in dict.fromkeys(w.rule for w in hiding)]
    go = "always goes" if len(names) == 1 else "always go"
    message = f"`{wish.rule}` never decides {'.'.join(filter(None, target))}: {' and '.join(names)} {go} before it"
    help_ = "give it an earlier layer or a higher priority, narrow the other, or take this wish out"
    yield Finding(HIDDEN, message, place, help_, "warning")


def _hiding_alone(outcomes: Outcomes, bid: _Bid) -> list[Wished]:
    """Give what is wanted wherever the wish is; each case without one of them rules others out as well."""
    found: list[Wished] = []
    left = bid.before
    while left:
        first, *left = left
        held = outcomes.circuit.case(bid.wish.where, -first.where)
        if held is None:
            found.append(first)
        else:
            left = [w for w in left if w.where in held]
    return found


def _gap(witnesses: Witnesses, target: str, last: LinkedRule) -> Iterator[Finding]:
    """Cases in which nothing sets a target and nothing closes it."""
    outcomes = witnesses.outcomes
    closed = outcomes.circuit.any_of(w.where for w in outcomes.wishes if target in w.then.closes)
    open_ = outcomes.circuit.without(outcomes.chosen(target)[None], closed)
    built = witnesses.find(open_)
    if built is None:
        return
    region = " and ".join(in_words(witnesses, area_around(witnesses, built, open_)))
    message = f"no rule sets {target} where {region or 'nothing unusual is the case'}"
    help_ = "add a rule for these cases, or one in the layer `default` for all the rest"
    yield Finding(GAP, message, last.rule.place, help_, "warning")


def _reached(outcomes: Outcomes) -> Mapping[str, Mapping[str, Literal]]:
    """Give for each outcome the values that some wish names, and where they are in the decision."""
    ladder = list(outcomes.program.items.get("tone", ()))
    spreads: dict[str, Mapping[Any, Literal]] = {
        "channel": outcomes.channel,
        "role": outcomes.role,
        "offer": outcomes.offer,
        "tone": {ladder[n]: where for n, where in outcomes.tone.items() if n is not None},
        **{name: outcomes.names(name) for name in _COLLECTED},
        "tasks": outcomes.names("follow_up"),
    }
    return spreads


_COLLECTED: Final = ("next_actions", "modifiers", "codes", "documents", "records", "delivery_notes", "holds", "consequences")


def _never(outcomes: Outcomes, what: str, where: Literal, place: Place) -> Iterator[Finding]:
    if not outcomes.circuit.can(where):
        message = what.removeprefix("whether ").replace(" is ever ", " is never ")
        help_ = "look at what hides it, or take it out"
        yield Finding(UNREACHED, message, place, help_, "warning")
