"""The sheet of assumptions: each with its value, its unit and where it comes from; open ones are free fields."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from documents.finance.assumptions import Assumptions
from documents.finance.book import AMOUNT_WIDTH, Page
from documents.finance.figures import SMOOTH
from documents.finance.rounding import euros
from documents.finance.words import words

BY_YEAR = ("revenue", *SMOOTH)
GUIDED = ("goods_pct", "tax_pct", "useful_life", "first_stock", "loan_rate", "loan_months")
"""What only the guided plan asks."""
PATHS = {
    "investment": "plan.investment_eur",
    "founding_costs": "plan.founding_costs_eur",
    "working_capital": "plan.working_capital_need_eur",
    "shares": "plan.equity_eur",
    "loan": "plan.debt_confirmed_eur",
    "grants": "plan.grants_confirmed_eur",
    "audit": "plan.audit_cost_per_year_eur",
    "goods_pct": "plan.details.goods_pct",
    "staff": "plan.details.staff_eur",
    "rent": "plan.details.rent_eur",
    "energy": "plan.details.energy_eur",
    "other": "plan.details.other_eur",
    "operating_grant": "plan.details.operating_grant_eur",
    "first_stock": "plan.details.first_stock_eur",
    "useful_life": "plan.details.useful_life_years",
    "tax_pct": "plan.details.tax_pct",
    "loan_rate": "plan.details.loan_rate_pct",
    "loan_months": "plan.details.loan_years",
}
UNITS = {"useful_life": "years", "loan_months": "months", "loan_rate": "percent", "goods_pct": "percent"}
UNITS |= {"tax_pct": "percent", "reserve_pct": "percent"}
LOOKS = {"years": "count", "months": "count", "percent": "percent", "euro": "money"}


class Input(NamedTuple):
    """One assumption: its key, its value as the sheet has it (None: open), its unit."""

    key: str
    value: float | None
    unit: str


def fill(page: Page, given: Assumptions, year_names: list[str]) -> None:
    """The whole sheet."""
    known = words()
    page.sheet.set_column(1, given.years, AMOUNT_WIDTH)
    page.sheet.set_column(given.years + 1, given.years + 1, 40)
    page.head(known.words["item"], known.words["value"])
    for entry in _single(given):
        page.label(f"{known.inputs[entry.key]} ({known.words[entry.unit]})")
        page.place(entry.key)
        page.given(1, entry.value, LOOKS[entry.unit])
        page.put(2, _origin(entry.key, given), "origin")
        page.row += 1
    page.row += 1
    page.head(known.words["item"], *year_names)
    for name in BY_YEAR:
        page.label(f"{known.rows[name]} ({known.words['euro']})")
        page.place(f"given_{name}")
        for year, amount in enumerate(getattr(given, name)):
            page.given(1 + year, None if _path(name, year) in given.open else float(euros(amount)), "money")
        page.put(1 + given.years, _origin(name, given), "origin")
        page.row += 1


def _single(given: Assumptions) -> Iterator[Input]:
    for key in words().inputs:
        unit = UNITS.get(key, "euro")
        if PATHS.get(key) in given.open or (key in GUIDED and not given.guided):
            yield Input(key, None, unit)
        else:
            yield Input(key, _number(getattr(given, key), unit), unit)


def _number(value: int | Fraction, unit: str) -> float:
    return float(euros(int(value))) if unit == "euro" else float(value)


def _path(name: str, year: int) -> str:
    return f"plan.revenue_y{min(year, 2) + 1}" if name == "revenue" else PATHS.get(name, "")


def _origin(key: str, given: Assumptions) -> str:
    known = words().words
    if _path(key, 0) in given.open:
        return known["missing"]
    if not given.guided and key in (*SMOOTH, *GUIDED) and key != "audit":
        return known["stated" if key == "other" else "unplanned"]
    return known["answer"]
