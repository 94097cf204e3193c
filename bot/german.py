"""How values look in German texts: amounts, dates, numbers; and their escaping for Markdown.

The wording of dates comes from Babel. Knows no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

ADDRESS = re.compile(r"https?://[^\s<>\"\\]+")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&]|^\s*[-+=]|^\s*\d+[.)](?=\s))", re.MULTILINE)


def escape(value: Any) -> Any:
    """A value as literal text inside Markdown, an address as a link; what is marked as Markdown stays."""
    if not isinstance(value, str) or type(value).__name__ == "Markdown":
        return value
    if ADDRESS.fullmatch(value):
        return f"<{value}>"
    return SPECIAL.sub(_backslash, value)


def _backslash(found: re.Match[str]) -> str:
    mark = found[0]
    return mark[:-1] + "\\" + mark[-1]


def euro(value: Any) -> str:
    """1000.5 → "1.000,50 €"; whole amounts without cents: "250 €"."""
    amount = Decimal(str(value))
    pattern = "#,##0" if amount == amount.to_integral() else "#,##0.00"
    return f"{format_decimal(amount, pattern, locale='de_DE')}\u00a0€"


def number(value: Any) -> str:
    """12000 → "12.000", 0.25 → "0,25"."""
    return format_decimal(Decimal(str(value)), locale="de_DE")


def long_date(value: Any) -> str:
    """ "2027-03-20" → "20. März 2027"."""
    return format_date(_date(value), "d. MMMM y", locale="de_DE")


def weekday_date(value: Any) -> str:
    """ "2027-03-20" → "Samstag, 20. März 2027"."""
    return format_date(_date(value), "EEEE, d. MMMM y", locale="de_DE")


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


FILTERS: dict[str, Callable[[Any], str]] = {
    "euro": euro,
    "number": number,
    "date": long_date,
    "weekday_date": weekday_date,
}
