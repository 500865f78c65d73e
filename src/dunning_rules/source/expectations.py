"""The shape of what a pack test may expect of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.packtest import EXPECTATIONS
from dunning_rules.source.shape import Key, Plain, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.source.shape import Shape

_TEXTS: Final = {"type": "array", "items": {"type": "string"}}
_NAMES: Final = Plain({"type": ["string", "array"], "items": {"type": "string"}})
_IN_ORDER: Final = Plain(_TEXTS)
_WORD: Final = Plain({"type": ["string", "null"]})
_YES_NO: Final = Plain({"type": ["boolean", "null"]})

_OTHER: Final[Mapping[str, Shape]] = {
    "days_overdue": Plain({"type": ["integer", "null"]}),
    **dict.fromkeys(("stage", "segment", "risk_tier", "tone", "role", "channel", "verdict", "error"), _WORD),
    **dict.fromkeys(("next_allowed", "next_preferred"), _WORD),
    **dict.fromkeys(("next_actions", "next_actions_exactly"), _IN_ORDER),
    **dict.fromkeys(("allowed_now", "usable"), _YES_NO),
    "offer": Plain({"type": ["string", "object"]}),
    "follow_up": Plain({"type": "array", "items": {"type": "object", "propertyNames": {"enum": ["task", "at"]}}}),
    "deadlines": Plain({"type": "object", "additionalProperties": {"type": ["string", "null"]}}),
}

EXPECT: Final = Record(dict, {name: Key(_OTHER.get(name, _NAMES)) for name in EXPECTATIONS}, with_place=False, least=1)
"""Every expectation is read as it stands; one that takes names takes one or a list."""
