"""The whole app, killed again and again while people talk: every message is answered, and no answer comes twice.

CRASH_MESSAGES=1000 is the full measure (about half an hour); a few messages are enough each day.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from data.settings import MatrixSettings

MESSAGES = int(os.environ.get("CRASH_MESSAGES", "24"))
KILLS = max(2, MESSAGES // 40)
ROOMS = 3
PATIENCE_S = 240 + 2 * MESSAGES
SAID = ("was ist eine Genossenschaft?", "wer haftet?", "was kostet das?", "guten Tag", "unser Schwimmbad schließt", "2")


class Served:
    """`./gemeinwerk serve` in its own process group."""

    def __init__(self, root: Path, var: Path, settings: MatrixSettings) -> None:
        self._root, self._log = root, var.with_suffix(".log")
        self._environment = os.environ | {
            "GEMEINWERK_VAR_DIR": str(var),
            "GEMEINWERK_WEB__PORT": "0",
            "GEMEINWERK_MATRIX__HOMESERVER": settings.homeserver,
            "GEMEINWERK_MATRIX__USER_ID": settings.user_id,
            "GEMEINWERK_MATRIX__PASSWORD": settings.password.get_secret_value(),
            "GEMEINWERK_MATRIX__PICKLE_KEY": settings.pickle_key.get_secret_value(),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [str(self._root / "gemeinwerk"), "serve"],
            cwd=self._root,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log.open("ab"),
            start_new_session=True,
        )

    def assert_running(self) -> None:
        """It ends only when it is killed."""
        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text()[-2000:]

    def kill(self) -> None:
        """kill -9 to the app, the core and all else that it started."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def counted(var: Path, query: str) -> int:
    """A number from the bot's database; 0 before there is one."""
    path = var / "gemeinwerk.db"
    if not path.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        try:
            return int(database.execute(query).fetchone()[0])
        except sqlite3.OperationalError:
            return 0


async def reached(served: Served, var: Path, query: str, wanted: int) -> None:
    """Wait until the database says so."""
    async with asyncio.timeout(PATIENCE_S):
        while counted(var, query) < wanted:
            served.assert_running()
            await asyncio.sleep(0.1)


DONE = "select count(*) from inbox where state = 'done'"
SENT = "select count(*) from outbox where state = 'sent'"
LOGGED_IN = "select count(*) from matrix_account where sync_token != ''"
WAITING = "select 1 - (select count(*) > 0 from outbox where state != 'sent')"


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_killed_again_and_again_nothing_is_lost_and_nothing_doubled(
    root: Path, tmp_path: Path, people: Any, bot_settings: Any, encrypted: bool
) -> None:
    var, settings, dice = tmp_path / "var", bot_settings(), random.Random(7)
    served = Served(root, var, settings)

    async def talk() -> None:
        async with people() as anna:
            served.start()
            await reached(served, var, LOGGED_IN, 1)
            rooms = [await anna.room_with(settings.user_id, encrypted=encrypted) for _ in range(ROOMS)]
            for room in rooms:
                await anna.joined(room, settings.user_id, patience=PATIENCE_S)
            killing = asyncio.create_task(_kill_sometimes(served, var, dice))
            said = []
            for number in range(MESSAGES):
                said.append(await anna.say(rooms[number % ROOMS], SAID[number % len(SAID)]))
                await asyncio.sleep(dice.random() / 4)  # people write in their own time
            await killing
            await reached(served, var, DONE, MESSAGES)
            await reached(served, var, WAITING, 1)
            await _compare(anna, rooms, settings.user_id, said, var)

    async def bounded() -> None:
        async with asyncio.timeout(PATIENCE_S * 2):
            await talk()

    try:
        asyncio.run(bounded())
    finally:
        served.kill()


async def _kill_sometimes(served: Served, var: Path, dice: random.Random) -> None:
    for kill in range(KILLS):
        stage = SENT if kill % 2 else DONE  # the one before the answer goes out, the other while it does
        await reached(served, var, stage, (kill + 1) * MESSAGES // (KILLS + 2))
        await asyncio.sleep(dice.random() / 2)
        served.kill()
        served.start()


async def _compare(anna: Any, rooms: list[str], bot: str, said: list[str], var: Path) -> None:
    """What stands in the rooms is what the outbox holds: each row once; and every message has an answer."""
    with contextlib.closing(sqlite3.connect(var / "gemeinwerk.db")) as database:
        kept = {row[0] for row in database.execute("select network_id from inbox")}
        answered = {
            row[0] for row in database.execute("select i.network_id from inbox i join outbox o on o.inbox_id = i.id")
        }
        sent = [row[0] for row in database.execute("select network_id from outbox where state = 'sent'")]
    shown = [
        event["event_id"]
        for room in rooms
        for event in await anna.history(room)
        if event["sender"] == bot and event["type"] in ("m.room.message", "m.room.encrypted")
    ]
    assert kept == answered == set(said)
    assert sorted(shown) == sorted(sent)
