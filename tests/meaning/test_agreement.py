"""The compiled engine decides what the definition says, on packs and cases nobody thought of."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.meaning.both import resolved
from tests.meaning.definition import Definition, Refused
from tests.meaning.packs import case_from, compiled, packs

CASES_A_PACK = 50
PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450"))
"""450 packs with 50 cases each are more than 20,000 comparisons, clashing packs not counted; `make test-all` asks for more."""


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=packs(), seed=st.integers(0, 2**40), elapsed=st.booleans())
def test_engine_and_definition_agree(documents, seed, elapsed):
    programs, findings = compiled(documents)
    assert {f.code for f in findings} <= {"DR212", "DR213", "DR214"}, findings
    if not programs:
        return
    definition = Definition(documents)
    decider, reader = Decider.of(programs[0]), CaseReader(programs[0].facts)
    undecided = any(f.code == "DR214" for f in findings)
    for case in map(case_from, range(seed, seed + CASES_A_PACK)):
        try:
            expected = definition.resolve(case, elapsed=elapsed)
        except Refused:
            assert undecided, ("a clash that the compiler did not find", case)
            continue
        assert resolved(decider, reader, case, elapsed=elapsed) == expected
