"""All changes between two drafts as one Word file: what is new is bold, what stood there before is in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.content import parse
from documents.changes import Change, Piece
from documents.papers.german import long_date
from documents.rendering.blocks import Block, Paper, Paragraph, Run, Runs, Style
from documents.rendering.package import Print, word_file
from documents.rendering.pages import with_pages

WORDS = Path(__file__).with_suffix(".yml")


def comparison(found: Sequence[Change], name: str, before: date, after: date) -> tuple[str, bytes]:
    """File name and content; `name`: the cooperative's, `before`, `after`: the days of the drafts."""
    known = words()
    blocks, pages = with_pages(list(_blocks(found, before, after)))
    header = known.header.format(name=name)
    paper = Paper("", known.name, known.title, header, tuple(blocks), known.mark)
    state = (Run(f"{known.as_of} {_day(after)}"),)
    return f"{known.name}.docx", word_file(paper, Print(state, after, pages))


class Words(BaseModel):
    """The words around the changes; those in braces are put in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    header: str
    mark: str
    subtitle: str
    how_to_read: str
    before: str
    because: str
    follows: str
    as_of: str


@cache
def words() -> Words:
    """The words, from their file; a broken one is a ContentError with file and line."""
    return parse(WORDS, Words)


def _blocks(found: Sequence[Change], before: date, after: date) -> Iterator[Block]:
    known = words()
    yield Paragraph(Style.TITLE, (Run(known.title),))
    yield Paragraph(Style.SUBTITLE, (Run(known.subtitle.format(before=_day(before), after=_day(after))),))
    yield Paragraph(Style.TEXT, (Run(known.how_to_read),))
    for paper, changes in groupby(found, key=lambda change: change.paper):
        yield Paragraph(Style.HEADING, (Run(paper),))
        for clause, same in groupby(changes, key=lambda change: change.clause):
            yield from _clause(clause, list(same))


def _clause(clause: str, changes: Sequence[Change]) -> Iterator[Block]:
    if clause:
        yield Paragraph(Style.LEAD, (Run(clause, bold=True),))
    yield from (Paragraph(Style.BULLET, _runs(change.pieces)) for change in changes)
    labels = dict.fromkeys(cause.label for change in changes for cause in change.causes)
    reason = words().because.format(labels=", ".join(labels)) if labels else words().follows
    yield Paragraph(Style.HINT, (Run(reason),))


def _runs(pieces: Sequence[Piece]) -> Runs:
    gone = words().before
    shown = (f"[{gone}: {piece.text}]" if piece.kind == "gone" else piece.text for piece in pieces)
    bold = (piece.kind == "new" for piece in pieces)
    spaced = (text if number == 0 else f" {text}" for number, text in enumerate(shown))
    return tuple(Run(text, strong) for text, strong in zip(spaced, bold, strict=True))


def _day(day: date) -> str:
    return str(long_date(day.isoformat()))
