"""Each recipe brings its computed fact about, from nothing and beside what is wanted of others."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from dunning_rules.derive.catalogue import COMPUTED
from dunning_rules.derive.consistency import CHECKS
from dunning_rules.derive.setting import setting_of
from dunning_rules.derive.sketch import RECIPES, Sketch
from dunning_rules.model.case import Case

MOMENT = datetime(2026, 11, 25, 10, tzinfo=timezone(timedelta(hours=8)))
DAY = MOMENT.date()
GIVEN = {"promise_status", "legal_action_approved", "restriction_approved", "discount_authority", "waiver_authority"}
YES_OR_NO = (True, False, None)
DAYS = (-3, 0, 1, 40, None)

DAYS_SINCE = [name for name in RECIPES if name.startswith("days_since_")]
WANTED = {
    "contact_clock": (time(3), time(22, 15), None),
    "contact_is_working_day": (True, False),
    "effective_due_date": (date(2026, 3, 2), None),
    "days_overdue": DAYS,
    "days_to_next_payment": DAYS,
    "amount_at_stake": (Decimal(0), Decimal("12.34"), None),
    "demandable_amount": (Decimal(0), Decimal(7), None),
    "parts_needed": (1, 3, 7, 11, None),
    "minutes_to_close": (-5, 0, 60, None),
    "minutes_since_open": (-5, 0, 60, None),
    "interest_paused_days": (0, 1, 12, None),
    "interest_days": (0, 1, 40, None),
    "late_item_count": (0, 1, 2, 5, None),
    "late_items_amount": (Decimal(7), Decimal("12.34"), None),
    "penalty_interest_exact": (Decimal("12.34"), None),
    "penalty_interest_recomputed": (Decimal("12.34"), None),
    "hours_since_offer_opened": (Decimal(-1), Decimal("12.5"), None),
    "promise_status": ("open", "broken", None),
    **dict.fromkeys(DAYS_SINCE, (-2, 0, 9, None)),
}
ALL = [(name, v) for name in RECIPES if name != "data_problems" for v in WANTED.get(name, YES_OR_NO)]


def sketched(**wanted):
    """State everything wanted, given facts as they are; computed ones by their recipes."""
    given = {n: v for n, v in wanted.items() if n not in RECIPES or n in GIVEN}
    sketch = Sketch(wanted, lambda name, value: wanted.get(name, value) == value, given)
    sketch.state_all({n: n for n in RECIPES})
    return sketch


def setting(sketch):
    values = {n: v for n, v in sketch.facts.items() if v is not None} | {}
    values.setdefault("due_date" if "due_date" not in sketch.facts else "language", date(2026, 11, 10))
    values.setdefault("amount_due" if "amount_due" not in sketch.facts else "language", Decimal(1000))
    for name in ("approvals", "known_news", "holidays"):
        if name in values:
            values[name] = tuple(values[name])
    case = Case(sketch.contact, sketch.contact, values)
    return setting_of(case, values, {})


def worked_out(name, sketch):
    found = setting(sketch)
    return found.values.get(name) if name in GIVEN else COMPUTED[name](found)


def test_every_computed_fact_has_a_recipe():
    assert set(RECIPES) == {*COMPUTED, "data_problems"}


@pytest.mark.parametrize(("name", "wanted"), ALL)
def test_a_recipe_brings_its_fact_about(name, wanted):
    beside = {"message_text": "x"} if name == "text_hash_matches" else {}
    assert worked_out(name, sketched(**{name: wanted}, **beside)) == wanted


TOGETHER = [
    {"amount_at_stake": Decimal(100), "demandable_amount": Decimal(100)},
    {"days_overdue": 5, "days_to_next_payment": 3},
    {"days_overdue": 5, "days_to_next_payment": 3, "next_scheduled_payment": date(2026, 1, 1)},
    {"days_overdue": None, "days_to_next_payment": 3},
    {"days_overdue": -2, "days_to_next_payment": -1, "next_scheduled_payment": None},
    {"days_overdue": 4, "days_to_next_payment": -4, "next_scheduled_payment": None},
    {"days_since_paid": 2, "days_overdue": 7, "paid_in_full": True},
    {"amount_at_stake": Decimal(100), "demandable_amount": Decimal(40)},
    {"amount_at_stake": Decimal(100), "demandable_amount": Decimal(0), "undisputed_amount": Decimal(70)},
    {"amount_at_stake": None, "demandable_amount": Decimal(40)},
    {"demandable_amount": Decimal(40), "below_tolerance": True, "affordable_now_covers_all": False, "parts_needed": 3},
    {"affordable_now_covers_all": None, "affordable_now": Decimal(5)},
    {"parts_needed": None, "affordable_monthly": Decimal(5)},
    {"contact_clock": time(20), "minutes_to_close": -120, "minutes_since_open": 660},
    {"contact_clock": time(20), "minutes_to_close": None},
    {"interest_days": 3, "days_overdue": 12},
    {"interest_days": None, "days_overdue": 12},
    {"interest_days": 0, "days_overdue": -2},
    {"fee_recomputes": True, "interest_days": 3, "days_overdue": 12},
    {"fee_recomputes": True, "days_overdue": 12, "late_fee_rate": Decimal("0.03")},
    {"fee_recomputes": False, "days_overdue": -12, "late_fee_rate": Decimal("0.03"), "amount_at_stake": Decimal(500)},
    {"consideration_over": True, "consideration_days": 5},
    {"contacted_since_promise": True, "days_since_promise": None},
    {"contacted_since_promise": False, "last_contact_at": MOMENT},
]


@pytest.mark.parametrize("wanted", TOGETHER)
def test_recipes_work_beside_each_other(wanted):
    sketch = sketched(**wanted)
    assert {n: worked_out(n, sketch) for n in wanted if n in COMPUTED} == {n: v for n, v in wanted.items() if n in COMPUTED} | (
        {"days_since_promise": worked_out("days_since_promise", sketch)} if "days_since_promise" in wanted else {}
    )


IMPOSSIBLE = [
    {"fee_recomputes": True, "late_fee_rate": None},
    {"fee_recomputes": True, "days_overdue": None},
    {"consideration_over": True, "consideration_days": None},
    {"text_hash_matches": True, "message_text": None},
    {"parts_needed": 0},
    {"minutes_to_close": 5, "contact_clock": None},
    {"days_overdue": 5, "days_to_next_payment": 3, "next_scheduled_payment": None, "days_since_paid": None},
]


@pytest.mark.parametrize("wanted", IMPOSSIBLE)
def test_what_never_meets_is_not_brought_about(wanted):
    sketch = sketched(**wanted)
    computed = [n for n in wanted if n in COMPUTED]
    assert [worked_out(n, sketch) for n in computed] != [wanted[n] for n in computed]


def test_a_recent_contact_is_the_contacts_own_moment():
    wanted = {"contacted_since_promise": True, "last_contact_at": MOMENT}
    sketch = Sketch(wanted, lambda *_: True, {"last_contact_at": MOMENT}, recent=True)
    sketch.state_all({n: n for n in RECIPES})
    assert sketch.facts["last_contact_at"] == sketch.contact
    assert worked_out("contacted_since_promise", sketch) is True


@pytest.mark.parametrize("wanted", [{"paid_in_full": True}, {"promise_date": DAY}, {"promise_amount": Decimal(5)}, {}])
def test_what_goes_together_is_stated_together(wanted):
    sketch = sketched(data_problems=False, **wanted)
    assert [said for check in CHECKS.values() if (said := check(setting(sketch)))] == []
    broken = setting(sketched(data_problems=True, **wanted))
    assert CHECKS["amounts_not_below_zero"](broken)
