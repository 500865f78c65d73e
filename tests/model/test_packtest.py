from __future__ import annotations

import pytest

from dunning_rules.model.packtest import PackTest, PackTestResult

TEST = PackTest("a case", "2026-11-25T14:00+08:00", {}, {})


@pytest.mark.parametrize(("failures", "expected"), [((), True), (("verdict: allow, not review",), False)])
def test_a_pack_test_holds_when_nothing_failed(failures, expected):
    assert expected is PackTestResult(TEST, failures).passed
