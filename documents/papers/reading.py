"""Reads the Markdown of a paper, line by line, into blocks. Only what the papers need; values are tokens here.

    # Title {#anchor}      a numbered section (§)          ## Title    a heading without number
    ### Title              an item of the agenda as heading  + text    an item of the agenda
    1. {#anchor} text      an Absatz; indented by three: a Nummer; by six: a Buchstabe
    - text                 a dash                           | a | b |  a table (second row is the rule)
    :: name argument       what Markdown has no word for (see `_directive`)
A line that begins nothing goes on with the block before; a blank line ends it. Written by hand because markdown-it
takes 50 ms for the texts of one dossier (measured), this 10 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.papers.lines import unmarked
from documents.papers.sheet import Sheet
from documents.rendering.blocks import (
    Block,
    Column,
    Contents,
    Kind,
    Line,
    Lines,
    PageBreak,
    Paragraph,
    Runs,
    Signatures,
    Source,
    Style,
    Table,
    with_source,
)

ITEM = re.compile(r"( {0,6})1\. (.*)", re.DOTALL)
ANCHOR = re.compile(r"\{#([a-z_0-9]+)\}\s*")
BLANKS = re.compile(" {2,}")
HEADINGS = {"# ": Style.SECTION, "## ": Style.HEADING, "### ": Style.ITEM_HEADING}
STARTS = {**HEADINGS, "+ ": Style.AGENDA, "- ": Style.BULLET}
LEVELS = {0: Style.PARAGRAPH, 3: Style.NUMBER, 6: Style.LETTER}
PARAGRAPHS = {
    "title": Style.TITLE, "subtitle": Style.SUBTITLE, "over": Style.OVER, "box": Style.BOX, "hint": Style.HINT,
    "contents_heading": Style.CONTENTS_HEADING,
}  # fmt: skip
DIRECTIVES = {*PARAGRAPHS, "contents", "page", "picture", "fill", "signing", "sign", "columns"}
BREAKING_NOT = "\u00a0"
AFTER_SIGN = re.compile("(§§?|Absatz|Absätze|Satz|Nummer|Nr\\.|Artikel|Anlage|Buchstabe|Abs\\.) (?=[\\d\ue000])")
BEFORE_UNIT = re.compile("(?<=[\\d\ue001]) (?=(?:Euro|Prozent|Tage|Tagen|Monate|Monaten|Jahre|Jahren|Uhr|Stimmen)\\b)")


@dataclass
class _Table:
    """The directive before a table: its title, its columns, whether its rows are high enough to sign in."""

    title: str = ""
    columns: tuple[Column, ...] = ()
    tall: bool = False


@dataclass
class Reader:
    """Reads one text; `sheet` holds the values behind the tokens."""

    sheet: Sheet
    table: _Table = field(default_factory=_Table)

    def blocks(self, markdown: str) -> Iterator[Block]:
        """The blocks of `markdown`; `:: clause` lines are for the composer and stop here as an error."""
        text, lines = unmarked(markdown)
        for start, chunk in _chunks(BEFORE_UNIT.sub(BREAKING_NOT, AFTER_SIGN.sub(rf"\1{BREAKING_NOT}", text))):
            own = lines[start : start + chunk.count("\n") + 1]
            source = Source(lines=tuple(dict.fromkeys(filter(None, own))))
            yield from (with_source(block, source) for block in self._block(chunk))

    def _block(self, chunk: str) -> Iterator[Block]:
        if chunk.startswith(":: "):
            yield from self._directive(*chunk[3:].partition(" ")[::2])
        elif chunk.startswith("|"):
            yield self._table(chunk.split("\n"))
        else:
            yield self._paragraph(chunk.replace("\n", " "))

    def _paragraph(self, text: str) -> Paragraph:
        style = Style.TEXT
        if item := ITEM.fullmatch(text):
            style, text = LEVELS[len(item[1])], item[2]
        for start, other in STARTS.items():
            if text.startswith(start):
                style, text = other, text.removeprefix(start)
                break
        anchor = ""
        if found := ANCHOR.search(text):
            anchor, text = found[1], text[: found.start()] + text[found.end() :]
        return Paragraph(style, self.runs(BLANKS.sub(" ", text.strip())), anchor)

    def _directive(self, name: str, argument: str) -> Iterator[Block]:
        """`title|subtitle|over|box|hint TEXT`, `fill|signing WIDTH HINT [= VALUE] | …`, `sign NAME | …`, `columns …`,
        `contents`, `page`, `picture`."""
        match name:
            case "contents":
                yield Contents()
            case "page":
                yield PageBreak()
            case "picture":
                yield self.sheet.picture(argument)
            case "fill" | "signing":
                yield Lines(tuple(self._line(cell) for cell in _cells(argument)), signing=name == "signing")
            case "sign":
                yield Signatures(tuple(self.runs(cell) for cell in _cells(argument) if cell))
            case "columns":
                self.table = _columns(argument)
            case _ if name in PARAGRAPHS:
                yield Paragraph(PARAGRAPHS[name], self.runs(argument))
            case _:
                raise ValueError(f"unknown directive {name!r}")

    def _line(self, cell: str) -> Line:
        width, _, rest = cell.partition(" ")
        hint, _, value = rest.partition("=")
        runs = self.runs(value.strip())
        known = runs if all(run.kind is Kind.TEXT for run in runs) else ()
        return Line(float(width), "".join(run.text for run in self.runs(hint.strip())), known)

    def _table(self, rows: list[str]) -> Table:
        head, *body = [[self.runs(cell) for cell in _cells(row.strip().strip("|"))] for row in rows if not _rule(row)]
        made = self.table
        return Table(made.title, made.columns, tuple(head), tuple(tuple(row) for row in body), made.tall)

    def runs(self, text: str) -> Runs:
        """Literal runs; `<br>` is a line break."""
        return self.sheet.runs(text.replace("<br>", "\n"))


def _chunks(markdown: str) -> Iterator[tuple[int, str]]:
    """Blocks as texts, with the index of their first line: a line that begins a block begins a chunk, others go on with
    it, a blank line ends it."""
    chunk: list[str] = []
    for index, line in enumerate(markdown.split("\n")):
        if not line.strip() or _begins(line, chunk):
            if chunk:
                yield index - len(chunk), "\n".join(chunk)
            chunk = [line] if line.strip() else []
        else:
            chunk.append(line if line.startswith("|") or not chunk else line.strip())
    if chunk:
        yield markdown.count("\n") + 1 - len(chunk), "\n".join(chunk)


def _begins(line: str, chunk: list[str]) -> bool:
    if line.startswith("|"):
        return not (chunk and chunk[0].startswith("|"))
    if chunk and chunk[0].startswith((":: ", *HEADINGS)):
        return True
    return line.startswith((":: ", *STARTS)) or ITEM.match(line) is not None or bool(chunk and chunk[0].startswith("|"))


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")]


def _rule(row: str) -> bool:
    return not row.strip("|-: ")


def _columns(argument: str) -> _Table:
    """`13 60 30r [tall] | Title`: widths in millimetres, r for amounts."""
    widths, _, title = argument.partition("|")
    columns = tuple(Column(float(w.rstrip("r")), w.endswith("r")) for w in widths.split() if w != "tall")
    return _Table(title.strip(), columns, "tall" in widths)
