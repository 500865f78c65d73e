"""Packs laid over each other: what replaces, what is taken out, and what is refused (M16)."""

from __future__ import annotations

import json

import pytest

from dunning_rules.compiler.overlays import heard
from dunning_rules.compiler.passes import compile_packs
from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from dunning_rules.source.folder import pack_of
from tests.building import document
from tests.meaning.both import AS_OF, gate, resolved, rule, vocabulary

CALL = rule("same", {"next_actions": ["call"]})
WRITE = rule("same", {"next_actions": ["write"]}, replaces=True)


def pack(name, *documents, **header):
    head = {"kind": "pack", "id": name, "title": "x", "version": "1.0.0", "owner": "me", "languages": ["en"], **header}
    files = ["pack.yaml", *(f"{number}.yaml" for number, _ in enumerate(documents))]
    read = [document(json.dumps(d), f"{name}/{file}") for d, file in zip((head, *documents), files, strict=True)]
    found, findings = pack_of(read, name)
    assert findings == []
    return found


def over(*documents, beneath=(CALL,), **header):
    """A pack laid over a small one."""
    return pack("under", *vocabulary(), *beneath), pack("over", *documents, **header)


def decided(packs, facts=None):
    programs, findings = compile_packs(packs)
    assert findings == ()
    return resolved(Decider.of(programs[0]), CaseReader(programs[0].facts), facts or {})


def told(packs):
    return [(f.code, f.message, f.place.file, f.help) for f in compile_packs(packs)[1]]


def removing(*removals):
    return {"remove": [{"reason": "not ours", **r} for r in removals]}


def test_what_replaces_is_heard_in_the_place_of_the_other():
    assert decided(over(WRITE))["collected"]["next_actions"] == ["write"]


def test_what_is_taken_out_is_not_heard():
    assert decided(over(**removing({"id": "same"})))["collected"]["next_actions"] == []


def test_an_id_that_stands_twice_in_silence_is_refused_with_the_word_to_say():
    ((code, message, file, help_),) = told(over(rule("same", {"next_actions": ["write"]})))
    assert (code, message, file) == ("DR201", "the rule `same` stands twice", "over/0.yaml")
    assert help_.startswith("it stands at under/")
    assert help_.endswith(" already; to put this one in its place say `replaces: true`")


def test_twice_in_one_pack_is_no_overlay():
    assert "replaces" not in told((pack("one", *vocabulary(), CALL, CALL),))[0][3]


def test_nothing_to_replace_is_told_with_the_nearest():
    found = told(over(rule("sane", {"next_actions": ["write"]}, replaces=True)))
    assert found == [("DR230", "there is no rule `sane` in the packs beneath", "over/0.yaml", "did you mean `same`?")]


def test_another_kind_of_that_name_is_not_replaced():
    assert told(over(gate("same", {"days": 1}, replaces=True)))[0][1] == "there is no gate `same` in the packs beneath"


def test_nothing_to_take_out_is_told():
    found = told(over(**removing({"id": "some"})))
    assert [(code, message) for code, message, *_ in found] == [("DR230", "there is no `some` in the packs beneath")]


TWO_KINDS = (CALL, gate("same", {"days": 1}))


def test_an_id_of_two_kinds_asks_for_the_kind():
    ((code, message, _, help_),) = told(over(beneath=TWO_KINDS, **removing({"id": "same"})))
    assert (code, message) == ("DR230", "`same` may be the gate `same` or the rule `same`")
    assert help_ == "say which: `kind:` `gate` or `rule`"


def test_the_kind_says_which_is_meant():
    packs = over(beneath=TWO_KINDS, **removing({"id": "same", "kind": "rule"}))
    assert told(packs) == []
    assert [len(p.rules) for p in heard(packs)] == [0, 0]
    assert [g.id for g in heard(packs)[0].gates] == ["same"]


def test_values_of_two_outcomes_are_told_apart_by_the_outcome():
    manual = {"kind": "outcome", "outcome": "records", "values": [{"id": "manual", "title": "x"}]}
    ((_, _, _, help_),) = told(over(beneath=(manual,), **removing({"id": "manual"})))
    assert help_ == "say which: `holds.manual` or `records.manual`"
    assert told(over(beneath=(manual,), **removing({"id": "records.manual"}))) == []


@pytest.mark.parametrize(
    ("middle", "top"),
    [
        ({"documents": [WRITE]}, {"documents": [WRITE]}),
        ({"documents": [WRITE]}, removing({"id": "same"})),
        (removing({"id": "same"}), {"documents": [CALL]}),
    ],
)
def test_two_overlays_on_one_id_are_refused_where_the_second_stands(middle, top):
    made = [pack(n, *said.pop("documents", ()), **said) for n, said in (("middle", dict(middle)), ("top", dict(top)))]
    found = told((pack("under", *vocabulary(), CALL), *made))
    assert [(code, message) for code, message, *_ in found] == [("DR231", "the rule `same` is replaced or taken out already")]
    assert found[0][2].startswith("top/")


def test_one_pack_does_not_replace_and_take_out():
    assert [f[0] for f in told(over(WRITE, **removing({"id": "same"})))] == ["DR231"]


def test_who_names_what_was_taken_out_hears_where_it_went():
    found = told(over(beneath=(rule("user", {"role": "chief"}),), **removing({"id": "chief"})))
    assert [(code, message) for code, message, *_ in found] == [("DR202", "unknown role `chief`")]
    assert found[0][3].startswith("it was taken out at over/pack.yaml:")


def test_a_value_that_replaces_keeps_its_place_in_the_order():
    value = {"kind": "outcome", "outcome": "next_actions", "values": [{"id": "wait", "title": "y", "replaces": True}]}
    packs = over(value, rule("both", {"next_actions": ["call", "wait"]}), beneath=())
    assert decided(packs)["collected"]["next_actions"] == ["wait", "call"]


def test_an_objection_that_replaces_keeps_its_gravity():
    dispute = {"kind": "objections", "objections": [{"id": "dispute", "title": "y", "replaces": True}]}
    programs, findings = compile_packs(over(dispute))
    assert findings == ()
    assert programs[0].facts["objection"].values == ("none", "dispute", "fee", "late_fee", "delay", "other")


def test_triggers_add_up_unless_one_replaces():
    def triggers(word, **more):
        return {"kind": "triggers", "objection": "delay", "phrases": {"en": [word]}, **more}

    added = over(triggers("later"), beneath=(triggers("wait"),))
    replaced = over(triggers("later", replaces=True), beneath=(triggers("wait"), triggers("pause")))
    assert [len(p.words.triggers) for p in heard(added)] == [1, 1]
    assert [len(p.words.triggers) for p in heard(replaced)] == [0, 1]


def test_the_decision_names_every_pack_and_the_rule_its_own():
    programs, _ = compile_packs(over(WRITE))
    reader = CaseReader(programs[0].facts)
    decision = Decider.of(programs[0]).decide(reader.read({}, AS_OF))
    assert [p.id for p in decision.packs] == ["under", "over"]
    assert [(r.rule, r.pack) for r in decision.trace.fired] == [("same", "over")]
    assert "(over/same; policy: x)" in decision.explain()


def test_hearing_twice_changes_nothing():
    packs = over(WRITE, **removing({"id": "plan"}))
    assert heard(heard(packs)) == heard(packs)
