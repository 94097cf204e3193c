"""What each block of a paper takes of a page: lines of one height, and what must stay together.

Heights as Word and LibreOffice set them; compared with LibreOffice in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.rendering.blocks import (
    Block,
    Contents,
    Kind,
    Line,
    Lines,
    PageBreak,
    Paragraph,
    Picture,
    Runs,
    Signatures,
    Style,
    Table,
)
from documents.rendering.looks import (
    CELL_GAP,
    LINE_ROOM,
    LINE_SPACING,
    ROW_TALL,
    ROWS_KEPT,
    SIGNATURE_ROOM,
    SIGNERS_KEPT,
    TEXT_WIDTH,
    Look,
    look,
)
from documents.rendering.widths import UNITS, line_count

ARIAL_LINE = (1854 + 434 + 67) / UNITS
POINT = 25.4 / 72
TWIPS = 20
"""Both programs cut the height of a line to a twentieth of a point."""


@dataclass(frozen=True)
class Piece:
    """Something that is set: lines of one height; between two pieces stands the larger of their spaces (as in Word).

    `keep` holds it to what follows, `whole` forbids a break inside, `breaks` ends the page, `head` is the height of
    what is repeated above it at the top of a page (a table's head).
    """

    lines: int
    line: float
    before: float = 0
    after: float = 0
    keep: bool = False
    whole: bool = False
    breaks: bool = False
    head: float = 0

    @property
    def height(self) -> float:
        """All lines, without the space around."""
        return self.lines * self.line


def pieces_of(block: Block, after: Block | None) -> list[Piece]:
    """What a block takes; `after` is the one that follows."""
    match block:
        case Paragraph(style=style, runs=runs, label=label):
            return [_paragraph(style, runs, label)]
        case Table():
            return _rows(block)
        case Lines(lines=lines):
            return [Piece(1, _lines_height(lines), keep=isinstance(after, Signatures), whole=True)]
        case Signatures(names=names):
            rows, space = (len(names) + 1) // 2, _line(look(Style.SPACE).size)
            return [Piece(rows, _signature_row(names), after=space, whole=len(names) <= SIGNERS_KEPT)]
        case Picture(height=height):
            text = look(Style.TEXT)
            return [Piece(1, height / POINT + _line(text.size) - text.size * ARIAL_LINE, after=text.after, whole=True)]
        case Contents(entries=entries):
            row = _paragraph(Style.CONTENTS, ())
            return [Piece(len(entries), row.line + row.after)]
        case PageBreak():
            return [Piece(0, 0, breaks=True)]


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
    lines = max((1 + sum(run.text.count("\n") for run in name) for name in names), default=1)
    row = look(Style.SIGNER)
    return (SIGNATURE_ROOM / POINT) + lines * _line(row.size) + row.before + row.after


def _lines_height(lines: Sequence[Line]) -> float:
    """The room to write, the longest hint below, the space after."""
    hint, text = look(Style.HINT), look(Style.LINE)
    hints = max((line_count(line.hint, _inner(line.width), hint.size, bold=False) for line in lines), default=1)
    filled = max((line_count(_shown(line.value), _inner(line.width), text.size, False) for line in lines), default=1)
    room = max(LINE_ROOM / POINT, filled * _line(text.size))
    return room + hints * _line(hint.size) + hint.before + hint.after + _line(look(Style.SPACE).size)


def _rows(table: Table) -> list[Piece]:
    """The head, which stays with the first row and is repeated; the rows, kept together where they are few."""
    head = _row_height(table, table.head, look(Style.CELL_HEAD))
    heights = [_row_height(table, row, look(Style.CELL)) for row in table.rows]
    kept = len(heights) - 1 if len(heights) <= ROWS_KEPT else 0
    rows = [Piece(1, height, keep=at < kept, whole=True, head=head) for at, height in enumerate(heights)]
    return [Piece(1, head, keep=True, whole=True), *rows, Piece(1, _line(look(Style.SPACE).size))]


def _row_height(table: Table, cells: Sequence[Runs], row: Look) -> float:
    wide = zip(cells, table.columns, strict=True)
    lines = max(
        (line_count(_shown(cell), _inner(column.width), row.size, row.bold) for cell, column in wide), default=1
    )
    least = ROW_TALL / POINT if table.tall and row.style is Style.CELL else 0
    return max(least, lines * _line(row.size) + row.before + row.after)


def _inner(width: float) -> float:
    return (width - CELL_GAP) / POINT


def _shown(runs: Runs) -> str:
    """What takes room: places to write are narrow."""
    return "".join(run.text for run in runs if run.kind not in (Kind.OPEN, Kind.SIGN))
