"""What a pack declares and nothing uses."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.unused import UNUSED, find_unused
from dunning_rules.compiler.passes import compile_packs
from tests.analysis.packing import facts, outcome, pack, parameters
from tests.meaning.both import derive, gate, rule, script


def found(*documents, **header):
    whole = pack(*documents, **header)
    programs, findings = compile_packs((whole,))
    assert programs, findings
    return find_unused((whole,), programs[0])


def messages(*documents, **header):
    return [f.message for f in found(*documents, **header)]


SECTION = outcome("script", {"id": "OPEN", "title": "x", "forms": ["call"]})
FORM = outcome("form", {"id": "call", "title": "x"})


@pytest.mark.parametrize(
    ("documents", "what"),
    [
        ([parameters({"name": "a", "value": 1})], "parameter `a`"),
        ([facts(a={})], "fact `a`"),
        ([derive("a", [{"value": "early", "when": {"b": True}}], "late"), facts(b={})], "derived fact `a`"),
        ([gate("a", {"b": True}), facts(b={})], "gate `a`"),
        ([script("a", "OPEN", {}, forms=["call"]), SECTION, FORM], "snippet `a`"),
        ([outcome("role", {"id": "a", "title": "x"})], "value of `role` `a`"),
        ([{"kind": "offers", "offers": [{"id": "a", "title": "x"}]}], "value of `offer` `a`"),
    ],
)
def test_what_nothing_uses_is_told_with_what_it_is(documents, what):
    assert messages(*documents) == [f"nothing uses the {what}"]


def test_it_is_a_warning_with_a_way_out():
    (told,) = found(facts(a={}))
    assert (told.code, told.severity, told.help) == (UNUSED, "warning", "use it, or take it out")


def test_a_library_may_hold_more_than_it_uses():
    assert found(facts(a={}), library=True) == ()


ROLE = outcome("role", {"id": "clerk", "title": "x"})


@pytest.mark.parametrize(
    "documents",
    [
        [facts(a={}), ROLE, rule("r", {"role": "clerk"}, {"a": True})],
        [facts(a={"type": "integer"}), ROLE, rule("r", {"role": "clerk"}, {"a": {"parameter": "p"}}),
         parameters({"name": "p", "value": 1})],
        [facts(a={}), gate("g", {"a": True}), outcome("role", {"id": "clerk", "title": "x", "gate": "g"}),
         rule("r", {"role": "clerk"}, {"a": True})],
        [facts(a={}), gate("g", {"a": True}, forms=["call"]), FORM],
        [outcome("tone", {"id": "warm", "title": "x"})],
        [outcome("channel", {"id": "phone", "title": "x"})],
    ],
    ids=["a tested fact", "a parameter in a test", "a gate of a value", "a gate of a form", "a tone", "a channel"],
)  # fmt: skip
def test_nothing_is_told_of(documents):
    assert messages(*documents) == []


def test_a_slot_of_a_sentence_uses_its_fact():
    said = script("s", "OPEN", {"zh-CN": "{{ a }}。", "en": "{{ a }}."}, forms=["call"])
    assert messages(facts(a={"type": "text"}), said, SECTION, FORM) == ["nothing uses the snippet `s`"]
