"""The running bot: inbox, workers, senders and channels put to work together. Built by `bot.wiring`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.channels.base import Channel, Outgoing
from bot.cleaning import Cleaner
from bot.core_client import CoreClient
from bot.core_process import CoreProcess
from bot.inbox import Accepted, Inbox, Incoming
from bot.outgoing import OutgoingRows
from bot.sender import Sender
from bot.serving import Serving
from bot.turns import Turns


@dataclass(frozen=True)
class Exchange:
    """One message with everything that was answered to it, and what else was waiting in the conversation."""

    inbox_id: int
    intent: str | None
    confidence: float
    replies: tuple[Outgoing, ...]
    notices: tuple[Outgoing, ...]
    answered: bool


@dataclass
class Parts:
    """What `wiring` puts together."""

    inbox: Inbox
    turns: Turns
    rows: OutgoingRows
    sender: Sender
    channels: Mapping[str, Channel]
    core: CoreClient
    core_process: CoreProcess | None
    cleaner: Cleaner
    serving: list[Serving]


class App:
    """Start, stop, and one message at a time for whoever waits for its answer."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    async def start(self) -> None:
        """Servers first, then the core, then what was left unanswered, then the channels."""
        for server in self.parts.serving:
            await server.start()
        if self.parts.core_process:
            await self.parts.core_process.start()
        await self.parts.turns.resume()
        self.parts.sender.start()
        self.parts.cleaner.start()
        for channel in self.parts.channels.values():
            await channel.start(self)

    async def stop(self) -> None:
        """In the opposite order; nothing is lost, what is open waits in the inbox."""
        for channel in self.parts.channels.values():
            await channel.stop()
        await self.parts.sender.stop()
        await self.parts.cleaner.stop()
        await self.parts.turns.stop()
        if self.parts.core_process:
            await self.parts.core_process.stop()
        for server in self.parts.serving:
            await server.stop()

    async def accept(self, message: Incoming) -> Accepted:
        """Commit a message and wake its conversation (see `channels.base.Gateway`)."""
        accepted = await asyncio.to_thread(self.parts.inbox.accept, message)
        if accepted.new:
            self.parts.turns.wake(accepted.conversation_id)
        return accepted

    async def accept_all(self, taken: Callable[[Session], Iterable[Incoming]]) -> list[Accepted]:
        """Commit all that `taken` gives with what it writes, and wake the conversations."""
        accepted = await asyncio.to_thread(self.parts.inbox.accept_all, taken)
        for one in accepted:
            if one.new:
                self.parts.turns.wake(one.conversation_id)
        return accepted

    async def exchange(self, message: Incoming, timeout: float) -> Exchange:
        """Accept a message, wait for its answer, and hand over the conversation's open outbox rows."""
        accepted = await self.accept(message)
        answered = await self.parts.turns.settled(accepted.inbox_id, timeout)
        due = await asyncio.to_thread(self.parts.rows.due, message.channel, accepted.conversation_id)
        if due:
            await asyncio.to_thread(self.parts.rows.sent, [row.id for row in due])
        intent, confidence = await asyncio.to_thread(self.parts.inbox.understood, accepted.inbox_id)
        replies = tuple(row for row in due if row.inbox_id == accepted.inbox_id)
        notices = tuple(row for row in due if row.inbox_id != accepted.inbox_id)
        return Exchange(accepted.inbox_id, intent, confidence, replies, notices, answered)
