"""Foundings in the database: every answer appended, the record folded from them (design 3a).

Knows no question and no wording. `facts` gives what the interview and the papers work on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.founding import Answer, Founding, FoundingMember
from documents.answered import Change, Facts, fold


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


def facts(session: Session, founding_id: int, until: int | None = None) -> Facts:
    """The fold of all answers, or of those up to the one with the id `until`."""
    wanted = select(Answer).where(Answer.founding_id == founding_id).order_by(Answer.id)
    answers = list(session.scalars(wanted if until is None else wanted.where(Answer.id <= until)))
    found = fold(Change(answer.path, answer.value[0], answer.kind) for answer in answers)
    if answers:
        found.last_at, found.last_id = answers[-1].at, answers[-1].id
    return found
