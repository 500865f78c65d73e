"""The YAML 1.2 core types, so that `21:00`, `no`, `1.10` and `0123` mean what they look like."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

Scalar = str | int | Decimal | bool | None

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: Final[dict[str, Scalar]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_NUMBER: Final = 40
_LARGEST_EXPONENT: Final = 400


def typed(text: str) -> Scalar:
    """Give the value of a plain scalar: null, true, false, a whole number, an exact decimal, or the text itself.

    A number of more than 40 characters stays text: no fact has such a value, and it could only do harm.
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _NUMBER.fullmatch(text):
        return _decimal(text)
    return text


def _decimal(text: str) -> Scalar:
    """Give the exact number; one with an exponent beyond all use stays text, as a number that is too long does."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if abs(number.adjusted()) <= _LARGEST_EXPONENT else text
