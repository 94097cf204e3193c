"""Fills in what nobody is asked: constants, facts that follow from others, and the values of facts without a meaning.

Defaults are not filled in: a person confirms them in the interview. What is filled in here is computed anew each time
and never stored, so that it follows when an answer is corrected.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from documents import paths
from documents.fields import Field, fields
from documents.finance.answers import from_plan
from documents.record import Record, load_record
from documents.relevance import places, relevant, value_at
from documents.rules.expression import read
from documents.rules.facts import Facts


def derived(record: Mapping[str, Any]) -> dict[str, Any]:
    """Path → value of every fact that the record leaves open and that follows from it without asking."""
    loaded = load_record(record)
    return {path: value for path, _, value in _open(loaded) if value is not None} | from_plan(loaded)


def complete(record: Mapping[str, Any]) -> Record:
    """The record with these facts filled in and every other open fact as null, for templates that allow no holes."""
    loaded = load_record(record)
    data = copy.deepcopy(loaded.data)
    for path, person_index, value in _open(loaded):
        if person_index is None:
            paths.put(data, path, value)
        else:
            data["persons"][person_index][paths.split(path)[1][0]] = value
    for path, value in from_plan(loaded).items():
        paths.put(data, path, value)
    return Record(data)


def _open(record: Record) -> Iterator[tuple[str, int | None, Any]]:
    """Every fact without a value: path, index of the person, and what follows for it (None where nothing does)."""
    facts = Facts(record)
    index = {id(person): number for number, person in enumerate(record.persons)}
    for path, field, person in places(record):
        if value_at(record, path, person) is None and not _inside_null(record, path):
            yield path, index.get(id(person)), _value(field, facts, person)


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
