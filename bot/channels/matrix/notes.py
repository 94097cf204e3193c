"""Everything of Matrix that is stored: how far we have read, which rooms there are, which messages wait for a key.

Functions take a session, so that all of it is committed together with the inbox.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from data import chats
from data.tables.account import ChannelAccount, Citizen, Conversation
from data.tables.matrix import MatrixAccount, MatrixHeld, MatrixRoom
from data.tables.messages import Inbox, Outbox, PressButton

NAME = "matrix"
INVITED, JOINED, LEFT = "invited", "joined", "left"


@dataclass(frozen=True)
class Device:
    """Our device: how far it has read, and what sets its transaction ids apart."""

    id: int
    sync_token: str
    salt: str


def device(session: Session, user_id: str, device_id: str) -> Device:
    """What is known of our device; a new one goes on reading where the one before it stopped."""
    ours = select(MatrixAccount).where(MatrixAccount.user_id == user_id)
    row = session.scalar(ours.where(MatrixAccount.device_id == device_id))
    if row is None:
        before = session.scalar(ours.order_by(MatrixAccount.id.desc()).limit(1))
        token = before.sync_token if before else ""
        row = MatrixAccount(user_id=user_id, device_id=device_id, sync_token=token, salt=secrets.token_hex(4))
        session.add(row)
        session.flush()
    return Device(row.id, row.sync_token, row.salt)


def read_until(session: Session, account_id: int, token: str) -> None:
    """We have read this far."""
    session.execute(update(MatrixAccount).where(MatrixAccount.id == account_id).values(sync_token=token))


def note_room(session: Session, room_id: str, state: str, *, encrypted: bool = False) -> bool:
    """A room is in this state now; what was encrypted once stays so. True if the state is another one than before."""
    row = session.scalar(select(MatrixRoom).where(MatrixRoom.room_id == room_id))
    if row is None:
        session.add(MatrixRoom(room_id=room_id, state=state, encrypted=encrypted))
        session.flush()
        return True
    changed = row.state != state
    row.state, row.encrypted = state, row.encrypted or encrypted
    return changed


def rooms_in(session: Session, state: str) -> list[str]:
    """The rooms in a state."""
    return list(session.scalars(select(MatrixRoom.room_id).where(MatrixRoom.state == state).order_by(MatrixRoom.id)))


def room(session: Session, room_id: str) -> tuple[str, bool]:
    """The state of a room (empty: not known) and whether it was ever encrypted."""
    row = session.scalar(select(MatrixRoom).where(MatrixRoom.room_id == room_id))
    return (row.state, row.encrypted) if row else ("", False)


def close(session: Session, room_id: str, now: datetime) -> None:
    """We are out of a room: what waits for it is set aside; it opens when somebody there writes to us again."""
    note_room(session, room_id, LEFT)
    session.execute(delete(MatrixHeld).where(MatrixHeld.room_id == room_id))
    chats.close(session, NAME, room_id, now)
    row = _conversation(session, room_id)
    if row is not None:
        _set_aside(session, row.id, "we are out of the room")


def open_to_others(session: Session, room_id: str) -> None:
    """A further person reads along: one person's conversation becomes a group's, and forgets what was asked."""
    row = _conversation(session, room_id)
    if row is not None and row.kind == "private":
        row.kind, row.citizen_id, row.asked, row.focus = "group", None, {}, {}
        _set_aside(session, row.id, "others read along now")


def hold(session: Session, room_id: str, source: dict[str, Any], now: datetime) -> None:
    """Keep a message whose key has not come."""
    event_id = str(source["event_id"])
    if session.scalar(select(MatrixHeld.id).where(MatrixHeld.event_id == event_id)) is None:
        sender = str(source["sender"])
        session.add(MatrixHeld(event_id=event_id, room_id=room_id, sender=sender, source=source, held_at=now))


def held(session: Session) -> Sequence[MatrixHeld]:
    """All messages that wait for a key, oldest first."""
    return session.scalars(select(MatrixHeld).order_by(MatrixHeld.id)).all()


def let_go(session: Session, event_ids: Sequence[str]) -> None:
    """These wait no longer."""
    session.execute(delete(MatrixHeld).where(MatrixHeld.event_id.in_(event_ids)))


def heard_from(session: Session, event_id: str) -> Inbox | None:
    """The inbox row of an earlier message."""
    return session.scalar(select(Inbox).where(Inbox.channel == NAME, Inbox.network_id == event_id))


def asked_by(session: Session, inbox_id: int) -> tuple[str, str] | None:
    """The event behind an inbox row, and who sent it."""
    row = session.get(Inbox, inbox_id)
    if row is None:
        return None
    account = select(ChannelAccount.external_id).where(
        ChannelAccount.citizen_id == row.citizen_id, ChannelAccount.channel == NAME
    )
    return row.network_id, session.scalar(account) or ""


def is_by(session: Session, row: Inbox, sender: str) -> bool:
    """Whether a message came from this account."""
    accounts = select(ChannelAccount.external_id).where(
        ChannelAccount.citizen_id == row.citizen_id, ChannelAccount.channel == NAME
    )
    return sender in set(session.scalars(accounts))


def tone(session: Session, conversation_id: int) -> str:
    """How the person of a conversation wants to be spoken to; formally in groups."""
    found = select(Citizen.tone).join(Conversation, Conversation.citizen_id == Citizen.id)
    return session.scalar(found.where(Conversation.id == conversation_id)) or "sie"


def is_ours(session: Session, event_id: str) -> bool:
    """Whether an event is one that we sent."""
    return session.scalar(select(Outbox.id).where(Outbox.network_id == event_id)) is not None


def button_under(session: Session, event_id: str, number: int) -> str:
    """The short id of the numbered button below a message of ours; empty where there is none."""
    found = select(PressButton.short_id).join(Outbox, PressButton.outbox_id == Outbox.id)
    return session.scalar(found.where(Outbox.network_id == event_id, PressButton.number == number)) or ""


def _conversation(session: Session, room_id: str) -> Conversation | None:
    return session.scalar(
        select(Conversation).where(Conversation.channel == NAME, Conversation.external_chat == room_id)
    )


def _set_aside(session: Session, conversation_id: int, reason: str) -> None:
    waiting = (Outbox.conversation_id == conversation_id) & (Outbox.state == "new")
    session.execute(update(Outbox).where(waiting).values(state="dead", reason=reason))
