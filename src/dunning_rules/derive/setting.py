"""The setting of a case: its zone, its local day and clock, its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dunning_rules.derive.calendar import Calendar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from dunning_rules.model.case import Case
    from dunning_rules.model.pack import Parameter


@dataclass(frozen=True, slots=True)
class Setting:
    """What computed facts are worked out from.

    ``contact`` and ``as_of`` are local moments.  Where the debtor's zone is unknown they keep the offset they were
    given with: days are then counted by it, but no clock time of the debtor is known (M14).
    """

    values: Mapping[str, Any]
    as_of: datetime
    contact: datetime
    zone: ZoneInfo | None
    calendar: Calendar
    parameters: Mapping[str, Parameter]

    @property
    def today(self) -> date:
        """The local day of the decision."""
        return self.as_of.date()

    @property
    def contact_day(self) -> date:
        """The local day of the contact."""
        return self.contact.date()

    def figure(self, name: str) -> Any:  # noqa: ANN401 - an int, a Decimal or a text
        """Give the figure of a parameter for this case, or None where it has none."""
        parameter = self.parameters.get(name)
        if parameter is None:
            return None
        if not parameter.by:
            return parameter.value
        return parameter.line(self.values)


def setting_of(case: Case, values: Mapping[str, Any], parameters: Mapping[str, Parameter]) -> Setting:
    """Put a case into its zone."""
    zone = zone_of(values, parameters)
    as_of, contact = (m.astimezone(zone) if zone else m for m in (case.as_of, case.contact_at))
    return Setting(values, as_of, contact, zone, Calendar(frozenset(values.get("holidays", ()))), parameters)


def zone_of(values: Mapping[str, Any], parameters: Mapping[str, Parameter]) -> ZoneInfo | None:
    """Find the debtor's zone: the fact, else the single zone of the jurisdiction, else None (M14)."""
    name = values.get("timezone")
    zones = parameters.get("jurisdiction_zone")
    if name is None and zones is not None and zones.by == ("jurisdiction",):
        name = zones.line(values)
    return known_zone(name) if name else None


def known_zone(name: str) -> ZoneInfo | None:
    """Give the zone of an IANA name, or None when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
