"""What the analysis asks of scripts, offers and figures, beyond what the broken packs show."""

from __future__ import annotations

from pathlib import Path

import pytest

from dunning_rules import lint_packs
from dunning_rules.analysis.binding import find_uncapped
from dunning_rules.compiler.template import FILTERS
from tests.compiler.test_overlays import pack
from tests.meaning.both import rule, vocabulary
from tests.test_pack_lint import BECAUSE, HEADER, made

BROKEN = Path(__file__).parents[1] / "broken"
CURES = {
    "DR601": "say `请不要为这笔款去借新的债，我们按您的收入来安排。` / "
    "`Please don't borrow to pay this; let's plan it around your income.`",
    "DR602": "give stages, segments and objections words of their own, each by a rule with its `when`",
    "DR603": "close with a summary: who does what, and until when",
    "DR604": "lead on: REPLY, SOLUTION, INCENTIVE, DEMAND or ROOM",
    "DR605": "let the rule ask for `days_overdue: {at_least: 1}`",
    "DR606": "let another role speak there, or leave it unsaid",
    "DR607": "say when it `expires`",
    "DR608": "let a rule for it set `follow_up`: what we do next, and when",
    "DR609": "a `soft_cap` makes it milder; what makes it firmer belongs to the stage, the history or the risk",
    "DR610": "give the sentence `claim: familiar_accepted`, or say `您好` / `Hello`",
    "DR613": "without a figure nothing is told small from large there",
    "DR614": "let its form bring `verdict: review` while `text_is_approved: false`",
}


@pytest.mark.parametrize("code", CURES)
def test_each_finding_says_what_helps(code):
    assert [f.help for f in lint_packs(BROKEN / code)] == [CURES[code]]


def test_a_pack_without_written_forms_sends_nothing(tmp_path):
    assert lint_packs(made(tmp_path, extends="")) == ()


ELSE = f"""\
  - id: otherwise-nobody-calls
    title: Otherwise nobody calls
    then: {{role: finance_specialist, channel: none, offer: none}}
    priority: -10
    {BECAUSE}"""


def ruled(when, then, layer="stage"):
    head = f"kind: rules\nlayer: {layer}\nrules:\n  - id: the-rule\n    title: The rule\n    if_unknown: skip\n"
    return f"{head}    when: {when}\n    then: {then}\n    {BECAUSE}{ELSE}"


def script(name, section, zh, en, more=""):
    words = f"kind: script\nid: {name}\nsection: {section}\nforms: [call]\nsentences:\n  - zh-CN: {zh}\n    en: {en}\n"
    return f"{words}{more}{BECAUSE}"


def messages(folder, code):
    return [f.message for f in lint_packs(folder) if f.code == code]


FACTS = script("facts", "FACTS", "有一笔款已经到期。", "There is a payment that has fallen due.")
CLOSE = script(
    "close", "SUMMARY", '"请在{{ next_scheduled_payment | day }}付。"', '"Please pay by {{ next_scheduled_payment | day }}."'
)


@pytest.mark.parametrize(
    ("when", "found"),
    [
        (
            "{days_overdue: {between: [1, 60]}}",
            ["a call states the debt and ends without a summary where days_overdue is 61 or more"],
        ),
        ("{days_overdue: {at_least: 1}}", []),
    ],
)
def test_every_overdue_call_has_a_summary(tmp_path, when, found):
    talk = ruled("{days_overdue: {at_least: 1}}", "{role: legal, channel: phone, script: {FACTS: facts}}")
    end = ruled(when, "{script: {SUMMARY: close}}").replace(ELSE, "").replace("the-rule", "the-end")
    folder = made(tmp_path, talk=talk, end=end, facts=FACTS, close=CLOSE)
    assert messages(folder, "DR603") == found


def test_a_date_counts_that_is_offered_right_before(tmp_path):
    close = script("close", "SUMMARY", "谢谢您的时间。", "Thank you for your time.")
    way = CLOSE.replace("close", "way").replace("SUMMARY", "SOLUTION")
    talk = ruled(
        "{days_overdue: {at_least: 1}}", "{role: legal, channel: phone, script: {FACTS: facts, SOLUTION: way, SUMMARY: close}}"
    )
    assert messages(made(tmp_path, talk=talk, facts=FACTS, close=close, way=way), "DR603") == []


