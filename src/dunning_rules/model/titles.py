"""Names in the two languages the library speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Language = Literal["zh-CN", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Titles:
    """A short text in Chinese and in English."""

    zh_cn: str
    en: str

    def speak(self, language: str) -> str:
        """Give the text in ``language``; any language but ``zh-CN`` gets English."""
        return self.zh_cn if language == "zh-CN" else self.en


def same_in_both(text: str) -> Titles:
    """Take one text for both languages, as for an identifier that needs no translation."""
    return Titles(text, text)
