"""Reads the figures of the plan from a record; a value of the wrong kind, or beyond all reason, counts as not given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from documents.finance.rounding import cents, share
from documents.record import Record
from documents.rules.dates import read as read_date
from documents.rules.facts import Facts

LARGEST = Decimal(10) ** 12
"""An amount beyond it is no amount of a village; it counts as not given."""
LATEST_YEAR = 2200
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


class Given:
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
        """Paths of the figures that are still missing, or no figures at all."""
        needed = [*NEEDED, *(() if guided else STATED)]
        if guided:
            details = (*GUIDED, *(LOAN if self.money("plan.debt_confirmed_eur") else ()))
            needed += [f"plan.details.{name}" for name in details]
        return tuple(path for path in needed if self.maybe(path) is None)
