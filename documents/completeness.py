"""What a founding still needs before its papers of one phase are final, and which answers are not of their type.

Completeness is no legal rule (facts/geng.md 5): a lawful record may be incomplete, a complete one unlawful.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from documents.derive import complete
from documents.fields import Field, Phase, fields
from documents.record import load_record
from documents.relevance import may_be_null, places, relevant, value_at
from documents.rules.facts import Facts
from documents.types import fault_of


class Fault(NamedTuple):
    """An answer outside its type: where, and the name of what is wrong (`documents.types`)."""

    path: str
    reason: str


def missing(record: Mapping[str, Any], phase: Phase) -> list[str]:
    """Paths that must still be answered before the papers of `phase` are final, in the order of the table."""
    full = complete(record)
    facts = Facts(full)
    return [
        path
        for path, field, person in places(full, fields().until(phase))
        if field.source == "ask"
        and _empty(field, value_at(full, path, person))
        and relevant(field, facts, person)
        and not may_be_null(field, facts, person)
    ]


def out_of_type(record: Mapping[str, Any]) -> list[Fault]:
    """Answers that are not of the type, choices, bounds or form of their field."""
    loaded = load_record(record)
    facts = Facts(loaded)
    return [
        Fault(path, reason)
        for path, field, person in places(loaded)
        if (value := value_at(loaded, path, person)) is not None
        and relevant(field, facts, person)
        and (reason := fault_of(field, value))
    ]


def _empty(field: Field, value: Any) -> bool:
    return value is None or (isinstance(value, list) and len(value) < (field.min or 0))
