"""The finance plan as a spreadsheet (D15): real formulas, with the values of our model stored beside them.

The same record and day give the same bytes. Whoever fills in an open field gets the plan recalculated.
"""

from __future__ import annotations

from datetime import date

from documents.finance import inputs, overview, sheet_liquidity, sheets
from documents.finance.assumptions import YEARS_ASKED
from documents.finance.book import Book, Page
from documents.finance.figures import Plan
from documents.finance.warnings import warnings
from documents.finance.words import words

ORDER = ("overview", "inputs", "funding", "result", "liquidity", "balance")


def finance_file(made: Plan, day: date, header: str, footer: str) -> bytes:
    """The .xlsx of a plan; `day` is that of the last answer, header and footer are printed on each page."""
    book = Book()
    pages = {name: book.sheet(words().sheets[name], header, footer) for name in ORDER}
    for name, page in pages.items():
        page.title(words().titles[name], header, *_notes(name, made))
    _fill(pages, made)
    return book.finish(header, day)


def _fill(pages: dict[str, Page], made: Plan) -> None:
    """Inputs first; the liquidity is placed before the result names it."""
    years, months = overview.names_of(made)
    inputs.fill(pages["inputs"], made.given, years)
    overview.funding(pages["funding"], made)
    sheet_liquidity.place_rows(pages["liquidity"])
    sheets.result(pages["result"], made, years)
    sheet_liquidity.fill(pages["liquidity"], made, months)
    sheets.balance(pages["balance"], made, years)
    overview.overview(pages["overview"], made, warnings(made), months)


def _notes(name: str, made: Plan) -> list[str]:
    known = words().words
    later = [known["later_years"]] if made.given.years > YEARS_ASKED else []
    notes = {"inputs": [known["net"], *later], "liquidity": [] if made.given.start else [known["calendar"]]}
    summary = [] if made.given.guided else [known["summary"]]
    return [*notes.get(name, []), *(summary if name in ("inputs", "result") else [])]
