from __future__ import annotations

import pytest

from dunning_rules.model.coverage import Coverage
from dunning_rules.model.finding import Finding
from dunning_rules.model.packtest import PackRun, PackTest, PackTestResult
from dunning_rules.place import NOWHERE

TEST = PackTest("a case", "2026-11-25T14:00+08:00", {}, {})


@pytest.mark.parametrize(("failures", "expected"), [((), True), (("verdict: allow, not review",), False)])
def test_a_pack_test_holds_when_nothing_failed(failures, expected):
    assert expected is PackTestResult(TEST, failures).passed


@pytest.mark.parametrize(
    ("failures", "findings", "expected"),
    [((), (), True), (("verdict: allow, not review",), (), False), ((), (Finding("DR401", "x", NOWHERE),), False)],
)
def test_a_run_holds_when_every_test_does_and_no_floor_is_missed(failures, findings, expected):
    assert expected is PackRun("mine", (PackTestResult(TEST, failures),), Coverage(()), findings).passed
