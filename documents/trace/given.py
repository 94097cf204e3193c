"""Who gave each answer of a founding, when and how: the newest row of each path, as the record takes it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.founding import Answer
from documents.answered import REMOVED, SKIPPED
from documents.trace.origin import Given


def given(session: Session, founding_id: int) -> dict[str, Given]:
    """Path → how its answer came. A skipped one keeps the answer before it; a removed one is none."""
    found: dict[str, Given] = {}
    for answer in session.scalars(select(Answer).where(Answer.founding_id == founding_id).order_by(Answer.id)):
        if answer.kind == REMOVED:
            found = {path: how for path, how in found.items() if not _within(path, answer.path)}
        elif answer.kind != SKIPPED:
            found[answer.path] = Given(answer.citizen_id, answer.at, answer.kind)
    return found


def _within(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")
