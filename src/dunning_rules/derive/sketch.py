"""Computed facts the other way round: which facts to state so that a wanted value is worked out (M6).

A witness of the analysis wants values of computed facts, and a case may not state these.  Each recipe states what its
fact is worked out from.  A recipe may fail, where the inputs are wanted otherwise; whoever asks works the case out and looks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.derive.calendar import Calendar
from dunning_rules.derive.sketched_interest import fee, interest, resting
from dunning_rules.derive.sketched_items import late_amount, late_items
from dunning_rules.money.division import parts_needed
from dunning_rules.money.rounding import cut, half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ZONE: Final = "Asia/Shanghai"
_OFFSET: Final = timezone(timedelta(hours=8))
A_DAY: Final = date(2026, 11, 25)
"""The day of a case of which no other is wanted: a Wednesday."""

_SOME: Final = Decimal(1000)
_CONSIDERED: Final = 3
_CENT: Final = Decimal("0.01")


@dataclass(slots=True)
class Sketch:
    """A case in the making: what is wanted of each fact, and what is stated so far.

    ``fits`` says whether a value is as good as the one wanted of a fact.
    ``day`` is the day of the contact; ``recent`` wants moments that lie before the contact to be the contact's own.
    """

    wanted: Mapping[str, Any]
    fits: Callable[[str, Any], bool]
    facts: dict[str, Any] = field(default_factory=dict)
    day: date = A_DAY
    clock: time = time(10)
    recent: bool = False

    @property
    def contact(self) -> datetime:
        """The moment of the case."""
        return datetime.combine(self.day, self.clock, _OFFSET)

    def state_all(self, computed: Mapping[str, str]) -> None:
        """Follow the recipe of every computed fact of which something is wanted; ``computed`` has the kind of each."""
        kinds = {kind: name for name, kind in computed.items() if name in self.wanted}
        for kind, recipe in RECIPES.items():
            if kind in kinds:
                recipe(self, self.wanted[kinds[kind]])

    def demandable(self) -> Decimal:
        """What may be asked for, as far as it is stated."""
        asked: Decimal = self.stated("undisputed_amount", self.stated("amount_due", _SOME))
        credit: Decimal = self.stated("unapplied_credit", Decimal(0))
        return max(asked - credit, Decimal(0))

    def stated(self, name: str, otherwise: object = None) -> Any:  # noqa: ANN401 - a value of the fact
        """Give what is stated of a fact so far."""
        found = self.facts.get(name)
        return otherwise if found is None else found

    def free(self, name: str) -> bool:
        """Whether nothing is wanted of a fact, and nothing stated."""
        return name not in self.wanted and self.facts.get(name) is None

    def state(self, **facts: object) -> None:
        """State facts; None leaves one unstated."""
        self.facts.update(facts)


def _clock(sketch: Sketch, wanted: time | None) -> None:
    if wanted is not None:
        sketch.clock = wanted
        sketch.state(timezone=_ZONE)


def _working_day(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is not None and Calendar().works(sketch.day) is not wanted:
        sketch.state(holidays=[sketch.day])


def _day_before(fact: str) -> Callable[[Sketch, int | None], None]:
    """State a day so many days before the contact."""

    def recipe(sketch: Sketch, wanted: int | None) -> None:
        if wanted is not None:
            sketch.state(**{fact: sketch.day - timedelta(wanted)})

    return recipe


def _at_stake(sketch: Sketch, wanted: Decimal | None) -> None:
    sketch.state(amount_due=wanted)


def _demandable(sketch: Sketch, wanted: Decimal | None) -> None:
    if wanted is None:
        sketch.state(amount_due=None)
    elif sketch.wanted.get("amount_at_stake", wanted) is None and sketch.free("undisputed_amount"):
        sketch.state(undisputed_amount=wanted)
    elif sketch.stated("undisputed_amount", sketch.stated("amount_due")) is None:
        sketch.state(amount_due=wanted)
    elif not sketch.fits("demandable_amount", sketch.demandable()):
        sketch.state(unapplied_credit=max(sketch.demandable() - wanted, Decimal(0)))


def _below_tolerance(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is not None:
        sketch.state(tolerance_amount=sketch.demandable() + wanted)


def _covers_all(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is None:
        _unknown_amount(sketch, "affordable_now")
    else:
        sketch.state(affordable_now=sketch.demandable() if wanted else cut(sketch.demandable() / 2))


def _parts(sketch: Sketch, wanted: int | None) -> None:
    if wanted is None:
        _unknown_amount(sketch, "affordable_monthly")
    elif wanted:
        each = half_up(sketch.demandable() / wanted)
        more = each > 0 and parts_needed(sketch.demandable(), each) > wanted
        sketch.state(affordable_monthly=each + _CENT if more else each)


def _unknown_amount(sketch: Sketch, beside: str) -> None:
    """Where both sums are known they can be compared, so one of them must not be."""
    if sketch.stated(beside) is not None and sketch.free("demandable_amount") and sketch.free("amount_at_stake"):
        sketch.state(amount_due=None)


def _overdue(sketch: Sketch, wanted: int | None) -> None:
    paid = sketch.stated("paid_on") if sketch.stated("paid_in_full") else None
    sketch.state(due_date=None if wanted is None else (paid or sketch.day) - timedelta(wanted))


def _next_payment(sketch: Sketch, wanted: int | None) -> None:
    """The next payment is one of a plan, or the whole debt on its due date."""
    day = None if wanted is None else sketch.day + timedelta(wanted)
    spoken_for = not all(map(sketch.free, ("days_overdue", "interest_days", "interest_paused_days")))
    if sketch.stated("next_scheduled_payment") or (sketch.free("next_scheduled_payment") and spoken_for):
        sketch.state(next_scheduled_payment=day)
    elif not spoken_for:
        sketch.state(due_date=day)
    elif wanted is not None and day and sketch.free("paid_in_full") and (late := _late(sketch, -wanted)) not in (None, -wanted):
        sketch.state(due_date=day, paid_in_full=True, paid_on=sketch.stated("paid_on", day + timedelta(late or 0)))
    elif sketch.free("days_overdue"):
        sketch.state(due_date=day)


def _late(sketch: Sketch, today: int) -> int | None:
    """How late the debt is to be, where it would be so late today: as wanted, or by the days of interest and of its rest."""
    counted = sum(sketch.wanted.get(name) or 0 for name in ("interest_days", "interest_paused_days"))
    late: int | None = sketch.wanted.get("days_overdue", counted if counted > max(today, 0) else today)
    return late


def _close(sketch: Sketch, wanted: int | None) -> None:
    _office(sketch, "office_close", wanted)


def _open(sketch: Sketch, wanted: int | None) -> None:
    _office(sketch, "office_open", None if wanted is None else -wanted)


def _office(sketch: Sketch, edge: str, minutes: int | None) -> None:
    """State when the office opens or closes, and a zone, without which nobody knows the debtor's clock."""
    if minutes is None:
        sketch.state(**({edge: None} if sketch.stated("timezone") else {}))
        return
    sketch.state(**{edge: (sketch.contact + timedelta(minutes=minutes)).time()})
    if sketch.free("contact_clock"):
        sketch.state(timezone=_ZONE)


