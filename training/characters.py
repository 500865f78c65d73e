"""Write rulepacks/base/characters.csv: what a Chinese character is in simplified writing, and its syllables without tone.

Needs opencc and pypinyin (`pip install '.[words]'`).  The file is made once and kept, so that reading needs neither.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

TARGET = Path(__file__).parents[1] / "rulepacks" / "base" / "characters.csv"
FIRST, LAST = 0x4E00, 0x9FFF


def everyday(character: str) -> bool:
    """Whether a character belongs to the everyday set of simplified writing."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def syllables(character: str) -> str:
    """Give the one or two most usual syllables of a character, without tones."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return " ".join(list(dict.fromkeys(found[0]))[:2]) if found else ""


def rows() -> list[tuple[str, str, str]]:
    """Give every everyday character, in either writing, with its simplified form and its syllables."""
    simplify = OpenCC("t2s").convert
    pairs = [(character, simplify(character)) for character in map(chr, range(FIRST, LAST + 1))]
    return [(character, simple, syllables(simple)) for character, simple in pairs if len(simple) == 1 and everyday(simple)]


def main() -> int:
    """Write the file."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("character", "simplified", "syllables"))
        writer.writerows(rows())
    return 0


if __name__ == "__main__":
    sys.exit(main())
