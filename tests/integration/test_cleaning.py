"""What must not stay goes: old words in every table, people who asked to be deleted, files without an owner."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.cleaning import Cleaner
from data.files import FileStore
from data.tables.account import Citizen, Conversation
from data.tables.base import Table
from data.tables.messages import ActionResult, Inbox, Outbox, PressButton


class RememberingCore:
    """Stands for the core's door: remembers which conversations it was told to forget."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    async def forget(self, sender: str) -> None:
        self.forgotten.append(sender)


@pytest.fixture
def core() -> RememberingCore:
    return RememberingCore()


def cleaned(way: Any, core: RememberingCore, files: Path, at: datetime) -> None:
    asyncio.run(Cleaner(way.database, files, core, lambda: at).clean())  # type: ignore[arg-type]


def talk(way: Any, *said: str) -> None:
    async def all_of_it() -> None:
        for text in said:
            await way.say(text, text)

    asyncio.run(all_of_it())


def counted(way: Any, table: type[Table]) -> int:
    with way.database.read() as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_after_thirty_days_no_word_of_a_talk_is_left_and_the_core_forgets_it(
    way: Any, core: RememberingCore, tmp_path: Path, now: Any
) -> None:
    talk(way, "wählen", "hallo")
    cleaned(way, core, tmp_path / "files", now() + timedelta(days=31))
    with way.database.read() as session:
        assert set(map(str, session.scalars(select(Inbox.body)))) == {"{}"}
        assert set(session.scalars(select(Outbox.text))) == {""}
    assert (counted(way, PressButton), counted(way, ActionResult)) == (0, 0)
    assert core.forgotten == ["1"]
    cleaned(way, core, tmp_path / "files", now() + timedelta(days=32))
    assert core.forgotten == ["1"]


def test_a_talk_of_yesterday_stays(way: Any, core: RememberingCore, tmp_path: Path, now: Any) -> None:
    talk(way, "wählen")
    cleaned(way, core, tmp_path / "files", now() + timedelta(days=1))
    assert counted(way, PressButton) == 2
    assert core.forgotten == []


def test_who_asked_to_be_deleted_is_gone_everywhere_once_the_last_answer_went_out(
    way: Any, core: RememberingCore, tmp_path: Path, now: Any
) -> None:
    talk(way, "hallo")
    files = FileStore(tmp_path / "files")
    with way.database.write() as session:
        citizen = session.scalars(select(Citizen)).one()
        files.keep(session, b"Satzung", "D01.docx", "x", citizen.id, now())
        citizen.leaving_at = now()
    cleaned(way, core, files.folder, now() + timedelta(minutes=2))
    assert counted(way, Citizen) == 1  # the last answer still waits in the outbox
    with way.database.write() as session:
        for row in session.scalars(select(Outbox)):
            row.state = "sent"
    cleaned(way, core, files.folder, now() + timedelta(minutes=2))
    assert [counted(way, table) for table in (Citizen, Conversation, Inbox, Outbox)] == [0, 0, 0, 0]
    assert core.forgotten == ["1"]
    assert list(files.folder.glob("??/*")) == []
