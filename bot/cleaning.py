"""Clears away what must not stay: people who asked to be deleted, old message bodies, files without an owner.

Runs at the start and every minute; what fails now is done the next time.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy import delete, select, update

from bot.core_client import CoreClient
from bot.errors import CoreError
from data.clock import Now
from data.db import Database
from data.errors import StorageError
from data.forget import forget, leaving, remove_orphans
from data.tables.account import ToForget
from data.tables.messages import Inbox, Outbox

log = structlog.get_logger(__name__)
EVERY_S = 60
BODIES_KEPT = timedelta(days=30)
LAST_ANSWER_SHOWN = timedelta(seconds=30)


class Cleaner:
    """The broom of this installation."""

    def __init__(self, database: Database, files: Path, core: CoreClient, now: Now) -> None:
        self._database, self._files, self._core, self._now = database, files, core, now
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def clean(self) -> None:
        """Everything that is due, once."""
        for conversation in await asyncio.to_thread(self._clear_rows):
            await self._core.forget(str(conversation))
            await asyncio.to_thread(self._core_forgot, conversation)

    async def _run(self) -> None:
        while True:
            try:
                await self.clean()
            except (StorageError, CoreError) as error:
                log.warning("cleaning_waits", error=str(error))
            await asyncio.sleep(EVERY_S)

    def _clear_rows(self) -> list[int]:
        """Rows that are due; gives the conversations that the core must forget."""
        now = self._now()
        with self._database.write() as session:
            for citizen in leaving(session, now - LAST_ANSWER_SHOWN):
                forget(session, citizen)
            session.execute(update(Inbox).where(Inbox.received_at < now - BODIES_KEPT).values(body={}))
            session.execute(update(Outbox).where(Outbox.created_at < now - BODIES_KEPT).values(body={}, text=""))
            remove_orphans(session, self._files)
            return list(session.scalars(select(ToForget.conversation_id)))

    def _core_forgot(self, conversation: int) -> None:
        with self._database.write() as session:
            session.execute(delete(ToForget).where(ToForget.conversation_id == conversation))
