"""The web page on a real port with real tables and a core that answers from a script, and a browser to look at it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import App, Parts
from bot.channels.webchat import Webchat
from bot.cleaning import Cleaner
from bot.core_client import CoreAnswer, CoreClient
from bot.errors import CoreError
from bot.inbox import Inbox
from bot.outgoing import OutgoingRows
from bot.pages.site import Site, site_app
from bot.paths import DOMAIN
from bot.record_turn import TurnRecorder
from bot.sender import Sender
from bot.serving import Serving
from bot.texts import Texts
from bot.turns import Turns
from data.clock import system_now
from data.db import Database
from data.files import FileStore
from data.people import prepare
from data.reply import Say
from data.settings import Settings
from data.tables.base import Table

Answer = Callable[[str, dict[str, Any]], list[Say]]


@dataclass
class ScriptedCore:
    """Answers by the typed text or the pressed payload; `wait` seconds first, or not at all."""

    answers: dict[str, list[Say]] = field(default_factory=dict)
    otherwise: list[Say] = field(default_factory=lambda: [Say(say="utter_affirm_nothing")])
    wait: float = 0.0
    down: bool = False
    heard: list[str] = field(default_factory=list)

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:  # noqa: ARG002
        self.heard.append(text)
        await asyncio.sleep(self.wait)
        if self.down:
            raise CoreError("down")
        return CoreAnswer("scripted", 0.9, tuple(self.answers.get(text, self.otherwise)))


class Shelf:
    """The running page. `url` is its address; `core` the script; `database` what it keeps."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.database = Database(settings.database_url)
        Table.metadata.create_all(self.database.engine)
        with self.database.write() as session:
            prepare(session, settings.operator.municipality)
        self.files = FileStore(folder / "files")
        self.core, self.settings, self.webchat = ScriptedCore(), settings, Webchat()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.app = self.run(self._build())
        self.url = f"http://127.0.0.1:{self.app.parts.serving[0].port}"

    def run(self, task: Any) -> Any:
        """Run something inside the page's own loop."""
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(30)

    def stop(self) -> None:
        """End it all."""
        self.run(self.app.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self.database.close()

    async def _build(self) -> App:
        now = system_now
        texts = Texts(DOMAIN)
        inbox, rows = Inbox(self.database, now), OutgoingRows(self.database, self.files, now)
        channels = {self.webchat.name: self.webchat}
        sender = Sender(rows, channels)
        recorder = TurnRecorder(self.database, texts, now, self.settings.public_url)
        turns = Turns(inbox, recorder, self.core, sender.wake)
        nobody = CoreClient("http://127.0.0.1:9", "")
        cleaner = Cleaner(self.database, self.files.folder, nobody, now)
        app = App(Parts(inbox, turns, rows, sender, channels, nobody, None, cleaner, []))
        site = Site(self.settings, texts, self.database, self.files, self.webchat, app, now)
        app.parts.serving.append(Serving(site_app(site), "127.0.0.1", 0))
        await app.start()
        return app


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A page of its own for each test."""
    settings = Settings.model_validate({"var_dir": tmp_path, "operator": {"municipality": "Musterhausen"}})
    shelf = Shelf(tmp_path, settings)
    yield shelf
    shelf.stop()


@pytest.fixture
def client(shelf: Shelf) -> Iterator[httpx.Client]:
    """A browser without script: follows redirects, keeps cookies."""
    with httpx.Client(base_url=shelf.url, follow_redirects=True, timeout=20) as client:
        yield client
