"""What a paper names must be there, its words in both languages, and only the house may suppose something."""

from __future__ import annotations

import pytest

from tests.meaning.both import gate, vocabulary
from tests.meaning.packs import compiled

APPROVAL = gate("ok", {"agreed": True})


def paper(*blocks, **more):
    head = {"kind": "paper", "id": "note", "title": "x", "meaning": "x", "reader": "debtor", "approval": "ok"}
    return {**head, "blocks": list(blocks) or [said("x")], "because": {"policy": "x"}, **more}


def said(text, **more):
    return {"id": "b", "sentences": [{"zh-CN": text, "en": text, **more}]}


def findings(*documents):
    return [(f.code, f.message) for f in compiled([*vocabulary(), APPROVAL, *documents])[1]]


def linked(*documents):
    programs, found = compiled([*vocabulary(), APPROVAL, *documents])
    assert found == ()
    return programs[0].papers["note"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"approval": "okay"}, "unknown gate `okay`"),
        ({"gate": "door"}, "unknown gate `door`"),
        ({"needs": {"tone": "warm"}}, "unknown outcome `tone`"),
        ({"needs": {"documents": ["bill", "bills"]}}, "unknown documents `bills`"),
        ({"reader": "house", "supposing": {"day_s": 3}}, "unknown fact `day_s`"),
    ],
)
def test_a_name_that_is_not_there_is_found(changed, message):
    assert findings(paper(**changed)) == [("DR202", message)]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({"id": "b", "sections": ["OPENING"]}, "unknown section `OPENING`"),
        (said("x", claim="door"), "unknown gate `door`"),
        ({"id": "b", "entries": [{"label": "x", "value": "x", "claim": "door"}]}, "unknown gate `door`"),
        ({"id": "b", "sign": [{"label": "x", "value": "x", "claim": "door"}]}, "unknown gate `door`"),
        (said("x", when={"day_s": 3}), "unknown fact `day_s`"),
        ({"id": "b", "when": {"day_s": 3}, "lists": "tasks"}, "unknown fact `day_s`"),
    ],
)
def test_a_name_in_a_block_that_is_not_there_is_found(block, message):
    assert findings(paper(block)) == [("DR202", message)]


@pytest.mark.parametrize("key", ["sentences", "entries", "sign"])
def test_words_stand_in_both_languages(key):
    one = {"en": "x"} | ({} if key == "sentences" else {"label": "x"})
    assert findings(paper({"id": "b", key: [one]})) == [("DR207", "the sentence is there in one language only")]


def test_a_sentence_without_words_is_none():
    assert findings(paper({"id": "b", "sentences": [{"when": {"days": 1}}]})) == [
        ("DR207", "a sentence has words in both languages")
    ]


def test_a_line_to_fill_in_has_no_claim():
    assert findings(paper({"id": "b", "entries": [{"label": "x", "claim": "ok"}]})) == [
        ("DR207", "a sentence has words in both languages")
    ]


def test_a_line_to_fill_in_may_be_there_in_some_cases_only():
    (block,) = linked(paper({"id": "b", "entries": [{"label": "x", "when": {"days": 1}, "space": 3}]})).blocks
    assert (block.entries[0].entry.space, block.entries[0].entry.sentence.text) == (3, None)


def test_a_paper_for_the_debtor_supposes_nothing():
    assert findings(paper(supposing={"days": 3})) == [("DR203", "`note` is for the debtor and may suppose nothing")]


def test_what_is_supposed_must_be_a_value_of_the_fact():
    ((code, message),) = findings(paper(reader="house", supposing={"days": "three"}))
    assert (code, message) == ("DR203", '`days` must be a whole number, not the text "three"')


@pytest.mark.parametrize(
    "slot",
    [
        "decision.role",
        "decision.next_preferred | moment",
        "parameters.limit",
        "contact_day | date",
        "day | date",
        "amount | amount",
        "doors",
        "step",
    ],
)
def test_a_paper_may_name_what_was_decided(slot):
    assert linked(paper(said(f"{{{{ {slot} }}}}")))


@pytest.mark.parametrize(
    ("slot", "message"),
    [
        ("decision.rule", "unknown slot `decision.rule`; did you mean `role`?"),
        ("decision", "unknown slot `decision`; a decision has `role`"),
        ("parameters.limits", "unknown slot `parameters.limits`; did you mean `limit`?"),
        ("parameters.tall", "`parameters.tall` is no whole number and cannot be a slot"),
        ("days | date", "`days` (integer) takes one of the filters number"),
    ],
)
def test_a_slot_that_is_none_is_refused(slot, message):
    ((code, found),) = set(findings(paper(said(f"{{{{ {slot} }}}}"))))
    assert (code, found[: len(message)]) == ("DR211", message)


def test_a_sentence_of_a_script_does_not_name_what_was_decided():
    text = {"zh-CN": "{{ decision.role }}", "en": "{{ decision.role }}"}
    script = {"kind": "script", "id": "s", "section": "OPEN", "forms": ["call"], "sentences": [text], "because": {"policy": "x"}}
    assert {code for code, _ in findings(script, paper(said("{{ decision.role }}")))} == {"DR211"}


def test_a_paper_that_stands_twice_is_found():
    assert findings(paper(), paper()) == [("DR201", "the paper `note` stands twice")]
