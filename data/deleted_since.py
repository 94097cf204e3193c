"""Who was deleted after a backup was made, so that bringing the backup back does not bring them back.

Ids are never given twice: a citizen whom the backup knows and the present database no longer does was deleted since.
Nothing has to be kept about deleted people for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from data.forget import forget
from data.tables.account import Citizen

LAST_ID = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = 'citizen'",
    "postgresql": "SELECT last_value FROM citizen_id_seq",
}


@dataclass(frozen=True)
class Known:
    """The citizens of the present database, and the last id that it ever gave."""

    created: dict[int, datetime]
    last_id: int


def known(session: Session) -> Known:
    """Look before the backup is brought back."""
    created = {row.id: row.created_at for row in session.execute(select(Citizen.id, Citizen.created_at))}
    last = session.scalar(text(LAST_ID[session.get_bind().dialect.name]))
    return Known(created, int(last or 0))


def forget_again(session: Session, before: Known) -> int | None:
    """Delete from the restored database who was deleted since; gives how many.

    None, and nothing done, where the two databases share nobody: then they may belong to different installations.
    """
    restored = {row.id: row.created_at for row in session.execute(select(Citizen.id, Citizen.created_at))}
    common = restored.keys() & before.created.keys()
    if not common or any(restored[one] != before.created[one] for one in common):
        return None
    gone = [one for one in restored if one <= before.last_id and one not in before.created]
    for citizen_id in gone:
        forget(session, citizen_id)
    return len(gone)
