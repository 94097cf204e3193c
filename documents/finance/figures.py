"""The figures of a plan: years, months, and the whole with what can be read off it. Whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from documents.finance.assumptions import Assumptions
from documents.finance.rounding import part

INCOME = ("revenue", "operating_grant", "dissolution")
COSTS = ("goods", "staff", "rent", "energy", "other", "audit", "founding", "depreciation", "interest")
MONEY_IN = ("in_revenue", "in_operating_grant", "in_shares", "in_loan", "in_grants")
MONEY_OUT = (
    "out_goods", "out_staff", "out_rent", "out_energy", "out_other", "out_audit", "out_founding", "out_investment",
    "out_stock", "out_interest", "out_repayment", "out_tax",
)  # fmt: skip
SMOOTH = ("operating_grant", "staff", "rent", "energy", "other", "audit")
"""What is paid in twelve equal parts, with or without a season."""


@dataclass(frozen=True)
class Year:
    """One year: `rows` by name of INCOME and COSTS; the balance sheet at its end."""

    rows: dict[str, int]
    tax: int
    fixed: int
    stock: int
    cash: int
    shares: int
    reserve: int
    retained: int
    special: int
    loan: int
    break_even: int | None

    @property
    def pretax(self) -> int:
        """Result before taxes."""
        return sum(self.rows[name] for name in INCOME) - sum(self.rows[name] for name in COSTS)

    @property
    def result(self) -> int:
        """Result of the year."""
        return self.pretax - self.tax

    @property
    def equity(self) -> int:
        """Share balances, reserves and what was retained."""
        return self.shares + self.reserve + self.retained

    @property
    def total(self) -> int:
        """Balance sheet total."""
        return self.fixed + self.stock + self.cash

    @property
    def equity_ratio(self) -> Fraction | None:
        """Equity as a share of the total; None where there is nothing to share."""
        return Fraction(self.equity, self.total) if self.total > 0 else None


@dataclass(frozen=True)
class Month:
    """One month: `rows` by name of MONEY_IN and MONEY_OUT."""

    number: int
    opening: int
    rows: dict[str, int]
    active: bool

    @property
    def money_in(self) -> int:
        """Everything that comes in."""
        return sum(self.rows[name] for name in MONEY_IN)

    @property
    def money_out(self) -> int:
        """Everything that goes out."""
        return sum(self.rows[name] for name in MONEY_OUT)

    @property
    def closing(self) -> int:
        """What is left at the end."""
        return self.opening + self.money_in - self.money_out


@dataclass(frozen=True)
class Plan:
    """The whole plan over its assumptions."""

    given: Assumptions
    years: tuple[Year, ...]
    months: tuple[Month, ...]

    @cached_property
    def lowest(self) -> Month:
        """The month with the least money at its end, the first of them."""
        return min(self.months, key=lambda month: (month.closing, month.number))

    def owed(self, month: int) -> int:
        """What is left of the loans at the end of a month (counted from 1)."""
        return owed(self.given, month)

    @property
    def need(self) -> int:
        """What is to be financed (`fund_need` of the rules)."""
        return self.given.investment + self.given.founding_costs + self.given.working_capital

    @property
    def have(self) -> int:
        """What is there for it (`fund_have`)."""
        return self.given.shares + self.given.loan + self.given.grants

    @property
    def first_surplus(self) -> int | None:
        """The first year with a surplus, counted from 1."""
        return next((index for index, year in enumerate(self.years, 1) if year.result > 0), None)


def owed(given: Assumptions, month: int) -> int:
    """What is left of the loans at the end of a month (counted from 1)."""
    return given.loan - part(given.loan, month, given.loan_months)
