"""Messages a second and latency over Matrix, plain and encrypted, beside a bare echo bot on the same homeserver.

The whole of our way is in it: inbox, core, actions, outbox, each written to disk; the echo bot keeps nothing. What the
homeserver itself takes (two events of about 20 ms each for an exchange) is in both.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nio import Event
from nio.client.async_client import AsyncClient, AsyncClientConfig

from bot.bench.homeserver import Homeserver, Synapse
from bot.bench.row import Row, median, percentile
from bot.paths import ROOT
from bot.training import ensure_model

ROOMS, EACH, ALONE = 8, 10, 50
START_S, ANSWER_S, CALM_S = 120, 30, 3
QUESTION = "Was ist eine Genossenschaft?"
PEER = "bare echo bot (matrix-nio), keeps nothing"


def matrix() -> list[Row]:
    """Rows for Matrix."""
    ensure_model()  # else the first start would be measured with a training in it
    with tempfile.TemporaryDirectory() as folder:
        server = Synapse(Path(folder)).start()
        try:
            return [row for encrypted in (False, True) for row in _rows(server, Path(folder), encrypted=encrypted)]
        finally:
            server.stop()


def _rows(server: Homeserver, folder: Path, *, encrypted: bool) -> list[Row]:
    theirs = asyncio.run(_measured(server, folder, ours=False, encrypted=encrypted))
    ours = asyncio.run(_measured(server, folder, ours=True, encrypted=encrypted))
    name = "Matrix, encrypted" if encrypted else "Matrix"
    return [
        Row("channels", f"{name}: messages a second, {ROOMS} rooms", ours[0], "1/s", "", f"{theirs[0]:.0f}: {PEER}"),
        Row("channels", f"{name}: message to answer, median", ours[1], "ms", "", f"{theirs[1]:.1f}: {PEER}"),
        Row("channels", f"{name}: message to answer, p95", ours[2], "ms", "", f"{theirs[2]:.1f}: {PEER}"),
        Row("channels", f"{name}: latency added to the echo bot's", ours[1] - theirs[1], "ms"),
    ]


async def _measured(server: Homeserver, folder: Path, *, ours: bool, encrypted: bool) -> tuple[float, float, float]:
    """Messages a second with many rooms, then median and p95 (ms) with one."""
    bot, password = server.register()
    person = Person(server, bot, folder)
    await person.start()
    try:
        with _bot(server, bot, password, folder, ours=ours):
            rooms = [await person.room(encrypted=encrypted) for _ in range(ROOMS)]
            await asyncio.gather(*(person.ask(room) for room in rooms))
            await asyncio.sleep(CALM_S)  # the privacy notice behind the first answer must not count as the next one
            began = time.perf_counter()
            await asyncio.gather(*(person.talk(room, EACH) for room in rooms))
            rate = ROOMS * EACH / (time.perf_counter() - began)
            alone = await person.talk(rooms[0], ALONE)
    finally:
        await person.stop()
    return rate, median(alone), percentile(alone, 0.95)


class Person:
    """A person with a client, who asks and waits for the answer."""

    def __init__(self, server: Homeserver, bot: str, folder: Path) -> None:
        self._bot, (user_id, self._password) = bot, server.register()
        store = folder / user_id[1:8]
        store.mkdir()
        config = AsyncClientConfig(pickle_key="person")
        self._client = AsyncClient(server.url, user_id, store_path=str(store), config=config)
        self._heard: dict[str, asyncio.Event] = {}
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Log in and read from now on."""
        await self._client.login(self._password)
        self._client.add_event_callback(self._hear, Event)
        self._reading = asyncio.create_task(self._client.sync_forever(timeout=30_000, full_state=True))

    async def stop(self) -> None:
        """Go."""
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        await self._client.close()  # type: ignore[no-untyped-call]

    async def room(self, *, encrypted: bool) -> str:
        """A room that the bot has joined."""
        switched = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
        made = await self._client.room_create(
            invite=[self._bot], is_direct=True, initial_state=[switched] if encrypted else []
        )
        room = str(getattr(made, "room_id", ""))
        async with asyncio.timeout(START_S):
            while self._bot not in getattr(self._client.rooms.get(room), "users", {}) or self._invited(room):
                await asyncio.sleep(0.05)
        return room

    async def ask(self, room: str) -> float:
        """One question and its answer; gives the milliseconds in between."""
        heard = self._heard[room] = asyncio.Event()
        began = time.perf_counter()
        content = {"msgtype": "m.text", "body": QUESTION}
        await self._client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        async with asyncio.timeout(ANSWER_S):
            await heard.wait()
        return (time.perf_counter() - began) * 1000

    async def talk(self, room: str, times: int) -> list[float]:
        """Questions, one after the other."""
        return [await self.ask(room) for _ in range(times)]

    def _invited(self, room: str) -> bool:
        return self._bot in self._client.rooms[room].invited_users

    async def _hear(self, room: Any, event: Any) -> None:
        if event.sender == self._bot and event.source.get("type") == "m.room.message" and room.room_id in self._heard:
            self._heard[room.room_id].set()


@contextmanager
def _bot(server: Homeserver, user_id: str, password: str, folder: Path, *, ours: bool) -> Iterator[None]:
    echo = [sys.executable, "-m", "bot.bench.echo_matrix", server.url, user_id, password]
    environment = {
        "VAR_DIR": str(folder / user_id[1:8]),
        "WEB__PORT": "0",
        "MATRIX__HOMESERVER": server.url,
        "MATRIX__USER_ID": user_id,
        "MATRIX__PASSWORD": password,
        "MATRIX__PICKLE_KEY": "bench",
    }
    with subprocess.Popen(
        [str(ROOT / "gemeinwerk"), "serve"] if ours else echo,
        cwd=ROOT,
        env=os.environ | {f"GEMEINWERK_{name}": value for name, value in environment.items()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            yield
        finally:
            running.terminate()
