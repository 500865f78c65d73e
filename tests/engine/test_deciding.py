"""Whole decisions of small packs: what the engine fills in besides what the definition says."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.engine import resolve
from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.building import WEDNESDAY, local
from tests.meaning.both import AS_OF, gate, rule, script, vocabulary
from tests.meaning.packs import compiled

TIMED = {
    "layer": "contact_limits",
    "forms": ["call"],
    "refused": {"closes": ["script"], "channel": "none"},
    "opens_after": {"level": "contact_interval", "since": "talked_at"},
}
CALL = {"channel": "phone", "script": {"OPEN": "open"}}


MORE_FACTS = {
    "kind": "facts",
    "facts": {
        n: {"type": t, "title": "x", "meaning": "x"}
        for n, t in (("timezone", "text"), ("language", "text"), ("demandable_amount", "money"))
    },
}


def decided(documents, facts=None, as_of=AS_OF, **changed):
    (program,), findings = compiled([*vocabulary(**changed), MORE_FACTS, *documents])
    assert findings == ()
    return Decider.of(program).decide(CaseReader(program.facts).read(facts or {}, as_of))


def spaced(facts, *, interval=2):
    """A call that has to wait so many working days after the last talk."""
    documents = [
        gate("spaced", {"talked_at": {"known": False}}, **TIMED),
        rule("reach", CALL | ({"contact_interval": {"base": interval}} if interval else {})),
        script("open", "OPEN", {"zh-CN": "您好。", "en": "Good morning."}),
    ]
    return decided(documents, facts)


def test_a_gate_that_opens_by_itself_is_waited_for():
    assert spaced({"talked_at": "2026-11-25T09:00+08:00"}).script.text == ""
    assert spaced({"talked_at": "2026-11-20T09:00+08:00"}).script.text == "您好。"
    assert spaced({}).script.text == "您好。"


def test_the_day_a_gate_opens_counts_as_open():
    assert spaced({"talked_at": "2026-11-23T09:00+08:00"}).channel == "phone"
    assert spaced({"talked_at": "2026-11-24T09:00+08:00"}).channel == "none"


def test_a_gate_without_a_number_of_days_is_not_waited_for():
    assert spaced({"talked_at": "2026-11-25T09:00+08:00"}, interval=None).channel == "phone"


def test_a_talk_is_told_by_the_debtors_own_calendar():
    """Late in the evening of the 23rd in London it is the 24th already in Shanghai."""
    facts = {"talked_at": "2026-11-23T20:00+00:00"}
    assert spaced(facts).channel == "phone"
    assert spaced(facts | {"timezone": "Asia/Shanghai"}).channel == "none"


def test_what_the_memory_cannot_hold_is_decided_all_the_same(monkeypatch):
    monkeypatch.setattr(resolve, "MOST_REMEMBERED", 1)
    (program,), _ = compiled([*vocabulary(), rule("early", {"next_actions": ["wait"]}, {"days": {"at_most": 1}})])
    decider, reader = Decider.of(program), CaseReader(program.facts)
    actions = [decider.decide(reader.read({"days": n}, AS_OF)).next_actions for n in (1, 2, 1, 2)]
    assert actions == [("wait",), (), ("wait",), ()]


def test_a_section_of_which_nothing_may_be_said_is_not_there():
    documents = [
        gate("agreed_on", {"agreed": True}),
        rule("speak", {"channel": "phone", "script": {"OPEN": "open", "CLOSE": "close"}}),
        script("open", "OPEN", {"claim": "agreed_on", "zh-CN": "您同意过。", "en": "You agreed."}),
        script("close", "CLOSE", {"zh-CN": "再见。", "en": "Goodbye."}, forms=("call",)),
    ]
    assert [s.id for s in decided(documents, {"agreed": False}).script.sections] == ["CLOSE"]


@pytest.mark.parametrize(
    ("facts", "text", "missing", "usable"),
    [
        ({"days": 3, "day": "2026-12-01"}, "已过3天。12月1日见。", (), True),
        ({"days": 3}, "已过3天。", ("day",), True),
        ({"day": "2026-12-01"}, "12月1日见。", ("days",), False),
    ],
)
def test_an_optional_sentence_drops_out_and_a_required_one_makes_the_script_unusable(facts, text, missing, usable):
    documents = [
        rule("speak", CALL),
        script(
            "open",
            "OPEN",
            {"zh-CN": "已过{{ days }}天。", "en": "x"},
            {"zh-CN": "{{ day | day }}见。", "en": "x", "optional": True},
        ),
    ]
    found = decided(documents, facts).script
    assert (found.text, found.missing_facts, found.usable) == (text, missing, usable)


def test_a_section_whose_only_sentence_drops_out_is_not_there():
    documents = [rule("speak", CALL), script("open", "OPEN", {"zh-CN": "{{ day | day }}见。", "optional": True})]
    found = decided(documents).script
    assert (found.sections, found.text, found.usable) == ((), "", True)


def test_every_section_names_the_snippets_its_words_stand_in():
    words = script("open", "OPEN", {"zh-CN": "甲。", "en": "A."}, {"zh-CN": "乙。", "en": "B."})
    (section,) = decided([rule("reach", CALL), words]).script.sections
    assert (section.id, section.sentences, section.snippets) == ("OPEN", ("甲。", "乙。"), ("open",))


@pytest.mark.parametrize(
    ("pause", "zh", "en"),
    [
        ("before", "甲。（停顿）乙。丙。", "A. (pause) B. C."),
        ("after", "甲。乙。（停顿）丙。", "A. B. (pause) C."),
        ("around", "甲。（停顿）乙。（停顿）丙。", "A. (pause) B. (pause) C."),
    ],
)
def test_a_rest_is_marked_where_the_voice_makes_it(pause, zh, en):
    words = [{"zh-CN": "甲。", "en": "A."}, {"zh-CN": "乙。", "en": "B.", "pause": pause}, {"zh-CN": "丙。", "en": "C."}]
    documents = [rule("speak", CALL), script("open", "OPEN", *words)]
    assert decided(documents).script.text == zh
    assert decided(documents, {"language": "en"}).script.text == en


def test_two_rests_that_meet_are_one():
    words = [{"zh-CN": "甲。", "en": "A.", "pause": "after"}, {"zh-CN": "乙。", "en": "B.", "pause": "before"}]
    assert decided([rule("speak", CALL), script("open", "OPEN", *words)]).script.text == "甲。（停顿）乙。"


def test_nobody_rests_in_a_letter():
    words = [{"zh-CN": "甲。", "en": "A."}, {"zh-CN": "乙。", "en": "B.", "pause": "before"}]
    assert decided([rule("write", CALL | {"channel": "post"}), script("open", "OPEN", *words)]).script.text == "甲。乙。"


TASKS = {"kind": "outcome", "outcome": "tasks", "values": [{"id": t, "title": "x"} for t in ("ring", "look", "write_again")]}


def test_tasks_come_in_order_of_time_and_once_each():
    moments = [
        ("ring", {"from": "day"}),
        ("look", {"from": "contact_day"}),
        ("ring", {"from": "day"}),
        ("write_again", {"from": "talked_at"}),
    ]
    documents = [TASKS, *(rule(f"r{n}", {"follow_up": [{"task": t, "at": at}]}) for n, (t, at) in enumerate(moments))]
    found = decided(documents, {"day": "2026-12-01"}).follow_up
    assert [(t.kind, t.at) for t in found] == [("look", WEDNESDAY), ("ring", date(2026, 12, 1))]


@pytest.mark.parametrize(
    ("moment", "as_of", "expected"),
    [
        ({"from": "day"}, "2026-11-25T14:00+08:00", date(2026, 11, 25)),
        ({"from": "day"}, "2026-11-28T14:00+08:00", date(2026, 11, 30)),
        ({"from": "day", "time": "09:00"}, "2026-11-25T14:00+08:00", date(2026, 11, 25)),
        ({"from": "contact_day"}, "2026-11-28T14:00+08:00", date(2026, 11, 28)),
    ],
    ids=["today is worked", "a Saturday", "an hour of a past day", "a day off that is not past"],
)
def test_a_task_that_lies_in_the_past_is_done_on_the_first_working_day_from_now(moment, as_of, expected):
    documents = [TASKS, rule("r", {"follow_up": [{"task": "look", "at": moment}]})]
    assert [t.at for t in decided(documents, {"day": "2026-11-24"}, as_of).follow_up] == [expected]


@pytest.mark.parametrize(("stops", "told"), [("whole", False), ("part", True), ("next_contact", True)])
def test_where_a_hold_stops_the_whole_case_no_next_contact_is_told(stops, told):
    held = rule("a", {"holds": [{"hold": "manual", "stops": stops}], "channel": "phone"})
    contact = decided([held], {"timezone": "Asia/Shanghai"}).contact
    assert (contact.next_allowed is not None, bool(contact.allowed_now)) == (told, told)


def test_a_task_for_each_part_is_only_made_for_parts_still_ahead():
    half = {
        "parts": [
            {"share": 0.5, "due": {"from": "contact_day"}},
            {"equal": 1, "due": {"from": "contact_day", "plus": {"days": 9}}},
        ]
    }
    documents = [
        TASKS,
        rule("r", {"offer": "plan", "follow_up": [{"task": "look", "for_each": "part", "at": {"from": "part"}}]}),
    ]
    found = decided(documents, {"demandable_amount": 10}, offers=[{"id": "plan", "title": "x", "terms": half}])
    assert [p.at for p in found.offer.parts] == [WEDNESDAY, date(2026, 12, 4)]
    assert [t.at for t in found.follow_up] == [date(2026, 12, 4)]


def test_a_later_deadline_may_stand_on_an_earlier_one():
    deadlines = {"kind": "outcome", "outcome": "deadlines", "values": [{"id": i, "title": "x"} for i in ("answer_by", "pay_by")]}
    hour = {"from": "contact_day", "time": "17:00"}
    then = {"deadlines": {"pay_by": {"from": "answer_by", "plus": {"days": 1}}, "answer_by": hour}}
    found = decided([deadlines, rule("r", then)], {"timezone": "Asia/Shanghai"}).deadlines
    assert [(d.kind, d.at) for d in found] == [("answer_by", local("2026-11-25T17:00")), ("pay_by", local("2026-11-26T17:00"))]
