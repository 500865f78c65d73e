"""Which gates are open in a case: only those of which it is certain."""

from __future__ import annotations

import pytest

from dunning_rules import load_engine
from dunning_rules.engine.deciding import Decider

ENGINE = load_engine("base")
DECIDER = Decider.of(ENGINE.programs[0])
CASE = {"debtor_type": "company", "currency": "CNY", "due_date": "2026-11-10", "amount_due": 50000, "timezone": "Asia/Shanghai"}


@pytest.mark.parametrize(
    ("facts", "open_"),
    [({"available_channels": ["phone"]}, True), ({"available_channels": ["sms"]}, False)],
)
def test_a_gate_is_open_where_its_condition_certainly_holds(facts, open_):
    case = ENGINE.read({**CASE, **facts}, "2026-11-25T14:00+08:00")
    assert ("phone_reachable" in DECIDER.open_gates(case)) is open_
