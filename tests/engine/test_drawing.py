"""Papers drawn up: what stands in them, what is left out and why, and when there is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.drawing import draw_up
from dunning_rules.model.case import CaseReader
from dunning_rules.model.decision import Removed
from dunning_rules.model.drawn import DrawnEntry, Missing, Withheld
from tests.meaning.both import gate, rule, script, vocabulary
from tests.meaning.packs import compiled

AS_OF = "2026-11-25T14:00+08:00"
MORE = {
    "kind": "facts",
    "facts": {
        "due_date": {"type": "date", "title": {"zh-CN": "到期日", "en": "due date"}, "meaning": "x"},
        "language": {"type": "choice", "values": ["zh-CN", "en"], "absent": "en", "title": "x", "meaning": "x"},
        "mood": {
            "type": "choice",
            "values": ["calm", "cross"],
            "value_titles": {"calm": {"zh-CN": "平静", "en": "at ease"}},
            "title": "x",
            "meaning": "x",
        },
        "message_text": {"type": "text", "title": "x", "meaning": "x"},
        "reviewed_hash": {"type": "text", "title": "x", "meaning": "x"},
        "text_hash_matches": {"type": "flag", "title": "x", "meaning": "x", "computed": "text_hash_matches"},
        "demandable_amount": {"type": "money", "title": "x", "meaning": "x", "computed": "demandable_amount"},
        "amount_due": {"type": "money", "title": "x", "meaning": "x"},
        "interest_pauses": {"type": "records", "title": "x", "meaning": "x"},
    },
}
APPROVED = gate("approved", {"text_hash_matches": True})
AGREED = gate("agreed_on", {"agreed": True}, code="C-ONE")
OFFERS = [
    {
        "id": "plan",
        "title": {"zh-CN": "分期", "en": "a plan"},
        "terms": {
            "parts": [
                {"share": 0.3, "due": {"from": "contact_day"}},
                {"equal": 2, "due": {"from": "contact_day", "plus": {"months": 1}}},
            ]
        },
        "brings": {"documents": ["contract"]},
    }
]
SPEAK = rule("speak", {"channel": "phone", "role": "clerk", "script": {"OPEN": "open-one"}})
OFFER = rule("give", {"offer": "plan"}, {"days": 1})
OPEN = script(
    "open-one", "OPEN", {"zh-CN": "您好。", "en": "Good day."}, {"en": "Pay {{ amount | money }}.", "claim": "agreed_on"}
)


def paper(*blocks, **more):
    head = {"kind": "paper", "id": "note", "title": {"zh-CN": "通知", "en": "A note"}, "meaning": "x", "reader": "debtor"}
    return {**head, "approval": "approved", "blocks": list(blocks), "because": {"policy": "x"}, **more}


def drawn(document, facts=None, language=None, **changed):
    documents = [*vocabulary(offers=OFFERS), MORE, APPROVED, AGREED, SPEAK, OFFER, OPEN, document]
    programs, findings = compiled(documents)
    assert findings == ()
    case = CaseReader(programs[0].facts).read({"currency": "CNY", **(facts or {}), **changed}, AS_OF)
    return draw_up(Decider.of(programs[0]), "note", case, language)


def words(document, facts=None, **more):
    return [p for b in drawn(document, facts, **more).blocks for p in b.paragraphs]


def says(text, **more):
    return {"id": "b", "sentences": [{"zh-CN": text, "en": text, **more}]}


def test_the_words_of_the_decision_stand_in_it_word_for_word():
    found = drawn(paper({"id": "b", "sections": ["OPEN"]}), agreed=True, amount=7)
    assert [b.paragraphs for b in found.blocks] == [("Good day. Pay CNY 7.",)]


def test_what_the_decision_left_out_is_told():
    found = drawn(paper({"id": "b", "sections": ["OPEN"]}), agreed=False)
    assert (found.removed, found.unsaid) == ((Removed("C-ONE", "x", "x"),), ())
    assert drawn(paper({"id": "b", "sections": ["OPEN"]})).unsaid == ("x",)


def test_a_slot_the_script_left_empty_makes_the_paper_incomplete():
    found = drawn(paper({"id": "b", "sections": ["OPEN"]}), agreed=True)
    assert (found.complete, found.missing) == (False, (Missing("amount", "x"),))


@pytest.mark.parametrize(
    ("facts", "paragraphs", "removed", "unsaid"),
    [
        ({"agreed": True}, ["Pay."], (), ()),
        ({"agreed": False}, [], (Removed("C-ONE", "x", "x"),), ()),
        ({}, [], (), ("x",)),
    ],
)
def test_a_claim_holds_in_a_paper_as_in_a_script(facts, paragraphs, removed, unsaid):
    found = drawn(paper(says("Pay.", claim="agreed_on")), facts)
    assert ([p for b in found.blocks for p in b.paragraphs], found.removed, found.unsaid) == (paragraphs, removed, unsaid)


@pytest.mark.parametrize(("facts", "there"), [({"days": 3}, True), ({"days": 4}, False), ({}, False)])
def test_a_sentence_an_entry_and_a_block_may_be_there_in_some_cases_only(facts, there):
    when = {"days": 3}
    entry = {"id": "e", "entries": [{"label": "x", "value": "y", "when": when}]}
    by_hand = {"id": "h", "entries": [{"label": "x", "when": when}]}
    block = {**says("Hear."), "when": when}
    for one in (says("Hear.", when=when), entry, by_hand, block):
        assert bool(drawn(paper(one), facts).blocks) is there


def test_an_empty_slot_is_listed_and_unless_optional_the_paper_is_incomplete():
    must, may = (drawn(paper(says("By {{ due_date | date }}.", **more))) for more in ({}, {"optional": True}))
    assert [(f.missing, f.complete, f.blocks) for f in (must, may)] == [
        ((Missing("due_date", "due date"),), False, ()),
        ((Missing("due_date", "due date"),), True, ()),
    ]


def test_an_entry_with_an_empty_slot_is_shown_as_missing_and_an_optional_one_is_not_there():
    entries = [{"label": "Due", "value": "{{ due_date | date }}", **more} for more in ({}, {"optional": True})]
    (block,) = drawn(paper({"id": "b", "entries": entries})).blocks
    assert block.entries == (DrawnEntry("Due", missing=True),)


def test_an_entry_without_words_is_filled_in_by_hand():
    found = drawn(paper({"id": "b", "entries": [{"label": "Points", "space": 4}], "sign": [{"label": "Signed"}]}))
    assert found.complete
    assert [(b.entries, b.sign) for b in found.blocks] == [
        ((DrawnEntry("Points", by_hand=4),), (DrawnEntry("Signed", by_hand=1),)),
    ]


def test_a_block_in_which_nothing_stands_is_not_there():
    assert drawn(paper(says("Pay.", claim="agreed_on"), says("Hear."))).blocks[0].paragraphs == ("Hear.",)


PARTS = {"id": "b", "title": {"zh-CN": "分期", "en": "The parts"}, "lists": "parts"}


def test_the_parts_are_those_of_the_offer_and_add_up():
    (block,) = drawn(paper(PARTS), days=1, amount_due="100.01").blocks
    assert [(p.number, p.at, p.amount, p.day, p.sum) for p in block.parts] == [
        (1, date(2026, 11, 25), Decimal("30.00"), "25 November 2026", "CNY 30.00"),
        (2, date(2026, 12, 25), Decimal("35.00"), "25 December 2026", "CNY 35.00"),
        (3, date(2027, 1, 25), Decimal("35.01"), "25 January 2027", "CNY 35.01"),
    ]
    assert block.total == "CNY 100.01"


def test_without_parts_that_is_listed():
    found = drawn(paper(PARTS))
    assert (found.blocks, found.missing, found.complete) == ((), (Missing("offer.parts", "The parts"),), False)


def test_pauses_of_interest_are_listed_with_their_reason():
    listed = paper({"id": "b", "lists": "pauses"})
    pauses = [{"from": "2026-11-01", "until": "2026-11-03", "reason": "asked"}, {"from": "2026-11-05", "until": "2026-11-05"}]
    (block,) = drawn(listed, interest_pauses=pauses).blocks
    assert block.lines == ("1 November 2026 – 3 November 2026 · asked", "5 November 2026 – 5 November 2026")
    assert drawn(listed, interest_pauses=[{"from": "soon"}]).blocks == drawn(listed).blocks == ()


@pytest.mark.parametrize(
    ("slot", "facts", "said"),
    [
        ("decision.role", {}, "x"),
        ("decision.offer", {"days": 1}, "a plan"),
        ("decision.documents", {"days": 1}, "x"),
        ("decision.snippets", {}, "open-one"),
        ("decision.channel", {}, "x"),
        ("contact_day | date", {}, "25 November 2026"),
        ("parameters.limit", {}, "30"),
        ("mood", {"mood": "calm"}, "at ease"),
        ("mood", {"mood": "cross"}, "cross"),
        ("doors", {"doors": ["b", "a"]}, "a, b"),
        ("amount | amount", {"amount": 1234}, "CNY 1,234.00"),
        ("due_date | date", {"due_date": "2026-01-02"}, "2 January 2026"),
    ],
)
def test_a_slot_is_filled_as_people_say_it(slot, facts, said):
    assert words(paper(says(f"{{{{ {slot} }}}}")), facts) == [said]


def test_a_slot_of_the_decision_that_is_empty_on_purpose_is_not_missing():
    found = drawn(paper(says("{{ decision.offer }}", optional=True)))
    assert (found.blocks, found.missing, found.complete) == ((), (), True)
    assert drawn(paper(says("{{ decision.offer }}"))).complete is False


@pytest.mark.parametrize(("language", "title", "said"), [(None, "A note", "Good day."), ("zh-CN", "通知", "您好。")])
def test_a_paper_speaks_the_language_of_the_case_or_the_one_asked_for(language, title, said):
    found = drawn(paper({"id": "b", "sections": ["OPEN"]}), {"agreed": False}, language)
    assert (found.title, found.language, found.blocks[0].paragraphs) == (title, language or "en", (said,))


@pytest.mark.parametrize(
    ("facts", "withheld"),
    [
        ({"agreed": True}, ()),
        ({"agreed": False}, (Withheld("gate", ("x",)),)),
        ({}, (Withheld("gate", ("x",), ("x",)),)),
    ],
)
def test_a_paper_is_withheld_unless_its_gate_is_open(facts, withheld):
    found = drawn(paper(says("Pay."), gate="agreed_on"), facts)
    assert (found.withheld, bool(found.blocks), found.complete) == (withheld, not withheld, not withheld)


@pytest.mark.parametrize(
    ("needs", "facts", "withheld"),
    [
        ({"documents": "contract"}, {"days": 1}, ()),
        ({"documents": ["bill", "contract"]}, {"days": 1}, ()),
        ({"documents": ["bill", "contract"]}, {}, (Withheld("documents", ("x", "x")),)),
        ({"offer": "plan"}, {}, (Withheld("offer", ("a plan",)),)),
        ({"channel": "post"}, {}, (Withheld("channel", ("x",), ("x",)),)),
        ({"form": "call", "verdict": "allow", "records": [], "next_actions": ["wait"]}, {}, (Withheld("next_actions", ("x",)),)),
    ],
)
def test_a_paper_is_withheld_unless_the_decision_holds_what_it_needs(needs, facts, withheld):
    needs = {name: wanted for name, wanted in needs.items() if wanted}
    assert drawn(paper(says("Pay."), needs=needs), facts).withheld == withheld


def test_a_paper_of_the_house_may_suppose_what_is_not_so_yet():
    document = paper(says("{{ decision.offer }}"), reader="house", supposing={"days": 1})
    assert (words(document), drawn(document).supposed) == (["a plan"], ("x",))
    assert drawn(document, days=1).supposed == ()


def test_a_paper_is_a_draft_until_its_very_words_are_approved():
    document = paper(says("Pay {{ amount | money }}."))
    first = drawn(document, amount=7)
    approved = drawn(document, amount=7, reviewed_hash=first.fingerprint())
    changed = drawn(document, amount=8, reviewed_hash=first.fingerprint())
    assert [p.approved for p in (first, approved, changed)] == [False, True, False]
    assert first.words() == approved.words() != changed.words()


def test_a_paper_that_is_withheld_is_never_approved():
    document = paper(says("Pay."), gate="agreed_on")
    assert drawn(document, reviewed_hash=drawn(document).fingerprint()).approved is False
