"""The Telegram channel against our own emulator of the Bot API: with a scripted core in this process, or as `serve`."""

from __future__ import annotations

import asyncio
import shutil
import sys
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from emulator.people import Person  # noqa: E402
from emulator.server import Emulator  # noqa: E402
from emulator.world import TOKEN, World  # noqa: E402

from bot.app import App, Parts  # noqa: E402
from bot.channels.telegram.channel import Telegram  # noqa: E402
from bot.core_client import CoreAnswer  # noqa: E402
from bot.inbox import Inbox  # noqa: E402
from bot.outgoing import OutgoingRows  # noqa: E402
from bot.paths import DOMAIN  # noqa: E402
from bot.record_turn import TurnRecorder  # noqa: E402
from bot.sender import Sender  # noqa: E402
from bot.texts import Texts  # noqa: E402
from bot.turns import Turns  # noqa: E402
from data.clock import system_now  # noqa: E402
from data.db import Database  # noqa: E402
from data.files import FileStore  # noqa: E402
from data.reply import Button, Say  # noqa: E402
from data.settings import TelegramSettings  # noqa: E402

SCRIPT = """
responses:
  utter_echo: [{text: "Gesagt: {{ said }}"}]
  utter_choose: [{text: "**Wählen** Sie."}]
  utter_long: [{text: "{% for n in range(400) %}**{{ n }}** Zeile mit Umlaut ü und 🙂\\n\\n{% endfor %}"}]
  utter_papers: [{text: "Die Unterlagen."}]
"""
CHOICES = [Button(label="Kaufen", payload='/pick{"id": "a"}'), Button(label="Pachten", payload='/pick{"id": "b"}')]


@dataclass
class ScriptedCore:
    """Says what it was told; "wählen" gives two buttons, "lang" a long text, "papiere" the files in `papers`."""

    heard: list[str] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:  # noqa: ARG002
        self.heard.append(text)
        says = {
            "wählen": Say(say="utter_choose", buttons=CHOICES),
            "lang": Say(say="utter_long", buttons=CHOICES),
            "papiere": Say(say="utter_papers", files=self.papers),
        }
        if text == "zweimal wählen":
            return CoreAnswer("choose", 0.9, (says["wählen"], says["wählen"]))
        return CoreAnswer("echo", 0.9, (says.get(text) or Say(say="utter_echo", with_={"said": text}),))


class NoCleaner:
    """Nothing is cleared away here."""

    def start(self) -> None: ...
    async def stop(self) -> None: ...


class Running:
    """Inbox, worker, outbox and the real channel in a thread; `stop` and `start` again as a restart would."""

    def __init__(self, world: World, url: str, database: Database, folder: Path) -> None:
        self.world, self.database, self.core, self.now = world, database, ScriptedCore(), system_now
        self.files = FileStore(folder / "files")
        texts_folder = folder / "domain"
        texts_folder.mkdir()
        for name in ("channels.yml", "basics.yml", "privacy.yml"):
            shutil.copy(DOMAIN / name, texts_folder)
        (texts_folder / "script.yml").write_text(SCRIPT, "utf8")
        self.texts = Texts(texts_folder)
        self.settings = TelegramSettings(token=SecretStr(TOKEN), api_url=url, per_second=500, chat_per_second=50)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.start()

    def start(self) -> None:
        """Begin anew over the same tables."""
        self.app = self.wait(self._built())
        self.wait(self.app.start())

    def stop(self) -> None:
        """In good order."""
        self.wait(self.app.stop())

    def end(self) -> None:
        """The thread too."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in the bot's own thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _built(self) -> App:
        channel = Telegram(self.settings, self.database, self.files, self.texts, system_now)
        rows = OutgoingRows(self.database, self.files, system_now)
        channels = {channel.name: channel}
        sender = Sender(rows, channels)
        inbox = Inbox(self.database, system_now)
        recorder = TurnRecorder(self.database, self.texts, system_now, "http://127.0.0.1:8080")
        turns = Turns(inbox, recorder, self.core, sender.wake)
        return App(Parts(inbox, turns, rows, sender, channels, self.core, None, NoCleaner(), []))  # type: ignore[arg-type]


@pytest.fixture
def telegram() -> Iterator[Emulator]:
    """The server; whatever crossed it must have held to the Bot API's models."""
    with Emulator() as emulator:
        yield emulator
    assert emulator.world.violations == []


@pytest.fixture
def world(telegram: Emulator) -> World:
    """What the server knows."""
    return telegram.world


@pytest.fixture
def running(telegram: Emulator, database: Database, tmp_path: Path) -> Iterator[Running]:
    """The channel at work with a scripted core."""
    running = Running(telegram.world, telegram.url, database, tmp_path)
    yield running
    running.stop()
    running.end()


@pytest.fixture
def erika(running: Running) -> Person:
    """A person with a private chat, and the bot at work."""
    return Person(running.world, 11)
