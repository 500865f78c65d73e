"""Pass: what a property promises is said in names of outcomes, each with values that are declared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dunning_rules.compiler.operands import typed
from dunning_rules.model.fact import Fact
from dunning_rules.model.outcome import NONE, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dunning_rules.compiler.draft import Draft

_CHOSEN: Final = ("role", "channel", "form", "offer")
_COLLECTED: Final = ("next_actions", "modifiers", "codes", "documents", "records", "delivery_notes", "consequences", "holds")


def outcome_facts(items: Mapping[str, Iterable[str]], snippets: Iterable[str], gates: Iterable[str]) -> dict[str, Fact]:
    """Give the outcomes of a decision as facts that conditions can test.

    ``follow_up`` holds the kinds of the tasks, ``sections`` and ``snippets`` what is spoken, ``claims`` the gates of the
    sentences that are said, ``removed`` the gates that took something out.
    """
    listed = {name: tuple(items.get(name, ())) for name in (*_COLLECTED, *_CHOSEN, "tone", "script", "tasks")}
    gates = tuple(gates)
    choices = {name: (NONE, *listed[name]) for name in _CHOSEN}
    sets = {name: listed[name] for name in _COLLECTED} | {"follow_up": listed["tasks"], "sections": listed["script"]}
    sets |= {"snippets": tuple(snippets), "claims": gates, "removed": gates}
    found = [Fact("verdict", "choice", "", values=VERDICTS, ordered=True)]
    found += [Fact("tone", "choice", "", values=listed["tone"], ordered=True)]
    found += [Fact(name, "choice", "", values=values) for name, values in choices.items()]
    found += [Fact(name, "set", "", values=values) for name, values in sets.items()]
    return {f.name: f for f in found}


def type_properties(draft: Draft) -> None:
    """Read what properties promise by the outcomes they name; a property has one promise."""
    facts = outcome_facts(draft.outcomes, draft.snippets, draft.gates)
    for name, found in draft.properties.items():
        if (found.always is None) == (found.never is None):
            draft.find("DR216", f"the property `{name}` needs either `always` or `never`", found.place)
            continue
        always, never = (c and typed(draft, facts, c, "outcome") for c in (found.always, found.never))
        draft.properties[name] = replace(found, always=always, never=never)
