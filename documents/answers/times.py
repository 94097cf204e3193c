"""Times of day as people say them: "19 Uhr", "18.30", "halb acht abends", "Punkt sieben"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.language import fold
from documents.answers.numbers import small_number
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import words

_DIGITS = re.compile(
    r"(?<![0-9.:])([0-9]{1,2})(?:[.:]([0-9]{2}))?(?:\s*(uhr|h)\b)?(?:\s*([0-9]{1,2})\b)?(?![.:]?[0-9])"
)
_QUARTERS = re.compile(r"\b(halb|viertel vor|viertel nach|viertel|dreiviertel|drei viertel)\s+([a-z]+|[0-9]{1,2})\b")
_FIXED = {"mittags": "12:00", "mittag": "12:00"}


def time_of_day(text: str) -> Answer:
    """A whole text as one time. Value: "HH:MM"; asks where morning and evening are both possible."""
    rest = _bare(text)
    if not rest:
        return NotAnAnswer()
    if rest in _FIXED:
        return Parsed(_FIXED[rest])
    part = _part_of_day(rest)
    readings = list(_readings(_without_part(rest)))
    if not readings:
        return NotAnAnswer()
    hour, minute, certain = readings[0]
    if hour == 24 and minute == 0:
        return Ask("utter_founding_time_midnight")
    if hour > 23 or minute > 59:
        return Refused("utter_founding_time_impossible", {"said": text.strip()})
    return _with_part(hour, minute, certain, part)


def _with_part(hour: int, minute: int, certain: bool, part: str) -> Answer:
    """Morning or evening: said, known from the way it is written, or asked."""
    if part == "evening" and hour < 12:
        return Parsed(_clock(hour + 12, minute))
    if certain or part or hour > 12 or hour == 0:
        return Parsed(_clock(hour, minute))
    late = hour + 12 if hour < 12 else hour
    return Ask("utter_founding_time_morning_or_evening", {}, (_clock(late, minute), _clock(hour, minute)))


def _readings(rest: str) -> Iterator[tuple[int, int, bool]]:
    """Hour, minute, and whether the way it is written leaves no doubt about morning and evening."""
    if quarter := _QUARTERS.fullmatch(rest):
        hour = small_number(quarter[2])
        if hour is not None and 1 <= hour <= 24:
            yield _quarter(quarter[1], hour)
    elif digits := _DIGITS.fullmatch(rest):
        hour, minute = int(digits[1]), int(digits[2] or digits[4] or 0)
        if digits[2] or digits[3]:
            yield hour, minute, bool(digits[2]) or hour >= 8
    elif (hour := small_number(rest)) is not None and not rest[:1].isdigit():
        yield hour, 0, False


def _quarter(word: str, hour: int) -> tuple[int, int, bool]:
    """Minutes before or after: "halb acht" is 7:30; "viertel acht" 7:15, "dreiviertel acht" 7:45 (east and south)."""
    before, minute = {"halb": (1, 30), "viertel vor": (1, 45), "viertel nach": (0, 15), "viertel": (1, 15)}.get(
        word, (1, 45)
    )
    return hour - before, minute, False


def _bare(text: str) -> str:
    """Lower case, umlauts folded word by word, dots and colons kept, words around a time dropped."""
    kept = [w if re.search("[0-9]", w) else fold(w) for w in text.lower().replace("/", " ").split()]
    fillers = set(words().dates.fillers) - {"uhr", "h", "punkt"}
    joined = " ".join(w.strip(",;") for w in kept if w and w not in fillers and w != "punkt")
    return re.sub(r"\b([a-z]+) uhr\b", r"\1", joined).strip(" -–,.")


def _part_of_day(rest: str) -> str:
    dates = words().dates
    for name, phrases in (("evening", dates.evening), ("morning", dates.morning)):
        if any(re.search(rf"\b{phrase}\b", rest) for phrase in phrases):
            return name
    return ""


def _without_part(rest: str) -> str:
    dates = words().dates
    for phrase in sorted([*dates.evening, *dates.morning], key=len, reverse=True):
        rest = re.sub(rf"\b{phrase}\b", "", rest)
    return " ".join(rest.split())


def _clock(hour: int, minute: int) -> str:
    return f"{hour:02d}:{minute:02d}"
