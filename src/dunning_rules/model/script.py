"""Snippets: what is said, sentence by sentence, in both languages side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dunning_rules.model.condition import ALWAYS, Condition
from dunning_rules.model.rule import Because
from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from dunning_rules.model.titles import Titles


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or the spot where the decision's consequences are said.

    ``claim`` names a gate: not open, not said.  ``when`` says it only in some cases.  An ``optional`` sentence with
    an empty slot drops out; a required one makes the script unusable and says so.  ``for_each`` says it once for every
    item that is late and not disputed.
    """

    text: Titles | None
    claim: str = ""
    when: Condition = ALWAYS
    optional: bool = False
    pause: Literal["before", "after", "around", ""] = ""
    insert: Literal["consequences", ""] = ""
    for_each: Literal["item", ""] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Snippet:
    """The wording of one script section, for the forms named."""

    id: str
    section: str
    forms: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    because: Because = field(default_factory=Because)
    pack: str = ""
    replaces: bool = False
    place: Place = NOWHERE
