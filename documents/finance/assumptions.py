"""What the plan counts with, taken from the record: amounts in whole cents, shares and rates as exact fractions.

A figure that nobody gave counts as zero and is named in `open`. Without a guided plan the group states its result, and
the remaining costs are what lies between (`stated_result`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from documents.finance.rounding import cents, share
from documents.record import Record
from documents.rules.dates import read as read_date
from documents.rules.facts import Facts

FEWEST_YEARS, MOST_YEARS = 1, 5
YEARS_ASKED = 3
LARGEST = Decimal(10) ** 12
"""An amount beyond it is no amount of a village; it counts as not given."""
LATEST_YEAR = 2200
SEASONS = {"summer": (5, 6, 7, 8, 9), "winter": (10, 11, 12, 1, 2, 3, 4)}
MONTHS = tuple(range(1, 13))
NEEDED = (
    "plan.investment_eur", "plan.working_capital_need_eur", "plan.founding_costs_eur", "plan.equity_eur",
    "plan.debt_confirmed_eur", "plan.grants_confirmed_eur", "plan.audit_cost_per_year_eur",
    "plan.revenue_y1", "plan.revenue_y2", "plan.revenue_y3",
)  # fmt: skip
STATED = ("plan.result_y1", "plan.result_y2", "plan.result_y3")
GUIDED = (
    "goods_pct", "staff_eur", "rent_eur", "energy_eur", "other_eur", "operating_grant_eur", "first_stock_eur",
    "useful_life_years", "tax_pct",
)  # fmt: skip
LOAN = ("loan_rate_pct", "loan_years")


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
    given = _Given(record)
    found = _without_other(given, min(max(given.count("plan.years") or YEARS_ASKED, FEWEST_YEARS), MOST_YEARS))
    if found.guided:
        return found
    return replace(found, other=_stated(given, found))


def _without_other(given: _Given, years: int) -> Assumptions:
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


def _stated(given: _Given, known: Assumptions) -> tuple[int, ...]:
    """The remaining costs of each year, so that the result is the one that the group stated; 0 where it stated none."""
    found = []
    for year in range(known.years):
        result = given.maybe(f"plan.result_y{min(year, 2) + 1}")
        once = known.founding_costs if year == 0 else 0
        found.append(0 if result is None else known.revenue[year] - result - known.audit[year] - once)
    return tuple(found)


class _Given:
    """Reads figures from the record, and minds which are not there."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def maybe(self, path: str) -> int | None:
        """An amount in cents, None where there is none."""
        value: object = self.record.get(path)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        return cents(value) if abs(Decimal(value)) <= LARGEST else None

    def money(self, path: str) -> int:
        """An amount in cents, never negative."""
        return max(self.maybe(path) or 0, 0)

    def detail(self, name: str) -> int:
        """An amount of the guided plan."""
        return self.money(f"plan.details.{name}") if self.record.get("plan.details.guided") is True else 0

    def each_year(self, name: str, years: int) -> tuple[int, ...]:
        """The same amount of the guided plan in each year."""
        return (self.detail(name),) * years

    def by_year(self, name: str, years: int) -> tuple[int, ...]:
        """Amounts of three years; from the fourth on the third goes on."""
        return tuple(self.money(f"plan.{name}_y{min(year, 3)}") for year in range(1, years + 1))

    def percent(self, path: str) -> Fraction:
        """A percentage as a share of one."""
        value = self.record.get(path)
        return share(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else Fraction(0)

    def count(self, path: str) -> int:
        """A number of years."""
        value = self.record.get(path)
        return min(value, 100) if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0

    def start(self) -> date | None:
        """The first month of the plan."""
        day = read_date(self.record.get("plan.details.start"))
        return day.replace(day=1) if day and day.year <= LATEST_YEAR else None

    def subscribed(self) -> int:
        """What the founders have signed for."""
        total = Facts(self.record).share_total
        return cents(total) if abs(total) <= LARGEST else 0

    def open(self, guided: bool) -> tuple[str, ...]:
        """Paths of the figures that are still missing."""
        if not guided:
            return tuple(path for path in (*NEEDED, *STATED) if self.record.get(path) is None)
        details = (*GUIDED, *(LOAN if self.money("plan.debt_confirmed_eur") else ()))
        needed = (*NEEDED, *(f"plan.details.{name}" for name in details))
        return tuple(path for path in needed if self.record.get(path) is None)
