from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dunning_rules.lint.reviewing import find_unreviewed
from dunning_rules.model.pack import Header
from dunning_rules.model.titles import same_in_both

HEADER = Header("made", same_in_both("made"), "0.1.0", "tests", ("en",))


@pytest.mark.parametrize(
    ("review_by", "today", "told"),
    [
        (date(2026, 11, 21), date(2026, 11, 22), True),
        (date(2026, 11, 22), date(2026, 11, 22), False),
        (None, date(2026, 11, 22), False),
        (date(2026, 11, 21), None, False),
    ],
)
def test_a_pack_is_late_from_the_day_after_its_review(review_by, today, told):
    assert bool([*find_unreviewed(replace(HEADER, review_by=review_by), today)]) is told
