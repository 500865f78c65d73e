"""Computed facts about promises, approvals, texts and news (M6, vocabulary 4.10)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from dunning_rules.derive.setting import Setting


def promise_status(setting: Setting) -> str | None:
    """Whether a promise is kept, open until its date and grace are over, then partial or broken (definitions 3.7)."""
    values = setting.values
    if "promise_status" in values:
        return str(values["promise_status"])
    day = values.get("promise_date")
    if day is None:
        return None
    paid, promised = values.get("paid_amount", 0), values.get("promise_amount")
    if values.get("paid_in_full") or (promised is not None and paid >= promised):
        return "kept"
    if setting.today <= day + timedelta(setting.figure("promise_grace_days") or 0):
        return "open"
    return "partial" if paid > 0 else "broken"


def contacted_since_promise(setting: Setting) -> bool | None:
    """Whether the debtor was contacted after the promised day, so that a broken promise was asked about (definitions 3.7)."""
    day, contacted = setting.values.get("promise_date"), setting.values.get("last_contact_at")
    if day is None or contacted is None:
        return None
    local = contacted.astimezone(setting.zone) if setting.zone else contacted
    return bool(local.date() > day)


def quality_notice_timely(setting: Setting) -> bool | None:
    """Whether the defect was notified before the inspection period ended (S2-40)."""
    noticed, end = (setting.values.get(n) for n in ("quality_notice_on", "inspection_deadline"))
    return None if noticed is None or end is None else bool(noticed <= end)


def text_hash_matches(setting: Setting) -> bool | None:
    """Whether the text given is the very text the reviewer approved, by its SHA-256 (S3-38)."""
    text, approved = setting.values.get("message_text"), setting.values.get("reviewed_hash")
    if text is None or approved is None:
        return None
    return bool(hashlib.sha256(str(text).encode()).hexdigest() == approved)


def news_is_public(setting: Setting) -> bool | None:
    """Whether there is news of the debtor that is public or was told by the debtor (S3-14)."""
    news = setting.values.get("known_news")
    return None if news is None else bool(any(n.get("public") is True for n in news))


def approved(kind: str, fact: str) -> Callable[[Setting], bool | None]:
    """Make the computed fact that finds a valid approval of a kind among the records.

    A plain statement in ``fact`` counts only where no records are given at all; it is then listed as assumed.
    """

    def found(setting: Setting) -> bool | None:
        records: Any = setting.values.get("approvals")
        if records is None:
            stated: bool | None = setting.values.get(fact)
            return stated
        return any(r.get("kind") == kind and r.get("by") and _valid(r, setting) for r in records)

    found.__doc__ = f"Whether a valid approval of kind `{kind}` is on record."
    return found


def _valid(record: Any, setting: Setting) -> bool:  # noqa: ANN401 - a record as the caller has it
    """An approval holds from its own day until the day it names, which counts; a day nobody can read holds nothing."""
    given, until = _day(record.get("at")), record.get("valid_until")
    if given is None or given > setting.contact_day:
        return False
    if until is None:
        return True
    end = _day(until)
    return end is not None and setting.contact_day <= end


def plain_day(raw: object) -> date | None:
    """Read a day of a record; None for a moment, whose day hangs on a zone, and for what is no day."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None


def _day(raw: object) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        return datetime.fromisoformat(str(raw)).date()
    except ValueError:
        return None
