"""Messages on their way in and out, the buttons below them, and the results of actions (so that none runs twice)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table


class Inbox(Table):
    """A message that came in. `network_id` is the network's own, unique per channel: a repetition changes nothing.

    `body` = {"text", "press"?, "files"?}, emptied after 30 days; `state` is new, taken, done or dead.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "network_id"),
        Index("ix_inbox_open", "state", "conversation_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    network_id: Mapped[str] = mapped_column(String(200))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), index=True)
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(10), default="new")
    tries: Mapped[int] = mapped_column(default=0)
    intent: Mapped[str | None] = mapped_column(String(60))
    confidence: Mapped[float | None]
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Outbox(Table):
    """A message to go out. `key` is unique: the same cause never gives two messages.

    `body` = the reply by name (`data.reply.Say`), `text` = as it was rendered; both emptied after 30 days. `state` is
    new, sending (where a network knows no key for what it was given), sent or dead with its `reason`; `wanted_at` is
    the earliest moment to send; `repeated`: it may have arrived before, and says so.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "state", "wanted_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), index=True)
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    text: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="new")
    tries: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(String(200))
    repeated: Mapped[bool] = mapped_column(default=False)
    wanted_at: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    network_id: Mapped[str | None] = mapped_column(String(200))


class PressButton(Table):
    """A button that was shown: its short id travels over the network, its meaning stays here.

    `number` is what a person types for it; none for an aside.
    """

    __tablename__ = "press_button"
    __table_args__ = (UniqueConstraint("outbox_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    short_id: Mapped[str] = mapped_column(String(16), unique=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), index=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    position: Mapped[int]
    number: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(200), default="")
    payload: Mapped[str] = mapped_column(Text)


class SetAside(Table):
    """Something that a network sent and nobody understood: counted for the operator, never what it said."""

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("channel", "network_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    network_id: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class ActionResult(Table):
    """What an action answered to a message, written with its effect: a repeated call answers from here."""

    __tablename__ = "action_result"
    __table_args__ = (UniqueConstraint("inbox_id", "action"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    action: Mapped[str] = mapped_column(String(60))
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
