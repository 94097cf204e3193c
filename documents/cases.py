"""Foundings in the database: every answer appended, the record folded from them (design 3a).

Knows no question and no wording. `facts` gives what the interview and the papers work on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.founding import Answer, Founding, FoundingMember
from documents import paths

ANSWERED, ACCEPTED, DERIVED, SKIPPED, REMOVED = "answered", "accepted", "derived", "skipped", "removed"


@dataclass(frozen=True)
class Change:
    """One fact to be written: `kind` as in the table `answer`."""

    path: str
    value: Any
    kind: str = ANSWERED


@dataclass
class Facts:
    """A founding as its answers say it: record, how each path got its value, when the last came and its id."""

    record: dict[str, Any] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    last_at: datetime | None = None
    last_id: int | None = None


def open_founding(session: Session, citizen_id: int, municipality_id: int, now: datetime) -> int:
    """A new case with its first founder."""
    founding = Founding(municipality_id=municipality_id, created_at=now)
    session.add(founding)
    session.flush()
    session.add(FoundingMember(founding_id=founding.id, citizen_id=citizen_id))
    return founding.id


def latest_of(session: Session, citizen_id: int) -> int | None:
    """The founding that a citizen took part in last."""
    return session.scalar(
        select(FoundingMember.founding_id)
        .where(FoundingMember.citizen_id == citizen_id)
        .order_by(FoundingMember.founding_id.desc())
        .limit(1)
    )


def write(
    session: Session, founding_id: int, changes: Sequence[Change], citizen_id: int, inbox_id: int | None, now: datetime
) -> None:
    """Append answers; nothing is ever changed in place."""
    session.add_all(
        Answer(
            founding_id=founding_id,
            path=change.path,
            value=[change.value],
            kind=change.kind,
            citizen_id=citizen_id,
            inbox_id=inbox_id,
            at=now,
        )
        for change in changes
    )


def facts(session: Session, founding_id: int) -> Facts:
    """The fold of all answers."""
    return fold(session.scalars(select(Answer).where(Answer.founding_id == founding_id).order_by(Answer.id)))


def fold(answers: Iterable[Answer]) -> Facts:
    """Later answers to the same path replace earlier ones; a skipped one keeps the value there was."""
    found = Facts()
    for answer in answers:
        found.last_at, found.last_id = answer.at, answer.id
        if answer.kind == REMOVED:
            _remove(found, answer.path)
            continue
        found.status[answer.path] = answer.kind
        if answer.kind != SKIPPED:
            paths.put(found.record, answer.path, answer.value[0])
    return found


def _remove(found: Facts, path: str) -> None:
    """A person who was taken off again, or a fact to be asked anew."""
    person = (
        path.removeprefix("persons[").removesuffix("]") if path.startswith("persons[") and path.endswith("]") else ""
    )
    if person:
        found.record["persons"] = [p for p in found.record.get("persons", []) if p.get("id") != person]
    elif paths.get(found.record, path) is not None:
        paths.put(found.record, path, None)
    for known in [p for p in found.status if p == path or p.startswith(path + ".")]:
        del found.status[known]
