"""Word's XML for what stands side by side: tables, lines to fill in, signatures. All widths are fixed."""

from __future__ import annotations

from collections.abc import Sequence

from documents.rendering.blocks import Kind, Line, Lines, Run, Runs, Signatures, Style, Table
from documents.rendering.looks import (
    BLACK,
    LINE_ROOM,
    ROW_TALL,
    ROWS_KEPT,
    SIGNATURE_GAP,
    SIGNATURE_ROOM,
    SIGNATURE_WIDTH,
    SIGNERS_KEPT,
    twips,
)
from documents.rendering.wordml import escape, paragraph, run_xml, runs_xml

RULE = f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{BLACK}"/></w:tcBorders>'
LINE_GAP = 6.0
EMPTY = (Run("–"),)
BELOW, BELOW_KEPT = paragraph(Style.SPACE, ""), paragraph(Style.SPACE_KEPT, "")
"""Word needs a paragraph between two tables and behind the last; it is the space below."""


def table_xml(table: Table) -> str:
    """A table with a repeated head; an empty cell shows a dash."""
    widths = [column.width for column in table.columns]
    head = "".join(
        _cell(width, paragraph(Style.AMOUNT_HEAD if column.amount else Style.CELL_HEAD, runs_xml(cell)))
        for width, column, cell in zip(widths, table.columns, table.head, strict=True)
    )
    kept = len(table.rows) - 1 if len(table.rows) <= ROWS_KEPT else 0
    height = ROW_TALL if table.tall else 0
    rows = "".join(_row(_cells(table, row, kept=i < kept), height=height) for i, row in enumerate(table.rows))
    return _table("Liste", table.title, widths, _row(head, head=True) + rows, first_row=True) + BELOW


def _cells(table: Table, row: Sequence[Runs], *, kept: bool) -> str:
    plain = Style.CELL_KEPT if kept else Style.CELL
    return "".join(
        _cell(column.width, paragraph(Style.AMOUNT if column.amount else plain, runs_xml(cell or EMPTY)))
        for column, cell in zip(table.columns, row, strict=True)
    )


def lines_xml(lines: Lines, *, kept: bool = False) -> str:
    """Lines to fill in, side by side, the hint below each; what the event recorded stands on its line.

    `kept`: they stay with what follows (place and day with the signatures).
    """
    widths, above, below = [], "", ""
    hint = Style.HINT_KEPT if kept else Style.HINT
    for line in lines.lines:
        widths += [line.width, LINE_GAP]
        above += _cell(line.width, paragraph(Style.LINE, _on_line(line)), RULE, bottom=True) + _cell(LINE_GAP, _blank())
        below += _cell(line.width, paragraph(hint, runs_xml((Run(line.hint),)))) + _cell(LINE_GAP, _blank())
    title = " · ".join(line.hint for line in lines.lines)
    return _table("Linien", title, widths, _row(above, height=LINE_ROOM) + _row(below)) + (
        BELOW_KEPT if kept else BELOW
    )


def _on_line(line: Line) -> str:
    return run_xml(Run(line.hint, kind=Kind.OPEN)) if line.open else runs_xml(line.value)


def signatures_xml(block: Signatures) -> str:
    """Two columns of signature lines, the name below; a short block stays on one page, of a long one two rows do."""
    widths = [SIGNATURE_WIDTH, SIGNATURE_GAP, SIGNATURE_WIDTH]
    pairs = list(zip(block.names[::2], [*block.names[1::2], None], strict=False))
    kept = len(pairs) - 1 if len(block.names) <= SIGNERS_KEPT else 1
    rows = ""
    for index, pair in enumerate(pairs):
        style = Style.SIGNER_KEPT if index < kept else Style.SIGNER
        line = _cell(SIGNATURE_GAP, _blank()).join(_signature_line(name) for name in pair)
        names = _cell(SIGNATURE_GAP, _blank()).join(
            _cell(SIGNATURE_WIDTH, paragraph(style, runs_xml(name or ()))) for name in pair
        )
        rows += _row(line, height=SIGNATURE_ROOM) + _row(names)
    return _table("Linien", "Unterschriften", widths, rows) + BELOW


def _signature_line(name: Runs | None) -> str:
    if name is None:
        return _cell(SIGNATURE_WIDTH, _blank())
    return _cell(SIGNATURE_WIDTH, paragraph(Style.LINE, ""), RULE, bottom=True)


def _blank() -> str:
    return paragraph(Style.LINE, "")


def _table(style: str, title: str, widths: Sequence[float], rows: str, *, first_row: bool = False) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    caption = escape(title)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="{int(first_row)}" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{caption}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: str, *, head: bool = False, height: float = 0) -> str:
    tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(width: float, content: str, borders: str = "", *, bottom: bool = False) -> str:
    place = '<w:vAlign w:val="bottom"/>' if bottom else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{borders}{place}</w:tcPr>{content}</w:tc>'
