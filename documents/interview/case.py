"""One founding as the interview sees it: the answers so far, what is open in this conversation, day and place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from pydantic import JsonValue

from documents import paths
from documents.answered import SKIPPED, Change, Facts, fold
from documents.answers.calendar import When
from documents.derive import complete
from documents.interview.questions import Question, Questions, questions
from documents.record import Record, load_record
from documents.relevance import may_be_null, proposal, relevant
from documents.rules.expression import read
from documents.rules.facts import Facts as Law

Found = TypeVar("Found")
StatesOf = Callable[[str], Sequence[str]]
"""Name of a municipality → the federal states in which one of this name lies."""


TownsIn = Callable[[str], Sequence[str]]
"""A sentence → the names of the places that it speaks of."""


def _nowhere(_: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Case:
    """The founding (`facts`), the open question of this conversation (`asked`), its day (`when`) and tone.

    Never changed in place: `with_changes` gives the case after an answer. `memo` keeps what was computed about it.
    """

    facts: Facts
    asked: Mapping[str, Any]
    when: When
    tone: str = "sie"
    states: StatesOf = _nowhere
    towns: TownsIn = _nowhere
    questions: Questions = field(default_factory=questions)
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def record(self) -> Record:
        """The record with everything filled in that nobody is asked."""
        return complete(self.facts.record)

    @cached_property
    def law(self) -> Law:
        """The record as conditions and proposals read it."""
        return Law(self.record)

    @property
    def persons(self) -> list[dict[str, Any]]:
        """The persons in the order of the list."""
        return self.record.persons

    def known(self, path: str) -> bool:
        """Whether this fact was answered or accepted (null counts); a skipped one is not known."""
        return self.facts.status.get(path, SKIPPED) != SKIPPED

    def skipped(self, path: str) -> bool:
        """Whether the person said "later"."""
        return self.facts.status.get(path) == SKIPPED

    def value(self, path: str) -> Any:
        """The value of a fact, answered or derived; None where there is none."""
        return paths.get(self.record.data, path)

    def note(self, name: str) -> Any:
        """What only the interview remembers: `note("consent")`."""
        return paths.get(self.facts.record, f"interview.{name}")

    @cached_property
    def people(self) -> dict[str, dict[str, Any]]:
        """The persons by id."""
        return {str(person["id"]): person for person in self.record.persons}

    def person(self, path: str) -> dict[str, Any] | None:
        """The person of a path such as `persons[p3].street`."""
        return self.people.get(path[8 : path.index("]")]) if path.startswith("persons[") else None

    def matters(self, question: Question, path: str = "") -> bool:
        """Whether the fact has a meaning for this founding (and this person)."""
        if question.when:
            return bool(read(question.when).of(self.law))
        field_ = question.field
        return field_ is None or field_.when is None or relevant(field_, self.law, self.person(path) if path else None)

    def may_be_null(self, question: Question, path: str = "") -> bool:
        """Whether null is a complete answer."""
        return question.field is not None and may_be_null(question.field, self.law, self.person(path))

    def proposes(self, question: Question, path: str = "") -> tuple[bool, Any]:
        """Whether there is a proposal, and which (null may be one)."""
        person = self.person(path) if path else None
        value = read(question.propose).of(self.law, person) if question.propose else None
        if value is None and question.field is not None:
            value = proposal(question.field, self.law, person)
        field_ = question.field
        null = field_ is not None and "default" in field_.model_fields_set and field_.default is None
        return value is not None or (null and self.may_be_null(question, path)), json_value(value)

    def with_changes(self, changes: Sequence[Change], asked: Mapping[str, Any] | None = None) -> Case:
        """The case after these changes."""
        if asked is not None:
            return replace(self, facts=fold(changes, self.facts), asked=asked)
        key = tuple((change.path, change.kind, repr(change.value)) for change in changes)
        return self.once(key, lambda: replace(self, facts=fold(changes, self.facts)))

    def once(self, key: Hashable, compute: Callable[[], Found]) -> Found:
        """What `compute` gives, computed once for this case."""
        if key not in self.memo:
            self.memo[key] = compute()
        found: Found = self.memo[key]
        return found


def json_value(value: Any) -> JsonValue:
    """A proposal as it is stored: sets and tuples as lists, decimals as text."""
    if isinstance(value, (set, frozenset)):
        return list[JsonValue](sorted(map(str, value)))
    if isinstance(value, (list, tuple)):
        return [json_value(entry) for entry in value]
    return value if isinstance(value, (str, int, float, bool, dict, type(None))) else str(value)


def record_of(facts: Facts) -> Record:
    """The record of these facts, as papers and rules read it (derived facts filled in)."""
    return load_record(complete(facts.record).data)
