"""The outbox of one channel at work: in order within a conversation, many at once, answers before notices.

A refused message comes again later or ends as a dead letter with its reason; while the whole network is down nothing is
counted against anybody. Knows no channel.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog

from bot.channels.base import Channel, Outgoing
from bot.errors import ChannelDown, ChannelError, ConversationClosed, FateUnknown
from bot.outgoing import OutgoingRows
from data.errors import StorageError

log = structlog.get_logger(__name__)
LOOK_EVERY_S = 1.0
AT_ONCE, NOTICES_AT_ONCE = 32, 8
AFTER_A_FAULT_S = 30.0
DOWN_S = 5.0


class Line:
    """Runs until cancelled."""

    def __init__(self, rows: OutgoingRows, channel: Channel) -> None:
        self._rows, self._channel = rows, channel
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._notices: set[int] = set()
        self._woken = asyncio.Event()
        self._down_until = 0.0

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Look for what is due, for ever."""
        try:
            while True:
                self._woken.clear()
                if time.monotonic() >= self._down_until:
                    await self._open_lanes()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), LOOK_EVERY_S)
        finally:
            for lane in self._lanes.values():
                lane.cancel()
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    async def _open_lanes(self) -> None:
        try:
            due = await asyncio.to_thread(self._rows.waiting, self._channel.name, AT_ONCE + len(self._lanes))
        except StorageError as error:
            log.warning("outbox_waits", channel=self._channel.name, error=str(error))
            return
        for conversation_id, answer in due:
            full = len(self._lanes) >= AT_ONCE or (not answer and len(self._notices) >= NOTICES_AT_ONCE)
            if conversation_id in self._lanes or full:
                continue
            if not answer:
                self._notices.add(conversation_id)
            self._lanes[conversation_id] = asyncio.create_task(self._lane(conversation_id))

    async def _lane(self, conversation_id: int) -> None:
        """One conversation, message by message, until nothing is due or the network is down."""
        try:
            while message := await asyncio.to_thread(self._rows.next_due, conversation_id):
                if not await self._send(message):
                    return
        except StorageError as error:
            log.warning("outbox_waits", channel=self._channel.name, error=str(error))
            await asyncio.sleep(LOOK_EVERY_S)
        finally:
            self._lanes.pop(conversation_id, None)
            self._notices.discard(conversation_id)
            self._woken.set()

    async def _send(self, message: Outgoing) -> bool:
        """One message; False when the network is down."""
        try:
            network_id = await self._channel.send(message)
        except ChannelDown as error:
            self._down_until = time.monotonic() + (error.retry_after or DOWN_S)
            log.warning("channel_down", channel=self._channel.name, error=str(error))
            await self._surely(self._rows.put_back, message.id)
            return False
        except ChannelError as error:
            log.warning("not_sent", channel=self._channel.name, row=message.id, error=str(error))
            await self._refused(message.id, error)
        except Exception as error:  # whatever it is, the other messages must go out
            log.error("not_sent", channel=self._channel.name, row=message.id, error=f"{type(error).__name__}: {error}")
            await self._surely(self._rows.failed, message.id, AFTER_A_FAULT_S, type(error).__name__)
        else:
            await self._surely(self._rows.sent, [message.id], network_id)
        return True

    async def _refused(self, row_id: int, error: ChannelError) -> None:
        if isinstance(error, ConversationClosed):
            await self._surely(self._rows.closed, row_id, str(error))
        elif isinstance(error, FateUnknown):
            await self._surely(self._rows.in_doubt, row_id, error.retry_after or DOWN_S)
        else:
            await self._surely(self._rows.failed, row_id, error.retry_after, str(error))

    async def _surely(self, write: Callable[..., None], *arguments: Any) -> None:
        """Write down what became of a message, however long the disk takes: else it would be sent again."""
        while True:
            try:
                await asyncio.to_thread(write, *arguments)
                return
            except StorageError as error:
                log.warning("outbox_waits", channel=self._channel.name, error=str(error))
                await asyncio.sleep(LOOK_EVERY_S)
