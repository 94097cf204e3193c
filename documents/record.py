"""The founding record: the answers of one case, cleaned at the door and exact.

Knows the table of fields, but no rule and no paper. Two ways to read it:
- `record.get(path)`: null-safe, a missing value or a missing part of the way is None (rules, completeness);
- `record.data`: plain dicts and lists for Jinja templates, where StrictUndefined makes a missing fact an error.
Empty texts are null. Amounts are Decimal, never binary floats; counts are int. Treat it as read-only.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from data.cleaning import clean_deep, clean_line
from documents import paths
from documents.errors import RecordError
from documents.fields import SECTIONS, Field, fields

NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?")
"""A number written as text, as answers are stored; German forms are read before, at the question."""

LARGEST_EXPONENT = 40
"""Beyond it a number is no amount of this world; exact arithmetic with it would only cost memory."""


class Record(Mapping[str, Any]):
    """One founding, as `load_record` made it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def __getitem__(self, section: str) -> Any:
        return self.data[section]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def get(self, path: str, default: Any = None) -> Any:
        """The value under a path (`capital.share_value_eur`, `persons[p3].street`); `default` where it is null."""
        value = paths.get(self.data, path)
        return default if value is None else value

    @property
    def persons(self) -> list[dict[str, Any]]:
        """All persons and organisations, in the order of the record."""
        return self.data.get("persons") or []

    def person(self, person_id: str | None) -> dict[str, Any] | None:
        """The person with this id."""
        found: dict[str, Any] | None = paths.find_person(self.data, person_id)
        return found

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON: equal for equal facts, however their numbers were written."""
        text = json.dumps(_canonical(self.data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def load_record(mapping: Any) -> Record:
    """The record in `mapping` (the JSON object of facts/geng.md 3.3), cleaned. Raises RecordError for a wrong shape.

    A value outside its type stays as it is: the rules and `documents.completeness` speak of it.
    """
    if isinstance(mapping, Record):
        return mapping
    if not isinstance(mapping, Mapping):
        raise RecordError("", f"a record is an object, not {_kind(mapping)}")
    try:
        data = clean_deep(dict(mapping), clean_line)
        _check_shape(data)
        return Record({key: _section(key, value) for key, value in data.items()})
    except RecursionError as error:
        raise RecordError("", "nested too deeply") from error


def _check_shape(data: dict[str, Any]) -> None:
    for section in SECTIONS:
        _need(section, data.get(section), list if section == "persons" else dict)
    for index, person in enumerate(data.get("persons") or []):
        _need(f"persons[{index}]", person, dict)


def _section(key: str, value: Any) -> Any:
    if key != "persons":
        return _typed(value, key)
    return [_typed(person, "persons[]") for person in value or [] if person is not None]


def _need(path: str, value: Any, kind: type) -> None:
    if value is not None and not isinstance(value, kind):
        raise RecordError(path, f"must be {'an object' if kind is dict else 'a list'}, not {_kind(value)}")


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")


def _typed(value: Any, path: str) -> Any:
    """The value with exact numbers; text of number fields is read, other text stays."""
    if isinstance(value, dict):
        return {key: _typed(inner, f"{path}.{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner, "") for inner in value]
    if isinstance(value, str):
        return _text(value, fields().find(path))
    return _number(value)


def _text(value: str, field: Field | None) -> Any:
    if not value:
        return None
    if field is not None and field.type in ("int", "decimal") and NUMBER.fullmatch(value):
        return _number(Decimal(value))
    return value


def _number(value: Any) -> Any:
    """Floats as the decimal number that was written; whole numbers as int; what is not finite is null."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        value = Decimal(repr(value)) if math.isfinite(value) else None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return value
    exact = Decimal(value)
    if (
        not exact.is_finite()
        or exact.adjusted() > LARGEST_EXPONENT
        or int(exact.as_tuple().exponent) < -LARGEST_EXPONENT
    ):
        return None
    return int(exact) if exact == exact.to_integral_value() else exact


def _places(exact: Decimal) -> int:
    return -int(exact.as_tuple().exponent)


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_canonical(inner) for inner in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value
