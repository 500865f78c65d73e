"""Small packs whose tests are run and measured."""

from __future__ import annotations

from dunning_rules.compiler.passes import compile_packs
from dunning_rules.model.packtest import PackTest
from dunning_rules.packtest.measuring import measured
from dunning_rules.packtest.running import Bench, run_tests
from dunning_rules.packtest.suggesting import build_suggestions
from dunning_rules.source.folder import pack_of
from dunning_rules.source.reading import Document
from tests.meaning.both import AS_OF, vocabulary
from tests.meaning.packs import HEADER


def pack(*documents, header=None):
    """The pack of these documents with the small vocabulary."""
    files = [
        Document("tiny/pack.yaml", HEADER | (header or {})),
        *(Document("tiny/x.yaml", d) for d in (*vocabulary(), *documents)),
    ]
    found, findings = pack_of(files, "tiny")
    assert not findings, findings
    return found


def measure(documents, *cases):
    """Measure what these cases show of the documents; a case is its facts."""
    found = pack(*documents)
    programs, findings = compile_packs((found,))
    assert [f for f in findings if f.severity == "error"] == []
    bench = Bench.of(programs)
    tests = [PackTest(f"case {n}", AS_OF, facts, {}) for n, facts in enumerate(cases)]
    return measured(programs, found, run_tests(tests, bench)), bench, found, tests


def seen(documents, *cases):
    """What of the documents' goals is seen, and what not: `owner: aspect` of each."""
    goals = measure(documents, *cases)[0].coverage().goals
    return {f"{g.figure}: {g.aspect}": g.seen for g in goals}


def lacks(documents, *cases):
    """What is lacking of each test of a condition."""
    goals = measure(documents, *cases)[0].coverage().goals
    return {g.aspect: g.lacks for g in goals if g.figure == "tests"}


def suggested(documents, *cases):
    """What is suggested for the documents whose tests are these cases."""
    from dataclasses import replace  # noqa: PLC0415

    taken, bench, found, tests = measure(documents, *cases)
    return build_suggestions(taken, bench, (replace(found, tests=tuple(tests)),)), taken
