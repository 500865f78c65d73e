"""A text message is counted as its network counts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.text.sms import sms_length
from tests.building import unhurried


def counted(text):
    found = sms_length(text)
    return found.encoding, found.units, found.segments


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("GSM-7", 0, 1)),
        ("a" * 160, ("GSM-7", 160, 1)),
        ("a" * 161, ("GSM-7", 161, 2)),
        ("a" * 306, ("GSM-7", 306, 2)),
        ("a" * 307, ("GSM-7", 307, 3)),
        ("款" * 70, ("UCS-2", 70, 1)),
        ("款" * 71, ("UCS-2", 71, 2)),
        ("款" * 134, ("UCS-2", 134, 2)),
        ("款" * 135, ("UCS-2", 135, 3)),
    ],
)
def test_a_message_is_cut_where_the_standard_cuts_it(text, found):
    assert counted(text) == found


@pytest.mark.parametrize("character", "@£ñ?¿éß\n\"'")
def test_the_default_alphabet_takes_one_septet(character):
    assert counted(character * 160) == ("GSM-7", 160, 1)


@pytest.mark.parametrize("character", "€[]{}|~^\\\f")
def test_the_extension_table_takes_two(character):
    assert counted(character * 80) == ("GSM-7", 160, 1)


@pytest.mark.parametrize("character", "á“–ç款\t")
def test_one_character_of_no_table_makes_the_whole_message_ucs_2(character):
    assert counted("a" * 69 + character) == ("UCS-2", 70, 1)


def test_an_escaped_character_is_never_cut_in_two():
    assert counted("a" * 152 + "€" + "a" * 152) == ("GSM-7", 306, 3)


def test_a_surrogate_pair_is_never_cut_in_two():
    assert counted("款" * 66 + "🙂" + "款" * 66) == ("UCS-2", 134, 3)


@unhurried
@given(st.text(max_size=700))
def test_the_segments_hold_all_units_and_none_is_empty(text):
    found = sms_length(text)
    alone, each = (160, 153) if found.encoding == "GSM-7" else (70, 67)
    assert (found.segments == 1) is (found.units <= alone)
    if found.segments > 1:
        assert found.units <= found.segments * each
        assert found.units > (found.segments - 1) * (each - 1)
