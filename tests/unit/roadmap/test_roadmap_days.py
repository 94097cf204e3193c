"""Days as the law counts them, over the ends of months, leap days, holidays and the changes of the clock."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.roadmap.days import is_working_day, months_after_end, moved, plus_months

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
STATES = st.sampled_from(["", "Hessen", "Bayern", "Sachsen", "Berlin", "Saarland"])


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-12-15", 1, "2028-01-15"),
        ("2027-03-20", 12, "2028-03-20"),
    ],
)
def test_a_period_of_months_ends_on_the_same_number_or_the_last_day(day: str, months: int, expected: str) -> None:
    assert plus_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("end", "months", "expected"),
    [("2027-12-31", 6, "2028-06-30"), ("2027-06-30", 5, "2027-11-30"), ("2027-02-28", 5, "2027-07-31")],
)
def test_months_of_a_financial_year_end_with_a_month(end: str, months: int, expected: str) -> None:
    assert months_after_end(date.fromisoformat(end), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "state", "works"),
    [
        ("2027-11-01", "Bayern", False),  # Allerheiligen
        ("2027-11-01", "Hessen", True),
        ("2027-11-17", "Sachsen", False),  # Buß- und Bettag
        ("2027-11-17", "Hessen", True),
        ("2027-03-08", "Berlin", False),  # Frauentag
        ("2027-03-29", "Hessen", False),  # Ostermontag, the day after the clocks went forward
        ("2027-10-31", "Sachsen", False),  # a Sunday
        ("2027-05-06", "", False),  # Christi Himmelfahrt, everywhere
    ],
)
def test_holidays_are_those_of_the_land(day: str, state: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day), state) is works


def test_a_last_day_on_easter_saturday_moves_over_the_holidays_or_before_them() -> None:
    saturday = date(2027, 3, 27)
    assert moved(saturday, "later", "Hessen") == date(2027, 3, 30)
    assert moved(saturday, "earlier", "Hessen") == date(2027, 3, 25)
    assert moved(saturday, "never", "Hessen") == saturday


@given(day=DAYS, state=STATES)
def test_a_moved_day_works_and_lies_close(day: date, state: str) -> None:
    later, earlier = moved(day, "later", state), moved(day, "earlier", state)
    assert is_working_day(later, state)
    assert is_working_day(earlier, state)
    assert earlier <= day <= later
    assert (later - earlier).days <= 12


@given(day=DAYS, months=st.integers(0, 60))
def test_months_go_forward_and_never_past_the_month(day: date, months: int) -> None:
    later = plus_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
