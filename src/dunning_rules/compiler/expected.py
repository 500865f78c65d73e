"""Pass: what a pack test expects is there to be expected, so that a slip of the pen does not pass as a success."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.compiler.draft import Draft

_DECLARED: Final = {
    "next_actions": "next_actions",
    "next_actions_exactly": "next_actions",
    "modifiers": "modifiers",
    "codes": "codes",
    "removed": "codes",
    "says": "consequences",
    "never_says": "consequences",
    "sections": "script",
    "no_sections": "script",
    "holds": "holds",
    "documents": "documents",
    "records": "records",
    "delivery_notes": "delivery_notes",
    "tone": "tone",
    "role": "role",
    "channel": "channel",
    "offer": "offer",
}
"""Expectation: the outcome whose values it names."""

_RULES: Final = ("fired", "not_fired")


def check_expected(draft: Draft) -> None:
    """Look up every rule and declared value that a test names."""
    rules = {r.id for pack in draft.packs for r in pack.rules} | set(draft.gates)
    for test in (t for pack in draft.packs for t in pack.tests):
        for key, wanted in test.expect.items():
            known = rules if key in _RULES else draft.outcomes.get(_DECLARED.get(key, ""), ())
            for name in _names(wanted) if known else ():
                if name not in known and name not in draft.removed and name != NONE:
                    what = "rule" if key in _RULES else _DECLARED[key]
                    draft.find("DR202", f"unknown {what} `{name}` in `{key}`", test.place, draft.nearest(name, known))


def _names(wanted: Any) -> Iterable[str]:  # noqa: ANN401 - a name, a list of them, or an offer with its figures
    if isinstance(wanted, dict):
        wanted = wanted.get("id", NONE)
    return [wanted] if isinstance(wanted, str) else wanted or ()
