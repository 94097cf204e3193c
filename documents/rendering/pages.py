"""Works out on which page each heading will stand, so that the table of contents is right before anybody opens it.

Arial and Liberation Sans have the same widths (`widths.json`: units of 1/2048 → the letters that wide), so lines break
alike in Word and LibreOffice. Neither program fills page numbers unasked. Compared with LibreOffice in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from documents.rendering.blocks import (
    Block,
    Contents,
    Lines,
    PageBreak,
    Paragraph,
    Runs,
    Signatures,
    Style,
    Table,
)
from documents.rendering.looks import (
    LINE_ROOM,
    LINE_SPACING,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    PAGE_HEIGHT,
    SIGNATURE_ROOM,
    TEXT_WIDTH,
    look,
)

WIDTHS = Path(__file__).parent / "widths.json"
UNITS = 2048
ARIAL_LINE = (1854 + 434 + 67) / UNITS
POINT = 25.4 / 72
FIRST_LINE = 11 * ARIAL_LINE * (LINE_SPACING - 1)
"""The first line of a page needs no room above it."""
ROOM = (PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / POINT + FIRST_LINE
WIDEST = 1500 / UNITS
"""For letters outside the table."""
TWIPS = 20
"""Both programs cut the height of a line to a twentieth of a point."""


@dataclass(frozen=True)
class Piece:
    """Something that is set: lines of one height; between two pieces stands the larger of their spaces (as in Word).

    `keep` holds it to what follows, `whole` forbids a break inside, `breaks` ends the page.
    """

    lines: int
    line: float
    before: float = 0
    after: float = 0
    keep: bool = False
    whole: bool = False
    breaks: bool = False

    @property
    def height(self) -> float:
        """All lines, without the space around."""
        return self.lines * self.line


def with_pages(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks with page numbers in the table of contents, and the number of pages."""
    pages = _pages([_piece(block) for block in blocks])
    at = {block.anchor: page for block, page in zip(blocks, pages, strict=True) if isinstance(block, Paragraph)}
    filled = tuple(_filled(block, at) if isinstance(block, Contents) else block for block in blocks)
    return filled, max(pages, default=1)


def _filled(contents: Contents, at: dict[str, int]) -> Contents:
    return Contents(tuple(replace(entry, page=at.get(entry.target, 1)) for entry in contents.entries))


def _pages(pieces: Sequence[Piece]) -> list[int]:
    """The page on which each piece begins; the space before is left out at the top of a page that fills by itself."""
    page, used, after, found = 1, 0.0, 0.0, []
    for index, piece in enumerate(pieces):
        if piece.breaks:
            found.append(page)
            page, used, after = page + 1, 0.0, 0.0
            continue
        start = used + max(after, piece.before)
        if used and start + _needed(pieces, index) > ROOM:
            page, start = page + 1, 0.0
        found.append(page)
        page, used = _set(piece, page, start)
        after = piece.after
    return found


def _needed(pieces: Sequence[Piece], index: int) -> float:
    """What must fit on the page for the piece to begin there: itself if kept, else its first two lines (orphans)."""
    piece = pieces[index]
    if piece.keep and index + 1 < len(pieces):
        after = pieces[index + 1]
        return piece.height + max(piece.after, after.before) + _needed(pieces, index + 1)
    if piece.whole or piece.lines <= 3:
        return piece.height
    return 2 * piece.line


def _set(piece: Piece, page: int, used: float) -> tuple[int, float]:
    """The page and the height used after the piece; long paragraphs go on over the page, two lines at least."""
    rest = piece.lines
    while used + rest * piece.line > ROOM:
        fits = min(max(int((ROOM - used) / piece.line), 0), rest - 2)
        if fits < 2 or piece.whole:
            return page + 1, piece.height
        rest, page, used = rest - fits, page + 1, 0.0
    return page, used + rest * piece.line


def _piece(block: Block) -> Piece:
    match block:
        case Paragraph(style=style, runs=runs, label=label):
            return _paragraph(style, runs, label)
        case Table():
            return Piece(1, _table_height(block), whole=False)
        case Lines():
            hint = look(Style.HINT)
            below = _line(hint.size) + hint.before + hint.after + _line(look(Style.SPACE).size)
            return Piece(1, LINE_ROOM / POINT + below, whole=True)
        case Signatures(names=names):
            return Piece((len(names) + 1) // 2, _signature_row(names), after=_line(look(Style.SPACE).size))
        case Contents(entries=entries):
            row = _paragraph(Style.CONTENTS, ())
            return Piece(len(entries), row.line + row.after)
        case PageBreak():
            return Piece(0, 0, breaks=True)


def _paragraph(style: Style, runs: Runs, label: str = "") -> Piece:
    row = look(style)
    width = (TEXT_WIDTH - row.left - row.right) / POINT
    text = "".join(run.text for run in runs)
    if row.level and not row.hanging:
        text = f"{label} {text}"
    count = line_count(text, width, row.size, row.bold)
    return Piece(count, _line(row.size), row.before, row.after, keep=row.keep_next)


def _line(size: float) -> float:
    return int(size * ARIAL_LINE * LINE_SPACING * TWIPS) / TWIPS


def _signature_row(names: Iterable[Runs]) -> float:
    lines = max((sum(1 + run.text.count("\n") for run in name[-1:]) for name in names), default=1)
    row = look(Style.SIGNER)
    return (SIGNATURE_ROOM / POINT) + lines * _line(row.size) + row.before + row.after


def _table_height(table: Table) -> float:
    row = look(Style.CELL)
    line = _line(row.size)
    height = 0.0
    for cells in (table.head, *table.rows):
        lines = max(
            line_count("".join(run.text for run in cell), (column.width - 2) / POINT, row.size, bold=False)
            for cell, column in zip(cells, table.columns, strict=True)
        )
        height += lines * line + row.before + row.after
    return height


def line_count(text: str, width: float, size: float, bold: bool) -> int:
    """How many lines `text` takes in a column `width` points wide."""
    return sum(_lines_of(part, width, size, bold) for part in text.split("\n")) or 1


def _lines_of(text: str, width: float, size: float, bold: bool) -> int:
    lines, used = 1, 0.0
    blank = _width(" ", bold) * size
    for word in text.replace("-", "- ").split(" "):
        long = _width(word, bold) * size
        if used and used + long > width:
            lines, used = lines + 1, 0.0
        used += long + (0.0 if word.endswith("-") else blank)
    return lines


@lru_cache(maxsize=8192)
def _width(text: str, bold: bool) -> float:
    table = _table("bold" if bold else "regular")
    return sum(table.get(character, WIDEST) for character in text)


@cache
def _table(face: str) -> dict[str, float]:
    groups = json.loads(WIDTHS.read_text("utf8"))[face]
    return {letter: int(units) / UNITS for units, letters in groups.items() for letter in letters}
