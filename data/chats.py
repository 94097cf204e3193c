"""Where conversations live on their networks: closed and opened again, moved to another number, and what was set aside.

Knows no network.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, delete, select, update
from sqlalchemy.orm import Session

from data.outbox import put
from data.people import OWN
from data.reply import Say
from data.tables.account import Conversation
from data.tables.base import Table
from data.tables.messages import Outbox, SetAside

HELLO = "hello"
LONGEST_REASON = 200


def room(session: Session, channel: str, chat: str, now: datetime) -> Conversation:
    """The conversation of a group, made if it is new; it belongs to nobody."""
    found = _find(session, channel, chat)
    if found is None:
        found = Conversation(
            channel=channel, external_chat=chat, kind="group", municipality_id=OWN, citizen_id=None, created_at=now
        )
        session.add(found)
        session.flush()
    return found


def hello(session: Session, channel: str, chat: str, say: Say, now: datetime) -> Outbox | None:
    """Introduce ourselves to a group, once for ever; None if that was done."""
    conversation = room(session, channel, chat, now)
    return put(session, key=f"{HELLO}.{conversation.id}", conversation_id=conversation.id, say=say, now=now)


def close(session: Session, channel: str, chat: str, now: datetime) -> None:
    """The other side takes nothing from us any more."""
    _set_closed(session, channel, chat, now)


def reopen(session: Session, channel: str, chat: str) -> None:
    """They wrote or let us in again."""
    _set_closed(session, channel, chat, None)


def move(session: Session, channel: str, before: str, after: str) -> None:
    """A chat has another number now; it stays one conversation, also if the new number was heard of first."""
    old, new = _find(session, channel, before), _find(session, channel, after)
    if old is None:
        return
    if new is not None:
        _take_over(session, old, new)
    old.external_chat = after


def set_aside(session: Session, channel: str, network_id: str, reason: str, now: datetime) -> None:
    """Count something that nobody understood, once."""
    known = select(SetAside.id).where(SetAside.channel == channel, SetAside.network_id == network_id)
    if session.scalar(known) is None:
        session.add(SetAside(channel=channel, network_id=network_id, reason=reason[:LONGEST_REASON], at=now))
        session.flush()


def _find(session: Session, channel: str, chat: str) -> Conversation | None:
    wanted = select(Conversation).where(Conversation.channel == channel, Conversation.external_chat == chat)
    return session.scalar(wanted)


def _set_closed(session: Session, channel: str, chat: str, at: datetime | None) -> None:
    one = (Conversation.channel == channel, Conversation.external_chat == chat)
    session.execute(update(Conversation).where(*one).values(closed_at=at))


def _pointing_here() -> list[Column[Any]]:
    """The columns of all tables that name a conversation."""
    columns = [column for table in Table.metadata.tables.values() for column in table.columns]
    return [column for column in columns for key in column.foreign_keys if key.target_fullname == "conversation.id"]


def _take_over(session: Session, old: Conversation, new: Conversation) -> None:
    """What was said under the new number belongs to the old conversation; a second greeting is not sent."""
    greeting = (Outbox.conversation_id == new.id, Outbox.key == f"{HELLO}.{new.id}", Outbox.state == "new")
    session.execute(delete(Outbox).where(*greeting))
    for column in _pointing_here():
        session.execute(update(column.table).where(column == new.id).values({column: old.id}))
    session.delete(new)
    session.flush()
