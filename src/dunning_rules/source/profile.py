"""The shape of a creditor profile: the creditor's own standing facts, dated outside the case."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from dunning_rules.model.case import Profile
from dunning_rules.model.rule import InForce
from dunning_rules.source.outcomes import TITLES
from dunning_rules.source.shape import ANYTHING, DAY, SLUG, Key, MapOf, Record

_IN_FORCE: Final = Record(
    InForce,
    {"from": Key(DAY, "the first day", to="start"), "until": Key(DAY, "the first day after", to="end")},
    with_place=False,
    least=1,
)


def _profile(facts: dict[str, Any], **keys: Any) -> Profile:  # noqa: ANN401 - the keys of the record
    return Profile(facts=MappingProxyType(facts), **keys)


PROFILE: Final = Record(
    _profile,
    {
        "id": Key(SLUG, "the name of the profile", must=True),
        "title": Key(TITLES, "the creditor, for people"),
        "in_force": Key(_IN_FORCE, "the days on which its facts hold"),
        "facts": Key(MapOf(ANYTHING, least=1), "fact: its value, for every case that does not state it", must=True),
    },
    with_place=False,
    constants={"kind": "profile"},
)
"""The shape of `kind: profile`."""
