"""The documents of the shipped pack: their structure, their sums, their gates, in both languages."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from dunning_rules import UsageError, load_engine
from dunning_rules._api import read_profile_file, shipped_example
from dunning_rules.report.papers import laid_out

ENGINE = load_engine("receivables", read_profile_file(shipped_example("profile.yaml")))
BARE = load_engine("receivables")
"""Without the profile of a creditor."""

AT = "2026-11-25T14:30+08:00"
EVENING = "2026-11-25T19:15+08:00"
BOTH = pytest.mark.parametrize("language", ["zh-CN", "en"])

COMPANY = {
    "debtor_type": "company",
    "currency": "CNY",
    "amount_due": "60000.50",
    "debtor_name": "远山机械有限公司",
    "contact_name": "周明",
    "contract_no": "HT-31",
    "contract_date": "2026-03-02",
    "invoice_no": "88120",
    "prior_late_count": 1,
    "identity_verified": True,
    "prep_sheet_complete": True,
    "available_channels": ["phone", "letter", "email"],
    "ledger_as_of": "2026-11-25",
}
LETTER = {
    **COMPANY,
    "due_date": "2026-09-15",
    "escalation_step": "demand_letter",
    "late_fee_clause": True,
    "late_fee_rate": "0.05",
    "operational_impact_true": True,
    "fruitless_contacts": 3,
    "documents": ["contract", "invoice"],
}
PLAN = {
    **COMPANY,
    "due_date": "2026-10-20",
    "amount_due": "100001.00",
    "objection": "cannot_pay_full",
    "ability": "partly",
    "hardship_evidence": "stated",
    "late_fee_clause": True,
    "late_fee_rate": "0.05",
    "prior_late_count": 0,
}
INTEREST = {
    "debtor_type": "individual",
    "due_date": "2026-10-16",
    "amount_due": "10200",
    "principal_due": "10000",
    "currency": "CNY",
    "penalty_interest_due": "200",
    "late_fee_rate": "0.05",
    "late_fee_clause": True,
    "debtor_name": "王芳",
    "identity_verified": True,
    "objection": "penalty_interest_dispute",
    "available_channels": ["phone"],
    "prior_late_count": 0,
    "prep_sheet_complete": True,
}
REMINDER = {
    "debtor_type": "individual",
    "due_date": "2026-11-28",
    "amount_due": "1500",
    "currency": "CNY",
    "debtor_name": "王芳",
    "contact_name": "王芳",
    "available_channels": ["sms"],
    "prior_late_count": 0,
}
MAIL = {**COMPANY, "due_date": "2026-10-20", "objection": "amount_or_fee_dispute", "undisputed_amount": "20000"}
ALL = {
    "demand_letter": (LETTER, AT),
    "email": (MAIL, AT),
    "pre_due_reminder": (REMINDER, AT),
    "instalment_agreement": (PLAN, AT),
    "penalty_interest_explanation": (INTEREST, EVENING),
    "preparation_sheet": (LETTER, AT),
    "contact_record": (LETTER, AT),
}


def drawn(name, facts=None, language="en", as_of=None, **changed):
    usual, at = ALL[name]
    facts = {k: v for k, v in {**(facts or usual), **changed}.items() if v is not None}
    return ENGINE.document(name, facts, as_of or at, language)


def blocks(paper):
    return {b.id: b for b in paper.blocks}


def entries(paper):
    return {e.label: e.words for b in paper.blocks for e in b.entries}


def text(paper):
    return laid_out([paper], "text").split("\n--\n")[0]


def test_all_papers_are_tried_here():
    assert set(ENGINE.papers) == set(ALL)


@pytest.mark.parametrize("name", list(ALL))
@BOTH
def test_each_is_drawn_up_as_a_draft(name, language):
    paper = drawn(name, language=language)
    assert (paper.withheld, paper.approved, bool(paper.blocks)) == ((), False, True)


@pytest.mark.parametrize("name", list(ALL))
def test_in_english_no_word_of_the_pack_is_chinese(name):
    names = "".join(str(v) for v in (*ALL[name][0].values(), *ENGINE.profile.facts.values()))
    assert set(re.findall(r"[\u4e00-\u9fff]", text(drawn(name)))) <= set(names)


@pytest.mark.parametrize("name", list(ALL))
def test_in_chinese_english_words_are_names_only(name):
    known = {"Asia", "Shanghai", "What", "Why", "Who", "When", "Where", "Which", "How", "how", "much", "many", "long"}
    known |= {
        w for s in ENGINE.document(name, *ALL[name]).blocks for e in s.entries for w in re.findall(r"[a-z]+-[a-z0-9-]+", e.words)
    }
    body = text(drawn(name, language="zh-CN"))
    words = {w for w in re.findall(r"[A-Za-z]{3,}", body) if not any(w in k for k in known)}
    assert words == set()


@pytest.mark.parametrize("name", [n for n in ALL if n not in ("preparation_sheet", "contact_record")])
@BOTH
def test_nothing_that_must_not_be_said_stands_in_one_for_the_debtor(name, language):
    paper = drawn(name, language=language)
    assert [h.code for h in paper.hits if h.severity == "block"] == []


NAMED = [(n, "creditor_name") for n in ALL if n not in ("preparation_sheet", "contact_record")]
NAMED += [(n, "debtor_name") for n in ALL if n not in ("email", "pre_due_reminder")]


@pytest.mark.parametrize(("name", "fact"), NAMED)
def test_a_party_that_is_unknown_is_listed_and_leaves_no_hole(name, fact):
    facts, at = ALL[name]
    bare = BARE.document(name, {k: v for k, v in facts.items() if k != fact}, at, "en")
    missing = [m.name for m in bare.missing]
    assert (missing, fact in missing, bare.complete) == (list(dict.fromkeys(missing)), True, False)
    assert re.search(r"\{\{|None|: ?$", text(bare), re.MULTILINE) is None


SECTIONS = {
    "demand_letter": "letter",
    "email": "letter",
}


@pytest.mark.parametrize(("name", "form"), SECTIONS.items())
def test_a_letter_holds_every_section_of_a_letter_in_its_order(name, form):
    items = ENGINE.programs[0].items["script"]
    there = [s for b in ENGINE.programs[0].papers[name].paper.blocks for s in b.sections]
    assert there == [s for s, item in items.items() if form in item.item.forms]


def test_a_reminder_holds_every_section_of_a_message_and_of_a_letter():
    items = ENGINE.programs[0].items["script"]
    there = [s for b in ENGINE.programs[0].papers["pre_due_reminder"].paper.blocks for s in b.sections]
    assert sorted(there) == sorted(s for s, item in items.items() if {"message", "letter"} & set(item.item.forms))


# -- the demand letter -----------------------------------------------------------------------------------------------------


@BOTH
def test_the_letter_goes_from_facts_by_impact_and_demand_to_room(language):
    order = [b.id for b in drawn("demand_letter", language=language).blocks]
    assert [b for b in order if b in ("fact", "impact", "demand", "room")] == ["fact", "impact", "demand", "room"]


def test_its_subject_has_urgency_who_is_paid_what_is_late_and_what_to_do():
    (subject,) = blocks(drawn("demand_letter"))["subject"].paragraphs
    parts = ["Urgent", "overdue payment", "青禾贸易有限公司", "deal with it"]
    assert [p for p in parts if p not in subject] == []


@BOTH
def test_the_days_printed_are_those_from_the_due_date_to_the_day_of_the_letter(language):
    paper = drawn("demand_letter", language=language)
    days = {"en": "Days overdue", "zh-CN": "逾期天数"}[language]
    assert entries(paper)[days] == "71"
    assert "71" in blocks(paper)["fact"].paragraphs[0]


@pytest.mark.parametrize(
    ("changed", "there"),
    [({}, True), ({"payee_account_verified": False}, False), ({"payee_account_verified": "unknown"}, None)],
)
def test_an_account_that_was_not_verified_is_not_printed(changed, there):
    if changed.get("payee_account_verified") == "unknown":
        paper = BARE.document("demand_letter", {**LETTER, "payee_account": "0100"}, AT, "en")
        assert paper.unsaid
    else:
        paper = drawn("demand_letter", **changed)
    assert ("0100" in text(paper).replace("000-0000-0100", "")) is bool(there)


@pytest.mark.parametrize("value", [False, "unknown"])
def test_an_impact_that_is_not_true_is_left_out_and_told(value):
    paper = drawn("demand_letter", operational_impact_true=None if value == "unknown" else value)
    assert "impact" not in blocks(paper)
    assert "the arrears really touch our cash" in (*paper.unsaid, *(r.what for r in paper.removed))


@pytest.mark.parametrize(("clause", "named"), [(True, True), (False, False), (None, False)])
def test_the_late_fee_is_named_only_where_the_contract_sets_it(clause, named):
    paper = drawn("demand_letter", late_fee_clause=clause)
    assert ("late fee is 0.05% a day" in text(paper)) is named
    assert named or "late fee" in (*paper.unsaid, *(r.what for r in paper.removed))


def test_a_letter_the_ladder_has_not_come_to_is_not_drawn_up():
    paper = drawn("demand_letter", escalation_step="first_contact")
    assert (paper.blocks, [w.outcome for w in paper.withheld]) == ((), ["gate", "form"])


def test_nothing_is_drawn_up_for_somebody_who_has_a_lawyer():
    for name in ("demand_letter", "email", "instalment_agreement", "penalty_interest_explanation"):
        paper = drawn(name, represented_by_counsel=True)
        assert (paper.blocks, "verdict" in [w.outcome for w in paper.withheld]) == ((), True)


def test_to_a_person_the_subject_shows_no_debt():
    paper = drawn("demand_letter", debtor_type="individual", debtor_name="王芳", contact_name="王芳")
    (subject,) = blocks(paper)["subject"].paragraphs
    assert [w for w in ("overdue", "payment", "60,000", "88120") if w in subject] == []


# -- the agreement ---------------------------------------------------------------------------------------------------------

PLANS = {
    "100001.00": ["30000.30", "35000.35", "35000.35"],
    "0.10": ["0.03", "0.03", "0.04"],
    "100.01": ["30.00", "35.00", "35.01"],
}


@pytest.mark.parametrize(("amount", "parts"), PLANS.items())
@BOTH
def test_the_parts_of_the_agreement_add_up_to_the_cent(amount, parts, language):
    (schedule,) = [b for b in drawn("instalment_agreement", language=language, amount_due=amount).blocks if b.parts]
    assert [str(p.amount) for p in schedule.parts] == parts
    assert sum(p.amount for p in schedule.parts) == Decimal(amount)
    assert f"{Decimal(amount):,.2f}" in schedule.total


def test_the_agreement_prints_the_parts_of_the_decision():
    facts, at = ALL["instalment_agreement"]
    offer = ENGINE.decide(facts, at).offer
    (schedule,) = [b for b in drawn("instalment_agreement").blocks if b.parts]
    assert [(p.at, p.amount) for p in schedule.parts] == [(p.at, p.amount) for p in offer.parts]
    assert "24:00 on 25 December 2026" in text(drawn("instalment_agreement"))


def test_the_agreement_has_parties_debt_safeguards_default_and_signatures():
    there = [b.id for b in drawn("instalment_agreement").blocks]
    wanted = ["parties", "debt", "schedule", "account", "safeguards", "default", "validity", "signatures"]
    assert [b for b in there if b in wanted] == wanted


@pytest.mark.parametrize(("exists", "signers"), [(True, 3), (False, 2), (None, 2)])
def test_a_guarantor_signs_where_there_is_one(exists, signers):
    found = blocks(drawn("instalment_agreement", guarantor_exists=exists))
    assert len(found["signatures"].sign) == signers
    assert ("The guarantor consents" in " ".join(found["safeguards"].paragraphs)) is bool(exists)


@pytest.mark.parametrize(
    ("facts", "fee", "end"),
    [
        ({}, True, False),
        ({"late_fee_clause": False}, False, False),
        ({"late_fee_clause": None, "termination_clause": True}, False, True),
        ({"late_fee_rate": "0.5", "termination_clause": False}, False, False),
    ],
)
def test_a_measure_stands_in_the_agreement_only_where_the_contract_gives_it(facts, fee, end):
    said = " ".join(blocks(drawn("instalment_agreement", **facts))["default"].paragraphs)
    assert ("late fee" in said, "end the cooperation" in said) == (fee, end)


def test_what_both_sides_must_settle_is_left_to_their_pens():
    found = blocks(drawn("instalment_agreement"))
    assert [e.by_hand for e in found["interest"].entries] == [1]


def test_without_a_plan_there_is_no_agreement():
    paper = drawn("instalment_agreement", objection=None, ability=None, hardship_evidence=None)
    assert [(w.outcome, w.wanted) for w in paper.withheld] == [("documents", ("instalment agreement",))]


# -- interest --------------------------------------------------------------------------------------------------------------


@BOTH
def test_the_interest_is_shown_from_its_base_to_its_rounding(language):
    found = list(entries(drawn("penalty_interest_explanation", language=language, penalty_interest_due="200")).values())
    wanted = ["0.05%", "40", "0"]
    assert [w for w in wanted if w not in found] == []
    assert any("× 0.05% × 40 = 200" in words for words in found)


def test_the_pauses_are_taken_off_and_listed():
    pauses = [{"from": "2026-11-01", "until": "2026-11-03", "reason": "invoice corrected"}]
    paper = drawn("penalty_interest_explanation", interest_pauses=pauses, penalty_interest_due="185", amount_due="10185")
    assert (entries(paper)["Less days on which it rested"], entries(paper)["Days counted"]) == ("3", "37")
    assert blocks(paper)["pauses"].lines == ("1 November 2026 – 3 November 2026 · invoice corrected",)
    assert "37 days were counted, which makes CNY 185.00" in text(paper)


def test_rounding_is_shown_where_there_is_something_to_round():
    paper = drawn("penalty_interest_explanation", principal_due="333.33", penalty_interest_due="6.67", amount_due="340")
    assert entries(paper)["With the figures"] == "CNY 333.33 × 0.05% × 40 = 6.6666"
    assert entries(paper)["Penalty interest"] == entries(paper)["In our books"] == "CNY 6.67"


@pytest.mark.parametrize(
    "changed",
    [
        {"penalty_interest_due": "200.01", "amount_due": "10200.01"},
        {"late_fee_clause": False},
        {"late_fee_clause": None},
        {"late_fee_rate": "0.5", "penalty_interest_due": "2000", "amount_due": "12000"},
        {"principal_due": None},
        {"interest_pauses": [{"from": "some day"}]},
    ],
)
def test_interest_that_cannot_be_shown_to_be_right_is_not_explained(changed):
    paper = drawn("penalty_interest_explanation", **changed)
    assert (paper.blocks, [w.outcome for w in paper.withheld][:1]) == ((), ["gate"])


# -- sheets and messages ---------------------------------------------------------------------------------------------------


def test_the_sheet_asks_nine_questions_and_lists_what_nobody_knows():
    paper = drawn("preparation_sheet", affordable_now=None)
    assert len([b for b in paper.blocks if re.match(r"\d ", b.title)]) == 9
    assert ("affordable_now" in [m.name for m in paper.missing], paper.complete) == (True, False)


def test_the_sheet_shows_the_talk_as_it_will_be_once_it_is_complete():
    facts = {**COMPANY, "due_date": "2026-10-16", "prep_sheet_complete": False}
    assert ENGINE.decide(facts, AT).channel == "none"
    paper = drawn("preparation_sheet", facts)
    assert (entries(paper)["Channel"], paper.supposed) == ("phone", ("6W3H sheet complete",))


def test_the_record_has_the_six_fields_and_who_wrote_with_which_script():
    labels = list(entries(drawn("contact_record")))
    wanted = [
        "Date",
        "Way of contact",
        "Contact person",
        "Main points",
        "Promised day",
        "Promised sum",
        "Author",
        "Script",
        "Tone",
    ]
    assert [w for w in wanted if w not in labels] == []


def test_a_promise_on_file_stands_in_the_record():
    paper = drawn("contact_record", promise_date="2026-11-20", promise_amount="500")
    labels = [e.label for b in paper.blocks for e in b.entries if e.label == "Promised day"]
    assert (entries(paper)["Promised day"], len(labels)) == ("", 2)


@BOTH
def test_a_reminder_by_text_message_says_how_long_it_is(language):
    paper = drawn("pre_due_reminder", language=language)
    assert (paper.sms.segments > 1, "longer than one" in laid_out([paper], "text")) == (True, language == "en")
    assert paper.sms == ENGINE.decide({**REMINDER, "language": language}, AT).script.sms


@pytest.mark.parametrize("channel", ["wechat", "email"])
def test_only_a_text_message_is_counted_as_one(channel):
    assert ENGINE.decide({**REMINDER, "available_channels": [channel]}, AT).script.sms is None


def test_a_reminder_names_who_writes_and_no_sum():
    body = text(drawn("pre_due_reminder"))
    assert ("青禾贸易有限公司" in body, "1,500" in body) == (True, False)


@pytest.mark.parametrize("name", list(ALL))
def test_an_approved_paper_is_no_draft(name):
    first = drawn(name)
    again = drawn(name, review_status="approved", reviewed_hash=first.fingerprint())
    assert (again.approved, "Draft" in text(again), again.words() == first.words()) == (True, False, True)
    assert drawn(name, review_status="pending", reviewed_hash=first.fingerprint()).approved is False


def test_a_name_that_is_no_paper_is_refused():
    with pytest.raises(UsageError, match="no paper `demand_leter`; did you mean `demand_letter`"):
        ENGINE.document("demand_leter", LETTER, AT)
