from __future__ import annotations

import pytest

from dunning_rules.model.change import Change


@pytest.mark.parametrize(("after", "changed"), [("a: 1\n", False), ("a: 1", True)])
def test_a_file_is_changed_when_its_text_is(after, changed):
    assert Change("x.yaml", "a: 1\n", after).changed is changed
