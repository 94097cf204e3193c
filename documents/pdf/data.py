"""A paper as the data that `paper.typ` sets: plain lists and texts, so that no word of a person is read as markup."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from documents.rendering.blocks import (
    Block,
    Contents,
    Line,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Run,
    Runs,
    Signatures,
    Table,
)
from documents.rendering.looks import (
    CONTENTS_COLUMN,
    EDGE,
    GREY,
    HAIRLINE,
    LINE_ROOM,
    LINE_SPACING,
    LOOKS,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    ROW_TALL,
    ROWS_KEPT,
    SIGNATURE_GAP,
    SIGNATURE_ROOM,
    SIGNATURE_WIDTH,
    SIGNERS_KEPT,
    Look,
)
from documents.rendering.package import Print
from documents.rendering.tables import LINE_GAP

ASCENT, DESCENT, GAP = 1854 / 2048, 434 / 2048, 67 / 2048
"""Of Liberation Sans, in its size; Word puts the room of a line spacing above the letters."""


def paper_data(paper: Paper, printed: Print) -> str:
    """The paper as JSON."""
    day = printed.day
    data = {
        "header": paper.header,
        "mark": paper.mark or paper.number,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "state": _runs(printed.state),
        "blocks": [_block(block, after) for block, after in pairwise([*paper.blocks, PageBreak()])],
    }
    return json.dumps(data, ensure_ascii=False)


@cache
def page_data() -> str:
    """The measures of the page as JSON."""
    data = {
        "left": MARGIN_LEFT,
        "right": MARGIN_RIGHT,
        "top": MARGIN_TOP,
        "bottom": MARGIN_BOTTOM,
        "edge": EDGE,
        "grey": GREY,
        "hairline": HAIRLINE,
        "line-gap": LINE_GAP,
        "line-room": LINE_ROOM,
        "signature-width": SIGNATURE_WIDTH,
        "signature-gap": SIGNATURE_GAP,
        "signature-room": SIGNATURE_ROOM,
        "contents-column": CONTENTS_COLUMN,
        "rows-kept": ROWS_KEPT,
        "row-tall": ROW_TALL,
        "signers-kept": SIGNERS_KEPT,
        "top-edge": (ASCENT + DESCENT + GAP) * LINE_SPACING - DESCENT,
        "bottom-edge": -DESCENT,
    }
    return json.dumps(data)


@cache
def looks_data() -> str:
    """The table of looks as JSON, by style."""
    return json.dumps({row.style: _look(row) for row in LOOKS})


def _look(row: Look) -> dict[str, Any]:
    keys = ("size", "bold", "grey", "before", "after", "left", "hanging", "right")
    return {key: getattr(row, key) for key in keys} | {"keep": row.keep_next, "outline": row.outline is not None}


def _block(block: Block, after: Block) -> dict[str, Any]:
    match block:
        case Paragraph(style=style, runs=runs, anchor=anchor, label=label):
            return {"is": "paragraph", "style": style, "runs": _runs(runs), "anchor": anchor, "label": label}
        case Table():
            return _table(block)
        case Lines(lines=lines):
            kept = isinstance(after, Signatures)
            return {"is": "lines", "lines": [_line(line) for line in lines], "kept": kept}
        case Signatures(names=names):
            return {"is": "signatures", "names": _cells(names)}
        case Picture(png=png, width=width, title=title):
            return {"is": "picture", "png": list(png), "width": width, "title": title}
        case Contents():
            return {"is": "contents"}
        case PageBreak():
            return {"is": "page"}


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "columns": [{"width": column.width, "amount": column.amount} for column in table.columns],
        "head": _cells(table.head),
        "rows": [_cells(row) for row in table.rows],
        "tall": table.tall,
    }


def _line(line: Line) -> dict[str, Any]:
    return {"width": line.width, "hint": line.hint, "value": _runs(line.value)}


def _cells(cells: Iterable[Runs]) -> list[list[dict[str, Any]]]:
    return [_runs(cell) for cell in cells]


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    return {"text": run.text, "bold": run.bold, "kind": run.kind, "target": run.target}
