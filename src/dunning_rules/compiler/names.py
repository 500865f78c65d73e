"""Pass: every value that a rule wants is declared, and every gate, form and snippet that is named exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.compiler.overlays import heard
from dunning_rules.model.moment import FollowUp, Moment, Window
from dunning_rules.model.outcome import NONE, REPLY_CARDS, Hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.outcome import Choose, Item, Step, Then
    from dunning_rules.model.rule import Gate
    from dunning_rules.model.script import Snippet
    from dunning_rules.place import Place


def check_names(draft: Draft) -> None:
    """Look every name up; the nearest declared one is suggested."""
    for then in _wishes(draft):
        _check_wishes(draft, then)
    for items in draft.outcomes.values():
        for item in items.values():
            _check_item(draft, item, items)
    for gate in draft.gates.values():
        _check_gate(draft, gate)
    for snippet in draft.snippets.values():
        _check_snippet(draft, snippet)
    for objection in draft.objections.values():
        if objection.under:
            _known(draft, "objection", objection.under, draft.objections, objection.place)
    _check_words(draft)


def _check_words(draft: Draft) -> None:
    """Look up what words lead to: objections, and the gates and codes of the wording audit."""
    for trigger in (t for pack in heard(draft.packs) for t in pack.words.triggers):
        _known(draft, "objection", trigger.objection, draft.objections, trigger.place)
    for cue in draft.cues.values():
        if cue.gate:
            _known(draft, "gate", cue.gate, draft.gates, cue.place)
        if cue.compliance:
            _known(draft, "code", cue.compliance, draft.outcomes.get("codes", {}), cue.place)


def _check_wishes(draft: Draft, then: Then) -> None:
    for choice in then.choose:
        _check_choice(draft, choice)
    for wish in then.collect:
        _check_collected(draft, wish.target, wish.value, wish.place)
    for step in then.steps:
        _check_step(draft, step)


def _check_gate(draft: Draft, gate: Gate) -> None:
    if gate.code:
        _known(draft, "code", gate.code, draft.outcomes.get("codes", {}), gate.place)
    for form in gate.forms:
        _known(draft, "form", form, draft.outcomes.get("form", {}), gate.place)
    if gate.opens_after:
        _known(draft, "fact", gate.opens_after[1], draft.facts, gate.place)


def _wishes(draft: Draft) -> Iterator[Then]:
    yield from (r.then for r in draft.rules.values())
    yield from (g.refused for g in draft.gates.values())
    yield from (b.then for items in draft.outcomes.values() for i in items.values() for b in i.brings)


def _known(draft: Draft, what: str, name: str, known: Iterable[str], place: Place) -> None:
    if name not in known:
        draft.find("DR202", f"unknown {what} `{name}`", place, draft.nearest(name, known))


def _check_choice(draft: Draft, choice: Choose) -> None:
    if choice.target == "script":
        sections = draft.outcomes.get("script", {})
        _known(draft, "section", choice.part, sections, choice.place)
        _check_section(draft, str(choice.value), choice.part if choice.part in sections else "", choice.place)
    elif choice.target == "deadlines":
        _known(draft, "deadline", choice.part, draft.outcomes.get("deadlines", {}), choice.place)
    elif choice.target != "preferred_window":
        wanted = choice.value if isinstance(choice.value, tuple) else (choice.value,)
        for name in wanted:
            if name != NONE:
                _known(draft, choice.target, name, draft.outcomes.get(choice.target, {}), choice.place)


def _check_section(draft: Draft, name: str, section: str, place: Place) -> None:
    """Check that a snippet is there and is for this section; of a section that nobody knows one finding is enough."""
    if name == NONE:
        return
    _known(draft, "snippet", name, draft.snippets, place)
    snippet = draft.snippets.get(name)
    if snippet and section and snippet.section != section:
        draft.find("DR206", f"the snippet `{name}` is for {snippet.section}, not for {section}", place)


def _check_collected(draft: Draft, target: str, value: object, place: Place) -> None:
    if target == "script.REPLY":
        _check_section(draft, str(value), "REPLY", place)
    elif isinstance(value, FollowUp):
        _known(draft, "task", value.task, draft.outcomes.get("tasks", {}), value.place)
    elif not isinstance(value, Window | Moment):
        name = value.hold if isinstance(value, Hold) else str(value)
        known = draft.objections if target == REPLY_CARDS else draft.outcomes.get(target, {})
        _known(draft, target, name, known, place)


def _check_step(draft: Draft, step: Step) -> None:
    if isinstance(step.value, str):
        _known(draft, step.target, step.value, draft.outcomes.get(step.target, {}), step.place)


def _check_item(draft: Draft, item: Item, siblings: dict[str, Item]) -> None:
    if item.gate:
        _known(draft, "gate", item.gate, draft.gates, item.place)
    if item.instead:
        _known(draft, "value", item.instead, siblings, item.place)
    for name in (item.form, *item.forms):
        if name:
            _known(draft, "form", name, draft.outcomes.get("form", {}), item.place)


def _check_snippet(draft: Draft, snippet: Snippet) -> None:
    _known(draft, "section", snippet.section, draft.outcomes.get("script", {}), snippet.place)
    for form in snippet.forms:
        _known(draft, "form", form, draft.outcomes.get("form", {}), snippet.place)
    for sentence in snippet.sentences:
        if sentence.claim:
            _known(draft, "gate", sentence.claim, draft.gates, sentence.place)
        if (sentence.text is None) == (not sentence.insert):
            draft.find("DR207", "a sentence has words in both languages, or `insert`", sentence.place)
        elif sentence.text and not (sentence.text.zh_cn and sentence.text.en):
            draft.find("DR207", "the sentence is there in one language only", sentence.place, "write zh-CN and en")
