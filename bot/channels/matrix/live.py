"""A connected account: reading, and what follows it: joining where we were invited, late keys, signs of life."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog
from nio import JoinError
from nio.client.async_client import AsyncClient

from bot.channels.base import Gateway
from bot.channels.matrix import late, notes
from bot.channels.matrix.intake import Heard, Intake, Taken
from bot.channels.matrix.sending import Sending, quietly
from bot.channels.matrix.syncing import Syncing, is_group
from bot.inbox import Accepted
from bot.texts import Texts
from data.clock import Now
from data.db import Database
from data.errors import StorageError
from data.files import FileStore
from data.tables.matrix import MatrixHeld

log = structlog.get_logger(__name__)
TYPING_MS = 15_000
WITHDRAWN = {"M_FORBIDDEN", "M_NOT_FOUND", "M_UNKNOWN"}


class Live:
    """One login, as long as it lasts."""

    def __init__(
        self,
        client: AsyncClient,
        database: Database,
        store: FileStore,
        texts: Texts,
        now: Now,
        gateway: Gateway,
        sign: Callable[[], Awaitable[None]],
    ) -> None:
        self._client, self._database, self._now, self._gateway = client, database, now, gateway
        with database.write() as session:
            device = notes.device(session, client.user_id, str(client.device_id))
        self._intake = Intake(client.user_id, device.id, store, texts, now)
        self._sign, self._signed = sign, False
        self._courtesies: set[asyncio.Task[None]] = set()
        self.sending = Sending(client, device.salt, database)
        self.syncing = Syncing(client, device.sync_token, self._intake.calls_us, self._commit, self._after)

    async def _commit(self, taken: Taken) -> None:
        """Into the inbox, with how far we have read; then the people see that it arrived."""
        try:
            accepted = await self._accepted(taken)
        except StorageError:
            raise
        except Exception as error:  # one strange event must not hold up all others
            log.warning("matrix_taken_one_by_one", error=type(error).__name__)
            accepted = await self._one_by_one(taken)
        if any(one.new for one in accepted):
            for heard in {heard.room_id: heard for heard in taken.heard}.values():
                self._politely(heard)

    async def _one_by_one(self, taken: Taken) -> list[Accepted]:
        accepted: list[Accepted] = []
        for heard in taken.heard:
            try:
                accepted += await self._accepted(Taken("", heard=[heard]))
            except StorageError:
                raise
            except Exception as error:
                self._set_aside(heard, type(error).__name__)
        return accepted + await self._accepted(replace(taken, heard=[]))

    async def _accepted(self, taken: Taken) -> list[Accepted]:
        return await self._gateway.accept_all(lambda session: self._intake.take(session, taken))

    def _set_aside(self, heard: Heard, reason: str) -> None:
        with self._database.write() as session:
            self._intake.put_aside(session, heard, reason)

    async def _after(self, keys_came: bool) -> None:
        """What may be done once all that came is on disk."""
        if not self._signed:
            await self._sign()
            self._signed = True
        await self._join()
        await self._late(keys_came)

    async def _join(self) -> None:
        """Accept invitations; where that cannot be done now, the next reading tries again."""
        for room_id in await asyncio.to_thread(self._invited):
            answer = await self._client.join(room_id)
            if not isinstance(answer, JoinError):
                await self._commit(Taken("", rooms={room_id: (notes.JOINED, False)}))
            elif answer.status_code in WITHDRAWN:
                await self._commit(Taken("", rooms={room_id: (notes.LEFT, False)}))

    async def _late(self, keys_came: bool) -> None:
        """Messages whose keys have come since, and those that waited too long for theirs."""
        waiting = await asyncio.to_thread(self._held)
        taken = Taken("")
        for row in waiting:
            if not keys_came and not late.is_too_late(row, self._now()):
                continue
            group = is_group(self._client.rooms[row.room_id]) if row.room_id in self._client.rooms else True
            source = late.opened(self._client, row)
            if source is not None:
                await self.syncing.hear(taken, row.room_id, source, group=group)
            elif late.is_too_late(row, self._now()):
                taken.heard += [] if group else [Heard(row.room_id, group, late.unreadable(row))]
            else:
                continue
            taken.decided.append(row.event_id)
        if taken.decided:
            await self._commit(taken)

    def _invited(self) -> list[str]:
        with self._database.read() as session:
            return notes.rooms_in(session, notes.INVITED)

    def _held(self) -> list[MatrixHeld]:
        with self._database.read() as session:
            return list(notes.held(session))

    def _politely(self, heard: Heard) -> None:
        """Read, and typing until the answer is there."""
        room = heard.room_id
        for doing in (
            self._client.update_receipt_marker(room, heard.event.id),
            self._client.room_typing(room, True, TYPING_MS),
        ):
            task = asyncio.create_task(quietly(doing))
            self._courtesies.add(task)
            task.add_done_callback(self._courtesies.discard)
