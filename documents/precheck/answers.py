"""The questions of the founding audit, answered from one record: fine, to be settled, or open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.answered import Facts as Answered
from documents.answers.calendar import When
from documents.derive import complete
from documents.fields import fields
from documents.finance.given import LARGEST
from documents.finance.rounding import cents
from documents.finance.warnings import money_text
from documents.interview.case import Case, json_value
from documents.interview.questions import questions
from documents.interview.showing import show
from documents.precheck.table import AuditQuestion, State, precheck
from documents.record import Record
from documents.rules.expression import read
from documents.rules.facts import Facts
from documents.types import fault_of

SOME_DAY = date(2026, 8, 19)
"""Showing a value needs a calendar, whose day does not matter here."""


@dataclass(frozen=True)
class Checked:
    """One question with what the record says to it: label → value ("" where it is open)."""

    asked: AuditQuestion
    state: State
    answers: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What must still be said."""
        return tuple(label for label, value in self.answers if not value)


def checked(record: Record) -> list[Checked]:
    """All questions that this founding will hear, in the order of the file."""
    record = complete(record)
    facts = Facts(record)
    case = Case(Answered(record=record.data), {}, When(SOME_DAY))
    asked = [q for q in precheck().questions if not q.when or read(q.when).of(facts)]
    return [Checked(q, _state(q, record, facts), tuple(_shown(path, record, case) for path in q.facts)) for q in asked]


def _state(question: AuditQuestion, record: Record, facts: Facts) -> State:
    if any(_empty(record, path) for path in question.facts):
        return "open"
    return "fine" if not question.holds or read(question.holds).of(facts) else "concern"


def _empty(record: Record, path: str) -> bool:
    """Null, an empty list of persons (an empty set of activities is an answer), or a value that can be none."""
    value, field = record.get(path), fields()[path]
    if value is None or (value == [] and field.type == "list") or fault_of(field, value):
        return True
    return isinstance(value, int | Decimal) and abs(Decimal(value)) > LARGEST


def _shown(path: str, record: Record, case: Case) -> tuple[str, str]:
    """The name of a fact and its value in words."""
    if _empty(record, path):
        return fields()[path].label, ""
    if path not in questions():
        return fields()[path].label, money_text(cents(record.get(path)))
    question = questions()[path]
    return question.name, show(question, json_value(record.get(path)), case)
