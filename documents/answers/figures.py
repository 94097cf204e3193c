"""Whole numbers, percentages and spans of time, each within its bounds."""

from __future__ import annotations

import re
from decimal import Decimal

from data.language import fold
from documents.answers.numbers import number_in_words, small_number
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import without_fillers, words


def whole(text: str, low: int | None = None, high: int | None = None, *, about: bool = False) -> Answer:
    """A whole number, perhaps with its unit ("180 Mitglieder"). With `about` an estimate is taken as it is."""
    said = without_fillers(text)
    folded = fold(said)
    if re.match(r"[-–−]\s*[0-9]", said):
        return Refused("utter_founding_number_negative")
    if re.fullmatch(r"[0-9]{13,}", said):
        return Refused("utter_founding_number_too_long")
    found = re.findall(
        r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.,])|(?<![0-9.,])[0-9]{1,12}(?![0-9]|[.,][0-9])", said
    )
    numbers = [int(n.replace(".", "")) for n in found]
    if re.search(r"[€$%]", said) or set(folded.split()) & set(words().spans.other):
        return Refused("utter_founding_number_other_unit", {"said": text.strip()})
    if len(numbers) > 1:
        return Ask("utter_founding_number_which", {"said": text.strip()}, tuple(numbers[:3]))
    if not numbers and not re.search("[0-9]", folded) and (word := _number_word(folded)) is not None:
        numbers = [word]
    if not numbers or len(folded.split()) > 6:
        return NotAnAnswer()
    if _estimated(folded) and not about:
        return Ask("utter_founding_number_which", {"said": text.strip()}, (numbers[0],))
    return _within(numbers[0], low, high)


def percent(text: str, low: Decimal = Decimal(0), high: Decimal = Decimal(100)) -> Answer:
    """A percentage. Value: a whole number where it is one, else decimal text."""
    said = re.sub(r"\s*(?:%|prozent|v\.\s?h\.)\s*$", "", without_fillers(text), flags=re.I).strip()
    if re.search(r"€|\beuro\b", said, re.I):
        return Refused("utter_founding_number_other_unit", {"said": text.strip()})
    if re.fullmatch(r"[0-9]{1,4}(?:,[0-9]{1,2})?", said):
        value = Decimal(said.replace(",", "."))
    elif re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,2}", said):
        return Ask("utter_founding_percent_unclear", {"said": said}, (said,))
    elif (words_value := number_in_words(said)) is not None:
        value = words_value
    else:
        return NotAnAnswer()
    if not low <= value <= high:
        return Refused("utter_founding_percent_bounds", {"low": str(low), "high": str(high)})
    return Parsed(int(value) if value == int(value) else str(value))


def months(text: str, low: int | None = None, high: int | None = None) -> Answer:
    """A span in months ("12 Monate", "zwei Jahre", "ein halbes Jahr", "12"). Value: int."""
    return _span(text, words().spans.months, low, high)


def days(text: str, low: int | None = None, high: int | None = None) -> Answer:
    """A span in days ("14 Tage", "zwei Wochen", "14"). Value: int."""
    return _span(text, words().spans.days, low, high)


def _span(text: str, units: dict[str, int], low: int | None, high: int | None) -> Answer:
    said = fold(without_fillers(text))
    unit_parts = said.split()
    unit = next((units[w] for w in unit_parts if w in units), 0)
    known = {*words().spans.months, *words().spans.days}
    if not unit and known & set(unit_parts):
        return Refused("utter_founding_number_other_unit", {"said": text.strip()})
    number_parts = [w for w in unit_parts if w not in known]
    if len(number_parts) > 4 or not number_parts:
        return NotAnAnswer()
    count = number_in_words(" ".join(number_parts)) if not number_parts[0].isdigit() else Decimal(number_parts[0][:9])
    if count is None or (number_parts[0].isdigit() and len(number_parts) > 1):
        return NotAnAnswer()
    return _within(int(count * (unit or 1)), low, high)


def _number_word(folded: str) -> int | None:
    """A number word, alone or before one more word ("acht Personen")."""
    parts = folded.split()
    if len(parts) > 3:
        return None
    alone = small_number(folded)
    return alone if alone is not None else small_number(parts[0]) if parts else None


def _estimated(folded: str) -> bool:
    return bool(set(folded.split()) & set(words().amounts.about))


def _within(value: int, low: int | None, high: int | None) -> Answer:
    if low is not None and value < low:
        return Refused("utter_founding_number_too_low", {"value": value, "low": low})
    if high is not None and value > high:
        return Refused("utter_founding_number_too_high", {"value": value, "high": high})
    return Parsed(value)
