from __future__ import annotations

import pytest

from dunning_rules.model.condition import ALWAYS
from dunning_rules.model.script import Sentence


@pytest.mark.parametrize(
    ("said", "expected"), [("claim", ""), ("when", ALWAYS), ("optional", False), ("pause", ""), ("insert", "")]
)
def test_a_bare_sentence_is_always_said_and_must_be(said, expected):
    assert expected == getattr(Sentence(None), said)
