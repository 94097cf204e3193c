"""Which facts matter for a record, and what to propose for them: the conditions in the table of fields, evaluated.

Used by the interview (what to ask), by completeness (what is missing) and by the rules in a conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents import paths
from documents.fields import Field, fields
from documents.record import Record
from documents.rules.expression import read
from documents.rules.facts import Facts


def relevant(field: Field, facts: Facts, person: dict[str, Any] | None = None) -> bool:
    """Whether the fact has a meaning for this record (and this person)."""
    return field.when is None or bool(read(field.when).of(facts, person))


def may_be_null(field: Field, facts: Facts, person: dict[str, Any] | None = None) -> bool:
    """Whether null is a complete answer here."""
    if isinstance(field.nullable, str):
        return bool(read(field.nullable).of(facts, person))
    return field.nullable


def proposal(field: Field, facts: Facts, person: dict[str, Any] | None = None) -> Any:
    """What to propose: computed from other answers, else what the law or practice takes; None without either."""
    suggested = read(field.suggest).of(facts, person) if field.suggest else None
    return field.default if suggested is None else suggested


def value_at(record: Record, path: str, person: dict[str, Any] | None) -> Any:
    """The value at a place, without searching for the person again."""
    return record.get(path) if person is None else person.get(paths.split(path)[1][0])


def places(record: Record, wanted: Iterator[Field] | None = None) -> Iterator[tuple[str, Field, dict[str, Any] | None]]:
    """Every place of the record that a field describes: path, field, and the person where it is one of a person."""
    for field in wanted if wanted is not None else fields().values():
        if not field.of_person:
            yield field.path, field, None
            continue
        key = field.path.removeprefix("persons[].")
        for person in record.persons:
            yield paths.of_person(str(person.get("id")), key), field, person
