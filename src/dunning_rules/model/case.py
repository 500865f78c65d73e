"""A case: what is known of one debt at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from dunning_rules.errors import CaseError
from dunning_rules.model.fact import FIRST_YEAR, LAST_YEAR, UNKNOWN_WORD, Fact, Value
from dunning_rules.model.names import did_you_mean
from dunning_rules.model.outcome import NONE
from dunning_rules.model.rule import InForce
from dunning_rules.model.titles import Titles, same_in_both

OBJECTION: Final = "objection"
OBJECTIONS: Final = "objections"
CONTACT_AT: Final = "contact_at"


@dataclass(frozen=True, slots=True)
class Profile:
    """The creditor's own standing facts (names, contact point, account, hours), dated outside the case.

    A case on whose contact day the profile is not ``in_force`` gets nothing from it.
    """

    id: str
    facts: Mapping[str, object]
    title: Titles = field(default=same_in_both(""))
    in_force: InForce = field(default_factory=InForce)


@dataclass(frozen=True, slots=True)
class Case:
    """Facts that were read and found well-typed.

    ``values`` holds what is known; ``assumed`` names facts that were absent and took the value the creditor's own
    file would show (M2); ``from_profile`` names those that the creditor profile supplied.
    """

    as_of: datetime
    contact_at: datetime
    values: Mapping[str, Value]
    assumed: tuple[str, ...] = ()
    from_profile: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Reads raw facts against a vocabulary; all that is wrong is told at once."""

    facts: Mapping[str, Fact]
    profile: Profile | None = None
    _defaults: Mapping[str, Value] = field(init=False)

    def __post_init__(self) -> None:
        defaults = {n: f.absent for n, f in self.facts.items() if f.absent is not None}
        object.__setattr__(self, "_defaults", MappingProxyType(defaults))

    def read(self, given: Mapping[str, object], as_of: str | datetime) -> Case:
        """Check every fact and fill in what absence says.

        ``as_of`` is a moment with an offset.  Raises CaseError that names every bad fact.
        """
        problems: dict[str, str] = {}
        moment = _moment(as_of, problems)
        values: dict[str, Value] = {}
        if not isinstance(given, Mapping):
            raise CaseError({"facts": f"the facts of a case are a mapping of fact to value, not {type(given).__name__}"})
        for name, raw in given.items():
            self._take(name, raw, values, problems)
        from_profile = []
        for name, raw in self._standing(values.get(CONTACT_AT, moment)).items():
            if name not in given:
                self._take(name, raw, values, problems)
                from_profile.append(name)
        if problems:
            raise CaseError(problems)
        assumed = [n for n in self._defaults if n not in given and n not in values]
        values.update((n, self._defaults[n]) for n in assumed)
        self._settle_objections(values)
        contact = values.get(CONTACT_AT, moment)
        if not isinstance(contact, datetime) or moment is None:  # pragma: no cover - both are checked above
            raise CaseError({CONTACT_AT: "no moment"})
        return Case(moment, contact, MappingProxyType(values), tuple(assumed), tuple(from_profile))

    def _standing(self, contact: object) -> Mapping[str, object]:
        """Give the facts of the profile, when it is in force on the day of the contact."""
        if self.profile is None:
            return {}
        expired = isinstance(contact, datetime) and not self.profile.in_force.holds_on(contact.date())
        return {} if expired else self.profile.facts

    def _take(self, name: str, raw: object, values: dict[str, Value], problems: dict[str, str]) -> None:
        fact = self.facts.get(name)
        if fact is None:
            problems[str(name)] = " ".join(filter(None, (f"unknown fact `{name}`.", did_you_mean(str(name), self.facts))))
        elif fact.derived or (fact.computed and not fact.may_be_given):
            problems[name] = f"`{name}` is worked out from other facts and cannot be given"
        elif raw is not None and raw != UNKNOWN_WORD:
            try:
                values[name] = fact.read(raw)
            except ValueError as error:
                problems[name] = str(error)

    def _settle_objections(self, values: dict[str, Value]) -> None:
        """Let the gravest objection lead, and the set hold them all (M8)."""
        one, many = values.get(OBJECTION), values.get(OBJECTIONS)
        said = {v for v in (*(many if isinstance(many, frozenset) else ()), one) if v not in (None, NONE)}
        if said:
            order = self.facts[OBJECTION].values
            values[OBJECTIONS] = frozenset(map(str, said))
            values[OBJECTION] = min(map(str, said), key=order.index)


def _moment(as_of: object, problems: dict[str, str]) -> datetime | None:
    try:
        moment = datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    except ValueError:
        moment = None
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment
        problems["as_of"] = f"`as_of` does not lie in the years {FIRST_YEAR} to {LAST_YEAR}: {as_of}"
        return None
    problems["as_of"] = f"`as_of` must be a moment with its offset, such as 2026-11-25T14:00+08:00, not `{as_of}`"
    return None
