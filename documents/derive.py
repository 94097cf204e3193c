"""Fills in what nobody is asked: constants, facts that follow from others, and the values of facts without a meaning.

Defaults are not filled in: a person confirms them in the interview. What is filled in here is computed anew each time
and never stored, so that it follows when an answer is corrected.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from documents import paths
from documents.fields import Field, fields
from documents.record import Record, load_record
from documents.relevance import places, relevant, value_at
from documents.rules.expression import read
from documents.rules.facts import Facts


def derived(record: Mapping[str, Any]) -> dict[str, Any]:
    """Path → value of every fact that the record leaves open and that follows from it without asking."""
    loaded = load_record(record)
    facts = Facts(loaded)
    found = {}
    for path, field, person in places(loaded):
        open_fact = value_at(loaded, path, person) is None
        if open_fact and (value := _value(field, facts, person)) is not None:
            found[path] = value
    return found


def complete(record: Mapping[str, Any]) -> Record:
    """The record with these facts filled in and every other open fact as null, for templates that allow no holes."""
    loaded = load_record(record)
    data = copy.deepcopy(loaded.data)
    values = derived(loaded)
    for path, _, person in places(loaded):
        if value_at(loaded, path, person) is None and not _inside_null(loaded, path):
            paths.put(data, path, values.get(path))
    return load_record(data)


def _value(field: Field, facts: Facts, person: dict[str, Any] | None) -> Any:
    if field.constant is not None:
        return field.constant
    if field.when and _ready(field.when, facts, person) and not relevant(field, facts, person):
        return field.otherwise
    return read(field.derive).of(facts, person) if field.derive and _ready(field.derive, facts, person) else None


def _ready(expression: str, facts: Facts, person: dict[str, Any] | None) -> bool:
    """Whether the facts behind the expression are known, so that its result is no guess."""
    needed = (fields()[path] for path in read(expression).reads)
    return all(
        value_at(facts.record, field.path, person if field.of_person else None) is not None
        for field in needed
        if field.nullable is False and (person is not None or not field.of_person)
    )


def _inside_null(record: Record, path: str) -> bool:
    """Whether the path leads into an object that is null as a whole (the minimum capital)."""
    return path.startswith("capital.minimum_capital.") and record.get("capital.minimum_capital") is None
