"""Whoever asks to be forgotten is: no row, no file and no conversation of theirs stays, and others keep theirs."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

WORDS = ("Musterhausen", "Löschmich")
OPENING = ("founding", "to_seat", "to_object", "to_benefit", "to_purpose", "to_name")


def test_after_a_second_yes_nothing_of_a_person_is_left(bot: Any, person: str, openings: dict[str, list[str]]) -> None:
    other = f"{person}-other"
    bot.say(other, "hallo")
    for name in OPENING:
        for said in openings[name]:
            bot.say(person, said)
    bot.say(person, "Löschmich Musterhausen eG")
    assert bot.say(person, "schick mir die Unterlagen").files
    assert "Soll ich jetzt löschen" in bot.say(person, "lösch bitte alles von mir").text
    bot.say(person, "ja")
    first_again = bot.say(person, "hallo")
    assert "Datenschutz" in first_again.text, "somebody new is greeted as somebody new"
    bot.clean()
    assert _found(bot.var, "Löschmich") == []
    assert bot.fact(person, "coop.name") is None
    assert bot.say(other, "hallo").text


def _found(var: Path, word: str) -> list[str]:
    """Where a word still stands: in any table of any database, and in any file."""
    places = []
    for path in sorted(file for file in var.rglob("*") if file.is_file()):
        if path.suffix == ".db":
            places += _rows_with(path, word)
        elif not path.name.endswith(("-wal", "-shm")) and word.encode() in path.read_bytes():
            places.append(str(path))
    return places


def _rows_with(path: Path, word: str) -> list[str]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return [
            f"{path.name}: {table}"
            for table in tables
            for row in database.execute(f'select * from "{table}"')
            if any(word in str(cell) or word.encode() in (cell if isinstance(cell, bytes) else b"") for cell in row)
        ]
