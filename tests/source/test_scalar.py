from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.source.scalar import typed
from tests.building import unhurried


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("31", 31),
        ("-31", -31),
        ("+31", 31),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("0xff", 255),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        ("+.5", Decimal("0.5")),
        ("12.", Decimal(12)),
        ("1e3", Decimal(1000)),
        ("1.5E-2", Decimal("0.015")),
        (".5e+1", Decimal(5)),
    ],
)
def test_a_plain_scalar_is_what_the_core_schema_says(text, expected):
    assert (expected, type(expected)) == (typed(text), type(typed(text)))


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No", "yes", "on", "off", "y", "n", "nULL", "tRUE"),
        *("21:00", "1:30", "2026-11-25", "2026-11-25T14:00+08:00", "1_000", "1,000", "+86", "0b11")[:6],
        *("0b11", "0O17", "0X1F", "-0o17", "-0x1F", "0o8", "0xg", "0x", "0o"),
        *(".", "-", "+", "e3", ".e3", "1e", "1e+", "1.2.3", "--1", "+-1", "1 000", " 1", "1 ", "1\n"),
        *("¥100", "100%", "１２", "٣", "²", "NaN", "inf", "S1-12", "=", "<<"),
    ],
)
def test_whatever_looks_like_something_else_is_text(text):
    assert typed(text) == text


@pytest.mark.parametrize("text", [".inf", ".Inf", ".INF", "+.inf", "-.inf", ".nan", ".NaN", ".NAN"])
def test_what_is_no_finite_number_stays_text_because_no_fact_has_such_a_value(text):
    assert typed(text) == text


@pytest.mark.parametrize(
    ("text", "expected"), [("1" * 40, int), ("1" * 41, str), ("0." + "1" * 38, Decimal), ("0." + "1" * 39, str)]
)
def test_a_number_of_more_than_forty_characters_stays_text(text, expected):
    assert type(typed(text)) is expected


WHOLE = st.integers(-(10**38), 10**38)


@unhurried
@given(WHOLE)
def test_every_whole_number_reads_back(number):
    assert typed(str(number)) == number


@unhurried
@given(st.integers(0, 2**64), st.sampled_from(["0x{:x}", "0x{:X}", "0o{:o}"]))
def test_every_number_of_another_base_reads_back(number, written):
    assert typed(written.format(number)) == number


@unhurried
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**30), max_value=10**30))
def test_every_decimal_reads_back_with_all_its_figures(number):
    assert typed(f"{number:f}").as_tuple() == number.as_tuple()


@unhurried
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_with_an_exponent_is_exactly_what_is_written(number):
    assert typed(f"{number:.6e}") == Decimal(f"{number:.6e}")


CORE = re.compile(
    r"(~|null|Null|NULL|)|(true|True|TRUE|false|False|FALSE)|([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-3]?[0-9]{1,2})?)"
)
"""The tag resolution of YAML 1.2.2, section 10.3.2, without the numbers that are not finite."""
KINDS = {1: type(None), 2: bool, 3: int, 4: Decimal}


@unhurried
@given(
    st.one_of(st.from_regex(CORE, fullmatch=True), st.text("0123456789+-.eExoabfnulrtNT~: ", max_size=12)).filter(
        lambda t: len(t) <= 40
    )
)
def test_the_type_of_any_text_is_the_one_the_core_schema_resolves(text):
    found = CORE.fullmatch(text)
    assert (KINDS[next(n for n in KINDS if found[n] is not None)] if found else str) is type(typed(text))


@pytest.mark.parametrize("text", ["1e401", "1e-401", "1e999999999999999999", "-2.5E+99999"])
def test_a_number_beyond_all_use_stays_text(text):
    assert typed(text) == text
