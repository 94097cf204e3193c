"""The sheet of liquidity: every month, what is there, what comes in, what goes out. Formulas as the model computes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from documents.finance.book import Book, Page
from documents.finance.figures import MONEY_IN, MONEY_OUT, SMOOTH, Plan
from documents.finance.sheets import A_YEAR, sum_of
from documents.finance.words import words

LABEL_WIDTH, MONTH_WIDTH = 34, 11
SCALE = 77
"""Percent at which twelve months fill an A4 page across."""
HELPERS = ("helper_month", "helper_active", "helper_count", "helper_all", "helper_owed")


def place_rows(page: Page) -> None:
    """Says where the rows will stand, since the result names interest before this sheet is filled."""
    names = ("opening", *MONEY_IN, "money_in", *MONEY_OUT, "money_out", "closing", "", *HELPERS)
    for offset, key in enumerate(("month_names", *names)):
        page.book.places[key] = (page.name, page.row + offset, 1)


def fill(page: Page, plan: Plan, month_names: list[str]) -> None:
    """The whole sheet; twelve months a printed page."""
    page.head(words().words["item"], *month_names)
    _print_by_years(page, plan)
    _flows(page, plan)
    page.row += 1
    _helpers(page, plan)


def _print_by_years(page: Page, plan: Plan) -> None:
    sheet = page.sheet
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, A_YEAR * plan.given.years, MONTH_WIDTH)
    sheet.fit_to_pages(0, 0)
    sheet.fit_page = False
    sheet.set_print_scale(SCALE)
    sheet.repeat_columns(0, 0)
    sheet.set_v_pagebreaks([1 + A_YEAR * year for year in range(1, plan.given.years)])
    sheet.freeze_panes(page.row, 1)


def _flows(page: Page, plan: Plan) -> None:
    at = page.book.at
    _monthly(page, "opening", lambda m: at("closing", m - 1) if m else "0", [m.opening for m in plan.months])
    for name in MONEY_IN:
        _monthly(page, name, partial(_in, page.book, name), [m.rows[name] for m in plan.months])
    _monthly(page, "money_in", sum_of(page, MONEY_IN), [m.money_in for m in plan.months], total=True)
    for name in MONEY_OUT:
        _monthly(page, name, partial(_out, page.book, name), [m.rows[name] for m in plan.months])
    _monthly(page, "money_out", sum_of(page, MONEY_OUT), [m.money_out for m in plan.months], total=True)
    _monthly(page, "closing", partial(_closing, page.book), [m.closing for m in plan.months], total=True)


def _closing(book: Book, month: int) -> str:
    return f"{book.at('opening', month)}+{book.at('money_in', month)}-{book.at('money_out', month)}"


def _monthly(page: Page, key: str, formula: Callable[[int], str], values: list[int], *, total: bool = False) -> None:
    """A row with one formula for each month (counted from 0)."""
    page.label(words().rows[key], total=total)
    for index, value in enumerate(values):
        page.money(1 + index, formula(index), value, total=total)
    page.row += 1


def _in(book: Book, name: str, month: int) -> str:
    if name == "in_revenue":
        return _seasonal(book, "revenue", month)
    if name == "in_operating_grant":
        return _smooth(book, "operating_grant", month)
    return book.at(name.removeprefix("in_")) if month == 0 else "0"


def _out(book: Book, name: str, month: int) -> str:
    at, key = book.at, name.removeprefix("out_")
    if key == "goods":
        return _seasonal(book, key, month)
    if key in SMOOTH:
        return _smooth(book, key, month)
    before = at("helper_owed", month - 1) if month else at("loan")
    match key:
        case "interest":
            return f"ROUND({before}*{at('loan_rate')}/12,2)"
        case "repayment":
            return f"{before}-{at('helper_owed', month)}"
        case "tax":
            return at("tax", month // A_YEAR) if month % A_YEAR == A_YEAR - 1 else "0"
        case _:
            once = {"founding": "founding_costs", "stock": "first_stock"}
            return at(once.get(key, key)) if month == 0 else "0"


def _seasonal(book: Book, key: str, month: int) -> str:
    """A year's amount over the months with revenue."""
    total, count = book.at(key, month // A_YEAR), book.at("helper_count", month)
    every, here = book.at("helper_all", month), book.at("helper_active", month)
    return f"ROUND({total}*{count}/{every},2)-ROUND({total}*({count}-{here})/{every},2)"


def _smooth(book: Book, key: str, month: int) -> str:
    """A year's amount in twelve parts."""
    total, number = book.at(key, month // A_YEAR), book.at("helper_month", month)
    return f"ROUND({total}*{number}/12,2)-ROUND({total}*({number}-1)/12,2)"


def _helpers(page: Page, plan: Plan) -> None:
    """What the formulas above count with."""
    for key in HELPERS:
        page.label(words().rows[key])
        for index in range(len(plan.months)):
            _helper(page, plan, key, index)
        page.row += 1


def _helper(page: Page, plan: Plan, key: str, index: int) -> None:
    at, column, first = page.book.at, 1 + index, index - index % A_YEAR
    flags = [month.active for month in plan.months[first : first + A_YEAR]]
    match key:
        case "helper_month":
            page.given(column, index - first + 1, "count")
        case "helper_active":
            page.given(column, int(plan.months[index].active), "count")
        case "helper_count":
            before = at(key, index - 1) if index > first else "0"
            page.formula(column, f"{before}+{at('helper_active', index)}", sum(flags[: index - first + 1]), "count")
        case "helper_all":
            across = page.book.across("helper_active", first, first + A_YEAR - 1)
            page.formula(column, f"SUM({across})", sum(flags), "count")
        case _:
            page.money(column, _owed(page.book, index + 1), plan.owed(index + 1))


def _owed(book: Book, month: int) -> str:
    loan, length = book.at("loan"), book.at("loan_months")
    return f"{loan}-IF({length}>0,ROUND({loan}*MIN({month},{length})/{length},2),0)"
