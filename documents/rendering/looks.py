"""The look of the papers as one table (look/paper.md): black on white, Arial throughout, all measures named.

Sizes in pt, lengths in mm. Knows nothing of Word; the styles are built from it, and the page count uses it.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.rendering.blocks import Style

FONT = "Arial"
GREY, BLACK, HAIRLINE = "444444", "000000", "999999"
LINE_SPACING = 1.15
"""A multiple of Arial's own line, which makes 1.35 of the size."""

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM, EDGE = 25.0, 20.0, 25.0, 25.0, 12.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
CELL_GAP = 2.1
CONTENTS_COLUMN = 9.0
SIGNATURE_WIDTH, SIGNATURE_GAP, SIGNATURE_ROOM = 77.0, 11.0, 13.0
LINE_ROOM = 9.0
ROW_TALL = 12.0
ROWS_KEPT = 8
"""A table of so few rows is kept on one page (each row but the last stays with the next)."""
SIGNERS_KEPT = 10
"""So many signatures stand together on one page; of longer lists the first rows do."""


@dataclass(frozen=True)
class Look:
    """One row: `level` is (list, level) of the numbering, `outline` the heading level (0 is the first)."""

    style: Style
    name: str
    size: float = 11
    bold: bool = False
    before: float = 0
    after: float = 0
    left: float = 0
    hanging: float = 0
    right: float = 0
    grey: bool = False
    keep_next: bool = False
    outline: int | None = None
    level: tuple[int, int] | None = None


LOOKS = (
    Look(Style.TITLE, "Title", 20, bold=True, after=6, keep_next=True),
    Look(Style.SUBTITLE, "Subtitle", 12, after=14),
    Look(Style.OVER, "Überzeile", 9, after=4, grey=True),
    Look(Style.SECTION, "heading 1", 12, True, 16, 5, keep_next=True, outline=0, level=(1, 0)),
    Look(Style.HEADING, "Überschrift ohne Nummer", 12, True, 16, 5, keep_next=True, outline=0),
    Look(Style.CONTENTS_HEADING, "TOC Heading", 12, True, 16, 5, keep_next=True),
    Look(Style.ITEM_HEADING, "Tagesordnungspunkt", 12, True, 16, 5, keep_next=True, outline=0, level=(3, 0)),
    Look(Style.TEXT, "Text", before=5, after=6),
    Look(Style.LEAD, "Einleitung", before=5, after=4, keep_next=True),
    Look(Style.PARAGRAPH, "Absatz", before=5, after=5, left=9, hanging=9, level=(1, 1)),
    Look(Style.NUMBER, "Nummer", after=3, left=16, hanging=7, level=(1, 2)),
    Look(Style.LETTER, "Buchstabe", after=3, left=23, hanging=7, level=(1, 3)),
    Look(Style.AGENDA, "Tagesordnung", after=3, left=9, hanging=9, level=(2, 0)),
    Look(Style.BULLET, "Aufzählung", after=3, left=7, hanging=7, level=(4, 0)),
    Look(Style.BOX, "Kasten", before=4, after=12, left=3, right=3),
    Look(Style.CELL, "Tabelle", 10, before=3.5, after=3.5),
    Look(Style.CELL_KEPT, "Tabelle zusammen", 10, before=3.5, after=3.5, keep_next=True),
    Look(Style.CELL_HEAD, "Tabellenkopf", 9, True, 3.5, 3.5, keep_next=True),
    Look(Style.AMOUNT, "Tabellenzahl", 10, before=3.5, after=3.5, right=3),
    Look(Style.AMOUNT_HEAD, "Tabellenkopf Zahl", 9, True, 3.5, 3.5, right=3, keep_next=True),
    Look(Style.LINE, "Zeile", keep_next=True),
    Look(Style.HINT, "Hinweis", 8.5, before=2, after=4, grey=True),
    Look(Style.HINT_KEPT, "Hinweis zusammen", 8.5, before=2, after=4, grey=True, keep_next=True),
    Look(Style.SIGNER, "Unterzeichnung", 9, before=2, after=2),
    Look(Style.SIGNER_KEPT, "Unterzeichnung zusammen", 9, before=2, after=2, keep_next=True),
    Look(Style.SPACE, "Abstand", 4),
    Look(Style.SPACE_KEPT, "Abstand zusammen", 4, keep_next=True),
    Look(Style.CONTENTS, "toc 1", 10, after=1),
    Look(Style.HEADER, "header", 9, grey=True),
    Look(Style.FOOTER, "footer", 9, grey=True),
)
_BY_STYLE = {row.style: row for row in LOOKS}


def look(style: Style) -> Look:
    """The row of the table for `style`."""
    return _BY_STYLE[style]


def twips(millimetres: float) -> int:
    """Word's unit: a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)
