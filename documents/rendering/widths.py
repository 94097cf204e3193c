"""How wide text is set in Arial, and how many lines it takes.

Arial and Liberation Sans have the same widths (`widths.json`: units of 1/2048 → the letters that wide), so lines break
alike in Word and LibreOffice.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

WIDTHS = Path(__file__).parent / "widths.json"
UNITS = 2048
WIDEST = 1500 / UNITS
"""For letters outside the table."""


def line_count(text: str, width: float, size: float, bold: bool) -> int:
    """How many lines `text` takes in a column `width` points wide."""
    return sum(_lines_of(part, width, size, bold) for part in text.split("\n")) or 1


def _lines_of(text: str, width: float, size: float, bold: bool) -> int:
    if text_width(text, bold) * size <= width:
        return 1
    lines, used = 1, 0.0
    blank = text_width(" ", bold) * size
    for word in text.replace("-", "- ").split(" "):
        long = text_width(word, bold) * size
        if used and used + long > width:
            lines, used = lines + 1, 0.0
        used += long + (0.0 if word.endswith("-") else blank)
    return lines


@lru_cache(maxsize=8192)
def text_width(text: str, bold: bool) -> float:
    """The width in ems: times the size in points gives points."""
    table = _table("bold" if bold else "regular")
    return sum(table.get(character, WIDEST) for character in text)


@cache
def _table(face: str) -> dict[str, float]:
    groups = json.loads(WIDTHS.read_text("utf8"))[face]
    return {letter: int(units) / UNITS for units, letters in groups.items() for letter in letters}
