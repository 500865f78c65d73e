"""How long a text message is on its way: in GSM-7 or UCS-2, and in how many segments (3GPP TS 23.038, 23.040)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.decision import SmsLength

if TYPE_CHECKING:
    from collections.abc import Iterable

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
"""The default alphabet: one septet a character."""

_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Characters of the extension table: an escape and a septet."""

_SEGMENTS: Final = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""Units of a message that stands alone, and of each segment of a longer one."""

_LARGEST_OF_ONE_UNIT: Final = 0xFFFF


def sms_length(text: str) -> SmsLength:
    """Count the units and segments of a text; a character that takes two units is never cut in two."""
    plain = all(c in _GSM or c in _EXTENDED for c in text)
    encoding = "GSM-7" if plain else "UCS-2"
    sizes = [2 if (c in _EXTENDED if plain else ord(c) > _LARGEST_OF_ONE_UNIT) else 1 for c in text]
    alone, each = _SEGMENTS[encoding]
    units = sum(sizes)
    return SmsLength(encoding, units, 1 if units <= alone else _segments(sizes, each))


def _segments(sizes: Iterable[int], each: int) -> int:
    count, used = 1, 0
    for size in sizes:
        if used + size > each:
            count, used = count + 1, 0
        used += size
    return count
