"""Puts messages into the outbox, each cause once.

Knows neither wording nor channel; a message is a text's name with parameters (`data.reply.Say`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.reply import Say
from data.tables.messages import Outbox


def put(
    session: Session, *, key: str, conversation_id: int, say: Say, now: datetime, inbox_id: int | None = None
) -> Outbox | None:
    """One row, unless `key` was there before (then None: the same cause never gives two messages)."""
    if session.scalar(select(Outbox.id).where(Outbox.key == key)):
        return None
    row = new_row(key=key, conversation_id=conversation_id, say=say, now=now, inbox_id=inbox_id)
    session.add(row)
    session.flush()
    return row


def new_row(*, key: str, conversation_id: int, say: Say, now: datetime, inbox_id: int | None = None) -> Outbox:
    """A row to be sent at once, not in the session yet; for who knows that its key is new."""
    return Outbox(
        key=key,
        conversation_id=conversation_id,
        inbox_id=inbox_id,
        body=say.as_json(),
        created_at=now,
        wanted_at=now,
    )
