"""The spreadsheet: the same bytes for the same record, texts never formulas, open figures free fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from documents.finance.figures import Plan
from documents.finance.workbook import finance_file

PlanOf = Callable[[dict[str, Any]], Plan]
DAY = date(2026, 11, 25)
HOSTILE = '=HYPERLINK("http://böse.example";"x") & Söhne eG'


def test_the_same_plan_gives_the_same_bytes(guided: dict[str, Any], plan_of: PlanOf) -> None:
    assert finance_file(plan_of(guided), DAY, "a", "b") == finance_file(plan_of(guided), DAY, "a", "b")


def test_a_name_that_looks_like_a_formula_stays_text(guided: dict[str, Any], plan_of: PlanOf) -> None:
    book = load_workbook(BytesIO(finance_file(plan_of(guided), DAY, HOSTILE, "Stand")))
    cell = next(c for row in book["Übersicht"].iter_rows() for c in row if c.value == HOSTILE)
    assert cell.data_type == "s"
    assert HOSTILE.split(" &")[0] in str(book["Übersicht"].oddHeader.left.text)


def test_every_computed_figure_is_a_formula_and_every_sheet_is_ready_to_print(
    guided: dict[str, Any], plan_of: PlanOf
) -> None:
    book = load_workbook(BytesIO(finance_file(plan_of(guided), DAY, "a", "b")))
    assert book.sheetnames == ["Übersicht", "Annahmen", "Finanzierung", "Ergebnis", "Liquidität", "Bilanz"]
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)
    for name in ("Ergebnis", "Bilanz"):
        numbers = [c for row in book[name].iter_rows() for c in row if c.data_type == "n" and c.value]
        assert numbers == [], name


def test_an_open_figure_is_a_free_field(plan_of: PlanOf) -> None:
    book = load_workbook(BytesIO(finance_file(plan_of({}), DAY, "a", "b")))
    rows = {row[0].value: row[1:3] for row in book["Annahmen"].iter_rows()}
    value, origin = rows["Investition (Euro)"]
    assert value.value is None
    assert origin.value == "offen, bitte eintragen"
    assert book.properties.created.date() == DAY