def _offer_opened(sketch: Sketch, wanted: Decimal | None) -> None:
    if wanted is not None:
        sketch.state(offer_opened_at=sketch.contact - timedelta(hours=float(wanted)))


def _consideration(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is not None:
        days = sketch.stated("consideration_days") or (_CONSIDERED if sketch.free("consideration_days") else 0)
        sketch.state(consideration_days=days or None, final_call_on=sketch.day - timedelta(days + wanted))


def _contacted(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    """Put the promised day before the last contact, or not."""
    if wanted is not None:
        last = sketch.contact - timedelta(1) if sketch.free("last_contact_at") or not sketch.recent else sketch.contact
        sketch.state(last_contact_at=last, promise_date=last.date() - timedelta(wanted))


def _quality_notice(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is not None:
        sketch.state(inspection_deadline=sketch.day, quality_notice_on=sketch.day + timedelta(not wanted))


def _hash(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    text = sketch.stated("message_text", "-" if sketch.free("message_text") else None)
    if wanted is not None and text is not None:
        sketch.state(message_text=text)
        approved = hashlib.sha256(str(text).encode()).hexdigest()
        sketch.state(reviewed_hash=approved if wanted else approved[::-1] + "0")


def _news(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is not None:
        sketch.state(known_news=[{"public": wanted}])


def _parts_sum(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    if wanted is not None:
        amount = sketch.stated("amount_due", _SOME)
        sketch.state(amount_due=amount, principal_due=amount if wanted else amount + 1)


def _problem(sketch: Sketch, wanted: bool | None) -> None:  # noqa: FBT001 - every recipe takes the value
    """What goes together is stated together; a sum below zero is a problem and touches nothing else."""
    if sketch.stated("paid_in_full") and sketch.free("days_since_paid"):
        sketch.state(paid_on=sketch.day)
    for one, other, value in (("promise_date", "promise_amount", _SOME), ("promise_amount", "promise_date", sketch.day)):
        if sketch.stated(one) is not None and sketch.free(other):
            sketch.state(**{other: value})
    if wanted:
        sketch.state(interest_due=Decimal(-1))


def _effective(sketch: Sketch, wanted: date | None) -> None:
    sketch.state(due_date=wanted)


def _stated(fact: str) -> Callable[[Sketch, Any], None]:
    """State the fact itself, where a case may."""
    return lambda sketch, wanted: sketch.state(**{fact: wanted})


RECIPES: Final[Mapping[str, Callable[[Sketch, Any], None]]] = MappingProxyType(
    {
        "data_problems": _problem,
        "contact_clock": _clock,
        "contact_is_working_day": _working_day,
        "days_since_paid": _day_before("paid_on"),
        "days_since_promise": _day_before("promise_date"),
        "days_since_legal_handover": _day_before("legal_handover_on"),
        "days_since_lawyer_letter": _day_before("lawyer_letter_on"),
        "days_since_letter_deadline": _day_before("demand_letter_deadline"),
        "days_since_credit_notice": _day_before("credit_notice_sent_on"),
        "days_since_ledger": _day_before("ledger_as_of"),
        "days_since_limitation": _day_before("limitation_end"),
        "effective_due_date": _effective,
        "days_overdue": _overdue,
        "days_to_next_payment": _next_payment,
        "amount_at_stake": _at_stake,
        "parts_sum_ok": _parts_sum,
        "interest_paused_days": resting,
        "interest_days": resting,
        "penalty_interest_exact": interest,
        "penalty_interest_recomputed": interest,
        "fee_recomputes": fee,
        "demandable_amount": _demandable,
        "late_item_count": late_items,
        "late_items_amount": late_amount,
        "below_tolerance": _below_tolerance,
        "affordable_now_covers_all": _covers_all,
        "parts_needed": _parts,
        "minutes_to_close": _close,
        "minutes_since_open": _open,
        "hours_since_offer_opened": _offer_opened,
        "consideration_over": _consideration,
        "promise_status": _stated("promise_status"),
        "contacted_since_promise": _contacted,
        "quality_notice_timely": _quality_notice,
        "text_hash_matches": _hash,
        "news_is_public": _news,
        "legal_action_approved": _stated("legal_action_approved"),
        "restriction_approved": _stated("restriction_approved"),
        "discount_authority": _stated("discount_authority"),
        "waiver_authority": _stated("waiver_authority"),
    }
)
"""Computed fact: how to bring a value about, in the order in which recipes build on each other."""
