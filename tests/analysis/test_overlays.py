"""What an overlay may not loosen, and what it is free to do."""

from __future__ import annotations

import pytest

from dunning_rules.analysis.overlays import find_loosened
from dunning_rules.compiler.passes import compile_packs
from tests.compiler.test_overlays import pack, removing
from tests.meaning.both import derive, gate, rule, vocabulary

GUARD = rule(
    "guard", {"channel": "none", "codes": ["C-ONE"], "closes": ["script", "consequences"]}, {"agreed": False}, layer="hold"
)
GATE = gate("door", {"agreed": True, "days": {"at_least": {"parameter": "limit"}}}, code="C-ONE")
EARLY = derive("mine", [{"value": "early", "when": {"days": 1}}], "late")
READS = rule("g", {"codes": ["C-ONE"]}, {"mine": "early"}, layer="hold")
ASKS = rule("g", {"codes": ["C-ONE"]}, {"objection": "dispute"}, layer="hold")


def guard(**changed):
    """The guard again, replaced by a changed one."""
    return {**GUARD, "rules": [GUARD["rules"][0] | changed | {"replaces": True}]}


def parameters(*described):
    return {"kind": "parameters", "parameters": [{"meaning": "x", **d} for d in described]}


def value(outcome, name, **more):
    return {"kind": "outcome", "outcome": outcome, "values": [{"id": name, "title": "x", "replaces": True, **more}]}


def cue(phrase, **more):
    body = {"code": "W-X", "title": "x", "category": "threat", "severity": "block", "reason": "x", "phrases": {"en": [phrase]}}
    return {"kind": "cues", "cues": [body | more]}


def heard_as(*phrases, unless=(), **more):
    looked = {"phrases": {"en": list(phrases)}, **({"unless": {"en": list(unless)}} if unless else {})}
    return {"kind": "triggers", "objection": "dispute", **looked, **more}


def told(beneath, *documents, library=False, **header):
    """What an overlay of these documents loosens of a pack of those; it compiles all the same."""
    packs = (pack("under", *vocabulary(), *beneath, library=library), pack("over", *documents, **header))
    assert [f for f in compile_packs(packs)[1] if f.severity == "error"] == []
    return [(f.message, f.place.file) for f in find_loosened(packs)]


