"""What every script of the shipped pack holds to, on cases nobody thought of."""

from __future__ import annotations

import re

from hypothesis import given

from dunning_rules.engine.filling import day, money
from tests.properties.cases import TODAY, cases, decided, demandable, section, spanning

OVERDUE = ("M1", "M2", "M3", "M4_PLUS")
LATE = {"due_date": [str(TODAY.replace(day=n)) for n in (1, 5, 10, 24)] + ["2026-10-20", "2026-09-10", "2026-05-09"]}
DATE = re.compile(r"月\d+日|今天|\d+ (January|February|March|April|May|June|July|August|September|October|November|December)\b")
LEFT_OPEN = re.compile(r"\{\{|\}\}|None|nan\b|  |。。|，，|\(\)|\[\]")
WAYS_ON = {"SOLUTION", "INCENTIVE", "ROOM"}
TALKS = {"available_channels": [["phone"]], "identity_verified": [True], "contact_relation": ["debtor_self"]}


def speaks_of_the_debt(facts):
    """Whether a talk asks for an overdue payment: nothing was objected, no heated mood ends it, no plan is cleared early."""
    early = facts.get("plan_status") in ("signed", "active") and "early_settlement_on" in facts
    return facts.get("objection", "none") == "none" and facts.get("mood") != "hostile" and not early


def gives_no_day(facts, decision):
    """Whether a day is held back for the debtor's sake, or is not known.

    A person in distress is given no deadline; a step that nobody approved names none; how many days there are to think
    may be unknown; a plan that runs has days of its own.
    """
    distressed = facts.get("mood") == "distressed" and facts["debtor_type"] == "individual"
    steps = {r.rule for r in decision.trace.fired} & {"ladder-restriction-inside", "m0-reminder"}
    thinking = "ladder-final-call" in {r.rule for r in decision.trace.fired} and "consideration_days" not in facts
    return distressed or bool(steps) or thinking or decision.offer.parts != ()


@spanning
@given(facts=cases(**LATE, **TALKS))
def test_an_overdue_talk_states_the_facts_and_sums_up_with_a_date(receivables, facts):
    found = decided(receivables, facts)
    if found.script.form != "call" or found.stage not in OVERDUE or not speaks_of_the_debt(facts):
        return
    assert section(found, "FACTS")
    assert section(found, "SUMMARY")
    assert gives_no_day(facts, found) or DATE.search(section(found, "SUMMARY"))


@spanning
@given(facts=cases())
def test_after_sympathy_there_is_a_way_on(receivables, facts):
    names = [s.id for s in decided(receivables, facts).script.sections]
    if "EMPATHY" in names:
        assert WAYS_ON & set(names[names.index("EMPATHY") :])


@spanning
@given(facts=cases())
def test_no_slot_is_left_unfilled(receivables, facts):
    """What is written must say who writes; without that it is not used, and says so."""
    script = decided(receivables, facts).script
    assert LEFT_OPEN.search(script.text) is None
    unsigned = script.form in ("message", "letter") and "creditor_name" not in facts
    assert script.usable or (unsigned and script.missing_facts == ("creditor_name",))


UNKNOWN_READER = {"available_channels": [["wechat"], ["sms"]], "identity_verified": [False, None]}


@spanning
@given(facts=cases(**UNKNOWN_READER))
def test_a_message_to_somebody_not_identified_names_no_detail_of_the_debt(receivables, facts):
    found = decided(receivables, facts)
    if found.script.form != "message":
        return
    told = found.script.text
    language = facts.get("language", "zh-CN")
    assert money(demandable(facts), "CNY", language) not in told
    assert facts.get("invoice_no", "FP-7") not in told
    assert facts.get("contract_no", "HT-9") not in told
    assert found.consequences == ()
    if found.days_overdue > 0 and "next_scheduled_payment" not in facts:
        given_days = {day(d.at, language, TODAY) for d in found.deadlines}
        assert set(re.findall(r"\d+月\d+日|\d+ [A-Z][a-z]+", told)) <= given_days
