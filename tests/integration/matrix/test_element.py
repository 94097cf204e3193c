"""With Element's own encryption library, in the mode that shuts out devices that their owner did not sign."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 60


class Element:
    """A person with Element's library in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.told: list[dict[str, Any]] = []

    async def do(self, **order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()

    async def tells(self, wanted: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """The first thing told that is wanted."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            while not (found := [one for one in self.told if wanted(one)]):
                line = await self._process.stdout.readline()
                assert line, f"Element ended: {self.told[-3:]}"
                self.told.append(json.loads(line))
        return found[0]

    async def end(self) -> None:
        self._process.kill()
        await self._process.wait()


@pytest.fixture
def element(root: Path, homeserver: Any) -> Callable[..., Any]:
    home = root / ".tools/element"
    node = home / "node_modules/.bin/node"
    if not node.exists():
        pytest.skip("Element's library is not installed here; install it with: sh deploy/synapse.sh (needs npm)")
    script = Path(__file__).with_name("element.mjs")

    async def start(*, strict: bool) -> Element:
        user, password = homeserver.register()
        process = await asyncio.create_subprocess_exec(
            str(node), str(script), homeserver.url, user, password, "1" if strict else "0",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            env=os.environ | {"ELEMENT_HOME": str(home)},
        )  # fmt: skip
        element = Element(process)
        await element.tells(lambda one: one.get("ready"))
        return element

    return start


def test_element_talks_with_us_where_insecure_devices_are_excluded(story: Any, bots: Any, element: Any) -> None:
    async def talk() -> None:
        async with bots() as bot:
            anna = await element(strict=True)
            try:
                await anna.do(do="room", invite=[bot.id])
                room = (await anna.tells(lambda one: one.get("made")))["made"]
                await anna.tells(lambda one: one.get("member") == bot.id and one["membership"] == "join")
                await anna.do(do="say", room=room, text="Guten Tag")
                answer = await anna.tells(lambda one: one.get("sender") == bot.id and "Guten Tag" in one["body"])
                assert answer["encrypted"]
                assert answer["failed"] is None
                assert answer["shield"] == 0
            finally:
                await anna.end()

    story(talk())
