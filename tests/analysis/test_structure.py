"""Two versions side by side: what is another, and what is not."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass, replace

import pytest

from dunning_rules.analysis.structure import compare, key_changes
from dunning_rules.model.condition import AllOf, AnyOf, NoneOf
from dunning_rules.model.difference import KeyChange
from dunning_rules.model.pack import Pack
from tests.analysis.packing import TITLE, causes, difference, facts, keys, outcome, pack, parameters
from tests.meaning.both import derive, gate, rule, script


def told(old, new, **both):
    """How each thing changed, with its kind and id."""
    found = difference(old, new, **both)
    return [(item.how, item.kind, item.id) for item in found.items] if found else []


CUE = {
    "code": "W-L",
    "title": TITLE,
    "category": "threat",
    "severity": "block",
    "reason": TITLE,
    "phrases": {"en": ["or else", "watch out"]},
}
EVERYTHING = (
    facts(a={}),
    derive("b", [{"value": "early", "when": {"a": True}}], "late"),
    parameters({"name": "c", "value": 1}),
    {"kind": "objections", "objections": [{"id": "d", "title": TITLE}]},
    outcome("role", {"id": "e", "title": TITLE}),
    {"kind": "offers", "offers": [{"id": "f", "title": TITLE}]},
    {"kind": "consequences", "consequences": [{"id": "g", "title": TITLE, "sentence": "x"}]},
    gate("h", {"a": True}),
    rule("i", {"role": "e"}),
    script("j", "FACTS", {}),
    {"kind": "facts", "checks": ["k"]},
    {"kind": "triggers", "objection": "d", "phrases": {"en": ["late"]}},
    {"kind": "cues", "cues": [CUE]},
    {"kind": "words", "words": [{"id": "n", "meaning": "x", "en": ["money"]}]},
    {"kind": "spellings", "spellings": {"pls": "please"}},
)
KINDS = [
    ("fact", "a"), ("derived fact", "b"), ("check", "k"), ("parameter", "c"), ("objection", "d"), ("value", "role.e"),
    ("offer", "f"), ("consequence", "g"), ("gate", "h"), ("rule", "i"), ("script", "j"),
    ("trigger", "d"), ("cue", "W-L"), ("word list", "n"), ("spelling", "pls"),
]  # fmt: skip


def test_everything_that_comes_is_added():
    assert told((), EVERYTHING) == [("added", kind, name) for kind, name in KINDS]


def test_everything_that_goes_is_removed():
    assert told(EVERYTHING, ()) == [("removed", kind, name) for kind, name in KINDS]


def test_a_pack_does_not_differ_from_itself():
    assert told(EVERYTHING, EVERYTHING) == []


def test_the_order_of_documents_and_of_rules_is_no_difference():
    two = rule("one", {"role": "clerk"}), rule("two", {"role": "chief"})
    together = {**two[0], "rules": [*two[1]["rules"], *two[0]["rules"]]}
    files = ["a.yaml", "b.yaml"]
    assert told(two, two[::-1], files=files) == [("moved", "rule", "one"), ("moved", "rule", "two")]
    assert told((together,), ({**together, "rules": together["rules"][::-1]},)) == []


def shuffled(value, order):
    """The same, with all that has no order in another one."""
    if isinstance(value, tuple):
        return tuple(shuffled(v, order) for v in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {f.name: shuffled(getattr(value, f.name), order) for f in fields(value) if f.init}
    if isinstance(value, (AllOf, AnyOf, NoneOf)):
        changed["parts"] = tuple(order.sample(changed["parts"], len(changed["parts"])))
    if isinstance(value, Pack):
        for name in ("rules", "gates", "facts", "parameters", "snippets", "derivations", "checks"):
            changed[name] = tuple(order.sample(changed[name], len(changed[name])))
    return replace(value, **changed)


@pytest.mark.parametrize("seed", range(3))
def test_the_shipped_packs_do_not_differ_from_themselves_in_another_order(receivables, seed):
    order = random.Random(seed)
    assert compare(receivables.packs, [shuffled(p, order) for p in receivables.packs]) == ()


def test_the_keys_that_changed_are_named_with_what_they_were_and_are():
    old = rule("one", {"tone": {"soft_cap": "warm"}}, {"a": 1}, priority=10)
    new = rule("one", {"tone": {"soft_cap": "plain"}, "role": "clerk"}, {"a": 2}, priority=20)
    assert keys([old], [new]) == {
        "when": ("{a: 1}", "{a: 2}"),
        "priority": ("10", "20"),
        "then.tone.soft_cap": ("warm", "plain"),
        "then.role": ("", "clerk"),
    }


def test_a_figure_is_told_old_and_new():
    assert keys([parameters({"name": "c", "value": 30})], [parameters({"name": "c", "value": 45})]) == {"value": ("30", "45")}


def test_a_rule_that_only_changed_its_file_has_moved():
    old, new = (pack(rule("one", {"role": "x"}), files=[file]) for file in ("a/one.yaml", "b/one.yaml"))
    (item,) = compare([old], [new])[0].items
    assert (item.how, [(k.key, k.old, k.new) for k in item.keys]) == ("moved", [("file", "a/one.yaml", "b/one.yaml")])


def test_a_rule_that_only_changed_its_layer_has_moved():
    (item,) = difference([rule("one", {"role": "x"})], [rule("one", {"role": "x"}, layer="segment")]).items
    assert (item.how, [k.key for k in item.keys]) == ("moved", ["layer"])


def test_the_same_under_another_id_is_renamed():
    (item,) = difference([gate("old", {"a": 1})], [gate("new", {"a": 1})]).items
    assert (item.how, item.was, item.id) == ("renamed", "old", "new")


def test_two_that_say_the_same_are_not_guessed_at():
    old, new = [gate("one", {"a": 1}), gate("two", {"a": 1})], [gate("three", {"a": 1})]
    assert told(old, new) == [("removed", "gate", "one"), ("added", "gate", "three"), ("removed", "gate", "two")]


def test_what_says_nothing_is_never_renamed():
    assert told([outcome("role", "a")], [outcome("role", "b")]) == [("removed", "value", "role.a"), ("added", "value", "role.b")]


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        (lambda *ids: outcome("tone", *ids), "tone"),
        (lambda *ids: {"kind": "objections", "objections": [{"id": i, "title": "x"} for i in ids]}, "objections"),
        (lambda *ids: {"kind": "offers", "offers": [{"id": i} for i in ids]}, "offers"),
    ],
)
def test_another_order_of_what_is_declared_is_a_change(listed, name):
    found = difference([listed("a", "b", "c")], [listed("b", "a", "d")])
    (item,) = [i for i in found.items if i.kind == "order"]
    assert (item.id, item.keys[0].old, item.keys[0].new) == (name, "a, b", "b, a")


def test_a_sentence_put_in_does_not_change_those_behind_it():
    old = script("one", "FACTS", {"en": "First."}, {"en": "Last."})
    new = script("one", "FACTS", {"en": "First."}, {"en": "Between.", "claim": "g"}, {"en": "Last."})
    assert keys([old], [new]) == {
        "sentences[2].zh-CN": ("", "x"), "sentences[2].en": ("", "Between."), "sentences[2].claim": ("", "g"),
    }  # fmt: skip


def test_a_sentence_taken_out_is_told_by_its_old_number():
    old = script("one", "FACTS", {"en": "First."}, {"en": "Last."})
    assert keys([old], [script("one", "FACTS", {"en": "First."})]) == {
        "sentences[2].zh-CN": ("x", ""), "sentences[2].en": ("Last.", ""),
    }  # fmt: skip


def test_a_sentence_changed_is_told_word_by_word():
    old, new = (script("one", "FACTS", {"en": text}) for text in ("Hello.", "Good day."))
    assert keys([old], [new]) == {"sentences[1].en": ("Hello.", "Good day.")}


def test_a_thing_carries_its_title_and_its_file():
    (item,) = difference([], [gate("g", {"a": 1}, title=TITLE)]).items
    assert (item.title.zh_cn, item.title.en, item.file) == ("示例", "example", "0.yaml")


def test_a_derived_fact_carries_the_title_of_its_fact():
    item = difference([], [derive("b", [{"value": "early", "when": {"a": 1}}], "late", title=TITLE)]).items[0]
    assert item.title.en == "example"


def test_packs_of_one_id_belong_together():
    base, mine = pack(facts(a={}), name="base"), pack(name="mine")
    found = compare([base, mine], [pack(facts(a={}, b={}), name="base"), mine])
    assert [(p.id, [i.id for i in p.items]) for p in found] == [("base", ["b"])]


def test_two_versions_under_two_ids_belong_together():
    (found,) = compare([pack(name="old")], [pack(name="new", version="2.0.0")])
    assert [(k.key, k.old, k.new) for k in found.items[0].keys] == [("id", "old", "new")]
    assert (found.id, found.old_version, found.new_version) == ("new", "1.0.0", "2.0.0")


def test_a_pack_on_one_side_only_is_told_as_one_thing():
    base, mine = pack(facts(a={}), name="base"), pack(name="mine")
    (come,) = compare([base], [base, mine])
    (gone,) = compare([mine, base], [base])
    assert (come.items[0].how, come.items[0].kind, come.id, come.old_version, come.new_version) == (
        "added",
        "pack",
        "mine",
        "",
        "1.0.0",
    )
    assert (gone.items[0].how, gone.id, gone.old_version, gone.new_version) == ("removed", "mine", "1.0.0", "")


def test_a_version_alone_is_told_without_any_thing():
    (found,) = compare([pack()], [pack(version="1.0.1")])
    assert (found.items, found.steps, found.old_version, found.new_version) == ((), (), "1.0.0", "1.0.1")


def test_what_changed_has_its_title_and_its_new_file():
    old, new = rule("one", {"role": "clerk"}), rule("one", {"role": "chief"}, title=TITLE)
    found = difference([old], [new], files=["rules.yaml"])
    assert [(item.title.en, item.file) for item in found.items] == [("example", "rules.yaml")]


def test_an_element_more_is_told_where_it_stands_and_those_behind_it_are_not():
    found = key_changes({"s[1]": "a", "s[2]": "z"}, {"s[1]": "b", "s[2]": "c", "s[3]": "z"})
    assert list(found) == [KeyChange("s[1]", "a", "b"), KeyChange("s[2]", "", "c")]


def test_a_long_list_of_like_elements_is_laid_together_as_well():
    old = {f"s[{n}]": "a" for n in range(1, 301)}
    new = {"s[1]": "b", **{f"s[{n + 1}]": "a" for n in range(1, 301)}}
    assert list(key_changes(old, new)) == [KeyChange("s[1]", "", "b")]


def test_a_pack_that_only_one_side_builds_on_stands_in_its_own_file():
    base = pack(name="base")
    added, removed = compare([pack()], [base, pack()]), compare([base, pack()], [pack()])
    assert [(i.how, i.kind, i.id, i.file) for p in (*added, *removed) for i in p.items] == [
        ("added", "pack", "base", "pack.yaml"),
        ("removed", "pack", "base", "pack.yaml"),
    ]


def test_a_pack_laid_over_others_tells_what_comes_from_it_now_and_what_it_takes_out():
    beneath = pack(rule("old", {"role": "clerk"}), rule("gone", {"role": "clerk"}), name="base")
    over = pack(rule("old", {"role": "chief"}, replaces=True), rule("new", {}), remove=[{"id": "gone", "reason": "not ours"}])
    (found,) = compare([beneath], [beneath, over])
    assert [(i.how, i.kind, i.id, [(k.key, k.old, k.new) for k in i.keys]) for i in found.items] == [
        ("added", "pack", "mine", []),
        ("removed", "rule", "gone", [("pack", "base", "")]),
        ("changed", "rule", "old", [("then.role", "clerk", "chief"), ("pack", "base", "mine")]),
    ]


def cue(**keys):
    return {"kind": "cues", "cues": [{**CUE, **keys}]}


def test_a_phrase_that_goes_is_told_by_its_words_and_the_order_of_phrases_is_nothing():
    assert told((cue(),), (cue(phrases={"en": ["watch out", "or else"]}),)) == []
    assert keys((cue(),), (cue(phrases={"en": ["watch out"]}),)) == {"phrases.en[1]": ("or else", "")}


def test_a_cue_that_goes_or_only_asks_holds_back_less():
    assert causes((cue(),), ()) == [("loosened", "W-L")]
    assert causes((cue(),), (cue(severity="evidence"),)) == [("decisions", "W-L"), ("loosened", "W-L")]
    assert causes((cue(),), (cue(found_in={"en": ["watch out"]}),)) == [("words", "W-L")]
