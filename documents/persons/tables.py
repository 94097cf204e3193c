"""Tables of a German Excel: CSV in any usual encoding and separator, .xlsx. Says how they were read.

Formulas of a sheet are never run: their stored values count, and a formula without one is an empty cell. A merged cell
counts for every cell that it covers. A hidden row is not read, since nobody sees what would be taken from it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.cleaning import clean
from documents.answers.result import Refused

MOST_BYTES = 2_000_000
MOST_ROWS = 2_000
_SEPARATORS = (";", "\t", ",", "|")
_UNPACKED = 50_000_000  # bytes that an .xlsx may hold unpacked


@dataclass(frozen=True)
class Row:
    """One row with the number that the person sees in the table."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """All rows, how they were read, the sheets and the hidden rows that were not."""

    rows: tuple[Row, ...]
    encoding: str
    separator: str = ""
    ignored: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()


def read_table(content: bytes, name: str = "") -> Table | Refused:
    """The rows of a CSV or .xlsx file, or the reason why it cannot be read."""
    if len(content) > MOST_BYTES:
        return Refused("utter_founding_file_big", {"most": MOST_BYTES // 1_000_000})
    if content[:4] == b"PK\x03\x04":
        return _sheet(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or content[:5] in (b"%PDF-", b"{\\rtf"):
        return Refused("utter_founding_file_kind", {"name": name})
    return read_text(*_decoded(content))


def read_text(text: str, encoding: str = "") -> Table | Refused:
    """The rows of a table as text (a file's, or pasted into the chat)."""
    lines = text.lstrip("\ufeff")
    separator = ""
    if lines[:4].lower() == "sep=":
        first, _, lines = lines.partition("\n")
        separator = first.strip()[4:5]
        skipped = 1
    else:
        skipped = 0
    separator = separator or _separator(lines)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=False)
    try:
        rows = tuple(_numbered(reader, skipped))
    except csv.Error:
        return Refused("utter_founding_file_row", {"row": reader.line_num + skipped})
    return (
        Table(rows, encoding, separator)
        if len(rows) <= MOST_ROWS
        else Refused("utter_founding_file_rows", {"most": MOST_ROWS})
    )


def _numbered(reader: Any, skipped: int) -> Iterator[Row]:
    before = 0
    for cells in reader:
        yield Row(before + 1 + skipped, tuple(clean(cell) for cell in cells))
        before = reader.line_num


def _decoded(content: bytes) -> tuple[str, str]:
    """UTF-16 and UTF-8 by their marks or form, else Windows-1252 (every byte of it is a letter of some kind)."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), "UTF-16"
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return content.decode("utf-16-le", "replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _separator(text: str) -> str:
    """The separator that parts the first line most often, outside of quotes."""
    first = text.split("\n", 1)[0]
    bare = "".join(part for i, part in enumerate(first.split('"')) if i % 2 == 0)
    return max(_SEPARATORS, key=lambda mark: (bare.count(mark), -_SEPARATORS.index(mark)))


def _sheet(content: bytes) -> Table | Refused:
    """The first visible sheet of an .xlsx; further sheets are named as ignored."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if (
                sum(part.file_size for part in parts.infolist()) > _UNPACKED
                or "xl/workbook.xml" not in parts.namelist()
            ):
                return Refused("utter_founding_file_kind", {"name": ""})
        return _first_sheet(content)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return Refused("utter_founding_file_broken")


def _first_sheet(content: bytes) -> Table | Refused:
    from openpyxl import load_workbook  # 0.2 s to import, seldom needed

    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        return Refused("utter_founding_file_broken")
    first = sheets[0]
    if (first.max_row or 0) > MOST_ROWS:
        return Refused("utter_founding_file_rows", {"most": MOST_ROWS})
    cells = [[_cell(value) for value in values] for values in first.iter_rows(values_only=True)]
    for area in first.merged_cells.ranges:
        for row, column in area.cells:
            cells[row - 1][column - 1] = cells[area.min_row - 1][area.min_col - 1]
    hidden = tuple(number for number in range(1, len(cells) + 1) if first.row_dimensions[number].hidden)
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 1) if number not in hidden)
    return Table(rows, "xlsx", ignored=tuple(sheet.title for sheet in sheets[1:]), hidden=hidden)


def _cell(value: Any) -> str:
    """A cell as text. A postal code that the sheet keeps as a number has lost its zero; its field then says so."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))
