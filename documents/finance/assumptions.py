"""What the plan counts with, taken from the record: amounts in whole cents, shares and rates as exact fractions.

A figure that nobody gave counts as zero and is named in `open`. Without a guided plan the group states its result, and
the remaining costs are what lies between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from documents.finance.given import Given
from documents.record import Record

FEWEST_YEARS, MOST_YEARS = 1, 5
YEARS_ASKED = 3
SEASONS = {"summer": (5, 6, 7, 8, 9), "winter": (10, 11, 12, 1, 2, 3, 4)}
MONTHS = tuple(range(1, 13))


@dataclass(frozen=True)
class Assumptions:
    """All inputs. Tuples hold one amount for each year. `months`: calendar months (1–12) in which revenue comes."""

    years: int
    start: date | None
    months: tuple[int, ...]
    guided: bool
    revenue: tuple[int, ...]
    operating_grant: tuple[int, ...]
    goods_pct: Fraction
    staff: tuple[int, ...]
    rent: tuple[int, ...]
    energy: tuple[int, ...]
    other: tuple[int, ...]
    audit: tuple[int, ...]
    founding_costs: int
    investment: int
    first_stock: int
    useful_life: int
    working_capital: int
    shares: int
    subscribed: int
    loan: int
    grants: int
    loan_rate: Fraction
    loan_months: int
    tax_pct: Fraction
    reserve_pct: Fraction
    open: tuple[str, ...]


def assumptions(record: Record) -> Assumptions:
    """The inputs in `record`; a value of the wrong kind counts as not given."""
    given = Given(record)
    found = _without_other(given, min(max(given.count("plan.years") or YEARS_ASKED, FEWEST_YEARS), MOST_YEARS))
    if found.guided:
        return found
    return replace(found, other=_stated(given, found))


def _without_other(given: Given, years: int) -> Assumptions:
    guided = given.record.get("plan.details.guided") is True
    start = given.start() if guided else None
    season = given.record.get("plan.details.season")
    return Assumptions(
        years=years,
        start=start,
        months=SEASONS.get(season, MONTHS) if start and isinstance(season, str) else MONTHS,
        guided=guided,
        revenue=given.by_year("revenue", years),
        operating_grant=given.each_year("operating_grant_eur", years),
        goods_pct=given.percent("plan.details.goods_pct") if guided else Fraction(0),
        staff=given.each_year("staff_eur", years),
        rent=given.each_year("rent_eur", years),
        energy=given.each_year("energy_eur", years),
        other=given.each_year("other_eur", years),
        audit=(given.money("plan.audit_cost_per_year_eur"),) * years,
        founding_costs=given.money("plan.founding_costs_eur"),
        investment=given.money("plan.investment_eur"),
        first_stock=given.detail("first_stock_eur"),
        useful_life=given.count("plan.details.useful_life_years") if guided else 0,
        working_capital=given.money("plan.working_capital_need_eur"),
        shares=given.money("plan.equity_eur"),
        subscribed=given.subscribed(),
        loan=given.money("plan.debt_confirmed_eur"),
        grants=given.money("plan.grants_confirmed_eur"),
        loan_rate=given.percent("plan.details.loan_rate_pct") if guided else Fraction(0),
        loan_months=12 * given.count("plan.details.loan_years") if guided else 0,
        tax_pct=given.percent("plan.details.tax_pct") if guided else Fraction(0),
        reserve_pct=given.percent("reserve.rate_pct"),
        open=given.open(guided),
    )


def _stated(given: Given, known: Assumptions) -> tuple[int, ...]:
    """The remaining costs of each year, so that the result is the one that the group stated; 0 where it stated none."""
    found = []
    for year in range(known.years):
        result = given.maybe(f"plan.result_y{min(year, 2) + 1}")
        once = known.founding_costs if year == 0 else 0
        found.append(0 if result is None else known.revenue[year] - result - known.audit[year] - once)
    return tuple(found)
