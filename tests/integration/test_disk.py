"""When the disk is full or the database locked, nothing is acknowledged, nothing is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.app import Exchange
from bot.channels import terminal
from bot.channels.terminal import Terminal
from bot.inbox import Incoming
from data.errors import StorageError
from data.tables.messages import Inbox, Outbox

LONG = "ein langer Satz über den Dorfladen " * 400
PLENTY = 1_000_000


@dataclass
class Disk:
    """How many pages the database may have: `fill` leaves no room, `free` as much as anybody needs."""

    pages: int = PLENTY

    def fill(self) -> None:
        self.pages = 1  # SQLite takes the present size instead, so that nothing more fits

    def free(self) -> None:
        self.pages = PLENTY


@pytest.fixture
def disk(way: Any) -> Iterator[Disk]:
    """The disk below the database; a locked database is waited for shortly only."""
    disk = Disk()

    def limit(connection: sqlite3.Connection, _record: Any, _proxy: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={disk.pages}")
        connection.execute("PRAGMA busy_timeout=50")

    event.listen(way.database.engine, "checkout", limit)
    yield disk
    event.remove(way.database.engine, "checkout", limit)


def a_message(text: str = LONG) -> Incoming:
    return Incoming(channel="test", network_id="n1", sender="anna", chat="anna", text=text)


def rows(way: Any, table: Any) -> list[Any]:
    with way.database.read() as session:
        return list(session.scalars(select(table)))


def test_a_full_disk_acknowledges_nothing_and_the_repetition_is_taken_once(way: Any, disk: Disk) -> None:
    disk.fill()
    with pytest.raises(StorageError, match="full"):
        way.inbox.accept(a_message())
    disk.free()
    assert rows(way, Inbox) == []
    assert way.inbox.accept(a_message()).new
    assert not way.inbox.accept(a_message()).new


def test_a_disk_that_fills_before_the_answer_gives_the_answer_later_and_once(way: Any, disk: Disk) -> None:
    async def talk() -> bool:
        accepted = way.inbox.accept(a_message(LONG[:3000]))
        disk.fill()
        way.turns.wake(accepted.conversation_id)
        assert not await way.turns.settled(accepted.inbox_id, 1)
        waiting = accepted.inbox_id in way.turns.not_saved
        disk.free()
        assert await way.turns.settled(accepted.inbox_id, 30)
        assert accepted.inbox_id not in way.turns.not_saved
        return waiting

    assert asyncio.run(talk()), "whoever looks is told that it is not saved yet"
    assert len({message_id for _, _, message_id in way.core.calls}) == 1, "the core is asked under one id"
    assert [row.text[:7] for row in rows(way, Outbox)] == ["Gesagt:", "Hinweis"]
    assert [row.state for row in rows(way, Inbox)] == ["done"]


@pytest.mark.usefixtures("disk")
def test_a_locked_database_is_waited_for_and_then_answered(way: Any) -> None:
    other = sqlite3.connect(way.database.engine.url.database, isolation_level=None)

    async def talk() -> None:
        accepted = way.inbox.accept(a_message("hallo"))
        other.execute("BEGIN IMMEDIATE")
        way.turns.wake(accepted.conversation_id)
        assert not await way.turns.settled(accepted.inbox_id, 1)
        with pytest.raises(StorageError, match="locked"):
            way.inbox.accept(Incoming(channel="test", network_id="n2", sender="anna", chat="anna", text="noch da?"))
        other.execute("COMMIT")
        assert await way.turns.settled(accepted.inbox_id, 30)

    asyncio.run(talk())
    other.close()
    assert [row.text for row in rows(way, Outbox)][:1] == ["Gesagt: hallo"]


class Failing:
    """An app whose disk takes a message at the third try, or never."""

    def __init__(self, tries: int) -> None:
        self.tries, self.ids = tries, set[str]()

    async def exchange(self, message: Incoming, timeout: float) -> Exchange:  # noqa: ARG002
        self.ids.add(message.network_id)
        self.tries -= 1
        if self.tries:
            raise StorageError("disk full")
        return Exchange(1, "greet", 1.0, (), (), answered=True)


def test_the_terminal_tries_again_under_one_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PAUSE_S", 0.01)
    app = Failing(3)
    answer = asyncio.run(Terminal(app, tmp_path, "Noch nicht gespeichert.").say("anna", "hallo"))
    assert answer["intent"] == "greet"
    assert len(app.ids) == 1


def test_the_terminal_says_in_the_end_that_it_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PAUSE_S", 0.01)
    monkeypatch.setattr(terminal, "TIMEOUT_S", 0.1)
    answer = asyncio.run(Terminal(Failing(-1), tmp_path, "Noch nicht gespeichert.").say("anna", "hallo"))
    assert [reply["text"] for reply in answer["replies"]] == ["Noch nicht gespeichert."]
