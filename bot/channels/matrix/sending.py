"""Sends an outbox row: its text in parts, then its files, each under an id that makes a repetition the same event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

from nio import LocalProtocolError, RoomGetStateEventResponse, RoomSendResponse, SendRetryError
from nio.client.async_client import AsyncClient
from nio.exceptions import EncryptionError
from nio.rooms import MatrixRoom

from bot.channels.base import Outgoing
from bot.channels.matrix import compose, notes
from bot.channels.matrix.files import upload
from bot.channels.matrix.refusals import LOOK_AGAIN_S, refusal
from bot.channels.matrix.syncing import NETWORK, is_group
from bot.errors import ChannelDown, ChannelError, ConversationClosed
from data.db import Database

T = TypeVar("T")
SOON_S = 1.0


class Sending:
    """What goes out through one login. After a refusal for haste nothing is tried until the homeserver allows it."""

    def __init__(self, client: AsyncClient, salt: str, database: Database) -> None:
        self._client, self._salt, self._database = client, salt, database
        self._not_before = 0.0

    async def send(self, message: Outgoing) -> str | None:
        """Gives the id of the last text, below which the choices stand. Raises a ChannelError."""
        wait = self._not_before - time.monotonic()
        if wait > 0:
            raise ChannelDown("rate limit", wait)
        try:
            return await self._send(message)
        except ChannelDown as down:
            self._not_before = time.monotonic() + (down.retry_after or 0)
            raise
        except NETWORK as error:
            raise ChannelDown(type(error).__name__, LOOK_AGAIN_S) from error
        except (LocalProtocolError, SendRetryError, EncryptionError) as error:
            raise ChannelError(type(error).__name__, LOOK_AGAIN_S) from error

    async def _send(self, message: Outgoing) -> str | None:
        room = await asyncio.to_thread(self._room, message.chat)
        if not room.encrypted and await self._encrypted_meanwhile(message.chat):
            raise ChannelError("the room is encrypted now", SOON_S)
        answered = None
        if message.inbox_id and (message.thread or is_group(room)):
            answered = await asyncio.to_thread(self._answered, message.inbox_id, message.thread)
        last = None
        for number, content in enumerate(compose.texts(message.text, message.buttons)):
            content = compose.answering(content, answered) if answered and number == 0 else content
            last = await self._put(message, f"t{number}", content)
        for number, file in enumerate(message.files):
            await self._put(message, f"f{number}", await upload(self._client, file, encrypted=room.encrypted))
        return last

    async def _put(self, message: Outgoing, part: str, content: dict[str, Any]) -> str:
        answer = await self._client.room_send(
            message.chat,
            "m.room.message",
            content,
            tx_id=compose.transaction(self._salt, message.id, message.text, part),
            ignore_unverified_devices=True,
        )
        if not isinstance(answer, RoomSendResponse):
            raise refusal(answer)
        return str(answer.event_id)

    async def _encrypted_meanwhile(self, room_id: str) -> bool:
        """Whether encryption was switched on and we have not read so yet: nothing may go there in plain text."""
        found = await self._client.room_get_state_event(room_id, "m.room.encryption")
        return isinstance(found, RoomGetStateEventResponse)

    def _room(self, room_id: str) -> MatrixRoom:
        """The room, once it may be sent to: known to us, and never in plain text where it was encrypted."""
        with self._database.read() as session:
            state, encrypted = notes.room(session, room_id)
        room: MatrixRoom | None = self._client.rooms.get(room_id)
        if state == notes.LEFT:
            raise ConversationClosed("we are not in the room")
        if room is None or (encrypted and not room.encrypted):
            raise ChannelError("the room is not fully known yet", LOOK_AGAIN_S)
        return room

    def _answered(self, inbox_id: int, thread: str) -> compose.Answered | None:
        """The message that this answers, to be named where others talk too."""
        with self._database.read() as session:
            found = notes.asked_by(session, inbox_id)
        return compose.Answered(*found, thread) if found else None


async def quietly(doing: Awaitable[T]) -> None:
    """A courtesy (typing, receipts): it may fail."""
    with suppress(*NETWORK, LocalProtocolError):
        await doing
