"""A person took a message back: its words, its files and the core's memory of the talk go too.

An answer that was already taken from it stays until the person says otherwise: they are told so.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.channels.matrix import notes
from data.outbox import put
from data.reply import Say
from data.tables.account import Conversation, ToForget
from data.tables.files import File
from data.tables.founding import Answer
from data.tables.messages import ActionResult, Inbox, Outbox


def retract(session: Session, event_id: str, sender: str, now: datetime) -> tuple[Outbox | None, Say] | None:
    """Forget a message that its sender took back; gives what is said to that, if anything (its words are missing)."""
    row = notes.heard_from(session, event_id)
    if row is None or not notes.is_by(session, row, sender):
        return None
    files = [int(one) for one in row.body.get("files") or []]
    session.execute(delete(File).where(File.id.in_(files), File.citizen_id == row.citizen_id))
    session.execute(delete(ActionResult).where(ActionResult.inbox_id == row.id))
    was_open = row.state == "new"
    row.body, row.state = {}, "done" if was_open else row.state
    conversation = session.get_one(Conversation, row.conversation_id)
    conversation.focus = {}
    session.add(ToForget(conversation_id=conversation.id))
    return None if was_open else _told(session, row, now)


def _told(session: Session, row: Inbox, now: datetime) -> tuple[Outbox | None, Say]:
    kept = session.scalar(select(Answer.id).where(Answer.inbox_id == row.id)) is not None
    say = Say(say="utter_channel_retracted_answer" if kept else "utter_channel_retracted")
    return put(session, key=f"retract{row.id}", conversation_id=row.conversation_id, say=say, now=now), say