def test_empathy_to_which_no_proposal_ever_comes_is_told_even_with_a_summary(tmp_path):
    talk = ruled("{days_overdue: {at_least: 1}}", "{role: legal, channel: phone, script: {EMPATHY: feel, SUMMARY: close}}")
    feel = script("feel", "EMPATHY", "这个情况我们理解。", "We do understand.")
    found = messages(made(tmp_path, talk=talk, feel=feel, close=CLOSE), "DR604")
    assert found == ["nothing is proposed after the empathy of `feel` in any case"]


LEGAL = script("legal", "SOLUTION", "我们会走法律程序。", "We'll start legal proceedings.", "    claim: legal_action_allowed\n")
ON_RECEIVABLES = """\
kind: rules
layer: escalation
rules:
  - id: the-rule
    title: The rule
    if_unknown: skip
    priority: 999
    when: {WHEN}
    then: {ROLE script: {SOLUTION: legal}, channel: phone}
    BECAUSE"""


@pytest.mark.parametrize(
    ("role", "when", "early", "sales"),
    [
        ("role: salesperson,", "days_overdue: {at_least: -3}", True, True),
        ("role: legal,", "days_overdue: {at_least: 1}", False, False),
    ],
)
def test_sentences_are_asked_as_consequences_are(tmp_path, role, when, early, sales):
    """A sentence that names a legal step is too early before the day, and not for a salesperson."""
    rule = ON_RECEIVABLES.replace("WHEN", when).replace("ROLE", role).replace("BECAUSE", BECAUSE)
    found = {(f.code, f.place.file.rsplit("/", 1)[-1]) for f in lint_packs(made(tmp_path, "receivables", rule=rule, legal=LEGAL))}
    assert (("DR605", "legal.yaml") in found, ("DR606", "legal.yaml") in found) == (early, sales)


def offer(terms, gate=""):
    return f"kind: offers\noffers:\n  - id: less\n    title: less\n    meaning: Less.\n    terms: {terms}\n{gate}"


def gates(fact):
    return f"kind: gates\ngates:\n  - id: approved\n    title: approved\n    when: {{{fact}: true}}\n    {BECAUSE}"


ENDS = "expires: {from: contact_day, plus: {days: 1}}"


@pytest.mark.parametrize(
    ("terms", "authority", "found"),
    [
        (f"{{less: 0.02, {ENDS}}}", "discount_authority", []),
        (f"{{less: 0.02, {ENDS}}}", "waiver_authority", ["`discount_authority: true`"]),
        (f"{{less: 0.5, base: interest_due, {ENDS}}}", "waiver_authority", []),
        (f"{{less: 0.5, base: interest_due, {ENDS}}}", "", ["`waiver_authority: true`"]),
        (f"{{less: 0.02, {ENDS}}}", "", ["`discount_authority: true`"]),
    ],
)
def test_a_discount_has_the_authority_for_what_it_takes_off(tmp_path, terms, authority, found):
    talk = ruled("{days_overdue: {at_least: 1}}", "{role: legal, channel: phone, offer: less}")
    files = {"talk": talk, "offers": offer(terms, "    gate: approved\n" if authority else "")}
    folder = made(tmp_path, **files, **({"gates": gates(authority)} if authority else {}))
    assert [f.help.rsplit(" for ", 1)[-1] for f in lint_packs(folder) if f.code == "DR607"] == found


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("{tone: {floor: firm}}", ["`the-rule` makes the tone firmer for a market (`floor`)"]),
        ("{tone: {times: 2}}", ["`the-rule` makes the tone firmer for a market (`times`)"]),
        ("{tone: {shift: -1}}", []),
        ("{contact_interval: {times: 2}}", []),
    ],
)
def test_only_what_lifts_the_tone_makes_it_firmer(tmp_path, then, found):
    assert messages(made(tmp_path, rule=ruled("{market: b2b}", then, "market")), "DR609") == found


MILD = rule("mild", {"tone": {"soft_cap": "plain", "shift": -1}}, {"days": 3}, layer="segment")
LESS = {"tone": {"soft_cap": "plain"}}
MILDER = {"tone": {"soft_cap": "warm", "shift": -1}}


def mild(then=MILD["rules"][0]["then"], **changed):
    return {**MILD, "rules": [MILD["rules"][0] | {"then": then, "replaces": True} | changed]}


GONE = {"remove": [{"id": "mild", "reason": "x"}]}
UNCAPPED = ["without the `mild` of `under` the tone is firmer for a segment"]


