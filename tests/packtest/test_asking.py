"""The answers of single tests, put together, are the answers of the engine."""

from __future__ import annotations

from dunning_rules.compiler.passes import compile_packs
from dunning_rules.packtest.answers import FALSE, TRUE, UNTOLD, answer
from dunning_rules.packtest.asking import Questions, conditions_in
from dunning_rules.packtest.running import Bench, run_tests
from dunning_rules.source.library import read_packs


def test_tests_put_together_answer_every_rule_and_gate_as_the_engine_does():
    """On every case of a shipped pack; the engine answers whole conditions by bits of its own."""
    packs, _ = read_packs("base")
    programs, _ = compile_packs(packs)
    (program,) = programs
    questions = Questions.of(program, conditions_in(program, packs[-1]))
    masks = {("rule", r.rule.id): r.mask for r in program.rules} | {("gate", n): g.mask for n, g in program.gates.items()}
    compared = 0
    for seen in (ran.seen for ran in run_tests(packs[-1].tests, Bench.of(programs)) if ran.seen):
        possible, certain = program.matcher.match(seen.known.setting.values)
        matched = questions.match(seen.known)
        for asked in questions.asked:
            if (mask := masks.get((asked.kind, asked.name))) is not None:
                expected = TRUE if certain & mask else UNTOLD if possible & mask else FALSE
                assert answer(asked.condition, questions.answers(asked.condition, matched)) == expected
                compared += 1
    assert compared > 10_000
