"""Counting days as German law does: months (§ 188 BGB), working days of a Land, a last day that is none (§ 193 BGB)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from documents.answers.calendar import When, holiday_on
from documents.roadmap.table import Moves

A_DAY = timedelta(days=1)
SATURDAY = 5
LAST_YEAR = 9990
"""Beyond it nothing is counted; the calendar ends soon after."""


def plus_months(day: date, months: int) -> date:
    """The day of the same number `months` later, the last of the month where there is none (§ 188 Abs. 3 BGB)."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_after_end(end: date, months: int) -> date:
    """The last day of a period of months that begins on the day after `end` (a financial year's last day)."""
    return plus_months(end + A_DAY, months) - A_DAY


def is_working_day(day: date, state: str) -> bool:
    """Monday to Friday, no public holiday of the Land ("" for nationwide holidays alone)."""
    return day.weekday() < SATURDAY and not holiday_on(day, When(day, state=state))


def moved(day: date, moves: Moves, state: str) -> date:
    """The day itself, or the next or last working day before it."""
    step = A_DAY if moves == "later" else -A_DAY
    while moves != "never" and not is_working_day(day, state):
        day += step
    return day
