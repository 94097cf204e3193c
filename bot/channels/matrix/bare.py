"""Reads what came without nio's help: where nio fails on an answer, it would fail on it for ever."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from nio.client.async_client import AsyncClient

from bot.channels.matrix.events import table, word


async def bare_sync(client: AsyncClient, since: str, only: dict[str, Any]) -> tuple[dict[str, list[Any]], str]:
    """The events of every joined room as they came, and how far that reads."""
    asked = {"filter": json.dumps(only)} | ({"since": since} if since else {})
    path = f"/_matrix/client/v3/sync?{urlencode(asked)}"
    answer = await client.send("GET", path, headers={"Authorization": f"Bearer {client.access_token}"})
    async with answer:
        answer.raise_for_status()
        read = table(json.loads(await answer.read()))
    joined = table(table(read.get("rooms")).get("join"))
    rooms = {room_id: _events(table(room)) for room_id, room in joined.items()}
    return rooms, word(read.get("next_batch")) or since


def _events(room: dict[str, Any]) -> list[Any]:
    events = table(room.get("timeline")).get("events")
    return [event for event in events if isinstance(event, dict)] if isinstance(events, list) else []
