"""Takes rows from the outbox to the channels; a refused message comes again later, or is set aside as dead."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from bot.channels.base import Channel, Outgoing
from bot.errors import ChannelError
from bot.outgoing import OutgoingRows
from data.errors import StorageError

log = structlog.get_logger(__name__)
LOOK_EVERY_S = 1.0


class Sender:
    """Sends what is due: at once when woken, and by itself every second (notices, repeats)."""

    def __init__(self, rows: OutgoingRows, channels: Mapping[str, Channel]) -> None:
        self._rows, self._channels = rows, channels
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def wake(self, _conversation_id: int) -> None:
        """There is something to send."""
        self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            for channel in self._channels.values():
                await self._send_due(channel)
            try:
                await asyncio.wait_for(self._wake.wait(), LOOK_EVERY_S)
            except TimeoutError:
                continue

    async def _send_due(self, channel: Channel) -> None:
        try:
            for message in await asyncio.to_thread(self._rows.due, channel.name):
                await self._send(channel, message)
        except StorageError as error:
            log.warning("outbox_waits", channel=channel.name, error=str(error))

    async def _send(self, channel: Channel, message: Outgoing) -> None:
        try:
            network_id = await channel.send(message)
        except ChannelError as error:
            log.warning("not_sent", channel=channel.name, row=message.id, error=str(error))
            await asyncio.to_thread(self._rows.failed, message.id, error.retry_after)
        else:
            await asyncio.to_thread(self._rows.sent, [message.id], network_id)
