"""Two versions of a pack on one ledger: what moves, counted while the lines go by."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields
from decimal import Decimal

import pytest

from dunning_rules.batch.moving import OUTCOMES, case_change, moved, outcomes, parts_changed
from dunning_rules.model.decision import Compliance, Contact, Decision, Offer, Script, Section, Tone, Trace
from dunning_rules.model.ledger import LedgerLine
from tests.building import decision, local, reason

MEGABYTE = 1_000_000

WARM, FIRM = (decision(tone=Tone(level, name)) for level, name in ((1, "warm"), (4, "firm")))


def line(number, found=WARM, amount="10.00", currency="CNY", **more):
    return LedgerLine(number, f"{number:04}", "c", Decimal(amount), currency, found, **more)


def refused(number):
    return LedgerLine(number, f"{number:04}", "c", error="`Due` is empty")


def test_a_move_tells_how_many_how_much_and_which():
    old = [line(1), line(2, amount="5.50"), line(3, currency="EUR"), line(4)]
    new = [line(1, FIRM), line(2, FIRM, amount="5.50"), line(3, FIRM, currency="EUR"), line(4)]
    found = moved(old, new)
    (move,) = found.moves
    assert (found.items, found.otherwise, dict(found.sums)) == (4, 3, {"CNY": Decimal("15.50"), "EUR": Decimal("10.00")})
    assert (move.outcome, move.old, move.new, move.count) == ("tone", "warm", "firm", 3)
    assert (dict(move.sums), move.examples) == (dict(found.sums), ("0001", "0002", "0003"))


def test_a_move_names_no_more_ids_than_asked_for():
    old, new = ([line(n, found) for n in range(9)] for found in (WARM, FIRM))
    assert (moved(old, new, 2).moves[0].examples, moved(old, new, 0).moves[0].count) == (("0000", "0001"), 9)


def test_a_line_without_an_id_is_named_by_its_number():
    old, new = ([LedgerLine(7, "", "c", Decimal(1), "CNY", found)] for found in (WARM, FIRM))
    assert moved(old, new).moves[0].examples == ("line 7",)


def test_a_line_that_one_version_refuses_moves_in_every_outcome():
    found = moved([line(1)], [refused(1)])
    assert {(m.outcome, m.new) for m in found.moves} == {(outcome, "refused") for outcome in OUTCOMES}
    assert dict(found.touched) == {"decision": 1}


def test_a_line_that_both_refuse_is_an_item_that_did_not_move():
    found = moved([refused(1)], [refused(1)])
    assert (found.items, found.otherwise) == (1, 0)


def test_a_credit_is_no_item():
    credit = LedgerLine(1, "k", "c", note="credit")
    assert moved([credit], [credit]).items == 0


def test_the_most_frequent_move_of_an_outcome_comes_first():
    old = [line(n) for n in range(3)]
    new = [line(0, FIRM), line(1), line(2)]
    new[1:] = [line(n, decision(tone=Tone(0, "plain"))) for n in (1, 2)]
    assert [(m.new, m.count) for m in moved(old, new).moves] == [("plain", 2), ("firm", 1)]


def test_lines_that_do_not_stand_side_by_side_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        moved([line(1)], [])


def test_the_outcomes_of_a_decision():
    found = decision(stage="M1", next_actions=("call", "wait"), offer=Offer("plan"), channel="phone")
    assert outcomes(found) == {
        "stage": "M1", "verdict": "allow", "tone": "-", "channel": "phone", "action": "call", "offer": "plan",
    }  # fmt: skip


def test_which_rules_spoke_and_which_packs_is_no_difference():
    other = decision(
        trace=Trace(silenced=("x",)),
        compliance=Compliance("allow", reasons=(reason(),)),
        contact=Contact(None, None, None, rule="x"),
        script=Script("call", "en", sections=(Section("FACTS", ("a",), ("one",)),)),
        assumed=("language",),
        as_of=local("2026-11-26T14:00"),
    )
    assert list(parts_changed(decision(), other)) == []


CHANGES = {
    "days_overdue": 3, "stage": "M1", "segment": "x", "risk_tier": "low", "tags": ("a",), "tone": Tone(1, "warm"),
    "role": "clerk",
    "channel": "phone", "next_actions": ("call",), "offer": Offer("plan"), "follow_up": ("x",), "deadlines": ("x",),
    "compliance": Compliance("hold"), "script": Script("call", "en", text="Hello."), "consequences": ("x",), "documents": ("x",),
    "holds": ("x",), "records": ("x",), "delivery_notes": ("x",), "reply_cards": ("x",),
    "contact": Contact(allowed_now=True, next_allowed=None, next_preferred=None),
    "problems": ("x",),
}  # fmt: skip


@pytest.mark.parametrize("part", sorted({f.name for f in fields(Decision)} - {"as_of", "packs", "trace", "assumed"}))
def test_every_part_of_what_is_decided_is_looked_at(part):
    assert next(parts_changed(decision(), decision(**{part: CHANGES[part]}))).key.split(".")[0] == part


def test_a_part_is_told_by_the_names_in_it_that_differ():
    (change,) = parts_changed(decision(tone=Tone(1, "warm", ("direct",))), decision(tone=Tone(1, "warm", ("direct", "precise"))))
    assert (change.key, change.old, change.new) == ("tone.modifiers", "direct", "direct; precise")


def test_nothing_and_lists_of_things_are_shown_in_words():
    found = {c.key: (c.old, c.new) for c in parts_changed(decision(), decision(stage="M1", follow_up=(Offer("plan"),)))}
    assert found == {"stage": ("-", "M1"), "follow_up": ("-", "id: plan")}


def test_a_case_that_did_not_change_is_not_told():
    assert case_change("a", WARM, WARM) is None
    assert case_change("a", "refused so", "refused so") is None


def test_a_case_tells_its_parts_or_why_it_is_refused_otherwise():
    assert [(k.key, k.old, k.new) for k in case_change("a", WARM, FIRM).parts] == [
        ("tone.level", "1", "4"),
        ("tone.name", "warm", "firm"),
    ]
    assert [(k.key, k.old, k.new) for k in case_change("a", WARM, "no").parts] == [("decision", "allow", "refused")]
    assert [(k.key, k.old, k.new) for k in case_change("a", "so", "thus").parts] == [("error", "so", "thus")]


def peak(count):
    """The most memory that so many moving lines need."""
    tracemalloc.start()
    moved((line(n) for n in range(count)), (line(n, FIRM) for n in range(count)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_is_flat_in_the_number_of_lines():
    peak(10)
    assert peak(20_000) - peak(200) < MEGABYTE
