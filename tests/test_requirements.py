"""Every row of the sources is done by something and shown by a test, or says what it awaits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tracing import page, traced

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "requirements.md"
ROWS = 207
TRACED = traced()


def test_all_rows_are_listed():
    assert len(TRACED) == len({each.row.id for each in TRACED}) == ROWS


@pytest.mark.parametrize("each", TRACED, ids=lambda each: each.row.id)
def test_a_row_is_done_and_shown_or_awaits_another_part(each):
    if each.row.awaits:
        assert not each.done, "it is done already: take `awaits` away"
    else:
        assert each.done, "nothing names it"
        assert each.shown, "no test names what does it"


def test_the_page_is_as_it_would_be_written():
    assert PAGE.read_text("utf-8") == page()
