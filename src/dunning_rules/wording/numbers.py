"""Telephone numbers in the words of a pack: whom to call back is said by the case, never by the author of a script."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = re.compile(r"(?<![\d-])(?!\d{4}-\d\d-\d\d)\+?\d(?:[ ()\uff08\uff09\u2010-\u2013-]{0,2}\d){9,}(?!\d)")
"""Ten digits or more with little between them; a date is none."""


def telephone_in(text: str) -> str:
    """Give the first telephone number in a text as it is written; empty when there is none."""
    found = _DIGITS.search(text)
    return found.group() if found else ""
