"""Talks of the conversation suite over Matrix, plain and encrypted, with the real bot: each holds what it holds there.

A choice of transcripts; all of them with ALL_TALKS=1.
"""

from __future__ import annotations

import asyncio
import importlib.util
import io
import itertools
import os
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.wiring import Built, build_app
from data.content import load
from data.db import Database
from data.forget import citizen_of
from data.settings import MatrixSettings, Settings, WebSettings
from data.tables.account import Conversation
from data.tables.messages import Inbox, Outbox, PressButton
from documents.cases import facts, latest_of

SUITE = Path(__file__).resolve().parents[2] / "conversation"
CHOSEN = ("happy", "choosing", "tone")
OTHERWISE = {
    "outside an interview",  # kinds of attachments that only the terminal has, a heap of them
    "eight founders lead to the meeting and the papers come final or prepared",  # a messenger gets those of now
}
LONG = {"consent is asked before the first person is stored, with its reason"}
ATTACHED = {"voice": "m.audio", "photo": "m.image", "location": "m.location", "video": "m.video"}
PATIENCE_S = 120


def talks() -> Iterator[Any]:
    """The transcripts, each a talk with its sentence."""
    everything = bool(os.environ.get("ALL_TALKS"))
    for path in sorted((SUITE / "transcripts").glob("*.yml")):
        if path.stem in CHOSEN or everything:
            for sentence, lines in load(path).items():
                if sentence not in OTHERWISE and (everything or sentence not in LONG):
                    yield pytest.param(lines, id=f"{path.stem}: {sentence}")


