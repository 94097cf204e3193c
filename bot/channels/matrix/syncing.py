"""Reads the network without a gap: our own loop around `sync`, since nio's loses messages, and spins when refused.

What came is committed together with how far we have read; only then is it read on from there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import ClientError
from nio import RoomMessagesResponse, SyncError, SyncResponse
from nio.client.async_client import AsyncClient
from nio.events.to_device import ForwardedRoomKeyEvent, RoomKeyEvent
from nio.responses import RoomInfo

from bot.channels.matrix import notes
from bot.channels.matrix.account import stopped_by
from bot.channels.matrix.bare import bare_sync
from bot.channels.matrix.errors import MatrixStopped
from bot.channels.matrix.events import LONGEST_ID, Locked, Message, read, table
from bot.channels.matrix.files import fetch
from bot.channels.matrix.intake import Heard, Taken
from data.errors import StorageError

log = structlog.get_logger(__name__)
POLL_MS = 30_000
WAIT_FIRST_S, WAIT_MOST_S = 1.0, 60.0
PAGE = 100
TRIES = 3
FILTER: dict[str, Any] = {
    "room": {
        "timeline": {"limit": PAGE},
        "ephemeral": {"not_types": ["*"]},
        "account_data": {"not_types": ["*"]},
    },
    "presence": {"not_types": ["*"]},
    "account_data": {"not_types": ["*"]},
}
NETWORK = (ClientError, OSError, TimeoutError)
Source = dict[str, Any]


class Syncing:
    """The loop. `commit` takes what was heard, `after` is run when it is committed (joining, reading late keys)."""

    def __init__(
        self,
        client: AsyncClient,
        since: str,
        calls_us: Callable[[Message], bool],
        commit: Callable[[Taken], Awaitable[None]],
        after: Callable[[bool], Awaitable[None]],
    ) -> None:
        self._client, self._since, self._calls_us = client, since, calls_us
        self._commit, self._after = commit, after
        self.synced = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled. Raises MatrixStopped when the server will not have us any more."""
        pause, strange = WAIT_FIRST_S, 0
        while True:
            try:
                await (self._once() if strange < TRIES else self._bare())
                pause, strange = WAIT_FIRST_S, 0
                continue
            except MatrixStopped:
                raise
            except NETWORK as error:
                log.warning("matrix_waits", error=type(error).__name__, seconds=pause)
            except Exception as error:  # nio does not get over something that came: then it is read without nio
                strange += 1
                log.error("matrix_not_read", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, WAIT_MOST_S)

    async def _once(self) -> None:
        first = not self.synced.is_set()
        self._client.next_batch = ""  # else nio takes an answer without news for one that it has seen
        response = await self._client.sync(
            timeout=0 if first else POLL_MS, sync_filter=FILTER, since=self._since or None, full_state=first
        )
        if isinstance(response, SyncError):
            await self._refused(response)
            return
        await self._keys()
        taken = await self._taken(response)
        await _saved(self._commit, taken)
        self._since = response.next_batch
        self.synced.set()
        await self._after(first or _brought_keys(response))

    async def _bare(self) -> None:
        """The same answer as plain tables, without nio: nobody's message is lost, keys that came with it are."""
        rooms, next_batch = await bare_sync(self._client, self._since, FILTER)
        taken = Taken(next_batch)
        for room_id, sources in rooms.items():
            room = self._client.rooms.get(room_id)
            for source in _since_we_joined(sources, self._client.user_id)[0] if self._since else ():
                await self.hear(taken, room_id, source, group=room is None or is_group(room))
        await _saved(self._commit, taken)
        self._since = next_batch

    async def _refused(self, error: SyncError) -> None:
        if stopped_by(error):
            raise MatrixStopped(f"the homeserver does not let us in any more ({error})")
        wait = (error.retry_after_ms or 0) / 1000
        log.warning("matrix_refused", error=str(error.status_code))
        await asyncio.sleep(max(wait, WAIT_FIRST_S))

    async def _keys(self) -> None:
        """What encryption needs between two readings: our keys up, theirs down, messages between devices sent."""
        client = self._client
        await client.send_to_device_messages()
        if client.should_upload_keys:
            await client.keys_upload()
        if client.should_query_keys:
            await client.keys_query()
        if client.should_claim_keys:
            await client.keys_claim(client.get_users_for_key_claiming())

    async def _taken(self, response: SyncResponse) -> Taken:
        taken = Taken(response.next_batch)
        for room_id in response.rooms.invite:
            taken.rooms[room_id] = (notes.INVITED, False)
        for room_id in response.rooms.leave:
            self._client.rooms.pop(room_id, None)
            taken.rooms[room_id] = (notes.LEFT, False)
        for room_id, info in response.rooms.join.items():
            if len(room_id) <= LONGEST_ID:
                await self._joined(taken, room_id, info)
        return taken

    async def _joined(self, taken: Taken, room_id: str, info: RoomInfo) -> None:
        room = self._client.rooms[room_id]
        group = is_group(room)
        taken.rooms[room_id] = (notes.JOINED, room.encrypted)
        if group:
            taken.groups.append(room_id)
        if not self._since:
            return  # what was said before we first came is not for us
        for source in await self._sources(room_id, info):
            await self.hear(taken, room_id, source, group=group)

    async def hear(self, taken: Taken, room_id: str, source: Source, *, group: bool) -> None:
        """One event: something to answer, something that waits for its key, or nothing."""
        meant = read(source)
        if meant is None or meant.sender == self._client.user_id:
            return
        if isinstance(meant, Locked):
            taken.waiting.append((room_id, source))
            return
        content: bytes | str | None = None
        if isinstance(meant, Message) and meant.file and (not group or self._calls_us(meant)):
            content = await fetch(self._client, meant.file)
        if isinstance(content, str):
            taken.heard.append(Heard(room_id, group, meant, problem=content))
        else:
            taken.heard.append(Heard(room_id, group, meant, content))

    async def _sources(self, room_id: str, info: RoomInfo) -> list[Source]:
        """The timeline, with what the server left out before it, but nothing from before our own joining."""
        sources, complete = _since_we_joined([event.source for event in info.timeline.events], self._client.user_id)
        back, limited = info.timeline.prev_batch, info.timeline.limited
        while limited and not complete and back:
            page = await self._client.room_messages(room_id, start=back, end=self._since, limit=PAGE)
            if not isinstance(page, RoomMessagesResponse):
                raise TimeoutError(f"gap not filled: {page.status_code}")  # the same answer is read again
            earlier = [event.source for event in reversed(page.chunk)]
            earlier, complete = _since_we_joined(earlier, self._client.user_id)
            sources = [*earlier, *sources]
            back = page.end if page.chunk else None
        return sources


