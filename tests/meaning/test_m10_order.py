"""M10: the order of files, and of rules in a file, never matters."""

from __future__ import annotations

import os
import re
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.engine.deciding import Decider
from dunning_rules.model.case import CaseReader
from tests.meaning.both import resolved
from tests.meaning.packs import case_from, compiled, packs

CASES_A_PACK = 20
PACKS = int(os.environ.get("DUNNING_AGREEMENT_PACKS", "450")) // 10


def shuffled(documents, random):
    """The same documents in another order, and in each the same items."""
    found = []
    for document in random.sample(documents, len(documents)):
        key = document["kind"]
        again = key in ("rules", "gates") and random.sample(document[key], len(document[key]))
        found.append({**document, key: again} if again else document)
    return found


def answers(documents, seed):
    programs, findings = compiled(documents)
    if not programs:
        return sorted((f.code, sorted(re.findall("`([^`]+)`", f.message)[:2])) for f in findings)
    decider, reader = Decider.of(programs[0]), CaseReader(programs[0].facts)
    return [resolved(decider, reader, case_from(s)) for s in range(seed, seed + CASES_A_PACK)]


@settings(max_examples=PACKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=packs(), seed=st.integers(0, 2**40))
def test_shuffled_documents_decide_the_same(documents, seed):
    assert answers(shuffled(documents, Random(seed)), seed) == answers(documents, seed)