def holding() -> Any:
    """The checks of the suite itself."""
    spec = importlib.util.spec_from_file_location("talks_of_the_suite", SUITE / "test_transcripts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._hold


HOLD = holding()


@dataclass(frozen=True)
class Said:
    """What came back, as the suite reads it."""

    intent: str | None
    text: str
    buttons: list[str]
    files: list[str]


class MatrixBot:
    """Talks to the running bot as one person after another would, each in a room of their own."""

    def __init__(self, built: Built, loop: asyncio.AbstractEventLoop, var: Path, own: str, people: Any) -> None:
        self.built, self._loop, self.own, self._people = built, loop, own, people
        self._database = Database(f"sqlite:///{var / 'gemeinwerk.db'}")
        self._rooms: dict[str, tuple[Any, str]] = {}
        self._open: list[Any] = []
        self.encrypted, self.last_said = False, ""

    def of(self, name: str) -> tuple[Any, str]:
        """A person's client and room."""
        return self._rooms[name]

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in the bot's own thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    def say(self, name: str, text: str = "", *, attachment: str = "", file: Path | None = None) -> Said:
        """One message, answered."""
        return self.wait(self._say(name, text, attachment, file))

    def fact(self, name: str, path: str) -> Any:
        """What is stored at a path of the founding that a person works on; None where nothing is."""
        with self._database.read() as session:
            citizen = citizen_of(session, "matrix", self._rooms[name][0].id)
            founding = latest_of(session, citizen) if citizen else None
            found: Any = facts(session, founding).record if founding else {}
        for key in path.split("."):
            found = found[int(key)] if isinstance(found, list) else (found or {}).get(key)
        return found

    async def leave(self) -> None:
        """All people go."""
        for person in self._open:
            await person.__aexit__(None, None, None)

    async def _say(self, name: str, text: str, attachment: str, file: Path | None) -> Said:
        person, room = self._rooms.get(name) or await self._meet(name)
        begun = len(person.heard(room, self.own))
        event_id = self.last_said = await self._send(person, room, text, attachment, file)
        intent, rows = await self._answered(person, room, event_id)
        shown = person.heard(room, self.own)[begun:]
        files = [one.body for one in shown if one.content.get("msgtype") == "m.file"]
        texts = {one.id: one for one in shown if one.content.get("msgtype") == "m.notice"}
        return Said(intent, *self._read(texts, rows), files)

    async def _meet(self, name: str) -> tuple[Any, str]:
        entered = self._people()
        person = await entered.__aenter__()
        self._open.append(entered)
        room = await person.room_with(self.own, encrypted=self.encrypted)
        await person.joined(room, self.own)
        self._rooms[name] = (person, room)
        return person, room

    async def _send(self, person: Any, room: str, text: str, attachment: str, file: Path | None) -> str:
        if file:
            uploaded, secret = await person.client.upload(
                io.BytesIO(file.read_bytes()), filesize=file.stat().st_size, encrypt=self.encrypted
            )
            place = {"file": secret | {"url": uploaded.content_uri}} if secret else {"url": uploaded.content_uri}
            return str(await person.put(room, {"msgtype": "m.file", "body": file.name, **place}))
        if attachment:
            return str(await person.put(room, {"msgtype": ATTACHED.get(attachment, "org.example.neu"), "body": "x"}))
        return str(await person.say(room, text))

    async def _answered(self, person: Any, room: str, event_id: str) -> tuple[str | None, list[Outbox]]:
        """Wait until everything that a message caused has gone out and is seen."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                done = await asyncio.to_thread(self._rows, room, event_id)
                if done and {row.network_id for row in done[1]} <= {one.id for one in person.heard(room, self.own)}:
                    return done
                await asyncio.sleep(0.02)

    def _rows(self, room: str, event_id: str) -> tuple[str | None, list[Outbox]] | None:
        with self._database.read() as session:
            row = session.scalar(select(Inbox).where(Inbox.network_id == event_id))
            if row is None or row.state not in ("done", "dead"):
                return None
            ours = select(Conversation.id).where(Conversation.external_chat == room).scalar_subquery()
            waiting = select(func.count(Outbox.id)).where(Outbox.conversation_id == ours, Outbox.state == "new")
            if session.scalar(waiting):
                return None
            return row.intent, list(session.scalars(select(Outbox).where(Outbox.inbox_id == row.id)))

    def _read(self, texts: dict[str, Any], rows: list[Outbox]) -> tuple[str, list[str]]:
        """The words without the choices below them, and the choices as they are shown."""
        words, titles = [], []
        with self._database.read() as session:
            for event_id, shown in texts.items():
                row = next((row for row in rows if row.network_id == event_id), None)
                of = select(PressButton.title).where(PressButton.outbox_id == row.id) if row else None
                below = list(session.scalars(of.order_by(PressButton.position))) if of is not None else []
                assert all(title in shown.body for title in below)
                words.append(shown.body.rpartition("\n\n")[0] if below else shown.body)
                titles += below
        return "\n\n".join(words).replace("\u00a0", " "), titles


@pytest.fixture(scope="module")
def matrix_bot(homeserver: Any, person_of: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MatrixBot]:
    """The running bot."""
    var = tmp_path_factory.mktemp("talks")
    user_id, password = homeserver.register()
    account = MatrixSettings(homeserver=homeserver.url, user_id=user_id, password=password, pickle_key="geheim")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    settings = Settings(var_dir=var, web=WebSettings(port=0), matrix=account)
    built = build_app(settings, web=True)
    bot = MatrixBot(built, loop, var, user_id, lambda: person_of(homeserver, var / "people"))
    bot.wait(built.app.start())
    yield bot
    bot.wait(bot.leave())
    bot.wait(built.app.stop())
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture(scope="module")
def openings() -> dict[str, list[Any]]:
    """Lines that lead to a place in a talk where many tests begin."""
    found: dict[str, list[Any]] = load(SUITE / "openings.yml")
    return found


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("lines", list(talks()))
def test_a_talk_goes_over_matrix_as_on_the_terminal(
    matrix_bot: MatrixBot,
    openings: dict[str, list[Any]],
    lines: list[Any],
    encrypted: bool,
    request: pytest.FixtureRequest,
) -> None:
    person, matrix_bot.encrypted = request.node.name, encrypted
    for line in lines:
        if "after" in line:
            for said in itertools.chain.from_iterable(openings[name] for name in line["after"].split()):
                matrix_bot.say(person, said)
        else:
            for _ in range(line.get("times", 1)):
                HOLD(matrix_bot, person, line)


def test_quote_change_and_taking_back_of_an_answer_in_the_interview(
    matrix_bot: MatrixBot, openings: dict[str, list[Any]]
) -> None:
    matrix_bot.encrypted, name = True, "Erika"
    for opening in ("founding", "to_seat", "to_object", "to_benefit", "to_purpose", "to_name"):
        for said in openings[opening]:
            asked = matrix_bot.say(name, said)
    assert "heißen" in asked.text or "Name" in asked.text
    person, room = matrix_bot.of(name)
    quote = "> <@gemeinwerk:probe.example> Wie soll die Genossenschaft heißen?\n> !freigeben P12\n\n"
    matrix_bot.say(name, quote + "Dorfladen Musterhausen eG")
    assert matrix_bot.fact(name, "coop.name") == "Dorfladen Musterhausen eG"
    answer = matrix_bot.last_said

    async def change_and_take_back() -> None:
        new = {"m.new_content": {"msgtype": "m.text", "body": "Dorfladen Mustertal eG"}}
        of = {"m.relates_to": {"rel_type": "m.replace", "event_id": answer}}
        await person.say(room, "* Dorfladen Mustertal eG", **of, **new)
        await person.hears(room, matrix_bot.own, "frühere Nachricht geändert")
        await person.client.room_redact(room, answer, "Tippfehler")
        await person.hears(room, matrix_bot.own, "Die Antwort daraus steht aber noch in Ihrer Gründung")

    matrix_bot.wait(change_and_take_back())
    assert matrix_bot.fact(name, "coop.name") == "Dorfladen Musterhausen eG"
