"""Writes down which message is under way, since Telegram has no key by which it would know a repeated one.

After a crash such a message may have arrived or not: it goes out again and says that it does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import select, update

from bot.channels.telegram.updates import NAME
from data.db import Database
from data.tables.account import Conversation
from data.tables.messages import Outbox

PATIENCE_S = 1.0


class InDoubt:
    """While Telegram is quick, one message is under way at a time, so that a crash leaves one in doubt and not thirty.

    One that takes longer (a large file, a slow network) holds up nobody.
    """

    def __init__(self, database: Database, patience: float = PATIENCE_S) -> None:
        self._database, self._patience = database, patience
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def under_way(self, row_id: int) -> AsyncIterator[None]:
        """Around the call that hands a message over. Raises StorageError before anything is sent."""
        await self._turn.acquire()
        passed = False

        def let_pass() -> None:
            nonlocal passed
            if not passed:
                passed = True
                self._turn.release()

        slow = asyncio.get_running_loop().call_later(self._patience, let_pass)
        try:
            await asyncio.to_thread(self._mark, row_id)
            yield
        finally:
            slow.cancel()
            let_pass()

    def after_a_crash(self) -> None:
        """What was under way when the process ended is sent once more."""
        ours = select(Conversation.id).where(Conversation.channel == NAME)
        lost = (Outbox.state == "sending", Outbox.conversation_id.in_(ours))
        with self._database.write() as session:
            session.execute(update(Outbox).where(*lost).values(state="new", repeated=True))

    def _mark(self, row_id: int) -> None:
        with self._database.write() as session:
            session.execute(update(Outbox).where(Outbox.id == row_id).values(state="sending"))