@pytest.mark.parametrize(
    ("over", "header", "found"),
    [
        ([], {}, []),
        ([], GONE, UNCAPPED),
        ([mild(LESS)], {}, UNCAPPED),
        ([mild(when={"days": 4})], {}, UNCAPPED),
        ([mild(status="retired")], {}, UNCAPPED),
        ([mild()], {}, []),
        ([mild(MILDER)], {}, []),
        ([mild(when={"days": [3, 4]})], {}, []),
    ],
)
def test_what_keeps_the_tone_low_stays(over, header, found):
    """An overlay may keep it lower, or low in more cases; it may not take the cap away, nor narrow it."""
    packs = (pack("under", *vocabulary(), MILD), pack("over", *over, **header))
    assert [f.message for f in find_uncapped(packs)] == found


def test_a_rule_that_keeps_no_tone_low_may_go():
    loud = rule("mild", {"tone": {"shift": 1}}, {"days": 3}, layer="segment")
    packs = (pack("under", *vocabulary(), loud), pack("over", **GONE))
    assert find_uncapped(packs) == ()


def test_an_overlay_is_told_of_it_when_it_is_linted(tmp_path):
    header = HEADER.format("receivables") + "remove: [{id: tone-negative, reason: We are firm with everybody.}]\n"
    (tmp_path / "pack.yaml").write_text(header, "utf-8")
    found = [f for f in lint_packs(tmp_path) if f.code == "DR609"]
    assert [(f.message, f.severity) for f in found] == [
        ("without the `tone-negative` of `receivables` the tone is firmer for a segment", "error")
    ]


def test_a_pack_that_names_sums_has_a_figure_for_them(tmp_path):
    way = script("way", "SOLUTION", '"一共是{{ demandable_amount | money }}。"', '"It comes to {{ demandable_amount | money }}."')
    talk = ruled("{days_overdue: {at_least: 1}}", "{role: legal, channel: phone, script: {SOLUTION: way}}")
    found = messages(made(tmp_path, talk=talk, way=way), "DR613")
    assert found == ["the pack names sums, and to all its rules a small debt is as a large one"]
    figure = "kind: parameters\nparameters:\n  - {name: small, value: 100, unit: CCY, meaning: Small.}\n"
    small = talk.replace("{days_overdue: {at_least: 1}}", "{demandable_amount: {at_most: {parameter: small}}}")
    assert messages(made(tmp_path, talk=small, way=way, figures=figure), "DR613") == []


def test_an_objection_is_followed_where_its_offer_is(tmp_path):
    """A task that an offer brings follows too; an objection of the pack's own is told at its own place."""
    own = "kind: objections\nobjections:\n  - id: wants_tea\n    title: wants tea\n"
    talk = ruled("{objection: wants_tea}", "{role: legal, channel: phone, offer: tea, script: {REPLY: [listening]}}", "objection")
    listening = script("listening", "REPLY", "好的，我记下了。", "I've made a note of it.")
    task = "{task: internal_task, at: {from: contact_day, plus: {days: 1}}}"
    brings = f"    brings: {{follow_up: [{task}]}}\n"
    for more, found in ((brings, []), ("", ["objections.yaml"])):
        tea = f"kind: offers\noffers:\n  - id: tea\n    title: tea\n    meaning: Tea.\n{more}"
        folder = made(tmp_path, objections=own, talk=talk, listening=listening, tea=tea)
        assert [f.place.file.rsplit("/", 1)[-1] for f in lint_packs(folder) if f.code == "DR608"] == found


SHAPED = {
    "money": "amount_due", "amount": "amount_due", "day": "due_date", "date": "due_date", "clock": "office_close",
    "moment": "offer_opened_at", "percent": "receivables_share", "number": "days_overdue", "days": "days_overdue",
}  # fmt: skip


def test_a_sentence_is_heard_with_every_filter_in_it(tmp_path):
    assert set(SHAPED) == set(FILTERS)
    slots = ", ".join(f"{{{{ {fact} | {name} }}}}" for name, fact in SHAPED.items())
    talk = ruled("{days_overdue: {at_least: 1}}", "{role: legal, channel: phone, script: {FACTS: facts, SUMMARY: close}}")
    facts = script("facts", "FACTS", f"我们记着{slots}。", f"We have noted {slots}.")
    assert messages(made(tmp_path, talk=talk, facts=facts, close=CLOSE), "DR601") == []
