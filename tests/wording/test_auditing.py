from __future__ import annotations

import pytest

from dunning_rules import load_engine
from dunning_rules.model.titles import same_in_both
from dunning_rules.model.words import CATEGORIES, Cue, Learned, Wanted
from dunning_rules.wording.auditing import APPROVED, Auditor
from tests.text.reading import LEXICON, lines

REASON = same_in_both("why")
CUES = [
    Cue("W-JAIL", same_in_both("jail"), "false_legal_threat", "block", Wanted(lines("坐牢"), unless=lines("不会 坐牢")), REASON),
    Cue("W-SUE", same_in_both("court"), "false_legal_threat", "evidence", Wanted(lines("起诉")), REASON, gate="legal_action"),
    Cue("W-COLD", same_in_both("cold"), "insult", "block", Wanted(lines("哼")), REASON, compliance="C-EMOTION"),
]
LEARNED = Learned(
    ("insult", "none", "private_payment", "threat"),
    100,
    {"insult": 0, "none": 200, "private_payment": 0, "threat": 0},
    {"笨": {"insult": 700}, "转 我": {"private_payment": 700}, "小 心": {"threat": 270}, "坐 牢": {"threat": 300, "none": -200}},
)


def found(text, learned=None):
    return [(f.code, f.severity) for f in Auditor(CUES, LEXICON, learned).audit(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("你要坐牢", [("W-JAIL", "block")]),
        ("你要 坐-牢", [("W-JAIL", "block")]),
        ("你要做牢", [("W-JAIL", "block")]),
        ("你要坐lao", [("W-JAIL", "block")]),
        ("不会坐牢", []),
        ("起诉，坐牢", [("W-JAIL", "block"), ("W-SUE", "evidence")]),
        ("您好", []),
        ("", []),
    ],
)
def test_cues_say_what_is_wrong_the_gravest_first(text, codes):
    assert found(text) == codes


def test_a_finding_carries_what_a_reviewer_needs():
    (finding,) = Auditor(CUES, LEXICON, None).audit("再不还就坐牢")
    assert (finding.category, finding.compliance, finding.reason) == ("false_legal_threat", "C-LEGAL", REASON)
    assert [(e.text, e.start, e.end) for e in finding.evidence] == [("坐牢", 4, 6)]


def test_a_cue_may_name_its_own_compliance_code():
    assert [f.compliance for f in Auditor(CUES, LEXICON, None).audit("哼")] == ["C-EMOTION"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("笨", [("W-LIKE-INSULT", "block")]),
        ("转我", [("W-LIKE-PRIVATE-PAYMENT", "block")]),
        ("小心", [("W-LIKE-THREAT", "evidence")]),
        ("您好", []),
    ],
)
def test_what_only_sounds_like_a_wrong_is_blocked_when_sure_and_else_asks_for_a_person(text, codes):
    assert found(text, LEARNED) == codes


def test_what_asks_for_a_person_is_open_once_the_text_is_approved():
    (finding,) = Auditor(CUES, LEXICON, LEARNED).audit("小心")
    assert finding.gate == APPROVED


@pytest.mark.parametrize(
    ("text", "hidden"), [("投\u200b诉", True), ("pa\u00adid", True), ("好👨\u200d👩\u200d👧", False), ("好\u200b", False)]
)
def test_characters_nobody_sees_are_told(text, hidden):
    assert (("W-HIDDEN", "block") in found(text)) is hidden


RECEIVABLES = load_engine("receivables")
CASE = {
    "debtor_type": "company",
    "currency": "CNY",
    "due_date": "2026-08-17",
    "amount_due": 50000,
    "timezone": "Asia/Shanghai",
}


def test_every_cue_has_a_category_and_a_code_of_the_crosswalk():
    codes = {item.id for pack in RECEIVABLES.packs for o in pack.outcomes if o.name == "codes" for item in o.items}
    cues = [c for pack in RECEIVABLES.packs for c in pack.words.cues]
    assert {c.category for c in cues} == set(CATEGORIES)
    assert {c.compliance or CATEGORIES[c.category] for c in cues} <= codes
    assert {(c.severity == "evidence") for c in cues if c.gate} == {True}


def test_a_text_that_threatens_blocks_the_case_with_its_code():
    text = "再不还钱就找人上门打断你的腿"
    decision = RECEIVABLES.decide({**CASE, "message_text": text}, "2026-11-25T14:00+08:00")
    assert decision.compliance.verdict == "block"
    assert "C-THREAT" in decision.compliance.codes
    assert "replace_wording" in decision.next_actions


def test_a_decent_text_waits_for_its_approval_only():
    text = "您好，贵司八月到期的五万元还没有到账，方便时请回复一下付款日期。"
    decision = RECEIVABLES.decide({**CASE, "message_text": text}, "2026-11-25T14:00+08:00")
    assert decision.compliance.codes == ("C-REVIEW",)


@pytest.mark.parametrize(("allowed", "found"), [(True, False), (False, True), (None, True)])
def test_what_needs_ground_passes_where_the_case_shows_the_ground(allowed, found):
    text = "如果本周内仍未付款，我们将按合同约定暂停后续供货。"
    facts = {**CASE, "suspension_clause": allowed, "restriction_approved": allowed}
    gates = [f.gate for f in RECEIVABLES.audit_text(text, facts, "2026-11-25T14:00+08:00")]
    assert [f.gate for f in RECEIVABLES.audit_text(text)].count("suspension_allowed") == 1
    assert ("suspension_allowed" in gates) is found


def spoken():
    for pack in RECEIVABLES.packs:
        for snippet in pack.snippets:
            for sentence in snippet.sentences:
                if sentence.text:
                    yield from ((snippet.id, sentence.text.speak(language)) for language in ("zh-CN", "en"))


def test_no_shipped_script_says_what_must_not_be_said():
    blocked = [(name, text, f.code) for name, text in spoken() for f in RECEIVABLES.audit_text(text) if f.severity == "block"]
    assert blocked == []


def in_script(text):
    return [(f.code, f.severity, f.gate) for f in Auditor(SCRIPTED, LEXICON, LEARNED).audit_script(text)]


SCRIPTED = [*CUES, Cue("W-LAST", same_in_both("last"), "threat", "evidence", Wanted(lines("最后")), REASON, only_scripts=True)]


def test_some_cues_are_asked_of_the_sentences_of_packs_only():
    assert in_script("最后") == [("W-LAST", "evidence", "")]
    assert Auditor(SCRIPTED, LEXICON, None).audit("最后") == ()


def test_in_a_script_nothing_around_a_wrong_excuses_it_and_how_it_sounds_is_not_asked():
    assert in_script("坐牢") == [("W-JAIL", "block", "")]
    assert in_script("小心") == []
