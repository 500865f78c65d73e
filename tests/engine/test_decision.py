"""What stands in a decision: each part comes from where it should, and is left out where it must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.engine.deciding import Decider, decider_for
from dunning_rules.engine.filling import money
from dunning_rules.model.case import CaseReader
from dunning_rules.model.decision import CannotTell, Compliance, Contact, Derived, Held, Removed
from tests.building import AT_TWO, WEDNESDAY, local
from tests.engine.test_deciding import CALL, MORE_FACTS, TASKS, TIMED, decided
from tests.meaning.both import AS_OF, derive, gate, rule, script, vocabulary
from tests.meaning.packs import compiled

HOME = {"timezone": "Asia/Shanghai"}
LATE = [{"value": "late", "when": {"days": {"at_least": 31}}}]
MORNINGS = {"preferred_window": {"from": "09:00", "until": "11:00"}}
YES, NO = True, False
WAITING = {"hold": "manual", "stops": "next_contact", "until": {"from": "contact_day", "plus": {"days": 3}}}
NIGHTS = {"quiet_hours": [{"from": "20:00", "until": "08:00"}]}


def test_a_script_has_the_form_of_its_channel():
    words = script("open", "OPEN", {"zh-CN": "您好。", "en": "Good morning."})
    assert decided([rule("a", CALL), words]).script.form == "call"


def test_a_tone_is_told_by_level_and_name():
    tone = decided([rule("a", {"tone": {"base": "plain"}, "modifiers": ["soft"]})]).tone
    assert (tone.level, tone.name, tone.modifiers) == (1, "plain", ("soft",))


def test_without_a_base_there_is_no_tone():
    tone = decided([]).tone
    assert (tone.level, tone.name) == (None, None)


def test_an_offer_keeps_its_name():
    assert decided([rule("a", {"offer": "plan"})]).offer.id == "plan"


@pytest.mark.parametrize("fact", ["stage", "segment", "risk_tier"])
def test_what_was_derived_of_a_case_stands_in_its_decision(fact):
    assert getattr(decided([derive(fact, LATE, "early")], {"days": 31}), fact) == "late"


def test_tags_are_what_was_derived_of_frequency_and_size():
    documents = [derive("amount_size", LATE, "early"), derive("frequency", LATE, "early")]
    assert decided(documents, {"days": 31}).tags == ("late", "late")


def test_a_case_with_problems_has_no_tags():
    needed = {"kind": "facts", "facts": {"needed": {"type": "flag", "title": "x", "meaning": "x", "required": True}}}
    found = decided([needed, derive("frequency", LATE, "early")], {"days": 31})
    assert (found.tags, found.problems) == ((), ("`needed` is missing",))


def test_the_trace_tells_what_was_derived_and_what_was_passed_over():
    trace = decided([derive("stage", LATE, "early")]).trace
    assert trace.derived == (Derived("stage", "early", ("days",)),)


def test_the_trace_tells_which_rules_could_not_be_told_and_for_want_of_what():
    documents = [
        rule("a", {"role": "clerk"}, {"days": {"at_least": 31}}),
        rule("b", {"codes": ["C-ONE"]}, {"agreed": True}, if_unknown="apply"),
    ]
    assert decided(documents).trace.cannot_tell == (
        CannotTell("a", ("days",), applied=False),
        CannotTell("b", ("agreed",), applied=True),
    )


def test_the_trace_tells_the_rules_that_fired_in_order_and_those_not_heard():
    documents = [
        rule("late", {"role": "clerk"}),
        rule("first", {"closes": ["offer"]}, layer="law"),
        rule("unheard", {"offer": "plan"}),
    ]
    trace = decided(documents).trace
    assert ([r.rule for r in trace.fired], trace.silenced) == (["first", "late"], ("unheard",))


def test_compliance_tells_guards_codes_and_what_was_taken_out():
    documents = [
        gate("held", {"agreed": True}, code="C-TWO"),
        rule("guard", {"next_actions": ["wait"]}, layer="law"),
        rule("coded", {"codes": ["C-ONE"], "verdict": "review"}),
        rule("plain", CALL),
        script("open", "OPEN", {"zh-CN": "您同意过。", "en": "You agreed.", "claim": "held"}),
    ]
    found = decided(documents, {"agreed": False}).compliance
    assert replace(found, reasons=()) == Compliance("review", ("C-ONE",), (Removed("C-TWO", "held", "x"),))
    assert [r.rule for r in found.reasons] == ["guard", "coded"]


def test_a_hold_tells_what_it_stops_and_until_when():
    held = rule("a", {"holds": [{"hold": "manual", "stops": "part", "until": {"from": "day"}}]})
    assert decided([held], {"day": "2026-12-01"}).holds == (Held("manual", "part", date(2026, 12, 1)),)


def test_a_hold_without_an_end_has_none():
    assert decided([rule("a", {"holds": [{"hold": "manual", "stops": "whole"}]})]).holds == (Held("manual", "whole"),)


def test_now_is_allowed_and_the_next_preferred_moment_told_with_its_rule():
    found = decided([rule("mornings", MORNINGS), rule("a", {"channel": "phone"})], HOME).contact
    assert found == Contact(YES, local("2026-11-25T14:00"), local("2026-11-26T09:00"), "mornings")


def test_in_quiet_hours_nobody_is_contacted_now():
    found = decided([rule("nights", NIGHTS), rule("a", {"channel": "phone"})], HOME, "2026-11-25T21:00+08:00").contact
    assert found == Contact(NO, local("2026-11-26T08:00"), None)


def test_without_a_channel_nobody_is_contacted_now():
    assert decided([], HOME).contact.allowed_now is False


def test_where_no_zone_is_known_nothing_is_said_of_moments():
    assert decided([rule("mornings", MORNINGS), rule("a", {"channel": "phone"})]).contact == Contact(None, None, None)


@pytest.mark.parametrize(("facts", "allowed"), [(HOME, False), ({}, None)])
def test_on_a_case_that_is_held_there_is_no_next_moment(facts, allowed):
    documents = [rule("a", {"channel": "phone"} | MORNINGS), rule("b", {"verdict": "hold"})]
    assert decided(documents, facts).contact == Contact(allowed, None, None)


def test_the_next_contact_waits_for_the_spacing_of_contacts():
    documents = [
        gate("spaced", {"talked_at": {"known": False}}, **TIMED),
        rule("reach", {"channel": "phone", "contact_interval": {"base": 3}}),
    ]
    found = decided(documents, HOME | {"talked_at": "2026-11-25T09:00+08:00"}).contact
    assert found.next_allowed == local("2026-11-30T00:00")


def test_the_next_contact_waits_for_the_spacing_where_something_else_forbids_this_one():
    documents = [
        gate("spaced", {"talked_at": {"known": False}}, **TIMED),
        rule("silent", {"channel": "none", "contact_interval": {"base": 3}}),
    ]
    found = decided(documents, HOME | {"talked_at": "2026-11-25T09:00+08:00"})
    assert (found.contact.next_allowed, found.next_actions) == (local("2026-11-30T00:00"), ())


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"channel": "phone", "not_before": [{"from": "contact_day", "plus": {"days": 2}}]}, "2026-11-27T00:00"),
        ({"channel": "phone", "not_before": [{"from": "contact_day", "plus": {"days": n}} for n in (2, 3)]}, "2026-11-28T00:00"),
        ({"holds": [WAITING]}, "2026-11-28T00:00"),
        ({"channel": "phone", "holds": [WAITING]}, AT_TWO),
        ({"holds": [{**WAITING, "stops": "fees"}]}, AT_TWO),
        ({"holds": [{"hold": "manual", "stops": "next_contact"}]}, AT_TWO),
    ],
    ids=["a rule", "the later of two", "a hold", "a contact under way", "a hold on fees", "a hold without an end"],
)
def test_the_next_contact_waits_for_what_rules_and_holds_say(wishes, expected):
    assert decided([rule("a", wishes)], HOME).contact.next_allowed == local(expected)


def test_what_no_moment_makes_good_names_no_moment():
    """Hours would allow it now and something else does not: naming this very moment would contradict the decision."""
    contact = decided([rule("silent", {"channel": "none"})], HOME).contact
    assert (contact.allowed_now, contact.next_allowed, contact.next_preferred) == (False, None, None)


def test_a_task_may_wait_for_the_next_preferred_moment():
    ring = {"follow_up": [{"task": "ring", "at": {"from": "next_preferred"}}]}
    found = decided([TASKS, rule("a", MORNINGS | ring | {"role": "clerk"})], HOME).follow_up
    assert [(t.at, t.kind, t.owner) for t in found] == [(local("2026-11-26T09:00"), "ring", "clerk")]


def test_a_task_of_a_day_stands_before_those_of_its_hours():
    hour, day = ({"from": "day", "time": "00:30"}, {"from": "day"})
    documents = [TASKS, rule("a", {"follow_up": [{"task": "ring", "at": hour}, {"task": "look", "at": day}]})]
    found = decided(documents, HOME | {"day": "2026-12-01"}).follow_up
    assert [t.kind for t in found] == ["look", "ring"]


def test_the_words_of_a_consequence_stand_in_the_script():
    words = [{"id": "interest", "title": "x", "sentence": {"zh-CN": "会计息。", "en": "Interest runs."}}]
    documents = [
        rule("a", CALL | {"consequences": ["interest"]}),
        script("open", "OPEN", {"zh-CN": "您好。", "en": "Good morning."}, {"insert": "consequences"}),
    ]
    found = decided(documents, consequences=words)
    assert (found.script.text, found.consequences) == ("您好。会计息。", ("interest",))


def test_a_decision_names_the_packs_it_was_made_by():
    assert [(p.id, p.version) for p in decided([]).packs] == [("tiny", "1.0.0")]


@pytest.mark.parametrize(("facts", "text"), [({}, "欠5元。"), ({"currency": "USD"}, "欠5美元。")])
def test_an_amount_is_written_in_the_currency_of_the_case(facts, text):
    words = script("open", "OPEN", {"zh-CN": "欠{{ amount | money }}。", "en": "x"})
    assert decided([rule("a", CALL), words], {"amount": 5} | facts).script.text == text


def test_a_currency_without_a_chinese_name_keeps_its_code():
    assert money(Decimal(5), "SEK", "zh-CN") == "5SEK"


def test_what_is_seen_of_a_case_is_what_it_was_decided_by():
    (program,), _ = compiled([*vocabulary(), MORE_FACTS, derive("stage", LATE, "early"), rule("a", {"channel": "phone"})])
    seen = Decider.of(program).see(CaseReader(program.facts).read({"days": 31}, AS_OF))
    assert seen.program is program
    assert seen.resolution.channel == seen.decision.channel == "phone"
    assert seen.known.derived == (Derived("stage", "late"),)


@pytest.mark.parametrize(("talked", "opened"), [("2026-11-20", ("spaced",)), ("2026-11-23", ("spaced",)), ("2026-11-25", ())])
def test_gates_that_time_has_opened_are_seen(talked, opened):
    documents = [
        gate("spaced", {"talked_at": {"known": False}}, **TIMED),
        rule("reach", {"channel": "phone", "contact_interval": {"base": 2}}),
    ]
    (program,), _ = compiled([*vocabulary(), MORE_FACTS, *documents])
    case = CaseReader(program.facts).read({"talked_at": f"{talked}T09:00+08:00"}, AS_OF)
    assert Decider.of(program).see(case).open_by_time == opened


@pytest.mark.parametrize(
    ("as_of", "place"),
    [("2026-11-24T14:00+08:00", 0), ("2026-11-25T14:00+08:00", 1), ("2026-11-24T20:00+00:00", 1), ("2026-12-25T14:00+08:00", 2)],
)
def test_a_case_is_decided_by_the_program_that_is_in_force_on_its_local_day(as_of, place):
    news = rule("a", {"role": "clerk"}, in_force={"from": str(WEDNESDAY), "until": "2026-12-01"})
    programs, _ = compiled([*vocabulary(), MORE_FACTS, news])
    deciders = [Decider.of(p) for p in programs]
    case = CaseReader(programs[0].facts).read(HOME, as_of)
    assert decider_for(case, deciders) is deciders[place]


def test_what_was_taken_out_is_told_in_the_declared_order():
    words = [{"id": name, "title": "x", "sentence": "x", "gate": "held"} for name in ("interest", "terms")]
    documents = [
        gate("held", {"agreed": True}, code="C-TWO"),
        rule("a", CALL | {"consequences": ["terms", "interest"]}),
        script("open", "OPEN", {"insert": "consequences"}),
    ]
    found = decided(documents, {"agreed": False}, consequences=words)
    assert [r.what for r in found.compliance.removed] == ["interest", "terms"]


FORMS = {"kind": "outcome", "outcome": "form", "values": [{"id": "call", "title": "x"}]}
CHANNELS = {"kind": "outcome", "outcome": "channel", "values": [{"id": "phone", "title": "x", "form": "call"}]}
SECTIONS = {"kind": "outcome", "outcome": "script", "values": [{"id": "OPEN", "title": "x", "forms": ["call"]}]}


def of_little(*documents):
    """Decide a case by a pack that declares no more than these documents."""
    (program,), findings = compiled(documents)
    assert findings == ()
    return Decider.of(program).decide(CaseReader(program.facts).read({}, AS_OF))


def test_a_pack_that_declares_nothing_decides_nothing():
    found = of_little()
    assert (found.channel, found.role, found.offer.id, found.verdict, found.tone.level) == ("none", None, "none", "allow", None)


def test_a_pack_without_tones_speaks_without_one():
    words = script("open", "OPEN", {"zh-CN": "您好。", "en": "x"}, {"insert": "consequences"}, forms=["call"])
    found = of_little(FORMS, CHANNELS, SECTIONS, words, rule("a", CALL))
    assert (found.script.text, found.tone.level, found.tone.name) == ("您好。", None, None)


def test_a_consequence_that_no_rule_wants_is_not_named():
    documents = [
        rule("a", CALL | {"consequences": ["terms"]}),
        script("open", "OPEN", {"insert": "consequences"}),
    ]
    assert decided(documents).consequences == ("terms",)


@pytest.mark.parametrize(
    ("when", "first"),
    [({"agreed": False}, {"forms": ["call"]}), ({"agreed": True}, {"forms": ["letter"]}), ({"agreed": True}, TIMED)],
    ids=["open", "of another form", "opened by time"],
)
def test_a_gate_that_is_not_shut_does_not_open_the_one_behind_it(when, first):
    documents = [
        gate("a", when, **first),
        gate("b", {"agreed": True}, forms=["call"], refused={"codes": ["C-ONE"]}),
        rule("reach", {"channel": "phone"}),
    ]
    assert decided(documents, {"agreed": False}).compliance.codes == ("C-ONE",)


@pytest.mark.parametrize(
    ("slot", "text"),
    [("offer.payable | money", "90元。"), ("offer.count", "1。"), ("offer.parts[0].amount | money", "100元。")],
)
def test_a_script_tells_the_figures_of_an_offer(slot, text):
    terms = {"less": 0.1, "parts": [{"equal": 1, "due": {"from": "contact_day"}}]}
    words = script("open", "OPEN", {"zh-CN": f"{{{{ {slot} }}}}。", "en": "x"})
    found = decided(
        [rule("a", CALL | {"offer": "plan"}), words],
        {"demandable_amount": 100, "currency": "CNY"},
        offers=[{"id": "plan", "title": "x", "terms": terms}],
    )
    assert found.script.text == text


def test_a_role_keeps_its_name():
    assert decided([rule("a", {"role": "chief"})]).role == "chief"


def test_the_gate_that_was_shut_is_a_reason_as_the_rules_are():
    documents = [
        gate("held", {"agreed": True}, layer="contact_limits", forms=["call"], refused={"channel": "none"}),
        rule("plain", {"channel": "phone", "codes": ["C-ONE"]}),
    ]
    assert [r.rule for r in decided(documents, {"agreed": False}).trace.fired] == ["held", "plain"]
