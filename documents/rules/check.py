"""Checks a founding record against the table of rules: as a whole, or in a conversation what has been asked so far.

Every record gives one definite result. Completeness is another matter (`documents.completeness`).
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from documents.derive import complete
from documents.record import load_record
from documents.rules.asked import Asked
from documents.rules.facts import Facts
from documents.rules.table import Rule, Severity, rules


@dataclass(frozen=True)
class Finding:
    """A rule that fired. `fields`: generic paths that it reads; `ways_out`: those that one could change.

    `persons`: ids of those whom it concerns, empty where it speaks of no single person.
    """

    key: str
    number: int
    severity: Severity
    message: str
    basis: str
    links: tuple[str, ...]
    fields: frozenset[str]
    ways_out: tuple[str, ...]
    persons: tuple[str, ...]

    def as_json(self) -> dict[str, str]:
        """The shape of the command line's contract."""
        return {"key": self.key, "severity": self.severity, "message": self.message, "basis": self.basis}


def check(record: Mapping[str, Any]) -> list[Finding]:
    """All findings of a whole record, in the order of the rules' numbers. Raises RecordError for what is no record."""
    facts = Facts(load_record(record))
    return [_finding(rule, facts) for rule in rules().values() if rule.condition.of(facts)]


def check_fields(record: Mapping[str, Any], asked: Set[str]) -> list[Finding]:
    """The findings of those rules whose facts have all been asked.

    `asked`: paths that were answered, skipped or accepted; `persons[].street` stands for every person.
    """
    facts = Facts(complete(record))
    settled = Asked(facts, asked)
    return [
        _finding(rule, facts) for rule in rules().values() if settled.settles(rule.reads) and rule.condition.of(facts)
    ]


def _finding(rule: Rule, facts: Facts) -> Finding:
    return Finding(
        key=rule.key,
        number=rule.number,
        severity=rule.severity,
        message=rule.message,
        basis=rule.basis,
        links=tuple(rule.links),
        fields=rule.reads,
        ways_out=tuple(rule.ways_out),
        persons=tuple(rule.condition.persons(facts)),
    )
