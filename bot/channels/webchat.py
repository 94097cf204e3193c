"""The web page as a channel: what is sent wakes the browsers that listen.

The content is not pushed; `bot.pages` reads it from the tables. Knows neither HTML nor a cookie.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.channels.base import Gateway, Outgoing

NAME = "web"


class Webchat:
    """Who listens to which chat, in this process."""

    name = NAME

    def __init__(self) -> None:
        self._listening: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.open = True

    async def start(self, _gateway: Gateway) -> None:
        """Nothing to open: browsers come by themselves."""
        self.open = True

    async def send(self, message: Outgoing) -> str | None:
        """Wake the browsers of this chat; one that is away finds the message on its next visit."""
        self._wake(message.chat)
        return None

    async def stop(self) -> None:
        """Let all streams end."""
        self.open = False
        for chat in list(self._listening):
            self._wake(chat)

    @contextmanager
    def listen(self, chat: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever there is something new in a chat."""
        event = asyncio.Event()
        self._listening[chat].add(event)
        try:
            yield event
        finally:
            self._listening[chat].discard(event)
            if not self._listening[chat]:
                del self._listening[chat]

    def listeners(self, chat: str) -> int:
        """How many browsers listen to a chat."""
        return len(self._listening.get(chat, ()))

    def _wake(self, chat: str) -> None:
        for event in self._listening.get(chat, ()):
            event.set()
