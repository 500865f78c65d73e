"""What a pack test may expect of a decision, and how each expectation is judged."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.decision import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dunning_rules.model.decision import Decision


def judge(decision: Decision, expect: Mapping[str, Any]) -> tuple[str, ...]:
    """Say everything in which a decision is not what was expected; nothing when it is."""
    return tuple(said for key, wanted in expect.items() if (said := _JUDGES[key](decision, wanted)))


def _many(wanted: Any) -> list[Any]:  # noqa: ANN401 - one value or a list
    return wanted if isinstance(wanted, list) else [wanted]


def _same(name: str, found: Callable[[Decision], Any]) -> Callable[[Decision, Any], str]:
    def check(decision: Decision, wanted: Any) -> str:  # noqa: ANN401 - plain data
        got = found(decision)
        return "" if got == wanted else f"{name} is `{got}`, not `{wanted}`"

    return check


def _same_set(name: str, found: Callable[[Decision], Iterable[str]]) -> Callable[[Decision, Any], str]:
    def check(decision: Decision, wanted: Any) -> str:  # noqa: ANN401 - plain data
        got = sorted(set(found(decision)))
        return "" if got == sorted(set(_many(wanted))) else f"{name} are {got}, not {sorted(_many(wanted))}"

    return check


def _has(name: str, found: Callable[[Decision], Iterable[str]]) -> Callable[[Decision, Any], str]:
    def check(decision: Decision, wanted: Any) -> str:  # noqa: ANN401 - plain data
        got = list(found(decision))
        missing = [w for w in _many(wanted) if w not in got]
        return f"{name} lack {missing}; they are {got}" if missing else ""

    return check


def _has_none(name: str, found: Callable[[Decision], Iterable[str]]) -> Callable[[Decision, Any], str]:
    def check(decision: Decision, wanted: Any) -> str:  # noqa: ANN401 - plain data
        there = [w for w in _many(wanted) if w in found(decision)]
        return f"{name} hold {there}" if there else ""

    return check


def _in_order(decision: Decision, wanted: list[str]) -> str:
    rest = iter(decision.next_actions)
    fits = all(action in rest for action in wanted)
    return "" if fits else f"next_actions are {list(decision.next_actions)}, without {wanted} in this order"


def _words(decision: Decision, wanted: Any, *, there: bool) -> str:  # noqa: ANN401 - one text or a list
    wrong = [w for w in _many(wanted) if (w in decision.script.text) is not there]
    return f"the script {'lacks' if there else 'holds'} {wrong}" if wrong else ""


def _offer(decision: Decision, wanted: Any) -> str:  # noqa: ANN401 - an id, or a mapping
    if not isinstance(wanted, dict):
        return "" if decision.offer.id == wanted else f"offer is `{decision.offer.id}`, not `{wanted}`"
    got = plain(decision.offer)
    parts = [[p["at"], p["amount"]] for p in got["parts"]]
    found = {**got, "parts": parts}
    wrong = {k: found.get(k) for k, v in wanted.items() if not _alike(found.get(k), v)}
    return f"offer has {wrong}, not { {k: plain(wanted[k]) for k in wrong} }" if wrong else ""


def _alike(got: Any, wanted: Any) -> bool:  # noqa: ANN401 - plain data
    """Whether two values mean the same; sums are compared as numbers."""
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(_alike, got, wanted))
    if isinstance(got, str) and not isinstance(wanted, str):
        return got == f"{wanted:.2f}" or got == str(wanted)
    return bool(got == wanted)


def _follow_up(decision: Decision, wanted: list[dict[str, str]]) -> str:
    got = [{"at": plain(t.at), "task": t.kind} for t in decision.follow_up]
    missing = [w for w in wanted if not any(all(t.get(k) == v for k, v in w.items()) for t in got)]
    return f"follow_up lacks {missing}; it is {got}" if missing else ""


def _deadlines(decision: Decision, wanted: dict[str, str]) -> str:
    got = {d.kind: plain(d.at) for d in decision.deadlines}
    wrong = {k: got.get(k) for k, v in wanted.items() if got.get(k) != v}
    return f"deadlines are {got}, not {wanted}" if wrong else ""


def fired_in(decision: Decision) -> tuple[str, ...]:
    """Name every rule whose condition held, heard or not."""
    return (*(reason.rule for reason in decision.trace.fired), *decision.trace.silenced)


_JUDGES: Final[Mapping[str, Callable[[Decision, Any], str]]] = MappingProxyType(
    {
        "fired": _has("fired rules", fired_in),
        "not_fired": _has_none("fired rules", fired_in),
        "days_overdue": _same("days_overdue", lambda d: d.days_overdue),
        "stage": _same("stage", lambda d: d.stage),
        "segment": _same("segment", lambda d: d.segment),
        "risk_tier": _same("risk_tier", lambda d: d.risk_tier),
        "tags": _same_set("tags", lambda d: d.tags),
        "tone": _same("tone", lambda d: d.tone.name),
        "modifiers": _has("modifiers", lambda d: d.tone.modifiers),
        "role": _same("role", lambda d: d.role),
        "channel": _same("channel", lambda d: d.channel),
        "next_actions": _in_order,
        "next_actions_exactly": _same("next_actions", lambda d: list(d.next_actions)),
        "offer": _offer,
        "follow_up": _follow_up,
        "deadlines": _deadlines,
        "verdict": _same("verdict", lambda d: d.verdict),
        "codes": _same_set("codes", lambda d: d.compliance.codes),
        "removed": _same_set("removed codes", lambda d: (r.code for r in d.compliance.removed)),
        "unsaid": _has("unsaid", lambda d: d.trace.unsaid),
        "says": _has("named consequences", lambda d: d.consequences),
        "never_says": _has_none("named consequences", lambda d: d.consequences),
        "sections": _has("sections", lambda d: (s.id for s in d.script.sections)),
        "no_sections": _has_none("sections", lambda d: (s.id for s in d.script.sections)),
        "words": lambda d, wanted: _words(d, wanted, there=True),
        "no_words": lambda d, wanted: _words(d, wanted, there=False),
        "holds": _has("holds", lambda d: (h.id for h in d.holds)),
        "documents": _has("documents", lambda d: d.documents),
        "records": _has("records", lambda d: d.records),
        "delivery_notes": _has("delivery_notes", lambda d: d.delivery_notes),
        "reply_cards": _has("reply_cards", lambda d: d.reply_cards),
        "allowed_now": _same("contact.allowed_now", lambda d: d.contact.allowed_now),
        "next_allowed": _same("contact.next_allowed", lambda d: plain(d.contact.next_allowed)),
        "next_preferred": _same("contact.next_preferred", lambda d: plain(d.contact.next_preferred)),
        "assumed": _has("assumed", lambda d: d.assumed),
        "usable": _same("script.usable", lambda d: d.script.usable),
        "error": lambda _decision, wanted: f"no error, but one about `{wanted}` was expected",
    }
)
