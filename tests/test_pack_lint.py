"""What a pack of scripts must hold: the table of demands says what sees to each, and it is so."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dunning_rules import lint_packs, load_engine
from dunning_rules._authoring import prove_pack
from dunning_rules.money.division import ShareOf, divide
from tests.test_findings import mended

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "pack-lint.md"
BROKEN = ROOT / "tests" / "broken"
TODAY = date(2026, 11, 22)
ROW = re.compile(r"^\| (L\d{2}) \| (.+?) \| (.+?) \| (error|warning) \| (.+?) \|$", re.MULTILINE)
ROWS = {row[1]: row for row in ROW.finditer(PAGE.read_text("utf-8"))}
AWAITED = "L16"
CODE = re.compile(r"\[(DR\d{3})\]\(\.\./findings/\1\.md\)")

HEADER = "kind: pack\nid: made\ntitle: Made by a test\nversion: 0.1.0\nowner: tests\nlanguages: [zh-CN, en]\nextends: [{}]\n"
BECAUSE = "because: {policy: House policy on first contacts, owner: Receivables}\n"


def made(folder, extends="base", **files):
    """Write a pack of these files; a name stands without its ending."""
    (folder / "pack.yaml").write_text(HEADER.format(extends), "utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, "utf-8")
    return folder


def saying(*sentences, rule="when: {paid_in_full: false}"):
    """Give the files of a pack that says these sentences: Chinese, English, and what else stands in them."""
    spoken = "".join(f"  - zh-CN: {zh}\n    en: {en}\n{more}" for zh, en, more in sentences)
    script = f"kind: script\nid: way\nsection: SOLUTION\nforms: [call]\nsentences:\n{spoken}{BECAUSE}"
    wish = "then: {role: legal, channel: phone, script: {SOLUTION: way}}"
    head = "kind: rules\nlayer: escalation\nrules:\n  - id: say-it\n    title: Said\n    if_unknown: skip\n"
    return {"way": script, "rules": f"{head}    {rule}\n    priority: 1\n    {wish}\n    {BECAUSE}"}


def told(folder, code):
    """Give the lines of the sentences of which a finding is told, each with the cue."""
    found = [f for f in lint_packs(folder, today=TODAY) if f.code == code and f.place.file.endswith("way.yaml")]
    return [(f.place.line, re.findall(r"\((W-[A-Z-]+)\)", f.message)[0]) for f in found]


BUREAU = ("我们会依法把这笔逾期报给征信机构。", "We'll report the late payment to the credit agency.")
COURT = ("我们会向法院起诉。", "We'll start legal proceedings.")
LAST = ("这是最后一次机会。", "This is your last chance.")
CITED = ("根据民法典的规定，您应当付款。", "Under article 579 of the Civil Code you must pay.")
UNCITED = ("请按合同的约定付款。", "Please pay as agreed in the contract.")
GROUNDLESS = saying((*BUREAU, ""), (*COURT, ""))
GROUNDED = saying((*BUREAU, "    claim: credit_reporting_allowed\n"), (*COURT, "    claim: legal_action_allowed\n"))


def shares(*parts):
    spread = ", ".join(f"{{share: {share}, due: {{from: contact_day, plus: {{months: {n}}}}}}}" for n, share in enumerate(parts))
    return {
        "offers": f"kind: offers\noffers:\n  - id: two\n    title: two\n    meaning: Two.\n    terms: {{parts: [{spread}]}}\n"
    }


def approved(when):
    return {
        "gates": f"kind: gates\ngates:\n  - id: text_approved\n    title: x\n    when: {when}\n    replaces: true\n    {BECAUSE}"
    }


class Pair(NamedTuple):
    """What shows a demand: a pack with the slip and its neighbour without, both with these words in their finding."""

    code: str
    broken: dict[str, str]
    right: dict[str, str]
    extends: str = "base"
    words: str = ""


PAIRS = {
    "L06": Pair("DR601", GROUNDLESS, GROUNDED, "receivables", "`credit_reporting_allowed`"),
    "L07": Pair("DR601", GROUNDLESS, GROUNDED, "receivables", "`legal_action_allowed`"),
    "L10": Pair("DR203", shares("0.7", "0.5"), shares("0.7", "0.3")),
    "L12": Pair("DR232", approved("{job: case}"), approved("{text_is_approved: true, job: case}")),
    "L18": Pair(
        "DR601",
        saying((*LAST, ""), rule="when: {escalation_step: legal_notice}"),
        saying((*LAST, ""), rule="when: {escalation_step: final_call}"),
    ),
    "L19": Pair("DR601", saying((*CITED, "")), saying((*UNCITED, ""))),
}
"""What no folder of tests/broken shows as the demand means it."""


@cache
def findings(path):
    return lint_packs(path, today=TODAY)


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """Give for a demand and a code the pack with the slip and the one without, and words to look for."""
    folders = {}

    def of_pair(pair):
        written = str((pair.extends, pair.broken, pair.right))
        if written not in folders:
            homes = [tmp_path_factory.mktemp(name) for name in ("broken", "right")]
            folders[written] = [made(h, pair.extends, **f) for h, f in zip(homes, (pair.broken, pair.right), strict=True)]
        return (*folders[written], pair.words)

    def given(demand, code):
        if demand in PAIRS and PAIRS[demand].code == code:
            return of_pair(PAIRS[demand])
        if code not in folders:
            folders[code] = mended(code, tmp_path_factory.mktemp(code) / code)
        return BROKEN / code, folders[code], ""

    return given


def test_every_demand_stands_in_the_table_once():
    assert list(ROWS) == [f"L{n:02}" for n in range(1, 23)]


def test_only_what_belongs_to_records_of_contacts_is_awaited():
    assert [demand for demand, row in ROWS.items() if not CODE.search(row[3])] == [AWAITED]
    assert ROWS[AWAITED][3] == "awaited: it belongs to the reports of the casebook"


SHOWN = [(demand, code) for demand, row in ROWS.items() for code in CODE.findall(row[3])]


@pytest.mark.parametrize(("demand", "code"), SHOWN)
def test_a_pack_shows_the_finding_as_gravely_as_the_table_says_and_its_neighbour_has_none(demand, code, packs):
    broken, right, words = packs(demand, code)
    assert {f.severity for f in findings(broken) if f.code == code and words in f.message} == {ROWS[demand][4]}
    assert [f for f in findings(right) if f.code == code] == []


@pytest.mark.parametrize("demand", sorted(set(ROWS) - {AWAITED}))
def test_a_demand_is_shown_where_the_table_says(demand):
    said = re.findall(r"`(tests/[^`]+)`", ROWS[demand][5])
    made_here = [PAIRS[demand].code] if demand in PAIRS else []
    folders = [f"tests/broken/{c}" for d, c in SHOWN if d == demand and c not in made_here]
    assert said[: len(folders)] == folders
    assert ("tests/test_pack_lint.py" in said) == bool(made_here)
    for path, _, test in (p.partition("::") for p in said):
        assert (ROOT / path).exists()
        assert not test or f"def {test}(" in (ROOT / path).read_text("utf-8")


NEVER = [
    ("您可以先去别的平台借一点来还。", "You could take out a loan to pay this.", "W-PUSHES-BORROWING"),
    ("信用卡可以先套现，再还我们。", "Take a cash advance on your credit card.", "W-PUSHES-BORROWING"),
    ("根据民法典的规定，您应当付款。", "Under article 579 of the Civil Code you must pay.", "W-LAW-CITED"),
]


def test_words_that_are_never_said(tmp_path):
    """Two ways to push somebody into debt (L15) and a law in free words (L19)."""
    folder = made(tmp_path, **saying(*((zh, en, "") for zh, en, _ in NEVER)))
    assert told(folder, "DR601") == [(6 + 2 * n, code) for n, (_, _, code) in enumerate(NEVER)]


@pytest.mark.parametrize(
    ("more", "rule", "found"),
    [
        ("", "when: {escalation_step: legal_notice}", ["W-LAST-CHANCE"]),
        ("", "when: {escalation_step: [final_call, legal_notice]}", ["W-LAST-CHANCE"]),
        ("", "when: {escalation_step: final_call}", []),
        ("    when: {escalation_step: legal_action}\n", "when: {paid_in_full: false}", []),
        ("    claim: last_step\n", "when: {paid_in_full: false}", []),
    ],
)
def test_ground_is_a_claim_a_condition_or_the_rules_that_choose_the_words(tmp_path, more, rule, found):
    folder = made(tmp_path, **saying(("这是最后一次机会。", "This is your last chance.", more), rule=rule))
    assert [cue for _, cue in told(folder, "DR601")] == found


def test_what_a_sentence_gets_from_the_case_is_not_the_authors(tmp_path):
    """Names, sums and numbers in slots raise no finding, whatever they might be."""
    slots = "{{ demandable_amount | money }} {{ days_overdue }} {{ creditor_name }} {{ effective_due_date | day }}"
    folder = made(tmp_path, **saying((f'"现在一共还剩{slots}。"', f'"It is now {slots}."', "")))
    assert told(folder, "DR601") == []


BANDS = """\
kind: derive
fact: lateness
type: choice
values: [m0, m1, m2, m3, m4]
ordered: true
title: how late
meaning: How late the debt is.
first:
  - {value: m0, when: {days_overdue: {less_than: 1}}}
  - {value: m1, when: {days_overdue: {between: [0, 30]}}}
  - {value: m2, when: {days_overdue: {between: [31, 60]}}}
  - {value: m3, when: {days_overdue: {between: [61, 89]}}}
  - {value: m4, when: {days_overdue: {at_least: 91}}}
