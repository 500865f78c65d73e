"""A case becomes a decision: derive, match, resolve, plan, compose."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.derive.catalogue import COMPUTED
from dunning_rules.derive.consistency import CHECKS
from dunning_rules.derive.items import late_items
from dunning_rules.derive.moments import Ground, Instant
from dunning_rules.derive.setting import Setting, setting_of
from dunning_rules.engine.composing import CALL, LATE_ITEMS, compose
from dunning_rules.engine.filling import CONTACT_DAY
from dunning_rules.engine.offering import make_offer, slots_of
from dunning_rules.engine.planning import Planner, hours_of, known_hours
from dunning_rules.engine.replying import Bits
from dunning_rules.engine.resolve import Resolution, Resolver
from dunning_rules.engine.seen import Known, Seen
from dunning_rules.engine.telling import compliance_of, trace_of
from dunning_rules.model.case import OBJECTION, OBJECTIONS
from dunning_rules.model.decision import (
    Contact,
    Deadline,
    Decision,
    Derived,
    Held,
    Offer,
    Task,
    Tone,
)
from dunning_rules.model.moment import NEXT_PREFERRED, PART, FollowUp
from dunning_rules.model.outcome import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dunning_rules.compiler.program import LinkedGate, Program
    from dunning_rules.model.case import Case

DATA_PROBLEMS: Final = "data_problems"
"""The one computed fact the engine fills itself: whether the case is incomplete or contradicts itself (M17)."""

_TAGS: Final = ("frequency", "amount_size")
_STAGE, _SEGMENT, _TIER = "stage", "segment", "risk_tier"


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides cases by one Program.  Safe to share between threads."""

    program: Program
    resolver: Resolver

    @classmethod
    def of(cls, program: Program) -> Decider:
        """Make a decider with an empty memory."""
        return cls(program, Resolver(program))

    def decide(self, case: Case) -> Decision:
        """Decide one case."""
        return self.see(case).decision

    def see(self, case: Case) -> Seen:
        """Decide one case, and keep what came to light on the way."""
        known = self.known(case)
        resolution, days = self.resolve(known.setting)
        today = known.setting.contact_day
        open_by_time = tuple(name for name, day in days.items() if day <= today)
        earliest = max((d for d in days.values() if d > today), default=None)
        decision = _Deciding(self.program, case, known.setting, resolution, earliest).decision(known)
        return Seen(self.program, known, resolution, open_by_time, decision)

    def open_gates(self, case: Case) -> frozenset[str]:
        """Name the gates that are certainly open for a case."""
        _, certain = self.program.matcher.match(self.known(case).setting.values)
        return frozenset(name for name, gate in self.program.gates.items() if certain & gate.mask)

    def known(self, case: Case) -> Known:
        """Work out everything that can be known of a case before a rule is asked."""
        setting = setting_of(case, case.values, self.program.parameters)
        values, stated = self._computed(setting)
        problems = self._problems(setting, values)
        derived = () if problems else tuple(self.derive(values))
        return Known(replace(setting, values=values), problems, derived, (*case.assumed, *stated))

    def _computed(self, setting: Setting) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Add the computed facts; give the values, and which computable facts the case stated itself."""
        values = dict(setting.values)
        stated = tuple(f.name for f in self.program.computed if f.name in values)
        for fact in self.program.computed:
            if fact.computed != DATA_PROBLEMS:
                found = COMPUTED[fact.computed](setting)
                if found is not None:
                    values[fact.name] = found
        return values, stated

    def _problems(self, setting: Setting, values: dict[str, Any]) -> tuple[str, ...]:
        """Say what is missing or contradictory, and let rules know that something is (M17)."""
        missing = [f"`{f.name}` is missing" for f in self.program.facts.values() if f.required and f.name not in values]
        found = (*missing, *(said for name in self.program.checks if (said := CHECKS[name](setting))))
        if DATA_PROBLEMS in self.program.facts:
            values[DATA_PROBLEMS] = bool(found)
        return found

    def derive(self, values: dict[str, Any]) -> Iterator[Derived]:
        """Fill the derived facts, stratum by stratum; a line that cannot be told is passed over and named (M7)."""
        for stratum in self.program.strata:
            possible, certain = stratum.matcher.match(values)
            for derivation in stratum.derivations:
                passed: dict[str, None] = {}
                value, count = derivation.otherwise, 0
                for row in derivation.rows:
                    if certain & row.mask:
                        count += 1
                        if not derivation.counts:
                            value = row.value
                            break
                    elif possible & row.mask:
                        passed.update(dict.fromkeys(row.reads.unknown_in(values)))
                found = count if derivation.counts else value
                yield Derived(derivation.name, found, tuple(passed))
                values[derivation.name] = found

    def resolve(self, setting: Setting) -> tuple[Resolution, Mapping[str, date]]:
        """Match and resolve; say too on which day each timed gate that was waited for opens by itself."""
        bits = self.match(setting.values)
        resolution = self.resolver.resolve(*bits)
        days = {g.gate.id: d for g in resolution.waited_for if (d := _opens_on(g, resolution, setting))}
        if any(day > setting.contact_day for day in days.values()):
            resolution = self.resolver.resolve(*bits, elapsed=False)
        return resolution, days

    def match(self, values: Mapping[str, Any]) -> tuple[int, int, tuple[Bits, ...]]:
        """Match a case; match it too as if each objection that does not lead did, the gravest first (M8)."""
        return *self.program.matcher.match(values), tuple(self._as_if_leading(values))

    def _as_if_leading(self, values: Mapping[str, Any]) -> Iterator[Bits]:
        said = values.get(OBJECTIONS)
        if not isinstance(said, frozenset) or len(said) == 1:
            return
        derived = any(d.fact.name in values for d in self.program.derivations)  # with problems in the data nothing is (M17)
        for objection in sorted(said - {values.get(OBJECTION)}, key=self.program.facts[OBJECTION].values.index):
            found = {**values, OBJECTION: objection}
            if derived:
                deque(self.derive(found), maxlen=0)
            yield Bits(*self.program.matcher.match(found), objection)


def decider_for(case: Case, deciders: Sequence[Decider]) -> Decider:
    """Find the decider whose program is in force on the local day of the contact (M15)."""
    day = setting_of(case, case.values, deciders[0].program.parameters).contact_day
    return next(d for d in deciders if d.program.in_force.holds_on(day))


def _opens_on(gate: LinkedGate, resolution: Resolution, setting: Setting) -> date | None:
    """The day on which a timed gate opens by itself; None when the moment it counts from is unknown."""
    _, since = gate.gate.opens_after or ("", "")
    start = setting.values.get(since)
    if not isinstance(start, datetime) or resolution.interval is None:
        return None
    local = start.astimezone(setting.zone) if setting.zone else start
    return setting.calendar.go(local.date(), resolution.interval)


@dataclass(frozen=True, slots=True)
class _Deciding:
    """Fills a resolution with the dates, sums and words of one case."""

    program: Program
    case: Case
    setting: Setting
    resolution: Resolution
    earliest: date | None

    def decision(self, known: Known) -> Decision:
        values, resolution = self.setting.values, self.resolution
        planner = self._planner()
        named = {NEXT_PREFERRED: planner.next_preferred(strictly=True)}
        ground = Ground(self.setting, resolution.interval, named)
        offer = self._offer(ground)
        deadlines = self._deadlines(ground)
        ground = ground.plus(**deadlines)
        slots = {**values, CONTACT_DAY: self.setting.contact_day, "offer": slots_of(offer), "deadlines": deadlines}
        slots[LATE_ITEMS] = late_items(self.setting)
        return Decision(
            as_of=self.case.as_of,
            days_overdue=values.get("days_overdue"),
            stage=values.get(_STAGE),
            segment=values.get(_SEGMENT),
            risk_tier=values.get(_TIER),
            tags=tuple(values[t] for t in _TAGS if t in values) if not known.problems else (),
            tone=self._tone(),
            role=resolution.choice("role"),
            channel=resolution.channel,
            next_actions=resolution.collected["next_actions"],
            offer=offer,
            follow_up=self._follow_up(ground, offer),
            deadlines=tuple(Deadline(at, kind) for kind, at in deadlines.items() if at is not None),
            compliance=compliance_of(self.program, self.resolution),
            script=compose(self.program, resolution, slots, str(values.get("language", "zh-CN"))),
            consequences=resolution.consequences,
            documents=resolution.collected["documents"],
            holds=tuple(self._holds(ground)),
            records=resolution.collected["records"],
            delivery_notes=resolution.collected["delivery_notes"],
            reply_cards=resolution.collected["reply_cards"] if resolution.form == CALL else (),
            contact=self._contact(planner),
            assumed=known.assumed,
            problems=known.problems,
            trace=trace_of(self.resolution, self.setting.values, known.derived, self.case.from_profile),
            packs=self.program.packs,
        )

    def _tone(self) -> Tone:
        level, names = self.resolution.tone, tuple(self.program.items.get("tone", ()))
        name = names[level] if level is not None and level < len(names) else None
        return Tone(level, name, self.resolution.collected["modifiers"])

    def _offer(self, ground: Ground) -> Offer:
        item = self.program.items.get("offer", {}).get(self.resolution.offer)
        return make_offer(self.resolution.offer, item.item.terms if item else None, ground)

    def _deadlines(self, ground: Ground) -> dict[str, Instant | None]:
        """Work the deadlines out in declared order, so that a later one may stand on an earlier one."""
        found: dict[str, Instant | None] = {}
        wanted = self.resolution.deadlines()
        for kind in self.program.items.get("deadlines", {}):
            if kind in wanted:
                found[kind] = ground.plus(**found).instant(wanted[kind])
        return found

    def _follow_up(self, ground: Ground, offer: Offer) -> tuple[Task, ...]:
        """Make the tasks, earliest first; for parts only those that still lie ahead."""
        owner = self.resolution.choice("role") or NONE
        found: dict[Task, None] = {}
        for wanted in self.resolution.collected["follow_up"]:
            for at in self._instants(wanted, ground, offer):
                found[Task(at, wanted.task, owner)] = None
        return tuple(sorted(found, key=lambda t: _sortable(t.at)))

    def _instants(self, wanted: FollowUp, ground: Ground, offer: Offer) -> Iterator[Instant]:
        if not wanted.for_each_part:
            at = ground.instant(wanted.at)
            if at is not None:
                yield self._not_past(at)
            return
        for part in offer.parts:
            at = ground.plus(**{PART: part.at}).instant(wanted.at)
            if at is not None and _sortable(at)[0] > self.setting.contact_day:
                yield at

    def _not_past(self, at: Instant) -> Instant:
        """Put a task that should have been done before the contact on the first working day from then on."""
        if _sortable(at)[0] >= self.setting.contact_day:
            return at
        return self.setting.calendar.leave_day_off(self.setting.contact_day, "next")

    def _holds(self, ground: Ground) -> Iterator[Held]:
        for hold in self.resolution.collected["holds"]:
            yield Held(hold.hold, hold.stops, ground.instant(hold.until) if hold.until else None)

    def _planner(self) -> Planner:
        window = self.resolution.choice("preferred_window")
        preferred = hours_of(window, self.setting) if window else None
        quiet = known_hours(self.resolution.collected["quiet_hours"], self.setting)
        return Planner(self.setting, quiet, preferred, self._earliest())

    def _earliest(self) -> Instant | None:
        """From when on spacing, caps and holds allow a contact; a hold on the next contact leaves one under way alone."""
        resolution, ground = self.resolution, Ground(self.setting, self.resolution.interval)
        waits = [ground.instant(moment) for moment in resolution.collected["not_before"]]
        if resolution.channel == NONE:
            waits += [ground.instant(h.until) for h in resolution.collected["holds"] if h.stops == "next_contact" and h.until]
        return max((w for w in (self.earliest, *waits) if w is not None), key=_sortable, default=None)

    def _contact(self, planner: Planner) -> Contact:
        """Say when; on a case that stands still as a whole there is no next moment."""
        whole = any(h.stops == "whole" for h in self.resolution.collected["holds"])
        if whole or self.resolution.verdict == "hold" or self.setting.zone is None:
            return Contact(None if self.setting.zone is None else False, None, None)
        now = self.resolution.channel != NONE and not planner.is_quiet(self.setting.contact)
        window = self.resolution.choice("preferred_window")
        rule = next((r.rule.id for r in self.resolution.fired if any(c.value is window for c in r.rule.then.choose)), "")
        allowed, preferred = planner.next_allowed(), planner.next_preferred(strictly=not now)
        chosen = self.resolution.choice("channel") is not None  # where no rule has a say on the channel the hours alone count
        barred = chosen and not now and allowed == self.setting.contact
        return Contact(now, None if barred else allowed, None if barred else preferred, rule)


def _sortable(at: Instant) -> tuple[date, time]:
    return (at.date(), at.timetz().replace(tzinfo=None)) if isinstance(at, datetime) else (at, time(0))