def is_group(room: Any) -> bool:
    """Whether others than one person and we may read along."""
    return bool(room.member_count > 2 or room.join_rule == "public" or room.history_visibility == "world_readable")


def _since_we_joined(sources: list[Source], own: str) -> tuple[list[Source], bool]:
    """The events after our latest joining, and whether that is among them."""
    for at in range(len(sources) - 1, -1, -1):
        source = sources[at]
        if source.get("type") != "m.room.member" or source.get("state_key") != own:
            continue
        before = table(table(source.get("unsigned")).get("prev_content")).get("membership")
        if table(source.get("content")).get("membership") == "join" and before != "join":
            return sources[at + 1 :], True
    return sources, False


def _brought_keys(response: SyncResponse) -> bool:
    return any(isinstance(event, RoomKeyEvent | ForwardedRoomKeyEvent) for event in response.to_device_events)


async def _saved(commit: Callable[[Taken], Awaitable[None]], taken: Taken) -> None:
    """As often as it takes: nothing is read on before this is on disk."""
    pause = WAIT_FIRST_S
    while True:
        try:
            return await commit(taken)
        except StorageError as error:
            log.warning("matrix_not_saved", error=str(error))
            await asyncio.sleep(pause)
            pause = min(pause * 2, WAIT_MOST_S)
