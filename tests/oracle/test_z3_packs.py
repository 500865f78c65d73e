"""The oracle itself: what z3 says of a case is what the engine decides."""

from __future__ import annotations

import pytest

from dunning_rules import load_engine
from dunning_rules.source.library import read_packs
from tests.analysis.test_outcomes import NAMED, resolved
from tests.oracle.z3_asking import Oracle
from tests.oracle.z3_packs import CHOSEN, Decision, joined

CASES = 40


def about_one_case(decision):
    """All that z3 says of one case, each by its name and its value."""
    yield from (((name, v), where) for name in CHOSEN for v, where in decision.chosen[name].items())
    yield from (((name, v), where) for name in NAMED for v, where in decision.sets[name].items())
    yield from ((("said", sentence.place), where) for sentence, where in decision.sentences)
    yield from ((("removed", pair), where) for pair, where in joined(decision.removals).items())
    yield from ((("unsaid", what), where) for what, where in decision.unsaid.items())


def as_seen(program, resolution):
    """The same of the engine's resolution."""
    tones = dict(enumerate(program.items["tone"]))
    found = resolved(resolution) | {"tone": tones.get(resolution.tone)}
    chosen = {(name, found[name]) for name in CHOSEN if found[name] is not None}
    return chosen | {(name, value) for name in (*NAMED, "said", "removed", "unsaid") for value in found[name]}


@pytest.mark.parametrize("pack", ["base", "receivables"])
def test_z3_decides_the_cases_of_the_pack_tests_as_the_engine_does(pack):
    engine, decision = load_engine(pack), Decision(load_engine(pack).programs[0])
    tests = [t for t in read_packs(pack)[0][-1].tests if "error" not in t.expect]
    expected, cases = [], []
    for test in tests[:: max(1, len(tests) // CASES)]:
        case = engine.read(test.facts, test.as_of)
        decider = engine._decider(case)  # noqa: SLF001 - the front desk shows decisions, and this needs what is behind
        known = decider.known(case)
        resolution, days = decider.resolve(known.setting)
        passed = all(day <= known.setting.contact_day for day in days.values())
        expected.append(as_seen(decider.program, resolution))
        cases.append([*decision.case.lying_at(known.setting.values), decision.recent == (not passed)])
    asked = dict(about_one_case(decision))
    assert list(Oracle(decision).held(asked, *cases)) == expected
