"""Telegram as a channel: polls, takes updates in, sends. A wrong token or a dead network never stops the others."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.channels.base import Gateway, Outgoing
from bot.channels.telegram.addressing import Me
from bot.channels.telegram.commands import publish
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.keyboards import OpenKeyboards
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.poller import Pause, Poller, patiently
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.sending import Sending
from bot.channels.telegram.updates import NAME
from bot.errors import ChannelDown
from bot.texts import Texts
from data.clock import Now
from data.db import Database
from data.files import FileStore
from data.settings import TelegramSettings

CONNECTIONS = 32
NOT_YET_S, LAST_S = 10.0, 5.0


class Telegram:
    """One bot account."""

    name = NAME

    def __init__(
        self, settings: TelegramSettings, database: Database, files: FileStore, texts: Texts, now: Now
    ) -> None:
        address = settings.api_url.rstrip("/")
        self._bot = Bot(
            settings.token.get_secret_value(),
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=HTTPXRequest(
                connection_pool_size=CONNECTIONS, pool_timeout=10, read_timeout=20, http_version="1.1"
            ),
            get_updates_request=HTTPXRequest(connection_pool_size=2, http_version="1.1"),
        )
        self._texts, self._now = texts, now
        self._keyboards = OpenKeyboards(database)
        self._fetching = Fetching(self._bot, files, now)
        self._sending = Sending(self._bot, Pace(settings), self._keyboards, texts, database)
        self._presses = Presses(self._bot, self._keyboards, texts)
        self._ready = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self._lanes: set[asyncio.Task[Any]] = set()

    async def start(self, gateway: Gateway) -> None:
        """Begin in the background: other channels do not wait for Telegram."""
        self._task = asyncio.create_task(self._run(gateway))

    async def send(self, message: Outgoing) -> str | None:
        """See `channels.base.Channel`."""
        await self._connected()
        lane: asyncio.Task[Any] = asyncio.current_task()  # type: ignore[assignment]
        self._lanes.add(lane)
        try:
            return await self._sending.send(message)
        finally:
            self._lanes.discard(lane)

    async def stop(self) -> None:
        """End polling at once (what was not acknowledged comes again), and let what is under way arrive."""
        self._stopping = True
        self._ready.clear()
        tasks = [*self._beside, *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._lanes:
            await asyncio.wait(self._lanes, timeout=LAST_S)
        await self._bot.shutdown()

    async def _run(self, gateway: Gateway) -> None:
        await patiently(self._bot.initialize, Pause())
        await patiently(self._after_a_crash, Pause())
        me = Me(self._bot.id, self._bot.username)
        intake = Intake(gateway, self._fetching, self._texts, me, self._now)

        async def take(updates: Sequence[dict[str, Any]]) -> None:
            for press, new in await intake.take(updates):
                self._aside(self._presses.seen(press, new=new))

        self._ready.set()
        self._aside(publish(self._bot, self._texts))
        await Poller(self._bot, take).run()

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for; it ends with the channel at the latest."""
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _connected(self) -> None:
        try:
            await asyncio.wait_for(self._ready.wait(), 0 if self._stopping else NOT_YET_S)
        except TimeoutError as error:
            raise ChannelDown("Telegram is not connected yet") from error

    async def _after_a_crash(self) -> None:
        await asyncio.to_thread(self._sending.after_a_crash)
