"""Dates as the rules count them; a date is text of the form YYYY-MM-DD, all else counts as missing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any


def read(value: Any) -> date | None:
    """The day, None where the text is none."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def days(start: Any, end: Any) -> int | None:
    """Calendar days from `start` to `end`, negative if `end` is earlier, None if one is missing."""
    first, last = read(start), read(end)
    return (last - first).days if first and last else None


def anniversary(day: date, years: int) -> date | None:
    """The same day `years` later; 29 February becomes 1 March. None beyond the calendar."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1) if day.year + years <= date.max.year else None


def over12(start: Any, end: Any) -> bool:
    """Whether the period is longer than twelve months (§ 240 Abs. 2 HGB); false if a date is missing."""
    first, last = read(start), read(end)
    limit = anniversary(first, 1) if first else None
    return bool(last and limit and last >= limit)


def under_age(birth: Any, on: Any) -> bool:
    """Whether a person born on `birth` is under 18 on that day (the birthday itself is adult); false if unknown."""
    born, day = read(birth), read(on)
    adult = anniversary(born, 18) if born else None
    return bool(day and adult and day < adult)


def fiscal_year_end(start: Any, year_start: Any) -> str | None:
    """The last day of the financial year (which begins at `year_start`, MM-DD) in which `start` lies."""
    first = read(start)
    if first is None or not isinstance(year_start, str):
        return None
    starts = (read(f"{year:04}-{year_start}") for year in (first.year, first.year + 1))
    following = next((day for day in starts if day and day > first), None)
    return (following - timedelta(days=1)).isoformat() if following else None
