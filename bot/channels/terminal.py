"""The terminal: a line in, its answer out. Accounts are `terminal/NAME` and last between runs."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import time
from pathlib import Path
from typing import Any, Protocol

from bot.app import Exchange
from bot.channels.base import Outgoing, SentFile
from bot.inbox import Incoming
from bot.markdown import to_plain
from data.errors import StorageError

NAME = "terminal"
TIMEOUT_S = 120.0
PAUSE_S = 0.5
NOT_SAVED = Exchange(0, None, 0.0, (), (), answered=False)


class Exchanger(Protocol):
    """What the terminal needs of the app."""

    async def exchange(self, message: Incoming, timeout: float) -> Exchange:
        """One message and its answer."""


class Terminal:
    """Says lines for accounts, in this process. `fresh` is done by the app's `forget`.

    `not_saved` is what a person reads when the disk did not take a line, however often it was tried.
    """

    def __init__(self, app: Exchanger, folder: Path, not_saved: str) -> None:
        self._app, self._folder, self._not_saved = app, folder, not_saved

    async def say(self, account: str, line: str, role: str = "") -> dict[str, Any]:
        """One line; gives the JSON object of the command line's contract (design, section 9)."""
        began = time.perf_counter()
        message = Incoming(
            channel=NAME, network_id=secrets.token_urlsafe(12), sender=account, chat=account, text=line, role=role
        )
        exchange = await self._patiently(message)
        replies = [self._shown(row, account) for row in exchange.replies]
        return {
            "message": line,
            "intent": exchange.intent,
            "confidence": round(exchange.confidence, 4),
            "replies": replies if exchange.answered else [{"text": self._not_saved, "buttons": [], "files": []}],
            "notices": [self._shown(row, account) for row in exchange.notices],
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }

    async def _patiently(self, message: Incoming) -> Exchange:
        """The same message again and again while the disk fails: its network id makes it one."""
        until = time.monotonic() + TIMEOUT_S
        while True:
            try:
                return await self._app.exchange(message, max(0.0, until - time.monotonic()))
            except StorageError:
                if time.monotonic() > until:
                    return NOT_SAVED
                await asyncio.sleep(PAUSE_S)

    def _shown(self, row: Outgoing, account: str) -> dict[str, Any]:
        return {
            "text": to_plain(row.text),
            "buttons": [{"title": b.title, "payload": b.short_id, "number": b.number} for b in row.buttons],
            "files": [str(self._hand_over(file, account)) for file in row.files],
        }

    def _hand_over(self, file: SentFile, account: str) -> Path:
        """A copy under its own name, since people open files by name."""
        safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in account)
        target = self._folder / safe / Path(file.name).name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(file.path, target)
        return target
