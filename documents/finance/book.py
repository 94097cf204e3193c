"""A workbook with our formats, and where each figure stands in it, so that formulas can name it.

Every text is written as a string: nothing that a person typed can become a formula.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from documents.finance.rounding import euros

MONEY = "[$-407]#,##0.00"
PERCENT = "[$-407]0.0#%"
COUNT = "0"
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": ""}
MARGIN = 15 / 25.4
A4 = 9
LABEL_WIDTH, AMOUNT_WIDTH = 44, 14
NOTHING = "0"
INPUT = {"border": 1, "border_color": "#6F7F7B", "bg_color": "#F3F5F4"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "text": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "font_size": 9, "bottom": 2},
    "head_amount": {"bold": True, "font_size": 9, "bottom": 2, "align": "right"},
    "label": {"bottom": 4, "bottom_color": "#999999"},
    "money": {"num_format": MONEY, "bottom": 4, "bottom_color": "#999999"},
    "percent": {"num_format": PERCENT, "bottom": 4, "bottom_color": "#999999"},
    "count": {"num_format": COUNT, "bottom": 4, "bottom_color": "#999999"},
    "right": {"align": "right", "bottom": 4, "bottom_color": "#999999"},
    "sum_label": {"bold": True, "top": 1, "bottom": 1},
    "sum_money": {"bold": True, "num_format": MONEY, "top": 1, "bottom": 1},
    "in_money": {"num_format": MONEY, **INPUT},
    "in_percent": {"num_format": PERCENT, **INPUT},
    "in_count": {"num_format": COUNT, **INPUT},
    "small": {"font_size": 9, "font_color": "#444444"},
    "origin": {"font_size": 9, "font_color": "#444444", "indent": 1},
}


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas use functions of old alone; looking for new ones took 0.07 of 0.1 s (XlsxWriter 3.3.1)."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


@dataclass
class Book:
    """The workbook under construction. `places`: key → sheet, row and first column of a figure or a row of figures."""

    buffer: BytesIO = field(default_factory=BytesIO)
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.workbook = Workbook(self.buffer, {**options, "default_format_properties": dict(FONT)})
        self.formats = {name: self.workbook.add_format({**FONT, **look}) for name, look in LOOKS.items()}

    def sheet(self, name: str, header: str, footer: str) -> Page:
        """A new sheet, A4 across, with header and footer of the papers."""
        sheet = self.workbook.add_worksheet(name, PlainSheet)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(MARGIN, MARGIN, MARGIN, MARGIN)
        sheet.set_header(f"&L&9{header.replace('&', '&&')}&R&9D15")
        sheet.set_footer(f"&L&9{footer.replace('&', '&&')}&R&9&P / &N")
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.fit_to_pages(1, 0)
        return Page(self, sheet, name)

    def at(self, key: str, offset: int = 0) -> str:
        """The absolute reference of a figure; `offset` columns to the right in a row of figures."""
        sheet, row, column = self.places[key]
        return f"'{sheet}'!{xl_rowcol_to_cell(row, column + offset, row_abs=True, col_abs=True)}"

    def across(self, key: str, first: int, last: int) -> str:
        """The reference of a part of a row of figures."""
        end = self.at(key, last).rpartition("!")[2]
        return f"{self.at(key, first)}:{end}"

    def finish(self, title: str, day: date) -> bytes:
        """The file; its properties carry the day of the record, never the clock."""
        created = datetime.combine(day, time(), UTC).replace(tzinfo=None)
        self.workbook.set_properties({"title": title, "author": "Gemeinwerk", "created": created})
        self.workbook.close()
        return self.buffer.getvalue()


@dataclass
class Page:
    """One sheet, written from top to bottom."""

    book: Book
    sheet: Worksheet
    name: str
    row: int = 0

    def title(self, *lines: str) -> None:
        """The heading and the lines below it."""
        self.text(lines[0], "title")
        for line in lines[1:]:
            self.text(line, "small")
        self.row += 1

    def text(self, text: str, look: str = "text") -> None:
        """One line of text."""
        self.sheet.write_string(self.row, 0, text, self.book.formats[look])
        self.row += 1

    def head(self, *cells: str) -> None:
        """The head of a table; it stays in sight and is printed on each page."""
        for column, cell in enumerate(cells):
            self.sheet.write_string(self.row, column, cell, self.book.formats["head_amount" if column else "head"])
        self.row += 1

    def label(self, text: str, *, total: bool = False) -> None:
        """The first cell of a row."""
        self.sheet.write_string(self.row, 0, text, self.book.formats["sum_label" if total else "label"])

    def place(self, key: str, column: int = 1) -> None:
        """Remembers that the figures of `key` begin here."""
        self.book.places[key] = (self.name, self.row, column)

    def put(self, column: int, text: str, look: str = "label") -> None:
        """A text beside a figure."""
        self.sheet.write_string(self.row, column, text, self.book.formats[look])

    def given(self, column: int, value: float | None, look: str) -> None:
        """An assumption; None leaves the field free to be filled in."""
        if value is None:
            self.sheet.write_blank(self.row, column, None, self.book.formats[f"in_{look}"])
        else:
            self.sheet.write_number(self.row, column, value, self.book.formats[f"in_{look}"])

    def formula(self, column: int, formula: str, value: float | str, look: str = "money") -> None:
        """A formula with the value that our model has for it."""
        near = formula.replace(f"'{self.name}'!", "")
        self.sheet.write_formula(self.row, column, f"={near}", self.book.formats[look], value)

    def money(self, column: int, formula: str, cents: int, *, total: bool = False) -> None:
        """A formula whose value is an amount; what is never more than nothing is a plain zero."""
        look = "sum_money" if total else "money"
        if formula == NOTHING:
            self.sheet.write_number(self.row, column, 0, self.book.formats[look])
        else:
            self.formula(column, formula, float(euros(cents)), look)
