"""Keyboards, bundles of files, heaps, and the commands for everybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import menu
from bot.channels.base import SentButton, SentFile
from bot.channels.heap import Heap
from bot.channels.telegram.keyboards import keyboard, notes
from bot.channels.telegram.papers import bundles
from bot.inbox import Incoming

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def button(title: str, number: int | None = None, note: str = "") -> SentButton:
    return SentButton(f"id-{title}", number, title, note, "/x")


def shown(*buttons: SentButton) -> list[list[str]]:
    found = keyboard(buttons)
    return [[key.text for key in row] for row in found.inline_keyboard] if found else []


def test_short_titles_stand_two_in_a_row_long_ones_alone_and_numbers_are_shown() -> None:
    rows = shown(button("Ja", 1), button("Nein", 2), button("Etwas ganz und gar anderes", 3), button("Später"))
    assert rows == [["1. Ja", "2. Nein"], ["3. Etwas ganz und gar anderes"], ["Später"]]
    assert keyboard([]) is None


def test_short_ids_fit_into_what_a_button_may_carry() -> None:
    found = keyboard([button("Ja")])
    assert found is not None
    assert len(str(found.inline_keyboard[0][0].callback_data).encode()) <= 64


def test_notes_stand_below_the_text_by_number() -> None:
    assert notes([button("Ja", 1, "heute"), button("Nein", 2)]) == "1\\. heute"


def files(count: int, archive: bool = True) -> list[SentFile]:
    many = [SentFile(n, f"D{n}.docx", "x/y", 1, Path()) for n in range(count)]
    return [*many, SentFile(99, "Alles.zip", "application/zip", 1, Path())] if archive else many


def test_files_go_ten_at_a_time_and_into_a_group_as_one_archive() -> None:
    assert [len(few) for few in bundles(files(14), "11")] == [10, 5]
    assert [[file.name for file in few] for few in bundles(files(14), "-100")] == [["Alles.zip"]]
    assert [len(few) for few in bundles(files(3), "-100")] == [4]
    assert bundles([], "11") == []


def sent(kind: str, text: str = "", chat: str = "11") -> Incoming:
    return Incoming(channel="telegram", network_id="1", sender="11", chat=chat, text=text, attachment=kind)


def test_a_heap_of_one_kind_in_one_chat_is_answered_once_until_it_is_calm() -> None:
    heap = Heap()
    assert not heap.covers(sent("photo"), NOON)
    heap.note(sent("photo"), NOON)
    assert heap.covers(sent("photo"), NOON + timedelta(seconds=5))
    assert not heap.covers(sent("voice"), NOON)
    assert not heap.covers(sent("photo", chat="12"), NOON)
    assert not heap.covers(sent("photo", text="mit Worten"), NOON)
    assert not heap.covers(sent("photo"), NOON + timedelta(seconds=11))


def test_what_did_not_arrive_is_always_told() -> None:
    heap = Heap()
    heap.note(sent("too_large"), NOON)
    assert not heap.covers(sent("too_large"), NOON)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/hilfe", "/help"),
        ("!Hilfe", "/help"),
        ("/HELP", "/help"),
        (" /gruendung bitte ", "/start_founding"),
        ("/start", "/greet"),
        ("/start weiter", "/resume_founding"),
        ("/start aB3", '/link_account{"value": "aB3"}'),
        ("/freigeben P12", None),
        ("hilfe", None),
        ("/", None),
    ],
)
def test_commands_for_everybody(typed: str, meant: str | None) -> None:
    assert menu.meaning(typed) == meant


def test_names_of_commands_are_such_as_telegram_takes_and_none_is_there_twice() -> None:
    names = [name for command in menu.commands() for name in (command.name, command.english)]
    assert len(names) == len(set(names))
    assert all(name.isascii() and name == name.lower() and len(name) <= 32 for name in names)
