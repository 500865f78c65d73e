"""Properties: what must hold for the decisions of all cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dunning_rules.model.condition import ALWAYS, Condition
from dunning_rules.model.rule import Because
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from dunning_rules.model.titles import Titles


@dataclass(frozen=True, slots=True)
class Property:
    """For all cases in which ``when`` is certain the decision ``always`` is this, or ``never`` is that.

    ``always`` and ``never`` are conditions on outcomes, as ``when`` is one on facts; one of the two is there.
    """

    id: str
    title: Titles
    when: Condition = ALWAYS
    always: Condition | None = None
    never: Condition | None = None
    because: Because = field(default_factory=Because)
    replaces: bool = False
    place: Place = NOWHERE
