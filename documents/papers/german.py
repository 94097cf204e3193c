"""German forms of dates, amounts, numbers and lists for the papers; the words themselves stand in papers/words.yml.

Every form keeps the path of its answer, and a missing answer stays missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache, wraps
from pathlib import Path
from typing import Any

from data.content import load
from documents.papers.values import Missing, Number, Text

WORDS = Path(__file__).with_name("words.yml")
NO_BREAK = "\u00a0"
Form = Callable[..., Any]


@cache
def words() -> Mapping[str, Any]:
    """The table of words: months, numbers, and the German for codes of the record."""
    found: Mapping[str, Any] = load(WORDS)
    return found


def form(make: Callable[..., str]) -> Form:
    """A form of one answer: keeps its path, leaves a missing one missing and shows what it cannot read as it is."""

    @wraps(make)
    def formed(value: Any, *arguments: Any) -> Any:
        if isinstance(value, Missing):
            return value
        try:
            text = make(value, *arguments)
        except (ValueError, InvalidOperation, KeyError):
            text = str(value)
        return Text(text, getattr(value, "path", ""))

    return formed


def digits(value: Decimal | int) -> str:
    """`1234.5` → "1.234,5"."""
    text = f"{Decimal(value):,f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


@form
def number(value: Any) -> str:
    """A plain number: 1.500 or 0,5."""
    return digits(Decimal(value))


@form
def amount(value: Any) -> str:
    """An amount without its unit: 100 or 1.000,50."""
    return _amount(value)


def _amount(value: Any) -> str:
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        return digits(exact)
    whole, _, part = f"{exact:,.2f}".partition(".")
    return f"{whole.replace(',', '.')},{part}"


@form
def euro(value: Any) -> str:
    """An amount in euros; the blank does not break."""
    return f"{_amount(value)}{NO_BREAK}{words()['euro']}"


@form
def percent(value: Any) -> str:
    """A percentage in words of the law's style: 10 Prozent."""
    return f"{digits(Decimal(value))}{NO_BREAK}{words()['percent']}"


@form
def long_date(value: Any) -> str:
    """20. März 2027."""
    day = date.fromisoformat(str(value))
    return f"{day.day}. {words()['months'][day.month - 1]} {day.year}"


@form
def weekday_date(value: Any) -> str:
    """Samstag, 20. März 2027."""
    weekday = words()["weekdays"][date.fromisoformat(str(value)).weekday()]
    return f"{weekday}, {long_date(value)}"


@form
def month_day(value: Any) -> str:
    """`07-01` → 1. Juli."""
    month, day = str(value).split("-")
    return f"{int(day)}. {words()['months'][int(month) - 1]}"


@form
def day_before(value: Any) -> str:
    """The last day of a year that begins on `07-01`: 30. Juni."""
    month, day = (int(part) for part in str(value).split("-"))
    before = date.fromordinal(date(2027, month, day).toordinal() - 1)
    return f"{before.day}. {words()['months'][before.month - 1]}"


@form
def clock_time(value: Any) -> str:
    """19 Uhr, 17:30 Uhr."""
    at = time.fromisoformat(str(value))
    return f"{at.hour}{f':{at.minute:02}' if at.minute else ''}{NO_BREAK}{words()['oclock']}"


@form
def fraction(value: Any) -> str:
    """A majority as the law says it: drei Vierteln, neun Zehnteln, else 80 Prozent."""
    share = digits(Decimal(value))
    known = words()["fractions"].get(share)
    return str(known) if known else f"{share}{NO_BREAK}{words()['percent']}"


@form
def in_words(value: Any) -> str:
    """Small counts as words (two → "zwei"), larger ones as figures."""
    return str(words()["counts"].get(int(value), digits(int(value))))


@form
def word(value: Any, table: str) -> str:
    """The German for a code of the record, from the table of this name in words.yml."""
    return str(words()[table][str(value)])


@form
def stop(value: Any) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return str(value) if str(value).endswith((".", "!", "?", "…")) else f"{value}."


def listed(values: Iterable[Any]) -> Any:
    """ "a, b und c"; the path of the first."""
    texts = list(values)
    if not texts:
        return Text("")
    joined = f" {words()['and']} ".join(filter(None, [", ".join(map(str, texts[:-1])), str(texts[-1])]))
    return Text(joined, getattr(texts[0], "path", ""))


def times(value: Any, factor: Any) -> Any:
    """A count times an amount; missing where either is, and where one of them is no number."""
    for part in (value, factor):
        if isinstance(part, Missing):
            return part
    try:
        return Number(Decimal(value) * Decimal(factor), getattr(value, "path", ""))
    except InvalidOperation:
        return value


FILTERS: dict[str, Form] = {
    "number": number, "amount": amount, "euro": euro, "percent": percent, "fraction": fraction, "in_words": in_words,
    "date": long_date, "weekday_date": weekday_date, "month_day": month_day, "day_before": day_before,
    "time": clock_time, "word": word, "stop": stop, "listed": listed, "times": times,
}  # fmt: skip
