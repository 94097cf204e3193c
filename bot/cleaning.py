"""Clears away what must not stay: people who asked to be deleted, old message bodies, files without an owner.

Runs at the start and every minute; what fails now is done the next time.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.core_client import CoreClient
from bot.errors import CoreError
from data.clock import Now
from data.db import Database
from data.errors import StorageError
from data.forget import forget, leaving, remove_orphans
from data.tables.account import Conversation, ToForget, WebSession
from data.tables.messages import ActionResult, Inbox, Outbox, PressButton

log = structlog.get_logger(__name__)
EVERY_S = 60
BODIES_KEPT = timedelta(days=30)
BROWSERS_KEPT = timedelta(days=150)  # beyond the 30 of the bodies
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
            _clear_old(session, now - BODIES_KEPT)
            remove_orphans(session, self._files)
            return list(session.scalars(select(ToForget.conversation_id)))

    def _core_forgot(self, conversation: int) -> None:
        with self._database.write() as session:
            session.execute(delete(ToForget).where(ToForget.conversation_id == conversation))


def _clear_old(session: Session, before: datetime) -> None:
    """What holds words of old messages beside them: buttons, results of actions, and the core's memory of a talk."""
    old_out = select(Outbox.id).where(Outbox.created_at < before)
    old_in = select(Inbox.id).where(Inbox.received_at < before)
    session.execute(delete(PressButton).where(PressButton.outbox_id.in_(old_out)))
    session.execute(delete(ActionResult).where(ActionResult.inbox_id.in_(old_in)))
    session.execute(delete(WebSession).where(WebSession.seen_at < before - BROWSERS_KEPT))
    recent = select(Inbox.conversation_id).where(Inbox.received_at >= before)
    silent = session.scalars(select(Conversation).where(Conversation.turns > 0, Conversation.id.not_in(recent)))
    for conversation in silent:
        conversation.turns = 0
        session.add(ToForget(conversation_id=conversation.id))
    session.flush()
