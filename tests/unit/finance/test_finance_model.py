"""The finance plan adds up, whatever is planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.finance.assumptions import Assumptions, assumptions
from documents.finance.figures import COSTS, INCOME, MONEY_OUT, Plan
from documents.finance.model import month_of, plan
from documents.finance.rounding import cents, part, rounded, spread
from documents.record import load_record

PlanOf = Callable[[dict[str, Any]], Plan]
AMOUNT = st.integers(0, 10**9)
SHARE = st.fractions(0, 1, max_denominator=1000)


@st.composite
def any_assumptions(draw: st.DrawFn) -> Assumptions:
    years = draw(st.integers(1, 5))

    def yearly(amounts: st.SearchStrategy[int] = AMOUNT) -> tuple[int, ...]:
        return tuple(draw(amounts) for _ in range(years))

    start = draw(st.none() | st.dates(date(2000, 1, 1), date(2150, 12, 31)).map(lambda day: day.replace(day=1)))
    return Assumptions(
        years=years, start=start, months=draw(st.sampled_from([(5, 6, 7, 8, 9), tuple(range(1, 13))])),
        guided=draw(st.booleans()), revenue=yearly(), operating_grant=yearly(), goods_pct=draw(SHARE), staff=yearly(),
        rent=yearly(), energy=yearly(), other=yearly(st.integers(-(10**9), 10**9)), audit=yearly(),
        founding_costs=draw(AMOUNT), investment=draw(AMOUNT), first_stock=draw(AMOUNT),
        useful_life=draw(st.integers(0, 60)), working_capital=draw(AMOUNT), shares=draw(AMOUNT), subscribed=0,
        loan=draw(AMOUNT), grants=draw(AMOUNT), loan_rate=draw(SHARE), loan_months=draw(st.integers(0, 720)),
        tax_pct=draw(SHARE), reserve_pct=draw(SHARE), open=(),
    )  # fmt: skip


@given(given_=any_assumptions())
def test_both_sides_of_the_balance_sheet_agree_to_the_cent(given_: Assumptions) -> None:
    made = plan(given_)
    assert [year.total for year in made.years] == [year.equity + year.special + year.loan for year in made.years]


@given(given_=any_assumptions())
def test_the_months_add_up_to_their_years(given_: Assumptions) -> None:
    made = plan(given_)
    for number, year in enumerate(made.years):
        months = made.months[12 * number : 12 * number + 12]
        assert sum(month.rows["in_revenue"] for month in months) == year.rows["revenue"]
        assert sum(month.rows["out_tax"] for month in months) == year.tax
        for name in ("goods", "staff", "rent", "energy", "other", "audit", "founding", "interest"):
            assert sum(month.rows[f"out_{name}"] for month in months) == year.rows[name], name


@given(given_=any_assumptions())
def test_money_is_carried_from_month_to_month_and_none_appears(given_: Assumptions) -> None:
    made = plan(given_)
    assert made.months[0].opening == 0
    assert all(after.opening == before.closing for before, after in zip(made.months, made.months[1:], strict=False))
    assert made.months[-1].closing == sum(m.money_in for m in made.months) - sum(m.money_out for m in made.months)
    assert made.lowest.closing == min(month.closing for month in made.months)


@given(given_=any_assumptions())
def test_a_loan_is_paid_back_once_and_never_more(given_: Assumptions) -> None:
    made = plan(given_)
    repaid = sum(month.rows["out_repayment"] for month in made.months)
    assert repaid == given_.loan - made.owed(len(made.months))
    assert all(month.rows["out_repayment"] >= 0 for month in made.months)
    if 0 < given_.loan_months <= len(made.months):
        assert repaid == given_.loan


@given(total=AMOUNT, flags=st.lists(st.booleans(), min_size=12, max_size=12).filter(any))
def test_a_year_is_spread_over_its_months_without_loss(total: int, flags: list[bool]) -> None:
    months = spread(total, tuple(flags))
    assert sum(months) == total
    assert all(amount == 0 for amount, here in zip(months, flags, strict=True) if not here)
    assert max(months) - min(a for a, here in zip(months, flags, strict=True) if here) <= 1 or total == 0


@pytest.mark.parametrize(("value", "whole"), [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("1/3", 0), ("-5/3", -2)])
def test_a_half_cent_goes_away_from_zero_as_in_a_spreadsheet(value: str, whole: int) -> None:
    assert rounded(Fraction(value)) == whole


def test_parts_of_nothing_and_beyond_the_end() -> None:
    assert (part(1000, 3, 0), part(1000, 9, 4), cents(12)) == (0, 1000, 1200)


@pytest.mark.parametrize("name", ["V1", "V2", "V4", "V5", "I2", "I3", "I4", "I6"])
def test_without_single_costs_the_result_is_the_one_that_the_group_stated(
    scenarios: dict[str, dict[str, Any]], plan_of: PlanOf, name: str
) -> None:
    stated = scenarios[name]["plan"]
    for number, year in enumerate(plan_of(scenarios[name]).years, 1):
        assert year.result == 100 * stated[f"result_y{number}"]


def test_the_shop_with_single_costs_by_hand(guided: dict[str, Any], plan_of: PlanOf) -> None:
    made = plan_of(guided)
    first = made.years[0]
    assert first.rows["goods"] == 315_000_00
    assert first.rows["depreciation"] == 8_500_00
    assert first.rows["dissolution"] == 2_000_00
    assert made.months[0].rows["out_interest"] == 141_67  # 40,000 € × 4.25 % ÷ 12
    assert made.months[1].rows["out_interest"] == 140_19  # after the first instalment of 416.67 €
    assert first.pretax == sum(first.rows[n] for n in INCOME) - sum(first.rows[n] for n in COSTS)
    assert first.break_even is not None
    assert first.rows["revenue"] - first.break_even < 4 * first.pretax + 2  # a quarter of each further euro remains
    assert made.need == 114_500_00
    assert made.have == 120_000_00


def test_a_summer_business_earns_from_may_to_september_and_pays_all_year(
    guided: dict[str, Any], plan_of: PlanOf
) -> None:
    guided["plan"]["details"] |= {"start": "2027-03-15", "season": "summer", "kind": "pool"}
    made = plan_of(guided)
    earning = [month.number for month in made.months[:12] if month.rows["in_revenue"]]
    assert earning == [3, 4, 5, 6, 7]  # May to September after a start in March
    assert all(month.rows["out_staff"] for month in made.months)


def test_months_go_over_the_year_and_hold_the_first_day() -> None:
    assert month_of(date(2027, 10, 1), 5) == date(2028, 3, 1)


@given(
    values=st.dictionaries(
        st.sampled_from(["years", "investment_eur", "equity_eur", "revenue_y1", "result_y2", "debt_confirmed_eur"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("1e39"),
    ),
    details=st.none()
    | st.text(max_size=3)
    | st.dictionaries(
        st.sampled_from(["guided", "start", "goods_pct", "useful_life_years", "loan_years", "season", "staff_eur"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.sampled_from(["9999-12-31", "summer", "2027-01-31"]),
    ),
)
def test_no_record_stops_the_plan(values: dict[str, Any], details: Any) -> None:
    made = plan(assumptions(load_record({"plan": {**values, "details": details}, "persons": None})))
    assert 1 <= made.given.years <= 5
    assert len(made.months) == 12 * made.given.years
    assert all(set(month.rows) >= set(MONEY_OUT) for month in made.months)
