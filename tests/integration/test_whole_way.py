"""From a first question to the founding papers, in the terminal; and the same with every process killed on the way."""

from __future__ import annotations

import hashlib
import importlib.util
import random
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from data.db import Database
from documents.cases import facts
from documents.interview.engine import full_record

PLACES = 10


def _talker_class(root: Path) -> Any:
    spec = importlib.util.spec_from_file_location("talker", root / "tests/integration/talker.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["talker"] = module
    spec.loader.exec_module(module)
    return module.Talker


@pytest.fixture(scope="module")
def lines(root: Path) -> list[str]:
    return (root / "tests/conversations/dorfladen.txt").read_text("utf8").splitlines()


@pytest.fixture(scope="module")
def straight(
    root: Path, lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[dict[str, Any]]]:
    """The transcript without any mishap: the folder and all answers."""
    var = tmp_path_factory.mktemp("straight")
    with _talker_class(root)(root, var, "a", fresh=True) as talker:
        answers = [talker.say(line) for line in lines]
    assert None not in answers
    return var, answers


def test_the_transcript_ends_with_the_papers(straight: tuple[Path, list[dict[str, Any]]]) -> None:
    _, answers = straight
    files = [Path(path).name for reply in answers[-1]["replies"] for path in reply["files"]]
    for number in ("D00", "D01", "D02", "D03", "D04", "D08", "D11", "D19"):
        assert any(name.startswith(number) for name in files), number
    assert any(name.endswith(".zip") for name in files)


def test_every_message_is_answered_and_nothing_of_the_innards_is_shown(
    straight: tuple[Path, list[dict[str, Any]]],
) -> None:
    _, answers = straight
    for answer in answers:
        text = "\n".join(reply["text"] for reply in answer["replies"])
        assert text.strip(), answer["message"]
        assert not any(mark in text for mark in ("utter_", "action_", "{{", "Traceback", "None")), text


def test_a_typical_founding_takes_at_most_sixty_answers(
    straight: tuple[Path, list[dict[str, Any]]], lines: list[str]
) -> None:
    var, _ = straight
    with sqlite3.connect(var / "gemeinwerk.db") as database:
        answering = database.execute(
            "select count(distinct inbox_id) from answer where kind in ('answered','accepted')"
        )
        assert answering.fetchone()[0] <= 60
    assert len(lines) <= 75


def test_killed_at_ten_places_it_gives_the_same_record_and_papers(
    root: Path, lines: list[str], straight: tuple[Path, list[dict[str, Any]]], tmp_path: Path
) -> None:
    talker = _talker_class(root)
    chance = random.Random(2027)
    places = sorted(chance.sample(range(2, len(lines) - 1), PLACES))
    at, answer = 0, None
    for number, place in enumerate([*places, len(lines)]):
        before_commit = number % 2 == 0 and place < len(lines)
        with talker(root, tmp_path, "a", fresh=at == 0, die_at=place - at + 1 if before_commit else 0) as chat:
            while at < place:
                answer = chat.say(lines[at])
                assert answer is not None
                at += 1
            if place < len(lines):
                chat.send(lines[at])
                if before_commit:
                    assert chat.answer() is None
        at = _accepted(tmp_path)
    assert _record(tmp_path) == _record(straight[0])
    assert answer is not None
    assert _papers(answer) == _papers(straight[1][-1])


def _accepted(var: Path) -> int:
    """How many of our lines were written down before the process died; the others are said again."""
    with sqlite3.connect(var / "gemeinwerk.db") as database:
        return int(database.execute("select count(*) from inbox").fetchone()[0])


def _record(var: Path) -> dict[str, Any]:
    database = Database(f"sqlite:///{var / 'gemeinwerk.db'}")
    with database.read() as session:
        found = full_record(facts(session, 1)).data
    database.close()
    return found


def _papers(answer: dict[str, Any]) -> dict[str, str]:
    paths = [Path(path) for reply in answer["replies"] for path in reply["files"]]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
