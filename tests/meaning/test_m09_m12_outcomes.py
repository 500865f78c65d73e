"""M9 to M12: kinds of outcomes, layers, what values bring, and gates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning_rules.source.check import check_shape
from dunning_rules.source.reading import Document
from tests.meaning.both import asked, compiled, gate, rule, script, vocabulary


def found(*documents, facts=None, elapsed=True, **changed):
    return asked([*vocabulary(**changed), *documents], facts or {}, elapsed=elapsed)


def test_the_first_layer_that_sets_a_choice_wins():
    assert found(rule("a", {"role": "clerk"}, layer="stage"), rule("b", {"role": "chief"}, layer="hold"))["role"] == "chief"


def test_inside_a_layer_the_higher_priority_wins():
    assert found(rule("a", {"role": "clerk"}, priority=1), rule("b", {"role": "chief"}, priority=2))["role"] == "chief"


def test_none_is_a_value():
    early = rule("a", {"offer": "none"}, layer="hold")
    assert found(early, rule("b", {"offer": "plan"}))["offer"] == "none"


def test_collections_join_over_all_layers_in_the_declared_order():
    late, early = rule("a", {"next_actions": ["call"]}), rule("b", {"next_actions": ["wait"]}, layer="default")
    assert found(late, early)["collected"]["next_actions"] == ["wait", "call"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([{"base": "warm"}], "warm"),
        ([{"base": "warm"}, {"shift": 1}], "plain"),
        ([{"base": "warm"}, {"shift": 1}, {"shift": 1}], "firm"),
        ([{"base": "firm"}, {"soft_cap": "plain"}], "plain"),
        ([{"base": "firm"}, {"soft_cap": "warm"}, {"floor": "plain"}], "plain"),
        ([{"base": "firm"}, {"floor": "firm"}, {"hard_cap": "plain"}], "plain"),
        ([{"base": "firm"}, {"hard_cap": "plain"}, {"hard_cap": "warm"}], "warm"),
        ([{"shift": 1}, {"floor": "firm"}], None),
        ([{"base": "firm"}, {"shift": 5}], "firm"),
        ([{"base": "warm"}, {"shift": -3}], "warm"),
    ],
)
def test_a_level_takes_its_steps_in_their_order(steps, expected):
    rules = [rule(f"r{n}", {"tone": step}, priority=n, layer="default") for n, step in enumerate(steps)]
    assert found(*rules)["tone"] == expected


def test_a_factor_rounds_up():
    rules = [rule("a", {"contact_interval": {"base": 2}}), rule("b", {"contact_interval": {"times": Decimal("0.6")}}, priority=1)]
    assert found(*rules)["interval"] == 2


def test_the_gravest_verdict_stands():
    rules = [
        rule("a", {"verdict": "hold"}),
        rule("b", {"verdict": "review"}, priority=1),
        rule("c", {"verdict": "block"}, layer="default"),
    ]
    assert found(*rules)["verdict"] == "block"


def test_two_values_at_equal_rank_are_refused_with_a_witness():
    rules = [rule("a", {"role": "clerk"}, {"days": {"at_least": 30}}), rule("b", {"role": "chief"}, {"agreed": True})]
    findings = compiled([*vocabulary(), *rules])[1]
    assert [f.code for f in findings] == ["DR213"]
    assert "agreed: true, days: 30" in findings[0].message


def test_two_values_at_equal_rank_that_exclude_each_other_are_fine():
    rules = [rule("a", {"role": "clerk"}, {"days": {"at_least": 30}}), rule("b", {"role": "chief"}, {"days": {"less_than": 30}})]
    assert compiled([*vocabulary(), *rules])[1] == ()


def test_a_guard_closes_targets_for_later_ranks_only():
    guard = rule("a", {"next_actions": ["wait"], "closes": ["next_actions"]}, layer="hold", priority=5)
    same = rule("b", {"next_actions": ["write"]}, layer="hold", priority=5)
    later = rule("c", {"next_actions": ["call"]}, layer="hold", priority=4)
    assert found(guard, same, later)["collected"]["next_actions"] == ["wait", "write"]


def test_all_codes_are_listed_whoever_speaks():
    guard = rule("a", {"codes": ["C-ONE"], "closes": ["next_actions", "script"]}, layer="hold")
    assert found(guard, rule("b", {"codes": ["C-TWO"]}))["collected"]["codes"] == ["C-ONE", "C-TWO"]


def test_the_order_of_files_never_matters():
    rules = [rule("a", {"role": "clerk", "next_actions": ["call"]}), rule("b", {"role": "chief"}, layer="hold")]
    assert found(*rules) == found(*reversed(rules))


def test_an_offer_brings_what_it_says():
    offers = [{"id": "plan", "title": "x", "brings": {"verdict": "review", "codes": ["C-ONE"]}}, {"id": "rebate", "title": "x"}]
    seen = found(rule("a", {"offer": "plan"}), offers=offers)
    assert (seen["verdict"], seen["collected"]["codes"]) == ("review", ["C-ONE"])


def test_what_a_verdict_brings_goes_no_further():
    verdict = [{"id": "allow", "title": "x"}, {"id": "review", "title": "x", "brings": {"codes": ["C-ONE"], "verdict": "block"}}]
    verdict += [{"id": "hold", "title": "x"}, {"id": "block", "title": "x", "brings": {"codes": ["C-TWO"]}}]
    seen = found(rule("a", {"verdict": "review"}), verdict=verdict)
    assert (seen["verdict"], seen["collected"]["codes"]) == ("review", ["C-ONE"])


def test_what_protects_is_brought_when_it_cannot_be_told():
    tone = [{"id": "warm", "title": "x", "brings": {"when": {"days": 1}, "verdict": "review"}}]
    assert found(rule("a", {"tone": {"base": "warm"}, "channel": "phone"}), tone=tone)["verdict"] == "review"


def test_the_words_of_an_offer_stand_behind_the_rule_that_chose_it():
    offers = [{"id": "plan", "title": "x", "brings": {"script": {"CLOSE": "close-one"}}}, {"id": "rebate", "title": "x"}]
    chosen = rule("a", {"offer": "plan", "closes": ["script"], "channel": "phone"})
    later = rule("b", {"script": {"CLOSE": "close-two"}}, layer="default")
    texts = [script("close-one", "CLOSE", {}), script("close-two", "CLOSE", {})]
    assert found(chosen, later, *texts, offers=offers)["text"] == {"CLOSE": [("close-one", 0)]}


@pytest.mark.parametrize("outcome", ["holds", "verdict", "tone", "channel"])
def test_only_an_offer_brings_words(outcome):
    """Two holds at once would each bring its own, and nobody could say whose are spoken."""
    value = {"id": "manual", "title": "x", "brings": {"script": {"CLOSE": "close-one"}}}
    findings = check_shape(Document("x.yaml", {"kind": "outcome", "outcome": outcome, "values": [value]}))
    assert [(f.code, f.message) for f in findings] == [("DR114", "unknown key `script`")]


GATED = [{"id": "plan", "title": "x", "gate": "g", "instead": "rebate"}, {"id": "rebate", "title": "x"}]
G = gate("g", {"agreed": True}, code="C-ONE", refused={"verdict": "review"})
OFFERED = rule("a", {"offer": "plan"})


def test_an_open_gate_lets_the_offer_in():
    seen = found(OFFERED, G, offers=GATED, facts={"agreed": True})
    assert (seen["offer"], seen["removed"], seen["verdict"]) == ("plan", [], "allow")


def test_a_shut_gate_takes_the_offer_out_and_puts_the_other_in():
    seen = found(OFFERED, G, offers=GATED, facts={"agreed": False})
    assert (seen["offer"], seen["removed"], seen["verdict"]) == ("rebate", [("C-ONE", "plan")], "review")


def test_a_gate_that_cannot_be_told_leaves_it_unsaid():
    seen = found(OFFERED, G, offers=GATED)
    assert (seen["offer"], seen["removed"], seen["unsaid"], seen["verdict"]) == ("none", [], ["plan"], "allow")


def test_a_claim_is_said_only_when_it_is_true():
    text = script("open-one", "OPEN", {}, {"claim": "g"})
    speak = rule("a", {"channel": "phone", "script": {"OPEN": "open-one"}})
    seen = [found(speak, text, G, facts=f)["text"]["OPEN"] for f in ({"agreed": True}, {"agreed": False}, {})]
    assert seen == [[("open-one", 0), ("open-one", 1)], [("open-one", 0)], [("open-one", 0)]]


def test_a_sentence_with_a_condition_is_said_only_then():
    text = script("open-one", "OPEN", {"when": {"days": 1}}, {"when": {"days": {"known": False}}})
    speak = rule("a", {"channel": "phone", "script": {"OPEN": "open-one"}})
    assert found(speak, text)["text"] == {"OPEN": [("open-one", 1)]}


def test_consequences_are_said_where_the_snippet_says_so():
    text = script("open-one", "OPEN", {"insert": "consequences"})
    speak = rule("a", {"channel": "phone", "script": {"OPEN": "open-one"}})
    named = rule("b", {"consequences": ["interest"]}, {"agreed": True})
    assert [found(speak, named, text, facts=f)["text"] for f in ({"agreed": True}, {})] == [{"OPEN": [("open-one", 0)]}, {}]


def test_a_channel_whose_gate_is_not_open_is_skipped():
    channels = [{"id": "phone", "title": "x", "form": "call", "gate": "g"}, {"id": "post", "title": "x", "form": "letter"}]
    assert found(rule("a", {"channel": "phone"}), G, channel=channels)["channel"] == "post"


def test_an_order_of_channels_may_end_in_none():
    channels = [{"id": "phone", "title": "x", "form": "call", "gate": "g"}, {"id": "post", "title": "x", "form": "letter"}]
    assert found(rule("a", {"channel": ["phone", "none"]}), G, channel=channels)["channel"] == "none"


FORM = gate(
    "f", {"agreed": True}, forms=["call"], layer="contact_limits",
    refused={"channel": "none", "next_actions": ["wait"], "closes": ["next_actions"]},
)  # fmt: skip
CALL = rule("a", {"channel": "phone", "next_actions": ["call"]})


@pytest.mark.parametrize(
    ("facts", "channel", "actions"),
    [({"agreed": True}, "phone", ["call"]), ({"agreed": False}, "none", ["wait"]), ({}, "none", ["wait"])],
)
def test_a_gate_before_a_form_speaks_unless_it_is_open(facts, channel, actions):
    seen = found(CALL, FORM, facts=facts)
    assert (seen["channel"], seen["collected"]["next_actions"]) == (channel, actions)


@pytest.mark.parametrize(("elapsed", "channel"), [(True, "phone"), (False, "none")])
def test_a_timed_gate_opens_by_itself(elapsed, channel):
    timed = {"kind": "gates", "gates": [{**FORM["gates"][0], "opens_after": {"level": "contact_interval", "since": "talked_at"}}]}
    assert found(CALL, timed, elapsed=elapsed)["channel"] == channel


def test_of_rules_of_one_rank_the_replies_come_in_the_order_of_their_ids():
    texts = [script(f"reply-{n}", "REPLY", {}) for n in ("one", "two")]
    later, earlier = (rule(i, {"channel": "phone", "script": {"REPLY": [f"reply-{n}"]}}) for i, n in (("b", "one"), ("a", "two")))
    assert [name for name, _ in found(later, earlier, *texts)["text"]["REPLY"]] == ["reply-two", "reply-one"]


def test_at_most_three_replies_are_given():
    texts = [script(f"reply-{n}", "REPLY", {}) for n in ("one", "two", "three", "four")]
    speak = rule("a", {"channel": "phone", "script": {"REPLY": [f"reply-{n}" for n in ("one", "two", "three", "four")]}})
    assert [name for name, _ in found(speak, *texts)["text"]["REPLY"]] == ["reply-one", "reply-two", "reply-three"]


def test_a_snippet_of_another_form_is_not_said():
    text = script("open-one", "OPEN", {}, forms=["letter"])
    assert found(rule("a", {"channel": "phone", "script": {"OPEN": "open-one"}}), text)["text"] == {}


def test_a_tone_brings_nothing_where_nothing_is_said():
    tone = [{"id": "warm", "title": "x", "brings": {"verdict": "review"}}]
    assert found(rule("a", {"tone": {"base": "warm"}, "channel": "none"}), tone=tone)["verdict"] == "allow"


PLACE = script("open-one", "OPEN", {"insert": "consequences"})
NAMED = rule("b", {"channel": "phone", "script": {"OPEN": "open-one"}, "consequences": ["interest", "terms"]})


def test_consequences_are_named_only_where_the_script_has_a_place():
    assert found(NAMED, script("open-one", "OPEN", {}))["collected"]["consequences"] == []


def test_a_tone_may_limit_how_many_consequences_are_named():
    tone = [{"id": "warm", "title": "x", "most_consequences": 1}]
    seen = found(NAMED, PLACE, rule("a", {"tone": {"base": "warm"}}, priority=1), tone=tone)
    assert (seen["collected"]["consequences"], seen["unsaid"]) == (["interest"], ["terms"])


def test_what_would_stand_instead_of_an_untold_consequence_keeps_its_place_empty():
    """So not to know never makes room for what to know it false would have crowded out."""
    tone = [{"id": "warm", "title": "x", "most_consequences": 1}]
    wanted = rule("b", {"channel": "phone", "script": {"OPEN": "open-one"}, "consequences": ["grave", "interest"]})
    said = {}
    for known in (100, 50, None):
        documents = [
            wanted,
            PLACE,
            gate("agreed", {"amount": {"at_least": 100}}),
            rule("a", {"tone": {"base": "warm"}}, priority=1),
        ]
        items = [{"id": i, "title": "x", "sentence": "x"} for i in ("terms", "interest")]
        items.append({"id": "grave", "title": "x", "sentence": "x", "gate": "agreed", "instead": "terms"})
        facts = {} if known is None else {"amount": known}
        said[known] = found(*documents, facts=facts, tone=tone, consequences=items)["collected"]["consequences"]
    assert said == {100: ["interest"], 50: ["terms"], None: []}
