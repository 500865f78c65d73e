"""A ledger becomes decisions, one an open item, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.batch.credits import Survey, survey
from dunning_rules.batch.entries import NOTHING, Entry, EntryReader
from dunning_rules.batch.fitting import misgiven
from dunning_rules.batch.layout import lay_out
from dunning_rules.batch.ledger import LedgerFile
from dunning_rules.batch.names import CURRENCY, ZONE
from dunning_rules.derive.setting import known_zone
from dunning_rules.errors import CaseError, UsageError
from dunning_rules.model.ledger import LedgerLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

    from dunning_rules.model.case import Profile
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.ledger import LedgerMapping

    Decide = Callable[[Mapping[str, Any], datetime], Decision]

_NOON: Final = time(12)


def run_ledger(
    path: Path,
    mapping: LedgerMapping,
    as_of: date | datetime,
    decide: Decide,
    *,
    vocabulary: Mapping[str, Fact],
    profile: Profile | None = None,
) -> LedgerRun:
    """Make a ledger ready to be decided: check that the mapping fits, and find the credits.

    ``as_of`` is a moment with its offset, or a day, which then means noon in the debtor's time zone: that of the
    line, else of the mapping's constants, else of the profile, else UTC.  ``vocabulary`` says what type each fact
    has.  The file is read two or three times and never kept.  Raises UsageError when nothing can be decided at all:
    the file cannot be read, the mapping names a fact or column that does not exist, or a format that would be a guess.
    """
    standing = {**_in_force(profile, as_of), **mapping.constants}
    wrong = (*_of_profile(profile, vocabulary), *_unstated(mapping, standing, vocabulary))
    if wrong:
        raise UsageError("\n".join(wrong))
    day = _Day.of(as_of, standing.get(ZONE))
    file = LedgerFile(path, mapping.encoding, mapping.delimiter)
    header = file.header()
    reader = EntryReader(lay_out(mapping, header, vocabulary), str(standing.get(CURRENCY, "")))
    found = survey(lambda: map(reader.entry, file.records(len(header))), day.day)
    return LedgerRun(file, len(header), reader, day, decide, found)


@dataclass(frozen=True, slots=True)
class LedgerRun:
    """A ledger that was looked through and can be decided: iterate to get one line a record, in file order.

    Each iteration reads the file anew and gives the same lines.
    """

    file: LedgerFile
    width: int
    reader: EntryReader
    day: _Day
    decide: Decide
    survey: Survey

    @property
    def records(self) -> int:
        """How many records the ledger has."""
        return self.survey.records

    @property
    def not_issued(self) -> int:
        """How many of them were not issued yet on the day of the run; they are passed over."""
        return self.survey.lying_ahead

    def __iter__(self) -> Iterator[LedgerLine]:
        for record in self.file.records(self.width):
            entry = self.reader.entry(record)
            if not entry.lies_ahead(self.day.day):
                yield self._line(entry)

    def _line(self, entry: Entry) -> LedgerLine:
        line = LedgerLine(entry.number, entry.id, entry.customer, currency=entry.currency)
        if entry.problems:
            return replace(line, error="; ".join(entry.problems))
        used = self.survey.set_off.get(entry.number, NOTHING)
        return self._credit(line, entry, used) if entry.is_credit else self._item(line, entry, used)

    def _credit(self, line: LedgerLine, entry: Entry, used: Decimal) -> LedgerLine:
        """Tell what became of a credit; it is no case, and nobody is asked for anything."""
        whole = -(entry.amount or NOTHING)
        if entry.is_closed(self.day.day):
            return replace(line, note=f"credit of {whole}, settled")
        return replace(line, note=_credit_note(whole, used), set_off=used, credit_left=whole - used)

    def _item(self, line: LedgerLine, entry: Entry, used: Decimal) -> LedgerLine:
        """Decide an item; a case that is refused is an error of its line."""
        closed = entry.is_closed(self.day.day)
        unread = None if closed else self.survey.unread.get(entry.customer)
        line = replace(line, note=_item_note(used, unread), set_off=used)
        facts = entry.case(self.day.day, self.reader.layout.mapping.constants, used)
        try:
            decision = self.decide(facts, self.day.moment(facts.get(ZONE)))
        except CaseError as error:
            return replace(line, error=str(error))
        return replace(line, amount=NOTHING if closed else entry.asked() - used, decision=decision)


def _item_note(used: Decimal, unread: int | None) -> str:
    set_off = f"credit of {used} set off" if used else ""
    missing = f"the credit on line {unread} could not be read and is not set off" if unread else ""
    return "; ".join(filter(None, (set_off, missing)))


def _credit_note(whole: Decimal, used: Decimal) -> str:
    if used == whole:
        return f"credit of {whole} set off"
    return f"credit of {whole}: {used} set off, {whole - used} left over" if used else f"credit of {whole} left over"


@dataclass(frozen=True, slots=True)
class _Day:
    """The day of the run, and which moment it is for a line."""

    given: date | datetime
    day: date
    zone: tzinfo

    @classmethod
    def of(cls, given: date | datetime, zone_name: object) -> _Day:
        zone = known_zone(str(zone_name)) if zone_name else None
        if zone_name and zone is None:
            msg = f"`{ZONE}` names no time zone: {zone_name}"
            raise UsageError(msg)
        if not isinstance(given, datetime):
            return cls(given, given, zone or UTC)
        if given.tzinfo is None:
            msg = f"as-of `{given}` must be a day, or a moment with its offset, such as 2026-11-25T14:00+08:00"
            raise UsageError(msg)
        return cls(given, (given.astimezone(zone) if zone else given).date(), zone or given.tzinfo)

    def moment(self, zone_name: str | None) -> datetime:
        """Give the moment of the decision for a line that may state its own zone."""
        if isinstance(self.given, datetime):
            return self.given
        zone = known_zone(zone_name) if zone_name else None
        return datetime.combine(self.day, _NOON, zone or self.zone)


def _in_force(profile: Profile | None, as_of: date | datetime) -> Mapping[str, Any]:
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    return profile.facts if profile and profile.in_force.holds_on(day) else {}


def _of_profile(profile: Profile | None, vocabulary: Mapping[str, Fact]) -> Iterator[str]:
    if profile:
        yield from (f"profile `{profile.id}`: {said}" for said in misgiven(profile.facts, vocabulary))


def _unstated(mapping: LedgerMapping, standing: Mapping[str, Any], vocabulary: Mapping[str, Fact]) -> Iterator[str]:
    """Name the facts that no case does without and that nothing states."""
    for fact in vocabulary.values():
        if fact.required and fact.name not in mapping.facts and standing.get(fact.name) is None:
            yield f"{mapping.place}: nothing states `{fact.name}`; map a column to it, or put it among the constants"
