"""Which letters the font of the PDF has: what it lacks is shown as a box, so that no paper fails for one letter."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
BOX = "□"
NEWLINE = "\n"


@cache
def known() -> frozenset[str]:
    """Every letter that both faces have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # matplotlib brings it

    faces = (TTFont(path, lazy=True).getBestCmap() for path in sorted(FONTS.glob("*.ttf")))
    return frozenset.intersection(*(frozenset(map(chr, face)) for face in faces)) | {NEWLINE}


def without_unknown(text: str) -> str:
    """The text with a box for each letter that the font lacks."""
    unknown = set(text) - known()
    return text.translate(dict.fromkeys(map(ord, unknown), BOX)) if unknown else text
