"""The Matrix channel: runs the account, hands in what is heard, sends what is to be said.

When the account cannot be used it says so once to the operator and stays silent; the other channels go on.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog
from nio.client.async_client import AsyncClient

from bot.channels.base import Gateway, Outgoing
from bot.channels.matrix import notes
from bot.channels.matrix.account import open_account
from bot.channels.matrix.errors import MatrixStopped
from bot.channels.matrix.live import Live
from bot.channels.matrix.signing import check_device, identity, sign_device
from bot.channels.matrix.syncing import NETWORK, WAIT_FIRST_S, WAIT_MOST_S
from bot.errors import ChannelDown
from bot.texts import Texts
from data.clock import Now
from data.db import Database
from data.files import FileStore
from data.settings import MatrixSettings

log = structlog.get_logger(__name__)
FOLDER = "matrix"
FIRST_READING_S = 10.0


class MatrixChannel:
    """One account on one homeserver."""

    name = notes.NAME

    def __init__(
        self, settings: MatrixSettings, var: Path, database: Database, store: FileStore, texts: Texts, now: Now
    ) -> None:
        self._settings, self._folder = settings, var / FOLDER
        self._database, self._store, self._texts, self._now = database, store, texts, now
        self._task: asyncio.Task[None] | None = None
        self._live: Live | None = None
        self._stopped = ""

    async def start(self, gateway: Gateway) -> None:
        """Begin; connecting goes on in the background."""
        self._task = asyncio.create_task(self._run(gateway))

    async def stop(self) -> None:
        """End; what is not committed is read again."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def send(self, message: Outgoing) -> str | None:
        """Text in parts, then files; the id of the last text. The same row again is the same event."""
        if self._stopped:
            raise ChannelDown(self._stopped, WAIT_MOST_S)
        live = self._live
        if live is None:
            raise ChannelDown("not connected yet", WAIT_FIRST_S)
        try:
            await asyncio.wait_for(live.syncing.synced.wait(), FIRST_READING_S)
        except TimeoutError as error:
            raise ChannelDown("nothing was read yet", WAIT_FIRST_S) from error
        return await live.sending.send(message)

    @property
    def connected(self) -> bool:
        """Whether the homeserver was heard since the start."""
        return self._live is not None and self._live.syncing.synced.is_set()

    async def _run(self, gateway: Gateway) -> None:
        pause = WAIT_FIRST_S
        while True:
            try:
                await self._once(gateway)
            except MatrixStopped as stopped:
                self._stopped = str(stopped)
                log.error("matrix_stopped", do=self._stopped)
                return
            except (*NETWORK, ChannelDown) as error:
                log.warning("matrix_waits", error=f"{type(error).__name__}: {error}", seconds=pause)
            except Exception as error:  # whatever it is, we try again
                log.error("matrix_failed", error=f"{type(error).__name__}: {error}", seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, WAIT_MOST_S)

    async def _once(self, gateway: Gateway) -> None:
        client = await open_account(self._settings, self._folder)
        try:
            await check_device(client)
            self._live = await asyncio.to_thread(self._open, client, gateway)
            await self._live.syncing.run()
        finally:
            self._live = None
            await client.close()  # type: ignore[no-untyped-call]

    def _open(self, client: AsyncClient, gateway: Gateway) -> Live:
        ours = identity(self._folder, client.user_id)
        password = self._settings.password.get_secret_value()

        async def sign() -> None:
            await sign_device(client, ours, password)

        return Live(client, self._database, self._store, self._texts, self._now, gateway, sign)
