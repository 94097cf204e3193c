"""Which facts are settled in a conversation, so that a rule speaks neither too early nor too late.

A fact is settled when it was asked, when it follows from settled ones, or when it has no meaning for this founding.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from documents import paths
from documents.fields import Field, fields
from documents.relevance import relevant, value_at
from documents.rules.expression import read
from documents.rules.facts import Facts


class Asked:
    """What has been asked about one record; `persons[].street` in `asked` stands for every person."""

    def __init__(self, facts: Facts, asked: Set[str]) -> None:
        self.facts, self.asked = facts, asked
        self._settled: dict[str, bool] = {}

    def settles(self, wanted: Iterable[str]) -> bool:
        """Whether all these fields (generic paths) are settled, for all persons."""
        return all(self._knows(path) for path in wanted)

    def _knows(self, path: str) -> bool:
        if path not in self._settled:
            self._settled[path] = self._find_out(fields()[path])
        return self._settled[path]

    def _find_out(self, field: Field) -> bool:
        if field.path in self.asked or field.constant is not None:
            return True
        if field.derive:
            return self.settles(read(field.derive).reads)
        if not field.of_person:
            return self._settled_for(field, field.path, None)
        key = field.path.removeprefix("persons[].")
        people = self.facts.persons
        return bool(people) and all(
            self._settled_for(field, paths.of_person(str(person.get("id")), key), person) for person in people
        )

    def _settled_for(self, field: Field, path: str, person: dict[str, Any] | None) -> bool:
        if path in self.asked or (field.derived_by and value_at(self.facts.record, path, person) is not None):
            return True
        condition = field.when
        return bool(condition) and self.settles(read(condition).reads) and not relevant(field, self.facts, person)
