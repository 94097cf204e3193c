"""Meetings and birthdays: a day with or without a time, checked against the calendar and the clock of the place.

Value of a moment: {"date": "2027-03-20" or None, "time": "19:30" or None}; what is missing is a question of its own.
"""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import JsonValue

from data.language import fold
from documents.answers.calendar import When, holiday_on, missing_hour, next_holidays
from documents.answers.days import Day, find_day
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.times import time_of_day
from documents.answers.words import words


def moment(text: str, when: When, most_days: int = 731) -> Answer:
    """A day with or without a time, from today on. A time alone is taken too: {"date": None, "time": "18:00"}."""
    found = find_day(text, when.today, next_holidays(when))
    if found is None:
        alone = time_of_day(text)
        return _join(None, alone) if not isinstance(alone, NotAnAnswer) else NotAnAnswer()
    if found.day is None and not found.others:
        return Refused("utter_founding_date_impossible", {"said": text.strip()})
    rest = _left_over(found.rest)
    clock = time_of_day(rest) if rest else Parsed(None)
    if isinstance(clock, NotAnAnswer):
        return NotAnAnswer()
    if found.day is None:
        return Ask("utter_founding_date_which", {}, tuple(_value(d, clock) for d in found.others))
    return _checked(found, found.day, clock, when, most_days)


def day(text: str, when: When, most_days: int = 731) -> Answer:
    """A day from today on, without a time. Value: "YYYY-MM-DD"."""
    read = moment(text, when, most_days)
    match read:
        case Parsed(value={"date": str(found), "time": None}):
            return Parsed(found, read.remark, read.params)
        case Ask(candidates=candidates):
            days = tuple(c.get("date") for c in candidates if isinstance(c, dict))
            return Ask(read.text, read.params, days)
        case Parsed():
            return NotAnAnswer()
    return read


def birthday(text: str, when: When) -> Answer:
    """A birth date. Two digits of a year are taken where one century alone is likely, else asked. "YYYY-MM-DD"."""
    found = find_day(_without_born(text), when.today)
    if found is None or _left_over(found.rest) or not (found.year_said or found.day is None):
        return NotAnAnswer() if found is None or _left_over(found.rest) else Ask("utter_founding_birth_year")
    if found.day is None:
        return Refused("utter_founding_date_impossible", {"said": text.strip()})
    if found.short_year:
        return _century(found.day, when.today)
    if found.day > when.today or found.day.year < when.today.year - 120:
        return Refused("utter_founding_birth_impossible", {"date": found.day.isoformat()})
    return Parsed(found.day.isoformat())


def _century(said: date, today: date) -> Answer:
    """ "3.4.61" can only be 1961; "20.3.27" is asked."""
    likely = [d for d in (_shifted(said, -100), said) if d is not None and d <= today]
    ages = [(today - d).days // 365 for d in likely]
    if len(likely) == 1 and 14 <= ages[0] <= 95:
        return Parsed(likely[0].isoformat())
    if len(likely) == 2 and ages[0] > 105 and ages[1] >= 14:
        return Parsed(likely[1].isoformat())
    return Ask("utter_founding_birth_century", {}, tuple(d.isoformat() for d in likely))


def _shifted(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None


def _checked(found: Day, day: date, clock: Answer, when: When, most_days: int) -> Answer:
    """The day against its weekday, the past, the far future; then joined with the time."""
    if day < when.today:
        return Refused("utter_founding_date_past", {"date": day.isoformat()})
    if (day - when.today).days > most_days:
        return Refused("utter_founding_date_far", {"date": day.isoformat()})
    if found.weekday is not None and found.weekday != day.weekday():
        near = day + timedelta(days=(found.weekday - day.weekday() + 3) % 7 - 3)
        candidates = tuple(_value(d, clock) for d in (day, near))
        return Ask("utter_founding_date_weekday", {"date": day.isoformat()}, candidates)
    joined = _join(day, clock)
    if isinstance(joined, Parsed) and isinstance(joined.value, dict):
        if missing_hour(day, joined.value["time"], when.zone):
            return Refused("utter_founding_time_missing_hour", {"date": day.isoformat()})
        if name := holiday_on(day, when):
            return Parsed(joined.value, "utter_founding_date_holiday", {"date": day.isoformat(), "name": name})
    return joined


def _join(day: date | None, clock: Answer) -> Answer:
    match clock:
        case Parsed(value=value):
            return Parsed({"date": day.isoformat() if day else None, "time": value})
        case Ask(text=text, params=params, candidates=candidates):
            iso = day.isoformat() if day else None
            return Ask(text, params, tuple({"date": iso, "time": c} for c in candidates))
    return clock


def _value(day: date, clock: Answer) -> dict[str, JsonValue]:
    value = clock.value if isinstance(clock, Parsed) else None
    return {"date": day.isoformat(), "time": value if isinstance(value, str) else None}


def _left_over(rest: str) -> str:
    """What of a text is neither the day nor a word around it."""
    fillers = set(words().dates.fillers)
    kept = [w for w in rest.replace(",", " ").split() if w.strip("-–.;") and fold(w) not in fillers - {"uhr", "h"}]
    return " ".join(kept).strip(" -–,;")


def _without_born(text: str) -> str:
    parts = [
        w
        for w in text.replace("*", " ").split()
        if fold(w) not in ("geb", "geboren", "geburtstag", "geburtsdatum", "ist")
    ]
    return " ".join(parts)


def past_day(text: str, when: When) -> Answer:
    """A day that has been: without a year the last such day. Value: "YYYY-MM-DD"."""
    found = find_day(text, when.today)
    if found is None or _left_over(found.rest):
        return NotAnAnswer()
    if found.day is None:
        return Refused("utter_founding_date_impossible", {"said": text.strip()})
    day = found.day if found.year_said or found.day <= when.today else _shifted(found.day, -1) or found.day
    if day > when.today:
        return Refused("utter_founding_date_future", {"date": day.isoformat()})
    return Parsed(day.isoformat())
