"""Takes rows from the outbox to the channels, each on a line of its own: one that is slow or down holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.channels.base import Channel
from bot.line import Line
from bot.outgoing import OutgoingRows


class Sender:
    """Sends what is due: at once when woken, and by itself every second (notices, repeats)."""

    def __init__(self, rows: OutgoingRows, channels: Mapping[str, Channel]) -> None:
        self._rows, self._channels = rows, channels
        self._lines: list[Line] = []
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin."""
        self._lines = [Line(self._rows, channel) for channel in self._channels.values()]
        self._tasks = [asyncio.create_task(line.run()) for line in self._lines]

    async def stop(self) -> None:
        """End; what is not sent waits in the outbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def wake(self, _conversation_id: int) -> None:
        """There is something to send."""
        for line in self._lines:
            line.wake()
