"""Whether one value is of the type, choices, bounds and form of its field. Gives names of faults, no sentences.

not_a_text, not_a_truth_value, not_a_whole_number, not_a_number, not_a_date, not_a_time, not_a_list, not_an_object,
not_a_choice, too_small, too_large, too_few, too_many, too_short, too_long, too_many_places, wrong_form
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from documents.fields import Field
from documents.rules import dates

FORMS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+"),
    "medium": re.compile(r"website|newspaper: ?\S.*"),
    "month_day": re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII),
    "phone": re.compile(r"\+?[\d\s/().-]{4,}", re.ASCII),
    "url": re.compile(r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?"),
    "zip": re.compile(r"\d{5}", re.ASCII),
}
"""Coarse forms only: what an answer means was read and said back at the question."""


def fault_of(field: Field, value: Any) -> str | None:
    """The first thing wrong with `value` (which is not null), None where nothing is."""
    return CHECKS[field.type](field, value)


def _text(field: Field, value: Any) -> str | None:
    if not isinstance(value, str):
        return "not_a_text"
    shortest, longest = field.length or (0, len(value))
    if len(value) < shortest:
        return "too_short"
    if len(value) > longest:
        return "too_long"
    form = FORMS.get(field.format or "")
    return "wrong_form" if form and not form.fullmatch(value) else None


def _truth(_: Field, value: Any) -> str | None:
    return None if isinstance(value, bool) else "not_a_truth_value"


def _whole(field: Field, value: Any) -> str | None:
    return _bounds(field, value) if isinstance(value, int) and not isinstance(value, bool) else "not_a_whole_number"


def _decimal(field: Field, value: Any) -> str | None:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return "not_a_number"
    if field.places is not None and -int(Decimal(value).as_tuple().exponent) > field.places:
        return "too_many_places"
    return _bounds(field, value)


def _bounds(field: Field, value: int | Decimal) -> str | None:
    if (field.min is not None and value < field.min) or (field.above is not None and value <= field.above):
        return "too_small"
    return "too_large" if field.max is not None and value > field.max else None


def _date(_: Field, value: Any) -> str | None:
    return None if dates.read(value) else "not_a_date"


def _time(_: Field, value: Any) -> str | None:
    if not isinstance(value, str) or not re.fullmatch(r"\d\d:\d\d", value, re.ASCII):
        return "not_a_time"
    hour, minute = map(int, value.split(":"))
    return None if hour < 24 and minute < 60 else "not_a_time"


def _choice(field: Field, value: Any) -> str | None:
    return None if isinstance(value, str) and (field.open or value in field.choices) else "not_a_choice"


def _list(field: Field, value: Any) -> str | None:
    if not isinstance(value, list):
        return "not_a_list"
    if len(value) < (field.min or 0):
        return "too_few"
    if field.max is not None and len(value) > field.max:
        return "too_many"
    return None if all(isinstance(entry, str) for entry in value) else "not_a_text"


def _set(field: Field, value: Any) -> str | None:
    return _list(field, value) or next((fault for entry in value if (fault := _choice(field, entry))), None)


def _object(_: Field, value: Any) -> str | None:
    return None if isinstance(value, dict) else "not_an_object"


CHECKS: dict[str, Callable[[Field, Any], str | None]] = {
    "string": _text,
    "bool": _truth,
    "int": _whole,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "enum": _choice,
    "set": _set,
    "list": _list,
    "object": _object,
}