LOOSENING = {
    "a guard in fewer cases": ([GUARD], [guard(when={"agreed": False, "days": 1})],
                               "the rule `guard` of `under` would hold back less: when"),
    "a guard that retires": ([GUARD], [guard(status="retired")],
                             "the rule `guard` of `under` would hold back less: status"),
    "a guard that comes later": ([GUARD], [guard(priority=-1)],
                                 "the rule `guard` of `under` would hold back less: priority"),
    "a gate in more cases": ([GATE], [gate("door", {"agreed": True}, code="C-ONE", replaces=True)],
                             "the gate `door` of `under` would hold back less: when"),
    "a figure of a gate": ([GATE], [parameters({"name": "limit", "value": 29, "replaces": True})],
                           "with this parameter `limit` the gate `door` of `under` would hold back less: when"),
    "a figure the wrong way": ([parameters({"name": "cap", "value": 3, "stricter": "lower"})],
                               [parameters({"name": "cap", "value": 4, "stricter": "lower", "replaces": True})],
                               "the parameter `cap` of `under` would hold back less: value"),
    "a channel of another form": ([], [value("channel", "phone", form="letter")],
                                  "the value `channel.phone` of `under` would hold back less: form"),
    "a cue that misses a phrase": ([cue("or else")], [cue("beware", replaces=True)],
                                   "the cue `W-X` of `under` would hold back less: phrases"),
    "a cue with a near-miss": ([cue("or else")], [cue("or else", unless={"en": ["or else what"]}, replaces=True)],
                               "the cue `W-X` of `under` would hold back less: unless"),
    "the words of a list that a cue looks for": (
        [cue("<bad>"), {"kind": "words", "words": [{"id": "bad", "meaning": "x", "en": ["beware"]}]}],
        [{"kind": "words", "words": [{"id": "bad", "meaning": "x", "en": ["mind"], "replaces": True}]}],
        "the word list `bad` of `under` is read by the cue `W-X`, and must stay as it is"),
    "a derived fact that a guard reads": (
        [EARLY, READS],
        [derive("mine", [{"value": "early", "when": {"days": 2}}], "late", replaces=True)],
        "the derived fact `mine` of `under` is read by the guard `g`, and must stay as it is"),
    "a figure of a derived fact that a guard reads": (
        [derive("mine", [{"value": "early", "when": {"days": {"at_most": {"parameter": "limit"}}}}], "late"),
         READS],
        [parameters({"name": "limit", "value": 29, "replaces": True})],
        "the parameter `limit` of `under` is read by the guard `g`, and must stay as it is"),
    "a trigger of what a guard asks for": (
        [ASKS, heard_as("wrong")],
        [heard_as("wrong", unless=["not wrong"], replaces=True)],
        "the trigger `dispute` of `under` is read by the guard `g`, and must stay as it is"),
    "a rule that keeps contacts apart": (
        [rule("apart", {"contact_interval": {"base": 5}})], [rule("apart", {"contact_interval": {"base": 4}}, replaces=True)],
        "the rule `apart` of `under` would hold back less: then"),
    "a new rule that brings them nearer": ([], [rule("near", {"contact_interval": {"hard_cap": 1}})],
                                           "the rule `near` may bring contacts nearer to each other: contact_interval.hard_cap"),
    "a new guard before one that closes what it wants": (
        [GUARD], [rule("new", {"consequences": ["interest"]}, layer="law")],
        "the rule `new` goes before the guard `guard` of `under`, which stops consequences"),
    "a new guard with a channel": ([GUARD], [rule("new", {"channel": "phone"}, layer="law")],
                                   "the rule `new` goes before the guard `guard` of `under`, which stops channel"),
    "a new guard that makes the tone firmer": ([], [rule("new", {"tone": {"floor": "firm"}}, layer="law")],
                                               "the rule `new` of a guard layer makes the tone firmer: tone.floor"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOSENING)
def test_an_overlay_does_not_loosen(name):
    beneath, documents, message = LOOSENING[name]
    ((said, file),) = told(beneath, *documents)
    assert said == message
    assert file.startswith("over/")


REMOVED = {
    "a guard": ([GUARD], "guard", "the rule `guard` of `under` would hold back less: removed"),
    "a gate": ([GATE], "door", "the gate `door` of `under` would hold back less: removed"),
    "a cue": ([cue("or else")], "W-X", "the cue `W-X` of `under` would hold back less: removed"),
    "a promise": (
        [
            {
                "kind": "properties",
                "properties": [{"id": "p", "title": "x", "because": {"policy": "x"}, "never": {"role": "chief"}}],
            }
        ],
        "p",
        "the property `p` of `under` would hold back less: removed",
    ),
    "what is heard as an objection under one that a guard asks for": (
        [ASKS],
        "late_fee",
        "the objection `late_fee` of `under` is read by the guard `g`, and must stay as it is",
    ),
    "a rule that keeps contacts apart": (
        [rule("apart", {"contact_interval": {"base": 5}})],
        "apart",
        "the rule `apart` of `under` would hold back less: removed",
    ),
}


@pytest.mark.parametrize("name", REMOVED)
def test_an_overlay_does_not_take_out(name):
    beneath, gone, message = REMOVED[name]
    assert told(beneath, **removing({"id": gone})) == [(message, "over/pack.yaml")]


FREE = {
    "a guard in more cases": ([GUARD], [guard(when={"agreed": [False]})]),
    "a gate in fewer cases": ([GATE], [gate("door", {"agreed": True, "days": {"at_least": 31}}, code="C-ONE", replaces=True)]),
    "a figure the right way": ([GATE], [parameters({"name": "limit", "value": 31, "replaces": True})]),
    "a rule of a later layer": ([rule("r", {"offer": "plan"})], [rule("r", {"offer": "rebate"}, replaces=True)]),
    "contacts further apart": (
        [rule("a", {"contact_interval": {"base": 5}})], [rule("a", {"contact_interval": {"base": 6}}, replaces=True)]),
    "a new floor of the interval": ([], [rule("a", {"contact_interval": {"floor": 6}})]),
    "a new guard that only holds back": ([GUARD], [rule("n", {"codes": ["C-TWO"], "closes": ["offer"]}, layer="law")]),
    "a new guard with `none`": ([GUARD], [rule("n", {"channel": "none"}, layer="law")]),
    "a new guard behind the others": ([GUARD], [rule("n", {"consequences": ["interest"]}, layer="contact_limits")]),
    "a new guard that never meets the other": (
        [GUARD], [rule("n", {"consequences": ["interest"]}, {"agreed": True}, layer="law")]),
    "a derived fact that no guard reads": (
        [EARLY, rule("r", {"role": "chief"}, {"mine": "early"})],
        [derive("mine", [{"value": "early", "when": {"days": 2}}], "late", replaces=True)]),
    "another title of one that a guard reads": (
        [EARLY, READS],
        [derive("mine", [{"value": "early", "when": {"days": 1}}], "late", replaces=True, title="y")]),
    "more words for what a guard asks for": (
        [ASKS, heard_as("wrong")],
        [heard_as("wrong", "not right", replaces=True)]),
    "a trigger of what no guard asks for": ([heard_as("wrong")], [heard_as("odd", replaces=True)]),
}  # fmt: skip


@pytest.mark.parametrize("name", FREE)
def test_an_overlay_is_free_to(name):
    beneath, documents = FREE[name]
    assert told(beneath, *documents) == []


def test_what_is_laid_on_libraries_only_decides_what_they_leave_open():
    assert told([GUARD], rule("new", {"channel": "phone"}, layer="law"), library=True) == []


def test_a_rule_that_unknown_facts_let_apply_meets_another_such():
    guard = rule("guard", {"closes": ["offer"]}, {"agreed": False}, layer="hold", if_unknown="apply")
    new = rule("new", {"offer": "plan"}, {"agreed": True}, layer="law", if_unknown="apply")
    assert [message for message, _ in told([guard], new)] == [
        "the rule `new` goes before the guard `guard` of `under`, which stops offer"
    ]