otherwise: m0
because: {policy: House policy on first contacts, owner: Receivables}
"""


def test_stages_that_share_a_day_or_leave_one_out(tmp_path):
    found = [f for f in lint_packs(made(tmp_path, lateness=BANDS)) if f.code in ("DR510", "DR511")]
    assert [(f.code, f.severity) for f in found] == [("DR510", "error"), ("DR511", "error")]
    assert ["days_overdue 90" in found[0].message, "days_overdue is 0" in found[1].message] == [True, True]


def test_what_is_left_of_a_plan_goes_into_its_last_part():
    """Shares below the whole cannot lose a cent, so no finding is needed for them."""
    assert divide(Decimal("100.01"), [ShareOf(Decimal("0.3")), ShareOf(Decimal("0.3"))]) == [
        [Decimal("30.00")],
        [Decimal("70.01")],
    ]


def test_what_protects_cannot_be_said_anew(tmp_path):
    """Without a word that it replaces, neither later quiet hours nor an open gate gets past the one that is there."""
    later = 'kind: parameters\nparameters:\n  - {name: quiet_from, value: "23:00", unit: clock, meaning: Later.}\n'
    gate = f"kind: gates\ngates:\n  - id: text_approved\n    title: open\n    when: {{job: case}}\n    {BECAUSE}"
    found = lint_packs(made(tmp_path, figures=later, gates=gate))
    assert [(f.code, f.severity) for f in found] == [("DR201", "error"), ("DR201", "error")]


def test_quiet_hours_can_only_grow(tmp_path):
    """A rule that asks for fewer quiet hours adds nothing to those that are there, and takes nothing away."""
    wish = 'then: {quiet_hours: [{from: "23:30", until: "07:00"}]}'
    head = "kind: rules\nlayer: contact_limits\nrules:\n  - id: fewer-quiet-hours\n    title: Fewer\n    if_unknown: apply\n"
    folder = made(tmp_path, "receivables", rules=f"{head}    when: {{job: case}}\n    {wish}\n    {BECAUSE}")
    facts = {
        "debtor_type": "company",
        "due_date": "2026-11-10",
        "amount_due": 100,
        "currency": "CNY",
        "timezone": "Asia/Shanghai",
    }
    decision = load_engine(folder).decide(facts, "2026-11-25T22:30+08:00")
    assert (decision.contact.allowed_now, decision.channel) == (False, "none")


@pytest.mark.parametrize("name", ["an-unapproved-text-is-blocked", "what-is-written-is-reviewed", "firm-words-are-reviewed"])
def test_a_text_of_the_engine_waits_for_a_person(name):
    assert [p.answer for p in prove_pack("receivables", [name])] == ["proved"]
