"""What would help an editor whose content file is wrong: the nearest known name, and a hint for every kind of mistake.

Knows neither files nor what the content means.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

LONGEST = 100  # letters of a name that are compared
MANY = 12  # more names than this are not listed

SYNTAX = {
    "mapping values are not allowed": "put a text that holds a colon in quotes",
    "could not find expected ':'": "every key ends with a colon; indent what belongs to the line above",
    "cannot start any token": "put the text in quotes; indent with blanks, never with tabs",
    "stands twice": "keep one of the two",
    "is out of range": "a day is written 2026-11-25",
    "month must be": "a day is written 2026-11-25",
    "quoted scalar": "close the quotes",
    "end of stream": "close the quotes or the bracket",
    "',' or": "close the bracket, or put a comma between its entries",
    "expected node content": "close the bracket, or put the text in quotes",
    "undefined alias": "put a text that begins with * in quotes",
    "constructor for the tag": "put a text that begins with ! in quotes",
}
SYNTAX_OTHERWISE = "check quotes, brackets and the blanks at the beginning of this line and the one before"

KINDS = {
    "bool": "write true or false",
    "int": "write a whole number",
    "decimal": "write a number with a dot: 12.5",
    "float": "write a number with a dot: 12.5",
    "date": "a day is written 2026-11-25",
    "string_type": "write a text, in quotes where it looks like a number or a day",
    "string_pattern": "write it as the files beside it do",
    "list": "begin every entry with `- `",
    "tuple": "begin every entry with `- `",
    "dict": "write `name: value` lines, indented",
    "model": "write `name: value` lines, indented",
    "too_short": "it must not be empty",
    "string_too_short": "it must not be empty",
    "too_long": "it is too long",
    "string_too_long": "it is too long",
    "greater_than": "choose a value within the bounds",
    "less_than": "choose a value within the bounds",
    "url": "write the whole address, with https://",
}
OTHERWISE = "compare it with the entries and files beside it"


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """ "did you mean 'name'?"; where nothing is near `otherwise`, or what is known."""
    names = sorted({str(name) for name in known})
    if close := difflib.get_close_matches(word[:LONGEST], names, n=1):
        return f"did you mean {close[0]!r}?"
    return otherwise or (f"known are {', '.join(names)}" if len(names) <= MANY else OTHERWISE)


def for_syntax(problem: str) -> str:
    """What to do about a problem of the YAML reader."""
    return next((hint for part, hint in SYNTAX.items() if part in problem), SYNTAX_OTHERWISE)


def for_value(error: Any, model: type[BaseModel]) -> str:
    """What to do about an error of pydantic's list, found while reading `model`. An error of ours brings its own."""
    name, kind = str(error["loc"][-1]) if error["loc"] else "", str(error["type"])
    if said := getattr(error.get("ctx", {}).get("error"), "suggestion", ""):
        return str(said)
    if kind == "extra_forbidden":
        return nearest(name, _all_keys(model), "remove it, or write it as the files beside it do")
    if kind == "missing":
        return f"add `{name}:`"
    if kind in ("literal_error", "enum"):
        return nearest(str(error["input"]), re.findall(r"'([^']*)'", str(error["ctx"]["expected"])))
    return next((hint for begin, hint in KINDS.items() if kind.startswith(begin)), OTHERWISE)


def _all_keys(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models_in(field.annotation):
            if inner not in seen:
                yield from _all_keys(inner, seen | {model, inner})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
