"""Days as people write them: 20.3.27, 20. März 2027, nächsten Freitag, Ostermontag. One grammar, its cases in tests.

`find_day` cuts the day out of a text and returns what is left over, so that a time may follow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.language import fold
from documents.answers.numbers import small_number
from documents.answers.words import words


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was said. `day` is None where the calendar has no such day; `others` are equally likely days."""

    day: date | None
    rest: str
    others: tuple[date, ...] = ()
    year_said: bool = False
    short_year: bool = False
    weekday: int | None = None  # a weekday named beside the date, Monday = 0
    holiday: bool = False


_ISO = re.compile(r"\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[tT ](?=[0-9])|\b)")
_NO_CLOCK = r"(?![0-9]|[.:][0-9]| ?(?:uhr|h\b))"  # "18" before ".30" or "Uhr" is an hour and no year
_DIGITS = re.compile(
    rf"(?<![0-9.:])([0-9]{{1,2}})\s?[./-]\s?([0-9]{{1,2}})"
    rf"(?:[./-]\s?([0-9]{{4}}|[0-9]{{2}}){_NO_CLOCK}|\.(?!\s?[0-9]{{2}}(?![0-9.:]))|(?=\s|$|,))",
    re.I,
)
_NAMED = re.compile(
    rf"(?<![0-9])([0-9]{{1,2}})\.?\s?([A-Za-zäöüÄÖÜ]{{3,9}})\.?(?:\s?([0-9]{{4}}|'?[0-9]{{2}}){_NO_CLOCK})?", re.I
)
_DAY_ONLY = re.compile(r"(?<![0-9.:])([0-9]{1,2})\.(?![0-9])")
_IN = re.compile(r"\bin ([a-zäöü]+|[0-9]{1,3}) (tagen|tag|wochen|woche)\b", re.I)


def find_day(text: str, today: date, holidays: dict[str, date] | None = None) -> Day | None:
    """The first day in `text`, with the rest of the text. `holidays`: folded name to the next such day."""
    named, text = _take_weekday(text)
    found = _written(text, today) or _counted(text, today, named) or _spoken(text, today, holidays or {})
    if found is None:
        return _weekday_alone(text, today, named)
    return replace(found, weekday=None if _IN.search(text) or not named else named[0])


def _written(text: str, today: date) -> Day | None:
    """A day with digits: ISO, 20.3.27, 20. März, "am 18."."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = (
        (_ISO, lambda m, _: _dated(m, int(m[1]), int(m[2]), int(m[3]))),
        (_DIGITS, lambda m, t: _with_year(m, int(m[1]), int(m[2]), m[3], t)),
        (_NAMED, _month_named),
        (_DAY_ONLY, _next_such_day),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            if day := read(match, today):
                return day
    return None


def _dated(match: re.Match[str], year: int, month: int, day: int, short: bool = False) -> Day:
    rest = match.string[: match.start()] + " " + match.string[match.end() :]
    return Day(_day(year, month, day), rest, year_said=True, short_year=short)


def _with_year(match: re.Match[str], day: int, month: int, year: str | None, today: date) -> Day | None:
    if year is not None:
        full = int(year.lstrip("'")) if len(year) == 4 else 2000 + int(year.lstrip("'"))
        return _dated(match, full, month, day, short=len(year) < 4)
    rest = match.string[: match.start()] + " " + match.string[match.end() :]
    if month > 12 or day > 31:
        return None if month > 12 and match[0].count(".") < 2 else Day(None, rest)
    this = _day(today.year, month, day)
    if this is None and (month, day) != (2, 29):
        return Day(None, rest)
    return Day(this if this and this >= today else _day(today.year + 1, month, day), rest)


def _month_named(match: re.Match[str], today: date) -> Day | None:
    month = words().dates.months.get(fold(match[2]))
    return _with_year(match, int(match[1]), month, match[3], today) if month else None


def _next_such_day(match: re.Match[str], today: date) -> Day | None:
    """ "am 18.": the next 18th."""
    rest = match.string[: match.start()] + " " + match.string[match.end() :]
    for ahead in range(0, 62):
        day = today + timedelta(days=ahead)
        if day.day == int(match[1]):
            return Day(day, rest)
    return Day(None, rest)


def _counted(text: str, today: date, named: tuple[int, str] | None) -> Day | None:
    """ "in drei Wochen", "Freitag in 14 Tagen"."""
    match = _IN.search(text)
    number = _count(match[1]) if match else None
    if not match or number is None:
        return None
    day = today + timedelta(days=number * (7 if match[2].lower().startswith("woche") else 1))
    if named:
        day += timedelta(days=(named[0] - day.weekday()) % 7)
    return Day(day, text[: match.start()] + " " + text[match.end() :])


def _spoken(text: str, today: date, holidays: dict[str, date]) -> Day | None:
    """heute, morgen, übermorgen and the names of public holidays."""
    for size in (4, 3, 2, 1):
        parts = text.split()
        for start in range(len(parts) - size + 1):
            said = fold(" ".join(parts[start : start + size]))
            rest = " ".join([*parts[:start], *parts[start + size :]])
            if said in words().dates.relative and not _early(parts, start):
                return Day(today + timedelta(days=words().dates.relative[said]), rest)
            if said in holidays:
                return Day(holidays[said], rest, holiday=True)
    return None


def _early(parts: list[str], start: int) -> bool:
    """ "am Morgen" and "der Morgen" are no day."""
    return start > 0 and parts[start].istitle() and fold(parts[start - 1]) in ("am", "der")


def _weekday_alone(text: str, today: date, named: tuple[int, str] | None) -> Day | None:
    """ "Freitag" is the next one; "nächsten Freitag" may be that or the one after and is asked."""
    if named is None:
        return None
    ahead = (named[0] - today.weekday()) % 7 or 7
    day, later = today + timedelta(days=ahead), today + timedelta(days=ahead + 7)
    if named[1] in words().dates.next_word:
        return Day(None, text, others=(day, later))
    return Day(day, text)


def _take_weekday(text: str) -> tuple[tuple[int, str] | None, str]:
    """A weekday with the word before it ("nächsten"), and the text without both."""
    parts = text.split()
    for at, part in enumerate(parts):
        bare = part.strip(".,;")
        number = words().dates.weekdays.get(fold(bare))
        if number is None or (len(bare) == 2 and not bare[0].isupper()):
            continue
        before = fold(parts[at - 1]) if at else ""
        marked = before in (*words().dates.next_word, *words().dates.this_word)
        return (number, before if marked else ""), " ".join([*parts[: at - marked], *parts[at + 1 :]])
    return None, text


def _count(word: str) -> int | None:
    return words().dates.small_numbers.get(fold(word)) or small_number(word)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
