"""What the Matrix channel must know after a restart: how far it has read, its rooms, messages whose keys are missing.

No words of people: a message that waits for its key is kept as it came, encrypted.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table


class MatrixAccount(Table):
    """Our device on the homeserver. `sync_token` is how far we have read, `salt` sets our transaction ids apart."""

    __tablename__ = "matrix_account"
    __table_args__ = (UniqueConstraint("user_id", "device_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(255))
    device_id: Mapped[str] = mapped_column(String(255))
    sync_token: Mapped[str] = mapped_column(String(2000), default="")
    salt: Mapped[str] = mapped_column(String(16))


class MatrixRoom(Table):
    """A room that we know: `state` is invited, joined or left. Once `encrypted`, nothing goes there in plain text."""

    __tablename__ = "matrix_room"
    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[str] = mapped_column(String(255), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    encrypted: Mapped[bool] = mapped_column(default=False)


class MatrixHeld(Table):
    """An encrypted message whose key has not come yet; it waits a few minutes, then its sender is told."""

    __tablename__ = "matrix_held"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(String(255), unique=True)
    room_id: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(255), index=True)
    source: Mapped[dict[str, Any]] = mapped_column(JSON)
    held_at: Mapped[datetime]
