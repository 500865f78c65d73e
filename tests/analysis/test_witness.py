"""A witness is a real case: it lies where it should, and what is taken as never meeting no real case shows."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_rules import CaseError, load_engine, run_pack_tests
from dunning_rules.analysis.outcomes import Outcomes
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.witness import Witnesses
from dunning_rules.engine.deciding import Decider
from tests.analysis.asking import literals_of


@cache
def receivables():
    engine = load_engine("receivables")
    return engine, Witnesses(Outcomes(Regions(engine.programs[0])))


@cache
def searched():
    """A witness for every rule, offer, verdict, tone, channel, role and consequence."""
    _, witnesses = receivables()
    out = witnesses.outcomes
    spreads = (out.fires, out.offer, out.verdict, out.tone, out.channel, out.role, out.consequences)
    return {(n, v): witnesses.find(where) for n, spread in enumerate(spreads) for v, where in spread.items() if v is not None}


def test_every_rule_and_every_outcome_has_a_case_that_shows_it():
    engine, witnesses = receivables()
    found = searched()
    out = witnesses.outcomes
    for (kind, value), built in found.items():
        assert built is not None, (kind, value)
        decision = engine.decide(dict(built.witness.facts), built.witness.as_of)
        seen = {
            0: {r.rule for r in decision.trace.fired} | set(decision.trace.silenced),
            1: {decision.offer.id},
            2: {decision.verdict},
            3: {decision.tone.level},
            4: {decision.channel},
            5: {decision.role},
            6: set(decision.consequences),
        }
        assert value in seen[kind], (kind, value, built.witness)
    assert len(found) > len(out.fires)


def test_what_never_meets_no_test_of_the_packs_shows():
    engine, witnesses = receivables()
    assert searched()
    tried = 0
    for pack in ("base", "receivables"):
        for result in run_pack_tests(pack):
            tried += lies_somewhere(engine, witnesses, result.test.facts, result.test.as_of)
    assert tried > 1_500
    assert witnesses.apart


AMOUNTS = st.sampled_from([None, "0", "0.01", "1", "500", "1999.99", "50000", "250000", "-1"])
DAYS = st.integers(-400, 40).map(
    lambda n: f"{2026 + (n + 329) // 365}-{(n + 329) % 365 // 31 + 1:02}-{(n + 329) % 365 % 28 + 1:02}"
)
FLAGS = st.sampled_from([None, True, False])


SUMS = ("amount_due", "undisputed_amount", "unapplied_credit", "paid_amount", "affordable_now", "affordable_monthly",
        "tolerance_amount", "promise_amount", "principal_due", "penalty_interest_due")  # fmt: skip
DATES = ("due_date", "paid_on", "promise_date", "next_scheduled_payment", "legal_handover_on", "final_call_on", "limitation_end",
         "credit_notice_sent_on", "demand_letter_deadline", "ledger_as_of", "lawyer_letter_on")  # fmt: skip
YES_OR_NO = ("paid_in_full", "roll_due_date", "legal_action_approved", "payment_arrived")
COUNTS = ("consecutive_late_count", "prior_late_count", "grace_granted_count", "consideration_days")
CHOICES = {
    "late_fee_rate": ["0", "0.05", "0.1"],
    "promise_status": [None, "none", "open", "kept", "broken", "partial"],
    "receivables_share": ["0", "0.05", "0.1", "0.9", "1", "1.5"],
    "currency": ["CNY", "USD", "xx"],
    "last_contact_at": ["2026-11-25T09:00+08:00", "2026-11-20T09:00+08:00", "2026-01-01T09:00+08:00"],
    "timezone": [None, "Asia/Shanghai", "Europe/Paris", "nowhere"],
    "office_close": [None, "18:00"],
    "debtor_type": [None, "company", "individual"],
    "job": [None, "case", "training"],
}


@settings(max_examples=1_500, deadline=None)
@given(
    facts=st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(SUMS, AMOUNTS), **dict.fromkeys(DATES, DAYS), **dict.fromkeys(YES_OR_NO, FLAGS),
            **dict.fromkeys(COUNTS, st.integers(0, 6)), **{name: st.sampled_from(values) for name, values in CHOICES.items()},
        },
    ),
    hour=st.integers(0, 23),
)  # fmt: skip
def test_what_never_meets_no_case_at_all_shows(facts, hour):
    engine, witnesses = receivables()
    assert searched()
    lies_somewhere(engine, witnesses, facts, f"2026-11-{20 + hour % 7:02}T{hour:02}:10+08:00")


def lies_somewhere(engine, witnesses, facts, as_of):
    """Whether a real case is one for the analysis too, and each recipe of its computed facts leads back to it."""
    try:
        case = engine.read(facts, as_of)
    except CaseError:
        return False
    known = Decider.of(engine.programs[0]).known(case)
    literals = literals_of(witnesses.outcomes.regions, known.setting.values)
    assert witnesses.circuit.can(*witnesses.apart, *literals), facts
    return True


def test_a_witness_states_no_more_than_it_needs():
    _, witnesses = receivables()
    built = witnesses.find(witnesses.outcomes.verdict["allow"])
    assert set(built.witness.facts) <= {"amount_due", "currency", "debtor_type", "due_date", "timezone", "job"}
