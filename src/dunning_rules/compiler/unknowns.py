"""Pass: rules that guard or restrain say what an unknown fact means (M5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.condition import ALWAYS
from dunning_rules.model.outcome import GUARD_LAYERS

if TYPE_CHECKING:
    from dunning_rules.compiler.draft import Draft
    from dunning_rules.model.rule import Rule

_CAPS: Final = ("soft_cap", "hard_cap")


def check_unknowns(draft: Draft) -> None:
    """Find every rule that must say `if_unknown` and does not."""
    for rule in draft.rules.values():
        if rule.when != ALWAYS and not rule.if_unknown and (why := _must_say(rule)):
            help_ = "`apply` protects the debtor where the fact is missing; `skip` needs a reason to be safe"
            draft.find("DR208", f"the rule `{rule.id}` must say `if_unknown`: {why}", rule.place, help_)


def _must_say(rule: Rule) -> str:
    if rule.layer in GUARD_LAYERS:
        return f"it stands in layer {rule.layer}"
    if any(s.step in _CAPS for s in rule.then.steps):
        return "it caps a level"
    if any(s.target == "verdict" for s in rule.then.steps):
        return "it sets a verdict"
    found = next((c.target for c in rule.then.collect if c.target in ("holds", "codes")), "")
    return f"it sets {found}" if found else ""
