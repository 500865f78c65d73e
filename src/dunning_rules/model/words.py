"""Words as packs declare them: lists, spellings, what is recognised by its phrases, and what is not to be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from dunning_rules.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dunning_rules.model.titles import Titles


CATEGORIES: Final = {
    "threat": "C-THREAT",
    "insult": "C-INSULT",
    "third_party_disclosure": "C-THIRD",
    "false_legal_threat": "C-LEGAL",
    "false_credit_threat": "C-CREDIT",
    "impersonating_authority": "C-FALSE",
    "harassment_frequency": "C-OVERPRESS",
    "quiet_hours": "C-TIME",
    "misrepresenting_amount": "C-FEE",
}
"""The crosswalk: what may be wrong with a text, as data about texts is labelled, and the compliance code it is listed under."""


@dataclass(frozen=True, slots=True)
class Characters:
    """What single characters are: ``simplified`` writing by character, and the ``syllables`` a character may sound like."""

    simplified: Mapping[str, str] = field(default_factory=dict)
    syllables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list of words or phrases, where it stands."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in Chinese and in English."""

    zh_cn: tuple[Line, ...] = ()
    en: tuple[Line, ...] = ()

    @property
    def all(self) -> tuple[Line, ...]:
        """Give the lines of both languages: people mix them."""
        return (*self.zh_cn, *self.en)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that phrases name together as `<id>`."""

    id: str
    meaning: str
    words: Lines
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Spelling:
    """One written form that is read as another, such as `dont` as `do not`."""

    written: str
    read: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a text: any of ``phrases``, unless one of ``unless`` lies over the place.

    ``found_in`` and ``not_found_in`` are examples that prove it.
    """

    phrases: Lines
    unless: Lines = field(default_factory=Lines)
    found_in: Lines = field(default_factory=Lines)
    not_found_in: Lines = field(default_factory=Lines)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that raise an objection."""

    objection: str
    wanted: Wanted
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Cue:
    """What must not be said, or only with ground.

    ``severity`` is `block` for what is never said, `evidence` for what may be said when ``gate`` is open.  ``category`` is
    one of CATEGORIES, and gives the compliance code unless ``compliance`` names another; ``sources`` are the facts of law
    it rests on; ``instead`` is what may be said.  One with ``only_scripts`` is asked of the sentences of packs: their
    author can always write them otherwise, where whoever writes to one debtor may know better.
    """

    code: str
    title: Titles
    category: str
    severity: Literal["block", "evidence"]
    wanted: Wanted
    reason: Titles
    sources: tuple[str, ...] = ()
    gate: str = ""
    compliance: str = ""
    instead: Titles | None = None
    only_scripts: bool = False
    replaces: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Words:
    """All that one pack says about words."""

    spellings: tuple[Spelling, ...] = ()
    lists: tuple[WordList, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from examples: for runs of words, parted by spaces, how much they speak for each label.

    Weights and ``bias`` are whole numbers, to be divided by ``scale``.
    """

    labels: tuple[str, ...]
    scale: int
    bias: Mapping[str, int]
    weights: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What stands in texts that must not be copied, without the texts: salted digests of their runs of letters, by length."""

    salt: bytes
    digests: Mapping[int, frozenset[bytes]]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be looked at, and the language it is said to be in, if any."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of a text: its words, and where they begin and end in it, counted in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """An objection that was recognised: how sure (0 to 1), and the words that show it."""

    id: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in an utterance, the surest first.

    ``unsure`` are candidates that were not sure enough to be taken; they are never acted upon.
    """

    text: str
    objections: tuple[Heard, ...] = ()
    unsure: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class WordingFinding:
    """Something in a text that must not be said, or only with ground.

    ``code`` names the wrong and ``category`` its coarse kind; ``compliance`` is the code a decision lists; ``gate`` must be
    open for a finding of severity `evidence` to be no wrong.  ``sources`` are the facts of law it rests on, ``instead`` an
    approved replacement.
    """

    code: str
    category: str
    severity: Literal["block", "evidence"]
    compliance: str
    evidence: tuple[Evidence, ...]
    reason: Titles
    sources: tuple[str, ...] = ()
    gate: str = ""
    instead: Titles | None = None


@dataclass(frozen=True, slots=True)
class AuditedText:
    """A text with what is wrong with it, the gravest first."""

    text: str
    findings: tuple[WordingFinding, ...] = ()
