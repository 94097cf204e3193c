"""The peer of `bench channels` on Matrix: the smallest bot on matrix-nio. It says what it hears and keeps nothing."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from typing import Any

from nio.client.async_client import AsyncClient, AsyncClientConfig
from nio.events import InviteMemberEvent, RoomMessageText


async def main(url: str, user_id: str, password: str) -> None:
    """Read and answer until killed."""
    config = AsyncClientConfig(pickle_key="echo")
    client = AsyncClient(url, user_id, store_path=tempfile.mkdtemp(), config=config)
    await client.login(password)

    async def echo(room: Any, event: Any) -> None:
        if event.sender != user_id:
            content = {"msgtype": "m.notice", "body": event.body}
            await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    async def join(room: Any, _event: Any) -> None:
        await client.join(room.room_id)

    client.add_event_callback(echo, RoomMessageText)
    client.add_event_callback(join, InviteMemberEvent)  # type: ignore[arg-type]
    await client.sync_forever(timeout=30_000)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
