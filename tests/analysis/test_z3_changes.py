"""What two versions of a shipped pack decide differently, for the analysis and for z3."""

from __future__ import annotations

import shutil

import pytest
import z3

from dunning_rules import load_engine
from dunning_rules.analysis.changes import find_changes
from dunning_rules.analysis.regions import Ground
from dunning_rules.source.library import find_pack
from tests.analysis.test_z3 import decided_by, decision_of, ours_where, program_of, shown_by
from tests.oracle.z3_asking import Oracle
from tests.oracle.z3_packs import Decision

CHANGED = {
    "rules/tone/caps.yaml": ("then: {tone: {soft_cap: persuasive}}", "then: {tone: {soft_cap: gentle}}"),
    "rules/offer/stage.yaml": ("stage: {at_most: M2}", "stage: {at_most: M1}"),
}


def other_version(folder, file):
    """A copy of `receivables` in which one rule reads otherwise."""
    copy, change = folder / "receivables", CHANGED[file]
    shutil.copytree(find_pack("receivables")[0], copy)
    text = (copy / file).read_text("utf-8")
    assert text.count(change[0]) == 1
    (copy / file).write_text(text.replace(*change), "utf-8")
    return load_engine(copy).programs[0]


def about_changes(facts, old, new, both, opposite):
    """Whether a choice is ever one thing in the old version and another in the new; whether an element comes or goes."""
    for name, fact in facts.items():
        if fact.type == "set":
            for value in fact.values:
                yield (name, "", value), both(opposite(old(name, value)), new(name, value))
                yield (name, value, ""), both(old(name, value), opposite(new(name, value)))
        else:
            values = (*fact.values, None)
            pairs = ((one, other) for one in values for other in values if one != other)
            yield from (((name, one, other), both(old(name, one), new(name, other))) for one, other in pairs)


def changed_for_z3(old, new):
    decisions = decision_of("receivables"), Decision(new)
    assert old.facts.keys() == new.facts.keys()
    return Oracle(*decisions).possible(dict(about_changes(decisions[0].facts, *(d.where for d in decisions), z3.And, z3.Not)))


def changed_for_us(old, new):
    ground = Ground(old, new)
    before, after = (decided_by(p, ground) for p in (old, new))
    both = ours_where(before), ours_where(after)
    return shown_by(ground.circuit, dict(about_changes(before.facts, *both, ground.circuit.both, lambda where: -where)))


@pytest.mark.parametrize("file", CHANGED)
def test_two_versions_decide_otherwise_in_the_same_outcomes_for_both(file, tmp_path):
    old, new = program_of("receivables"), other_version(tmp_path, file)
    found = changed_for_z3(old, new)
    assert found
    assert found == changed_for_us(old, new)
    if file == next(iter(CHANGED)):  # the other has many regions, and to put them all into words takes a minute
        told = {(c.outcome, c.old, c.new) for c in find_changes(old, new)}
        shown = {(n, *("nothing" if v is None else v for v in pair)) for n, *pair in found}
        assert told == {change for change in shown if change[0] not in ("claims", "removed", "sections")}
