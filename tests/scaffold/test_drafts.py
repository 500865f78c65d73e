"""What is begun lints clean, its tests hold, and it says what it should."""

from __future__ import annotations

import pytest

from dunning_rules import UsageError, lint_packs, load_engine, run_pack_tests
from dunning_rules._authoring import begin
from dunning_rules.model.outcome import GUARD_LAYERS, LAYERS
from dunning_rules.scaffold.drafts import Name, addition, new_pack
from dunning_rules.scaffold.writing import write_new

CASE = {"debtor_type": "company", "due_date": "2026-11-10", "amount_due": 30000, "currency": "CNY", "timezone": "Asia/Shanghai"}
AS_OF = "2026-11-25T14:00+08:00"


def sound(folder, tests):
    """Whether a pack has no findings but true ones of a beginning, and so many tests that hold.

    On `base` alone nobody chooses a channel yet, so nothing is said (DR506); of several rules for one section one hides the
    others (DR504); an own objection with a reply leaves those of `base` without one (DR509).
    """
    results = run_pack_tests(folder)
    assert [f for f in lint_packs(folder) if f.code not in ("DR504", "DR506", "DR509")] == []
    assert [(r.test.name, r.failures) for r in results if not r.passed] == []
    return len(results) == tests


@pytest.fixture
def mine(tmp_path):
    begin("pack", "mine", tmp_path)
    return tmp_path / "mine"


@pytest.mark.parametrize("extends", ["base", "receivables"])
def test_a_new_pack_is_sound_and_so_is_what_is_added_to_it(tmp_path, extends):
    begin("pack", "mine", tmp_path, extends=extends)
    folder = tmp_path / "mine"
    assert sound(folder, 3)
    for kind in ("rule", "objection", "script"):
        begin(kind, f"new-{kind}", folder)
    assert sound(folder, 12)


def test_a_new_rule_is_sound_in_every_layer(tmp_path):
    begin("pack", "small", tmp_path, extends="base")
    for layer in LAYERS:
        begin("rule", f"in-{layer.replace('_', '-')}", tmp_path / "small", layer=layer)
    assert sound(tmp_path / "small", 3 + 3 * len(LAYERS))


def test_a_new_script_is_sound_in_every_section(mine, receivables):
    sections = [i.id for p in receivables.packs for o in p.outcomes if o.name == "script" for i in o.items]
    for section in sections:
        write_new(mine, addition("script", f"words-{section.lower().replace('_', '-')}", receivables.packs, section=section))
    assert sound(mine, 3 + 3 * len(sections))


def test_a_second_script_of_one_section_goes_ahead_of_the_first(mine):
    begin("script", "first", mine, layer="objection")
    begin("script", "second", mine, layer="special_case")
    begin("script", "third", mine, layer="objection")
    assert sound(mine, 12)
    said = load_engine(mine).decide({**CASE, "key_account": True}, AS_OF).script
    assert next(s.snippets for s in said.sections if s.id == "RELATIONSHIP") == ("second",)


def test_the_words_of_a_new_pack_are_said(mine):
    said = {
        language: load_engine(mine).decide({**CASE, "relationship_months": 36, "language": language}, AS_OF).script.text
        for language in ("en", "zh-CN")
    }
    assert "Thank you for working with us all these years." in said["en"]
    assert "这几年跟您合作，我们一直很感谢。" in said["zh-CN"]


def test_a_new_objection_is_answered_and_nothing_is_asked_for_before(mine):
    begin("objection", "credit-note-expected", mine)
    found = load_engine(mine).decide({**CASE, "objection": "credit_note_expected", "language": "en"}, AS_OF)
    assert found.script.text.startswith("Thank you for telling us; we've made a note of it. We'll look into it first")
    assert "SOLUTION" not in [s.id for s in found.script.sections]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_guard_says_what_an_unknown_fact_means_and_others_need_not(layer, receivables):
    (rule, _) = addition("rule", "some-rule", receivables.packs, layer=layer).values()
    assert ("if_unknown: skip" in rule) is (layer in GUARD_LAYERS)


@pytest.mark.parametrize(("kind", "name"), [("rule", "objection-first"), ("objection", "forgot"), ("script", "reply-forgot")])
def test_a_name_that_is_taken_is_refused(receivables, kind, name):
    with pytest.raises(UsageError, match=f"there is a {kind} `{name}` already"):
        addition(kind, name, receivables.packs)


def test_an_unknown_section_is_told_with_what_may_have_been_meant(receivables):
    with pytest.raises(UsageError, match=r"no section `SUMARY`. did you mean `SUMMARY`\?"):
        addition("script", "some-words", receivables.packs, section="SUMARY")


@pytest.mark.parametrize("given", ["", "Mine", "1st", "a b", "a--b", "../a", "a/b", "名"])
def test_what_is_no_name_is_refused(given):
    with pytest.raises(UsageError, match="is no name"):
        new_pack(given, "base")


def test_a_name_is_written_in_two_ways():
    assert (Name("credit_note").slug, Name("credit-note").name) == ("credit-note", "credit_note")


@pytest.mark.parametrize("kind", ["rule", "objection", "script"])
def test_every_file_points_editors_to_its_schema(kind, receivables):
    for path, text in addition(kind, "some-name", receivables.packs).items():
        wanted = "test" if path.endswith(".test.yaml") else text.split("\nkind: ")[1].split("\n")[0]
        first = text.splitlines()[0]
        assert first == f"# yaml-language-server: $schema={'../' * path.count('/')}<schemas>/{wanted}.schema.json"
