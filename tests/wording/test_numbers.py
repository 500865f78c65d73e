from __future__ import annotations

import pytest

from dunning_rules.wording.numbers import telephone_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("请打13800001111。", "13800001111"),
        ("Call +44 20 7946 0000 today.", "+44 20 7946 0000"),
        ("请打400-800-0000。", "400-800-0000"),
        ("请打（010）8000-0000转1。", "010）8000-0000"),
        ("满2026-11-30 14:00为止", ""),
        ("from 2026-11-30 to 2026-12-15", ""),
        ("一共是1,250,000.00元", ""),
        ("单号123456789", ""),
        ("12 3456 789", ""),
    ],
)
def test_ten_digits_with_little_between_them_are_a_telephone_number(text, number):
    assert telephone_in(text) == number
