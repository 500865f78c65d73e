"""What must hold for every pack that comes with the library."""

from __future__ import annotations

import re

import pytest

from dunning_rules import lint_packs
from dunning_rules._authoring import cover_pack
from dunning_rules.model.coverage import FIGURES
from dunning_rules.source.library import read_packs

PACKS = ["base", "receivables", "examples/milder-practice", "examples/wrong-invoice-name"]
RUNS = {name: cover_pack(name) for name in PACKS}
DAYS = {"M0 early": -10, "M0 reminder": -3, "M0 due": 0, "M1": 5, "M2": 40, "M3": 70, "M4_PLUS": 120}
SEGMENTS = ["negative", "sales_led", "payment_led", "strategic", "unclassified"]


@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_has_no_findings(name):
    assert [f for f in lint_packs(name) if not f.suppressed] == []


@pytest.mark.parametrize(
    "result", [r for run in RUNS.values() for r in run.results], ids=lambda r: f"{r.test.place.file}:{r.test.name}"
)
def test_a_pack_test_holds(result):
    assert result.failures == ()


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_fires_in_a_test(name):
    assert RUNS[name].coverage.missing("rules") == ()


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_keeps_its_floors(name):
    assert RUNS[name].findings == ()


@pytest.mark.parametrize("name", PACKS)
def test_a_floor_is_just_under_what_is_covered(name):
    """A floor far below what is there would let coverage fall unseen."""
    pack, counts = read_packs(name)[0][-1], RUNS[name].coverage.counts()
    assert {f.figure: counts[f.figure].percent - f.percent for f in pack.header.floors} == dict.fromkeys(FIGURES, 0)


def case(stage, debtor_type, **more):
    due = {"M0 early": "2026-12-05", "M0 reminder": "2026-11-28", "M0 due": "2026-11-25", "M1": "2026-11-20"}
    due |= {"M2": "2026-10-16", "M3": "2026-09-16", "M4_PLUS": "2026-07-28"}
    facts = {"debtor_type": debtor_type, "due_date": due[stage], "amount_due": 30_000, "currency": "CNY"}
    return {**facts, "timezone": "Asia/Shanghai", "prep_sheet_complete": True, "prior_late_count": 0, **more}


AT = {"company": "2026-11-25T14:30+08:00", "individual": "2026-11-25T19:15+08:00"}


def decided(engine, stage, debtor_type, **more):
    return engine.decide(case(stage, debtor_type, **more), as_of=AT[debtor_type])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("segment", SEGMENTS)
@pytest.mark.parametrize("debtor_type", ["company", "individual"])
@pytest.mark.parametrize("stage", ["M1", "M2", "M3", "M4_PLUS"])
def test_every_overdue_talk_says_who_what_and_what_next(receivables, stage, debtor_type, segment, language):
    decision = decided(receivables, stage, debtor_type, segment=segment, language=language)
    sections = [s.id for s in decision.script.sections]
    assert (decision.script.form, decision.script.usable) == ("call", True)
    assert [s for s in ("IDENTIFY", "FACTS", "SUMMARY") if s in sections] == ["IDENTIFY", "FACTS", "SUMMARY"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("debtor_type", ["company", "individual"])
@pytest.mark.parametrize("stage", ["M0 reminder", "M0 due"])
def test_before_the_due_date_there_is_a_friendly_word_and_no_consequence(receivables, stage, debtor_type, language):
    decision = decided(receivables, stage, debtor_type, language=language, late_fee_clause=True, late_fee_rate="0.05")
    assert (decision.script.usable, decision.consequences, decision.tone.name) == (True, (), "warm")
    assert decision.script.text


@pytest.mark.parametrize("debtor_type", ["company", "individual"])
@pytest.mark.parametrize("stage", list(DAYS))
def test_english_scripts_hold_no_chinese_and_the_other_way_round(receivables, stage, debtor_type):
    english = decided(receivables, stage, debtor_type, language="en", available_channels=["phone", "wechat"]).script.text
    chinese = decided(receivables, stage, debtor_type, language="zh-CN", available_channels=["phone", "wechat"]).script.text
    assert re.findall(r"[\u4e00-\u9fff]", english) == []
    assert re.findall(r"[A-Za-z]{3,}", chinese) == []


def test_individuals_are_never_spoken_to_formally_and_finally(receivables):
    decision = decided(receivables, "M4_PLUS", "individual", escalation_step="legal_notice", legal_action_approved=True)
    assert decision.tone.name == "firm"


def test_the_pack_stays_small_enough_to_be_read(receivables):
    assert len([s for pack in receivables.packs for s in pack.snippets]) <= 260


def test_every_snippet_is_used(receivables):
    named = set()
    for pack in receivables.packs:
        wishes = [r.then for r in pack.rules] + [g.refused for g in pack.gates]
        wishes += [b.then for o in pack.outcomes for i in o.items for b in i.brings]
        for then in wishes:
            named |= {str(c.value) for c in then.choose if c.target == "script"}
            named |= {str(c.value) for c in then.collect if c.target == "script.REPLY"}
    assert {s.id for pack in receivables.packs for s in pack.snippets} - named == set()


def test_every_rule_names_its_source_or_its_policy(receivables):
    bare = [r.id for pack in receivables.packs for r in pack.rules if not (r.because.rows or r.because.policy)]
    assert bare == []


def test_no_threshold_hides_in_a_rule(receivables):
    """Numbers in conditions stand in parameters; zero and one only say `any` and `none`."""
    numbers = []
    for pack in receivables.packs:
        for r in pack.rules:
            numbers += [(r.id, o) for t in _tests(r.when) for o in t.operands if _is_threshold(o)]
    assert numbers == []


def _tests(condition):
    from dunning_rules.model.condition import tests_of  # noqa: PLC0415 - a walk the test does not want to write again

    return tests_of(condition)


def _is_threshold(operand):
    return isinstance(operand, int) and not isinstance(operand, bool) and operand not in (0, 1)
