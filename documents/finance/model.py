"""The plan itself: result by year, liquidity by month, balance sheet at each year's end. Whole cents, pure.

The spreadsheet holds the same rules as formulas (`workbook`); a test lets LibreOffice recalculate it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from documents.finance.assumptions import Assumptions
from documents.finance.figures import COSTS, INCOME, SMOOTH, Month, Plan, Year, owed
from documents.finance.rounding import part, rounded, spread


@lru_cache(maxsize=32)
def plan(given: Assumptions) -> Plan:
    """The plan that follows from these assumptions."""
    flags = [active(given, month) for month in range(12 * given.years)]
    results = [_result(given, year) for year in range(given.years)]
    taxes = [max(rounded((_sum(rows, INCOME) - _sum(rows, COSTS)) * given.tax_pct), 0) for rows in results]
    months = _months(given, results, taxes, flags)
    years, reserve, earned = [], 0, 0
    for number, (rows, tax) in enumerate(zip(results, taxes, strict=True), 1):
        result = _sum(rows, INCOME) - _sum(rows, COSTS) - tax
        earned += result
        reserve += rounded(max(result, 0) * given.reserve_pct)
        years.append(_year(given, number, rows, tax, months[12 * number - 1].closing, reserve, earned))
    return Plan(given, tuple(years), tuple(months))


def month_of(start: date, number: int) -> date:
    """The first day of the month `number` months after `start`."""
    return date(start.year + (start.month - 1 + number) // 12, (start.month - 1 + number) % 12 + 1, 1)


def active(given: Assumptions, month: int) -> bool:
    """Whether revenue comes in this month (counted from 0)."""
    return given.start is None or month_of(given.start, month).month in given.months


def _sum(rows: dict[str, int], names: tuple[str, ...]) -> int:
    return sum(rows[name] for name in names)


def _result(given: Assumptions, year: int) -> dict[str, int]:
    """Income and costs of a year (counted from 0)."""
    life, interest = given.useful_life, range(12 * year + 1, 12 * year + 13)
    return {
        "revenue": given.revenue[year],
        "operating_grant": given.operating_grant[year],
        "dissolution": part(given.grants, year + 1, life) - part(given.grants, year, life),
        "goods": rounded(given.revenue[year] * given.goods_pct),
        "staff": given.staff[year],
        "rent": given.rent[year],
        "energy": given.energy[year],
        "other": given.other[year],
        "audit": given.audit[year],
        "founding": given.founding_costs if year == 0 else 0,
        "depreciation": part(given.investment, year + 1, life) - part(given.investment, year, life),
        "interest": sum(_interest(given, month) for month in interest),
    }


def _interest(given: Assumptions, month: int) -> int:
    return rounded(owed(given, month - 1) * given.loan_rate / 12)


def _months(given: Assumptions, results: list[dict[str, int]], taxes: list[int], flags: list[bool]) -> list[Month]:
    found: list[Month] = []
    for year, rows in enumerate(results):
        here = tuple(flags[12 * year : 12 * year + 12])
        seasonal = {name: spread(rows[name], here) for name in ("revenue", "goods")}
        smooth = {name: spread(rows[name], (True,) * 12) for name in SMOOTH}
        for index in range(12):
            number = 12 * year + index + 1
            paid = {name: amounts[index] for name, amounts in (seasonal | smooth).items()}
            paid["tax"] = taxes[year] if index == 11 else 0
            opening = found[-1].closing if found else 0
            found.append(Month(number, opening, _flows(given, number, paid), here[index]))
    return found


def _flows(given: Assumptions, number: int, paid: dict[str, int]) -> dict[str, int]:
    """What comes in and goes out in a month (counted from 1); money to begin with comes and goes in the first."""
    once = int(number == 1)
    return {
        "in_revenue": paid["revenue"],
        "in_operating_grant": paid["operating_grant"],
        "in_shares": given.shares * once,
        "in_loan": given.loan * once,
        "in_grants": given.grants * once,
        **{f"out_{name}": paid[name] for name in ("goods", "staff", "rent", "energy", "other", "audit", "tax")},
        "out_founding": given.founding_costs * once,
        "out_investment": given.investment * once,
        "out_stock": given.first_stock * once,
        "out_interest": _interest(given, number),
        "out_repayment": owed(given, number - 1) - owed(given, number),
    }


def _year(
    given: Assumptions, number: int, rows: dict[str, int], tax: int, cash: int, reserve: int, earned: int
) -> Year:
    life = given.useful_life
    return Year(
        rows=rows,
        tax=tax,
        fixed=given.investment - part(given.investment, number, life),
        stock=given.first_stock,
        cash=cash,
        shares=given.shares,
        reserve=reserve,
        retained=earned - reserve,
        special=given.grants - part(given.grants, number, life),
        loan=owed(given, 12 * number),
        break_even=_break_even(given, rows),
    )


def _break_even(given: Assumptions, rows: dict[str, int]) -> int | None:
    """The revenue at which nothing is lost; None where costs were not planned one by one, or no revenue is enough."""
    if not given.guided or given.goods_pct >= 1:
        return None
    fixed = _sum(rows, COSTS) - rows["goods"] - rows["operating_grant"] - rows["dissolution"]
    return max(rounded(fixed / (1 - given.goods_pct)), 0)
