"""The record as a text sees it: every answer knows its path, a missing one stays a missing one and is never a hole.

An answer compares and counts like the plain value (text, exact number, truth value, list). Knows no text and no law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from data.suggestions import nearest
from documents.errors import UnknownField
from documents.fields import fields


class Text(str):
    """A text that will be inserted as it is; `path` is the answer it came from ("" for words of ours).

    Beside a number it is neither less nor more, so that an answer of the wrong type stops no paper.
    """

    __slots__ = ("path",)
    path: str

    def __new__(cls, text: str, path: str = "") -> Text:
        made = super().__new__(cls, text)
        made.path = path
        return made

    def __lt__(self, other: object) -> bool:
        return isinstance(other, str) and str(self) < other

    def __gt__(self, other: object) -> bool:
        return isinstance(other, str) and str(self) > other

    __hash__ = str.__hash__


class Number(Decimal):
    """An exact number that knows its path."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, value: int | Decimal, path: str = "") -> Number:
        made = super().__new__(cls, value)
        made.path = path
        return made


class Missing:
    """An answer that nobody has given: false, empty, never less or more than anything."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("_"):
            raise AttributeError(name)
        return Missing(f"{self.path}.{name}")

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __contains__(self, item: object) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Missing)

    def __hash__(self) -> int:
        return hash(Missing)

    def _never(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never


class Answers:
    """A part of the record, read by attribute (`coop.name`); an attribute that no field knows is an error."""

    __slots__ = ("_path", "_values")

    def __init__(self, path: str, values: Mapping[str, Any] | None) -> None:
        self._path, self._values = path, values or {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        path = f"{self._path}.{name}"
        if name not in self._values and not knows(path):
            raise UnknownField(path, nearest(path, fields()))
        return value_at(path, self._values.get(name))


@lru_cache(maxsize=4096)
def knows(path: str) -> bool:
    """Whether a field, an object of fields, or an event stands under `path`."""
    return path in fields() or path.startswith("events.") or any(other.startswith(f"{path}.") for other in fields())


@lru_cache(maxsize=4096)
def _type(path: str) -> str:
    """The type of the field under `path`; "" for events and parts of the record."""
    return fields()[path].type if path in fields() else ""


def value_at(path: str, value: Any) -> Any:
    """`value` as a text sees it; one that is not of its field's type counts as missing (`founding check` names it)."""
    kind = _type(path)
    match value:
        case bool() if kind in ("bool", ""):
            return value
        case str() if value and _is_text(value, kind) and _is_code(value, path):
            return Text(value, path)
        case int() | Decimal() if kind in ("int", "decimal", "") and not isinstance(value, bool):
            return Number(value, path)
        case Mapping() if kind in ("object", ""):
            return Answers(path, value)
        case list() if value and kind in ("set", "list", ""):
            return _items(path, kind, value) or Missing(path)
    return Missing(path)


def _items(path: str, kind: str, values: list[Any]) -> list[Any]:
    if not kind:
        return [value_at(path, inner) for inner in values]
    return [Text(inner, path) for inner in values if isinstance(inner, str) and _is_code(inner, path)]


def _is_code(value: str, path: str) -> bool:
    """Whether an enum or a set knows this code; all other fields take any text."""
    if path not in fields():
        return True
    field = fields()[path]
    return not field.choices or field.open or value in field.choices


def _is_text(value: str, kind: str) -> bool:
    """Whether a text can be of this type: dates and times must be readable."""
    try:
        if kind == "date":
            date.fromisoformat(value)
        if kind == "time":
            time.fromisoformat(value)
    except ValueError:
        return False
    return kind in ("string", "enum", "date", "time", "")
