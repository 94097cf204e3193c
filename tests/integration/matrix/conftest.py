"""A real homeserver (Synapse) for all tests of the Matrix channel, people with their own clients, and bots on it."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
from collections.abc import Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from nio import MegolmEvent, RoomCreateResponse, SyncResponse
from nio.client.async_client import AsyncClient, AsyncClientConfig
from nio.responses import LoginResponse, RoomSendResponse
from pydantic import SecretStr

from bot.app import App, Parts
from bot.bench.homeserver import Homeserver, Synapse
from bot.channels.matrix.channel import MatrixChannel
from bot.cleaning import Cleaner
from bot.core_client import CoreAnswer
from bot.errors import PartMissing
from bot.inbox import Inbox
from bot.outgoing import OutgoingRows
from bot.paths import DOMAIN
from bot.record_turn import TurnRecorder
from bot.sender import Sender
from bot.texts import Texts
from bot.turns import Turns
from data.clock import system_now
from data.db import Database
from data.files import FileStore
from data.people import prepare
from data.reply import Button, Say
from data.settings import MatrixSettings
from data.tables.base import Table

PATIENCE_S = 60.0  # bounds of waiting, far beyond what a busy machine needs


def synapse(folder: Path, *, limited: bool = False) -> Synapse:
    try:
        return Synapse(folder, limited=limited)
    except PartMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """One Synapse for all tests; every test has accounts and rooms of its own."""
    server = synapse(tmp_path_factory.mktemp("synapse")).start()
    yield server
    server.stop()


@pytest.fixture
def own_synapse(tmp_path: Path) -> Callable[..., Synapse]:
    """Makes homeservers that a test may stop, or that are as strict as out of the box."""

    def make(*, limited: bool = False) -> Synapse:
        folder = tmp_path / f"synapse{secrets.token_hex(2)}"
        folder.mkdir()
        return synapse(folder, limited=limited)

    return make


@dataclass
class Shown:
    """A message as a person's program shows it."""

    id: str
    sender: str
    content: dict[str, Any]
    type: str
    encrypted: bool
    member: str = ""

    @property
    def body(self) -> str:
        return str(self.content.get("body", ""))


@dataclass
class Human:
    """A person with a Matrix program: talks, and sees what comes."""

    client: AsyncClient
    seen: list[tuple[str, Shown]] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None
    _new: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def id(self) -> str:
        return self.client.user_id

    def start(self) -> None:
        self._reading = asyncio.create_task(self._read())

    async def stop(self) -> None:
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        await self.client.close()

    async def room_with(self, *others: str, encrypted: bool = False, name: str = "") -> str:
        """A room with these others, who still have to join."""
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}] if encrypted else []
        made = await self.client.room_create(
            invite=list(others), is_direct=len(others) == 1, initial_state=state, name=name or None
        )
        assert isinstance(made, RoomCreateResponse), made
        await self.until(lambda: made.room_id in self.client.rooms)
        return str(made.room_id)

    async def joined(self, room: str, *others: str, patience: float = PATIENCE_S) -> None:
        """Wait until all of these are in the room."""
        await self.until(lambda: all(self._membership(room, one) == "join" for one in others), patience)
        if self.client.rooms[room].encrypted and self.client.should_query_keys:
            await self.client.keys_query()

    def _membership(self, room: str, user: str) -> str:
        """What the room last said of somebody; nio's own tables run ahead of that at times."""
        said = (shown.content for place, shown in reversed(self.seen) if place == room and shown.member == user)
        return str(next(said, {}).get("membership"))

    async def say(self, room: str, text: str, **content: Any) -> str:
        """Send a text; gives its id."""
        return await self.put(room, {"msgtype": "m.text", "body": text, **content})

    async def put(self, room: str, content: dict[str, Any], kind: str = "m.room.message") -> str:
        sent = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        assert isinstance(sent, RoomSendResponse), sent
        return str(sent.event_id)

    def heard(self, room: str, sender: str) -> list[Shown]:
        """All messages of somebody in a room, in order."""
        return [shown for place, shown in self.seen if place == room and shown.sender == sender]

    async def hears(self, room: str, sender: str, text: str, patience: float = PATIENCE_S) -> Shown:
        """Wait for a message with these words; gives it."""
        await self.until(lambda: any(text in shown.body for shown in self.heard(room, sender)), patience, text)
        return next(shown for shown in self.heard(room, sender) if text in shown.body)

    async def until(self, held: Callable[[], bool], patience: float = PATIENCE_S, what: str = "") -> None:
        """Wait until something is so."""
        async with asyncio.timeout(patience):
            try:
                while not held():
                    self._new.clear()
                    await self._new.wait()
            except asyncio.CancelledError:
                raise TimeoutError(f"{what!r} not among {[shown.body for _, shown in self.seen][-8:]}") from None

    async def _read(self) -> None:
        while True:
            response = await self.client.sync(timeout=10_000, full_state=not self.client.next_batch)
            if not isinstance(response, SyncResponse):
                await asyncio.sleep(0.2)
                continue
            for room, info in response.rooms.join.items():
                self._see(room, list(info.timeline.events))
                for event in info.ephemeral:
                    self.typing += list(getattr(event, "users", []))
                    self.receipts += [receipt.event_id for receipt in getattr(event, "receipts", [])]
            await self.client.send_to_device_messages()
            if self.client.should_upload_keys:
                await self.client.keys_upload()
            if self.client.should_query_keys:
                await self.client.keys_query()
            self._new.set()

    def _see(self, room: str, events: list[Any]) -> None:
        for event in events:
            source = event.source
            locked = isinstance(event, MegolmEvent)
            shown = Shown(
                event.event_id, event.sender, source.get("content", {}), source.get("type", ""),
                locked or bool(getattr(event, "decrypted", False)),
                source.get("state_key", "") if source.get("type") == "m.room.member" else "",
            )  # fmt: skip
            self.seen.append((room, shown))

    async def history(self, room: str) -> list[dict[str, Any]]:
        """The raw events of a room as the server has them, oldest first."""
        answer = await self.client.send(
            "GET",
            f"/_matrix/client/v3/rooms/{quote(room)}/messages?dir=b&limit=1000",
            headers={"Authorization": f"Bearer {self.client.access_token}"},
        )
        return list(reversed((await answer.json())["chunk"]))


