"""Every objection has its answer, every hold its words, and the page that lists them is true."""

from __future__ import annotations

import pytest

from tests.packs.objection_page import PAGE, decided, page

QUIET = {"self_harm_or_vulnerable", "debtor_deceased", "debtor_missing_or_detained", "third_party_answers", "not_the_debtor"}
ANYTHING = {"other"}


def objections(engine):
    return [o.id for pack in engine.packs for o in pack.objections]


def test_the_page_of_objections_is_what_the_packs_decide(receivables):
    """Written anew by `python -m tests.packs.objection_page`."""
    assert PAGE.read_text("utf-8") == page(receivables)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("channels", [["phone"], ["wechat"], ["email"]], ids=["call", "message", "letter"])
@pytest.mark.parametrize("debtor_type", ["company", "individual"])
@pytest.mark.parametrize("due_date", ["2026-11-10", "2026-09-15"], ids=["M1", "M3"])
def test_every_objection_is_answered_in_every_form(receivables, debtor_type, due_date, channels, language):
    facts = {"debtor_type": debtor_type, "due_date": due_date, "language": language, "prep_sheet_complete": True}
    for objection in objections(receivables):
        decision = decided(receivables, objection=objection, available_channels=channels, **facts)
        if decision.script.form == "none":
            assert objection in QUIET
            continue
        sections = {s.id for s in decision.script.sections}
        assert decision.script.usable, objection
        assert sections & {"REPLY", "EMPATHY", "IDENTIFY"}, objection


def test_only_what_fits_nothing_gets_the_answer_for_anything(receivables):
    found = {
        o
        for o in objections(receivables)
        for s in decided(receivables, objection=o).script.sections
        if "reply-listening" in s.snippets
    }
    assert found == ANYTHING


def test_whoever_is_on_the_line_hears_that_the_case_rests(receivables):
    """Each kind of hold has a snippet of its own."""
    kinds = [i.id for p in receivables.packs for o in p.outcomes if o.name == "holds" for i in o.items]
    told = {"promise_open": {"promise_date": "2026-11-30", "promise_amount": 50_000}}
    heard = [
        snippet
        for kind in kinds
        for s in decided(receivables, holds=[kind], **told.get(kind, {})).script.sections
        if s.id == "REPLY"
        for snippet in s.snippets
    ]
    assert len(set(heard)) == len(heard) == len(kinds)


def test_a_talk_about_the_undisputed_part_never_names_the_whole(receivables):
    for objection in ["none", *objections(receivables)]:
        facts = {"holds": ["dispute"], "undisputed_amount": 30_000, "objection": objection}
        assert "50,000" not in decided(receivables, **facts).script.text, objection
