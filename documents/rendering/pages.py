"""Works out on which page each heading will stand, so that the table of contents is right before anybody opens it.

Neither Word nor LibreOffice fills page numbers unasked, and asking Word to would make it put a question to the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import TypeGuard

from documents.rendering.blocks import Block, Contents, Paragraph
from documents.rendering.looks import LINE_SPACING, MARGIN_BOTTOM, MARGIN_TOP, PAGE_HEIGHT
from documents.rendering.pieces import ARIAL_LINE, POINT, Piece, pieces_of

FIRST_LINE = 11 * ARIAL_LINE * (LINE_SPACING - 1)
"""The first line of a page needs no room above it."""
ROOM = (PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / POINT + FIRST_LINE


def with_pages(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks with page numbers in the table of contents, and the number of pages."""
    following = [*blocks[1:], None]
    groups = [pieces_of(block, after) for block, after in zip(blocks, following, strict=True)]
    pages, last = _pages(list(chain.from_iterable(groups)))
    firsts = accumulate(map(len, groups), initial=0)
    at = {block.anchor: pages[first] for block, first in zip(blocks, firsts, strict=False) if _named(block)}
    filled = tuple(_filled(block, at) if isinstance(block, Contents) else block for block in blocks)
    return filled, last


def _named(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and bool(block.anchor)


def _filled(contents: Contents, at: dict[str, int]) -> Contents:
    return Contents(tuple(replace(entry, page=at.get(entry.target, 1)) for entry in contents.entries))


def _pages(pieces: Sequence[Piece]) -> tuple[list[int], int]:
    """The page on which each piece begins, and the last one; the space before is left out at the top of a page."""
    page, used, after, found = 1, 0.0, 0.0, []
    for index, piece in enumerate(pieces):
        if piece.breaks:
            found.append(page)
            page, used, after = page + 1, 0.0, 0.0
            continue
        start = used + max(after, piece.before)
        if used and start + _needed(pieces, index) > ROOM:
            page, start = page + 1, piece.head
        found.append(page)
        page, used = _set(piece, page, start)
        after = piece.after
    return found, page


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
