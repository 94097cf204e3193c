"""Who talks to us and from where: municipalities, citizens (pseudonymous), their channels, conversations, consent.

No name of a person is kept here (design 3a); network ids stay in `channel_account` and `conversation`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table


class Municipality(Table):
    """A tenant. Row 1 is the installation's own; the row "Probe" is for trying commands out."""

    __tablename__ = "municipality"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    zone: Mapped[str] = mapped_column(String(60), default="Europe/Berlin")


class Citizen(Table):
    """A person with an account, known by a number only. `tone` is sie, du, leicht or en.

    `leaving_at`: they asked to be deleted; it happens as soon as the last answer has gone out.
    """

    __tablename__ = "citizen"
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    tone: Mapped[str] = mapped_column(String(10), default="sie")
    noticed_at: Mapped[datetime | None]
    leaving_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Role(Table):
    """What a citizen may do in a municipality beyond a citizen's own matters: coach, municipality, operator."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("citizen_id", "municipality_id", "role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"))
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    role: Mapped[str] = mapped_column(String(20))


class ChannelAccount(Table):
    """One account of a citizen on one channel."""

    __tablename__ = "channel_account"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    external_id: Mapped[str] = mapped_column(String(200))
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"), index=True)


class Conversation(Table):
    """One talk on one channel; its id is the sender that the core knows.

    `asked` is the open question (`{"topic": …}`, empty when none), `focus` what was last shown, `misses` how often in a
    row nothing was understood, `turns` how many messages the core still remembers. `closed_at`: since then the other
    side takes nothing from us (blocked, kicked); it opens when they write again.
    """

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("channel", "external_chat"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    external_chat: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10), default="private")
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    citizen_id: Mapped[int | None] = mapped_column(ForeignKey("citizen.id"), index=True)
    founding_id: Mapped[int | None] = mapped_column(ForeignKey("founding.id", use_alter=True))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    focus: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    misses: Mapped[int] = mapped_column(default=0)
    turns: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Consent(Table):
    """A citizen's yes to one purpose, with the version of the text that was read."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("citizen_id", "purpose", "text_version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    text_version: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]


class ToForget(Table):
    """A deleted conversation that the core must still forget (it may be down at that moment)."""

    __tablename__ = "to_forget"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int]


class WebSession(Table):
    """A browser that is in a conversation; only the hash of its cookie is kept."""

    __tablename__ = "web_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class OneTimeLink(Table):
    """A link or six words that open one thing once: `purpose` is device (go on elsewhere) or persons (their form)."""

    __tablename__ = "one_time_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
