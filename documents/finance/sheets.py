"""The sheets by year: result and balance sheet. Each formula says what the model computes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from documents.finance.book import AMOUNT_WIDTH, Book, Page
from documents.finance.figures import COSTS, INCOME, Plan, Year
from documents.finance.words import words

A_YEAR = 12


def result(page: Page, plan: Plan, year_names: list[str]) -> None:
    """Income and costs of each year."""
    rows = words().rows
    page.sheet.set_column(1, plan.given.years, AMOUNT_WIDTH)
    page.place("year_names")
    page.head(words().words["item"], *year_names)
    _each(page, plan, INCOME)
    _yearly(page, plan, "income", sum_of(page, INCOME), lambda year: sum(year.rows[n] for n in INCOME), total=True)
    _each(page, plan, COSTS)
    _yearly(page, plan, "costs", sum_of(page, COSTS), lambda year: sum(year.rows[n] for n in COSTS), total=True)
    at = page.book.at
    _yearly(page, plan, "pretax", lambda y: f"{at('income', y)}-{at('costs', y)}", lambda year: year.pretax)
    _yearly(page, plan, "tax", lambda y: f"MAX(ROUND({at('pretax', y)}*{at('tax_pct')},2),0)", lambda year: year.tax)
    _yearly(page, plan, "result", lambda y: f"{at('pretax', y)}-{at('tax', y)}", lambda year: year.result, total=True)
    page.row += 1
    page.label(rows["break_even"])
    for index, year in enumerate(plan.years):
        if year.break_even is None:
            page.put(1 + index, "–", "right")
        else:
            page.money(1 + index, _break_even(page.book, index), year.break_even)
    page.row += 1


def _each(page: Page, plan: Plan, names: tuple[str, ...]) -> None:
    """A row for each item of income or cost."""
    for name in names:
        _yearly(page, plan, name, partial(_result_formula, page.book, name), partial(_of, name))


def _of(name: str, year: Year) -> int:
    return year.rows[name]


def _result_formula(book: Book, name: str, year: int) -> str:
    at = book.at
    match name:
        case "dissolution":
            return _part(at("grants"), at("useful_life"), year)
        case "depreciation":
            return _part(at("investment"), at("useful_life"), year)
        case "goods":
            return f"ROUND({at('revenue', year)}*{at('goods_pct')},2)"
        case "founding":
            return at("founding_costs") if year == 0 else "0"
        case "interest":
            return f"SUM({book.across('out_interest', A_YEAR * year, A_YEAR * year + A_YEAR - 1)})"
        case _:
            return at(f"given_{name}", year)


def _part(total: str, life: str, year: int) -> str:
    """What of an amount falls on one year of its life."""
    done = f"ROUND({total}*MIN({year + 1},{life})/{life},2)-ROUND({total}*MIN({year},{life})/{life},2)"
    return f"IF({life}>0,{done},0)"


def _break_even(book: Book, year: int) -> str:
    at = book.at
    fixed = f"{at('costs', year)}-{at('goods', year)}-{at('operating_grant', year)}-{at('dissolution', year)}"
    return f"MAX(ROUND(({fixed})/(1-{at('goods_pct')}),2),0)"


def sum_of(page: Page, names: tuple[str, ...]) -> Callable[[int], str]:
    """The formula for the sum of rows that stand below each other."""
    return lambda y: f"SUM({page.book.at(names[0], y)}:{page.book.at(names[-1], y).rpartition('!')[2]})"


def _yearly(
    page: Page,
    plan: Plan,
    key: str,
    formula: Callable[[int], str],
    value: Callable[[Year], int],
    *,
    total: bool = False,
) -> None:
    """A row with one formula for each year."""
    page.label(words().rows[key], total=total)
    page.place(key)
    for index, year in enumerate(plan.years):
        page.money(1 + index, formula(index), value(year), total=total)
    page.row += 1


def balance(page: Page, plan: Plan, year_names: list[str]) -> None:
    """The balance sheet at the end of each year, with the equity ratio and the proof that both sides agree."""
    at = page.book.at
    page.sheet.set_column(1, plan.given.years, AMOUNT_WIDTH)
    page.head(words().words["item"], *year_names)
    _yearly(page, plan, "fixed", lambda y: _left(at("investment"), at("useful_life"), y), lambda year: year.fixed)
    _yearly(page, plan, "stock", lambda _: at("first_stock"), lambda year: year.stock)
    _yearly(page, plan, "cash", lambda y: at("closing", A_YEAR * y + A_YEAR - 1), lambda year: year.cash)
    _yearly(page, plan, "assets", sum_of(page, ("fixed", "stock", "cash")), lambda year: year.total, total=True)
    page.row += 1
    _yearly(page, plan, "equity_shares", lambda _: at("shares"), lambda year: year.shares)
    page.place("reserve")
    _yearly(page, plan, "reserve", lambda y: _reserve(page.book, y), lambda year: year.reserve)
    page.place("retained")
    _yearly(page, plan, "retained", lambda y: _retained(page.book, y), lambda year: year.retained)
    _yearly(page, plan, "equity", sum_of(page, ("equity_shares", "retained")), lambda year: year.equity, total=True)
    _yearly(page, plan, "special", lambda y: _left(at("grants"), at("useful_life"), y), lambda year: year.special)
    _yearly(page, plan, "debt", lambda y: at("helper_owed", A_YEAR * y + A_YEAR - 1), lambda year: year.loan)
    _yearly(page, plan, "liabilities", sum_of(page, ("equity", "debt")), _liabilities, total=True)
    page.row += 1
    _yearly(page, plan, "check", lambda y: f"ROUND({at('assets', y)}-{at('liabilities', y)},2)", lambda _: 0)
    page.label(words().rows["ratio"])
    page.place("ratio")
    for index, year in enumerate(plan.years):
        share = float(year.equity_ratio) if year.equity_ratio is not None else "–"
        formula = f'IF({at("assets", index)}>0,{at("equity", index)}/{at("assets", index)},"–")'
        page.formula(1 + index, formula, share, "percent")
    page.row += 1


def _liabilities(year: Year) -> int:
    return year.equity + year.special + year.loan


def _left(total: str, life: str, year: int) -> str:
    return f"{total}-IF({life}>0,ROUND({total}*MIN({year + 1},{life})/{life},2),0)"


def _reserve(book: Book, year: int) -> str:
    before = book.at("reserve", year - 1) if year else "0"
    return f"{before}+ROUND(MAX({book.at('result', year)},0)*{book.at('reserve_pct')},2)"


def _retained(book: Book, year: int) -> str:
    at = book.at
    before = f"{at('retained', year - 1)}+{at('reserve', year - 1)}" if year else "0"
    return f"{before}+{at('result', year)}-{at('reserve', year)}"
