"""The parts of a paper between its text and its file: runs, paragraphs, tables, lines to fill in, signatures.

Knows neither Word nor Markdown nor the record. Every run of a user's answer carries the answer's path, so that a
sentence can be traced; a run is always literal text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Style(StrEnum):
    """The paragraph styles of look/paper.md by their ids in Word."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    OVER = "Ueberzeile"
    SECTION = "Heading1"
    HEADING = "UeberschriftOhneNummer"
    CONTENTS_HEADING = "TOCHeading"
    ITEM_HEADING = "Tagesordnungspunkt"
    TEXT = "Text"
    LEAD = "Einleitung"
    PARAGRAPH = "Absatz"
    NUMBER = "Nummer"
    LETTER = "Buchstabe"
    AGENDA = "Tagesordnung"
    BULLET = "Aufzaehlung"
    BOX = "Kasten"
    CELL = "Tabelle"
    CELL_KEPT = "TabelleZusammen"
    CELL_HEAD = "Tabellenkopf"
    AMOUNT = "Tabellenzahl"
    AMOUNT_HEAD = "TabellenkopfZahl"
    LINE = "Zeile"
    HINT = "Hinweis"
    HINT_KEPT = "HinweisZusammen"
    SIGNER = "Unterzeichnung"
    SIGNER_KEPT = "UnterzeichnungZusammen"
    SPACE = "Abstand"
    SPACE_KEPT = "AbstandZusammen"
    CONTENTS = "TOC1"
    HEADER = "Header"
    FOOTER = "Footer"


class Kind(StrEnum):
    """What a run is: text of ours or an answer; a reference; a missing answer; a place to write."""

    TEXT = "text"
    REFERENCE = "reference"
    GAP = "gap"
    OPEN = "open"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of literal text. `path`: the answer it came from. `target`: the anchor a reference leads to.

    GAP and OPEN: `text` is what belongs there (the hint); SIGN: a place for a signature, which never counts as open.
    """

    text: str
    bold: bool = False
    path: str = ""
    kind: Kind = Kind.TEXT
    target: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block comes from: clause or paper, the answers its text and its condition read, the paragraphs of law,
    the lines of its file."""

    clause: str = ""
    fields: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `label`: its number as Word will count it ("§ 3", "(2)", "1."), `anchor`: its name for others."""

    style: Style
    runs: Runs
    anchor: str = ""
    label: str = ""
    source: Source = Source()

    @property
    def text(self) -> str:
        """The plain text without the number."""
        return "".join(run.text for run in self.runs if run.kind is not Kind.SIGN)


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: width in millimetres; amounts stand right."""

    width: float
    amount: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under one head; `title` is the alternative text."""

    title: str
    columns: tuple[Column, ...]
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    tall: bool = False
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Line:
    """A line to fill in, `width` millimetres, with a hint below; `value` where the event was recorded."""

    width: float
    hint: str
    value: Runs = ()

    @property
    def open(self) -> bool:
        """Whether nobody has recorded yet what belongs here."""
        return not self.value


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines side by side; those of a signature (`signing`) are written by hand and never count as open."""

    lines: tuple[Line, ...]
    signing: bool = False
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Two columns of signature lines with the names below."""

    names: tuple[Runs, ...]
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    label: str
    text: str
    target: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; its entries are filled in when the numbers are known."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG), measured in millimetres; `title` says in words what it shows (its alternative text)."""

    png: bytes = field(repr=False)
    width: float
    height: float
    title: str
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Table | Lines | Signatures | Picture | Contents | PageBreak


@dataclass(frozen=True)
class Paper:
    """A whole paper, ready to be rendered; `mark` stands at the right of its header."""

    number: str
    name: str
    title: str
    header: str
    blocks: tuple[Block, ...]
    mark: str = ""
    basis: tuple[str, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)


def runs_of(block: Block) -> Iterator[Run]:
    """All runs of a block in reading order."""
    match block:
        case Paragraph(runs=runs):
            yield from runs
        case Table(head=head, rows=rows):
            yield from (run for row in (head, *rows) for cell in row for run in cell)
        case Lines(lines=lines):
            yield from (run for line in lines for run in line.value)
        case Signatures(names=names):
            yield from (run for name in names for run in name)
        case _:
            return


def with_source(block: Block, source: Source) -> Block:
    """The block, marked with where it comes from (its own answers added, its lines kept)."""
    if isinstance(block, Contents | PageBreak):
        return block
    own = [run.path for run in runs_of(block) if run.path]
    fields = tuple(dict.fromkeys([*own, *source.fields]))
    return replace(block, source=replace(source, fields=fields, lines=source.lines or block.source.lines))
