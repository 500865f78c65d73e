"""The decision: one plain, frozen answer, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.explaining import explained

if TYPE_CHECKING:
    from dunning_rules.model.titles import Titles

DECISION_FORMAT: Final = "urn:dunning-rules:v1:decision.schema.json"


@dataclass(frozen=True, slots=True)
class Tone:
    """How firmly: a level from 0 (appreciative) to 5 (formal and final), None when nothing can be said."""

    level: int | None
    name: str | None
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartDue:
    """One part of a plan: the last day on which it may be paid, and the sum."""

    at: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be offered; ``none`` when nothing may.  ``payable`` is the sum after a discount."""

    id: str
    parts: tuple[PartDue, ...] = ()
    payable: Decimal | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do later: a day, or an instant, the kind of task, and the role that owns it."""

    at: date | datetime
    kind: str
    owner: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date given to the debtor."""

    at: date | datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Something taken out of the proposal because a fact it needs is false."""

    code: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule spoke: its title, its source rows or its policy, the codes it set, and the pack it comes from.

    With ``gate`` it is a gate that was not open and kept a channel's form from being used.
    """

    rule: str
    title: Titles
    layer: str
    rows: tuple[str, ...] = ()
    policy: str = ""
    codes: tuple[str, ...] = ()
    gate: bool = False
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Compliance:
    """May this be used: the verdict, what to look at, what was taken out, and which guards spoke."""

    verdict: str
    codes: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the script: its sentences, and the snippets they stand in, so that every word can be traced."""

    id: str
    sentences: tuple[str, ...]
    snippets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmsLength:
    """How long a text message is: its encoding, its units (septets or UTF-16 code units) and the segments it takes."""

    encoding: str
    units: int
    segments: int


@dataclass(frozen=True, slots=True)
class Script:
    """What to say, as a draft for a person.

    ``missing_facts`` names empty slots; with ``usable`` false one of them stood in a sentence that must be said.  ``sms`` is
    there where the text goes out as a text message.
    """

    form: str
    language: str
    sections: tuple[Section, ...] = ()
    text: str = ""
    missing_facts: tuple[str, ...] = ()
    usable: bool = True
    sms: SmsLength | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A hold on the case, on a part of it, on its fees or on the next contact."""

    id: str
    stops: str
    until: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """When the debtor may be contacted; None where the debtor's zone is unknown and nothing can be promised.

    ``next_allowed`` is the first moment that hours, spacing, caps and holds permit.  It is None while something else is in
    the way, such as a preparation sheet that is not complete or a debt that is not due: no moment alone makes that good.
    """

    allowed_now: bool | None
    next_allowed: datetime | None
    next_preferred: datetime | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PackUsed:
    """A pack that took part: its version and the digest of its meaning."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A rule whose condition could not be told, the unknown facts, and whether it applied all the same."""

    rule: str
    facts: tuple[str, ...]
    applied: bool


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact the pack derived, and the rows it passed over because they could not be told."""

    fact: str
    value: Any
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """How the decision came about: the rules that were heard, and those that fired but came too late.

    ``days_off_guessed`` names the years whose days off were not announced when the calendar was made: dates in them may move.
    ``unanswered`` names the objections beside the leading one that the script does not reply to.
    """

    fired: tuple[Reason, ...] = ()
    silenced: tuple[str, ...] = ()
    cannot_tell: tuple[CannotTell, ...] = ()
    derived: tuple[Derived, ...] = ()
    unsaid: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    from_profile: tuple[str, ...] = ()
    days_off_guessed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One case decided: what to say, in which tone, through which channel, what to do next, and why."""

    as_of: datetime
    days_overdue: int | None
    stage: str | None
    segment: str | None
    risk_tier: str | None
    tags: tuple[str, ...]
    tone: Tone
    role: str | None
    channel: str
    next_actions: tuple[str, ...]
    offer: Offer
    follow_up: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    compliance: Compliance
    script: Script
    consequences: tuple[str, ...]
    documents: tuple[str, ...]
    holds: tuple[Held, ...]
    records: tuple[str, ...]
    delivery_notes: tuple[str, ...]
    reply_cards: tuple[str, ...]
    contact: Contact
    assumed: tuple[str, ...]
    problems: tuple[str, ...]
    trace: Trace
    packs: tuple[PackUsed, ...]

    @property
    def verdict(self) -> str:
        """The compliance verdict: allow, review, hold or block."""
        return self.compliance.verdict

    def explain(self, language: str = "en") -> str:
        """Write the decision and its reasons down, in English or in Chinese (`zh-CN`)."""
        return explained(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Give the decision as plain JSON data: money as text, moments as ISO 8601."""
        return {"$schema": DECISION_FORMAT, **plain(self)}


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - any value of a decision, one line a kind
    """Turn a value of a decision into plain JSON data."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, frozenset):
        return sorted(value)
    return value


def written(value: Any) -> str:  # noqa: ANN401 - any value of a case or a decision
    """Write a value on one line, as a file of cases has it."""
    found = plain(value)
    if isinstance(found, list):
        return f"[{', '.join(map(written, found))}]"
    return str(found).lower() if isinstance(found, bool) else str(found)