@asynccontextmanager
async def new_person(server: Homeserver, folder: Path) -> Any:
    """A person who is logged in and reads."""
    user_id, password = server.register()
    store = folder / user_id[1:6] / secrets.token_hex(2)
    store.mkdir(parents=True)
    config = AsyncClientConfig(pickle_key="x", max_timeouts=20)
    client = AsyncClient(server.url, user_id, store_path=str(store), config=config)
    assert isinstance(await client.login(password), LoginResponse)
    human = Human(client)
    human.start()
    try:
        yield human
    finally:
        await human.stop()


@pytest.fixture(scope="session")
def person_of() -> Callable[..., Any]:
    """`async with person_of(server, folder) as anna:`"""
    return new_person


@pytest.fixture
def people(homeserver: Homeserver, tmp_path: Path) -> Callable[..., Any]:
    """`async with people() as anna:`, on a server of its own where one is given."""
    return lambda server=homeserver: new_person(server, tmp_path)


@dataclass
class EchoCore:
    """Says what it heard; "wählen" gives two choices, "datei" a file, "lang" a long text."""

    file: int = 0
    heard: list[str] = field(default_factory=list)

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:  # noqa: ARG002
        self.heard.append(text)
        if text == "wählen":
            buttons = [Button(label=name, payload=f'/pick{{"id": "{name}"}}') for name in ("Kaufen", "Pachten")]
            return CoreAnswer("choose", 0.9, (Say(say="utter_test_choose", buttons=buttons),))
        if text.startswith("/upload"):
            self.file = int(json.loads(text.removeprefix("/upload"))["file"])
        files = [self.file] if text == "datei" and self.file else []
        said = "lang " * 12_000 if text == "lang" else text
        return CoreAnswer("echo", 0.9, (Say(say="utter_test_echo", with_={"said": said}, files=files),))

    async def forget(self, sender: str) -> None: ...


TEXTS = """
responses:
  utter_test_echo: [{text: "Gesagt: {{ said }}"}]
  utter_test_choose: [{text: "Was **wollen** Sie?"}]
"""


class Bot:
    """A bot on the homeserver: all real but the core, which repeats what it hears."""

    def __init__(self, folder: Path, settings: MatrixSettings, now: Callable[[], datetime] = system_now) -> None:
        texts = folder / "domain"
        if not texts.exists():
            shutil.copytree(DOMAIN, texts)
            (texts / "test.yml").write_text(TEXTS, "utf8")
        self.settings, self.folder, self.core = settings, folder, EchoCore()
        self.database = Database(f"sqlite:///{folder / 'bot.db'}")
        Table.metadata.create_all(self.database.engine)
        with self.database.write() as session:
            prepare(session, "Musterhausen")
        self.files = FileStore(folder / "files")
        inbox, rows = Inbox(self.database, now), OutgoingRows(self.database, self.files, now)
        words = Texts(texts)
        self.channel = MatrixChannel(settings, folder, self.database, self.files, words, now)
        channels = {self.channel.name: self.channel}
        sender = Sender(rows, channels)
        recorder = TurnRecorder(self.database, words, now, "http://127.0.0.1:8080")
        turns = Turns(inbox, recorder, self.core, sender.wake)
        cleaner = Cleaner(self.database, self.files.folder, self.core, now)
        self.app = App(Parts(inbox, turns, rows, sender, channels, self.core, None, cleaner, []))

    @property
    def id(self) -> str:
        return self.settings.user_id

    async def __aenter__(self) -> Bot:
        await self.app.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.stop()
        self.database.close()


@pytest.fixture
def bot_settings(homeserver: Homeserver) -> Callable[..., MatrixSettings]:
    """Settings of a new account for a bot."""

    def settings(server: Homeserver = homeserver) -> MatrixSettings:
        user_id, password = server.register(f"gemeinwerk{secrets.token_hex(4)}")
        return MatrixSettings(
            homeserver=server.url, user_id=user_id, password=SecretStr(password), pickle_key=SecretStr("geheim")
        )

    return settings


@pytest.fixture
def bots(tmp_path: Path, bot_settings: Callable[..., MatrixSettings]) -> Callable[..., Bot]:
    """Makes bots: `async with bots() as bot`. The same settings again in the same folder: the same bot, restarted."""

    def make(settings: MatrixSettings | None = None, name: str = "bot", **more: Any) -> Bot:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return Bot(folder, settings or bot_settings(), **more)

    return make


def run(scenario: Coroutine[Any, Any, None]) -> None:
    """One test's story, with a bound on its time."""

    async def bounded() -> None:
        async with asyncio.timeout(PATIENCE_S * 4):
            await scenario

    asyncio.run(bounded())


@pytest.fixture
def story() -> Callable[[Coroutine[Any, Any, None]], None]:
    """Runs an asynchronous story to its end."""
    return run
