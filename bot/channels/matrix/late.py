"""Messages whose keys come late: tried again when keys arrive; after a few minutes the sender is asked to repeat.

Clients send keys on another way than messages, and nobody sends them twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from nio import EncryptionError, MegolmEvent
from nio.client.async_client import AsyncClient
from nio.events import Event

from bot.channels.matrix.events import Message
from data.tables.matrix import MatrixHeld

PATIENCE = timedelta(minutes=5)


def opened(client: AsyncClient, row: MatrixHeld) -> dict[str, Any] | None:
    """The message, if its key is there now."""
    event = Event.parse_event(row.source)
    if not isinstance(event, MegolmEvent):
        return None
    event.room_id = row.room_id
    try:
        source: dict[str, Any] = client.decrypt_event(event).source
    except EncryptionError:
        return None
    return source


def is_too_late(row: MatrixHeld, now: datetime) -> bool:
    """Whether it waited long enough."""
    return now - row.held_at >= PATIENCE


def unreadable(row: MatrixHeld) -> Message:
    """What is left to say of it: that it could not be read."""
    return Message(row.event_id, row.sender, 0, attachment="unreadable")
