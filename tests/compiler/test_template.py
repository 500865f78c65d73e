"""Sentences: text with slots, and nothing else gets through."""

from __future__ import annotations

import pytest

from dunning_rules.compiler.program import Slot
from tests.meaning.both import derive, rule, script, vocabulary
from tests.meaning.packs import compiled

DEADLINES = {"kind": "outcome", "outcome": "deadlines", "values": [{"id": "answer_by", "title": "x"}]}


def lowered(text):
    """Give the parts of a sentence, or what is said against it."""
    documents = [*vocabulary(), DEADLINES, rule("r", {"script": {"OPEN": "s"}}), script("s", "OPEN", {"en": text})]
    programs, findings = compiled(documents)
    if findings:
        ((code, message),) = {(f.code, f.message) for f in findings}
        assert code == "DR211"
        return message
    (sentence,) = programs[0].snippets["s"].sentences
    return sentence.words["en"]


def test_text_without_slots_is_one_part():
    assert lowered("Good morning.") == ("Good morning.",)


@pytest.mark.parametrize(
    ("slot", "path", "shape"),
    [
        ("currency", ("currency",), ""),
        ("amount | money", ("amount",), "money"),
        ("day|day", ("day",), "day"),
        ("clock | clock", ("clock",), "clock"),
        ("days", ("days",), ""),
        ("offer.payable | money", ("offer", "payable"), "money"),
        ("offer.count", ("offer", "count"), ""),
        ("offer.parts[1].at | day", ("offer", "parts", 1, "at"), "day"),
        ("deadlines.answer_by | moment", ("deadlines", "answer_by"), "moment"),
    ],
)
def test_a_slot_is_a_name_with_at_most_one_filter(slot, path, shape):
    assert lowered(f"Say {{{{ {slot} }}}}.") == ("Say ", Slot(path, shape), ".")


REFUSED = {
    "Pay {{ amount | money }": "the sentence cannot be parsed: unexpected '}'",
    "x" * 1001: "the sentence is longer than 1000 characters",
    "{% if agreed %}x{% endif %}": "`if` is not allowed in a sentence",
    "{{ 10 ** 10 }}": "`pow` is not allowed in a slot",
    "{{ currency.__class__ }}": "unknown slot `currency.__class__`; did you mean `currency`?",
    "{{ range(9) }}": "`call` is not allowed in a slot",
    "{{ currency['a'] }}": "`getitem` is not allowed in a slot",
    "{{ amount | upper }}": "unknown filter `upper`; known: money, day, clock, moment, percent, number",
    "{{ amount | mony }}": "unknown filter `mony`; did you mean `money`?",
    "{{ amount | money(2) }}": "unknown filter `money`; did you mean `money`?",
    "{{ amount }}": "`amount` (money) takes one of the filters money, number",
    "{{ days | money }}": "`days` (integer) takes one of the filters number",
    "{{ agreed }}": "`agreed` (flag) cannot be a slot",
    "{{ currency | money }}": "`currency` (text) takes no filter",
    "{{ amont | money }}": "unknown slot `amont`; did you mean `amount`?",
    "{{ qqqq }}": "unknown slot `qqqq`",
    "{{ deadlines.answer | moment }}": "unknown slot `deadlines.answer`; did you mean `answer_by`?",
    "{{ deadlines | moment }}": "unknown slot `deadlines`; say deadlines.<kind>",
    "{{ offer.prats[0].at | day }}": "unknown slot `offer.prats[0].at`; an offer has",
    "{{ offer }}": "unknown slot `offer`; an offer has `payable`, `expires`, `count`, `parts[n].amount` and `parts[n].at`",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_on_the_list_is_refused_by_name(text):
    message = lowered(text)
    assert message.startswith(REFUSED[text]), message


def test_a_derived_choice_may_be_a_slot():
    documents = [
        *vocabulary(),
        derive("stage", [{"value": "early", "when": {"days": 1}}], "late"),
        script("s", "OPEN", {"en": "It is {{ stage }}."}),
    ]
    assert compiled(documents)[1] == ()


def test_a_deadline_where_none_is_declared_is_unknown():
    documents = [
        *vocabulary(),
        rule("r", {"script": {"OPEN": "s"}}),
        script("s", "OPEN", {"en": "{{ deadlines.soon | moment }}"}),
    ]
    ((code, message, place),) = [(f.code, f.message, f.place.file) for f in compiled(documents)[1]]
    assert (code, message, place) == ("DR211", "unknown slot `deadlines.soon`; say deadlines.<kind>", "tiny/x.yaml")


def of_items(**sentence):
    """Give what is said against a sentence that speaks of one item of the debt."""
    both = {"zh-CN": sentence["en"], **sentence}
    documents = [*vocabulary(), rule("r", {"script": {"OPEN": "s"}}), script("s", "OPEN", both)]
    programs, findings = compiled(documents)
    return programs, {(f.code, f.message) for f in findings}


def test_a_sentence_for_each_item_has_slots_of_it():
    programs, findings = of_items(en="{{ item.amount | money }}, {{ item.days_overdue | days }} late.", for_each="item")
    (sentence,) = programs[0].snippets["s"].sentences
    assert findings == set()
    assert sentence.words["en"] == (Slot(("item", "amount"), "money"), ", ", Slot(("item", "days_overdue"), "days"), " late.")


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ({"en": "{{ item.amount | money }}."}, "it does not say of which item"),
        ({"en": "Good morning.", "for_each": "item"}, "it would be said again in the same words"),
        ({"en": "{{ item.amout | money }}.", "for_each": "item"}, "unknown slot `item.amout`; did you mean `amount`?"),
        ({"en": "{{ item }}.", "for_each": "item"}, "unknown slot `item`; say item.due_date, item.amount, item.days_overdue"),
    ],
)
def test_slots_of_an_item_and_saying_it_for_each_go_together(sentence, message):
    assert of_items(**sentence)[1] == {("DR211", message)}
