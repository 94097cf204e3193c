"""Conversations on disk: appended to, kept short, repeated from, deleted, and never half forgotten."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.core.tracker_store import DISK_FAILED, LONGEST, SqliteTrackerStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.fixture
def store(file: Path) -> SqliteTrackerStore:
    return SqliteTrackerStore(domain=Domain.empty(), db=str(file))


def take(store: SqliteTrackerStore, sender: str = "a") -> DialogueStateTracker:
    return asyncio.run(store.get_or_create_tracker(sender))


def turn(store: SqliteTrackerStore, message_id: str, sender: str = "a") -> None:
    tracker = take(store, sender)
    reply = {"custom": {"say": "utter_x", "with": {"n": message_id}}}
    for event in (
        UserUttered(
            f"text {message_id}", message_id=message_id, parse_data={"intent": {"name": "greet"}, "entities": []}
        ),
        ActionExecuted("action_greet"),
        BotUttered(None, reply),
        ActionExecuted("action_listen"),
    ):
        tracker.update(event)
    asyncio.run(store.save(tracker))


def said(events: list[dict]) -> list[str]:
    return [event["data"]["custom"]["with"]["n"] for event in events if event["event"] == "bot"]


def test_the_answer_to_a_message_is_found_again_by_its_id(store) -> None:
    for n in range(3):
        turn(store, str(n))
    assert said(store.turn("a", "1")) == ["1"]
    assert store.turn("a", "7") is None
    assert store.turn("b", "1") is None


def test_another_process_reads_what_was_stored(store, file) -> None:
    turn(store, "1")
    again = SqliteTrackerStore(domain=Domain.empty(), db=str(file))
    assert [e.as_dict() for e in take(again).events] == [e.as_dict() for e in take(store).events]


def test_a_turn_that_dies_leaves_no_trace(store) -> None:
    turn(store, "1")
    take(store).update(UserUttered("half a turn", message_id="2"))
    assert len(take(store).events) == 5
    assert store.turn("a", "2") is None


def test_a_long_conversation_stays_short_and_begins_with_the_end_of_a_turn(store, file) -> None:
    for n in range(200):
        turn(store, str(n))
    live = take(store)
    stored = take(SqliteTrackerStore(domain=Domain.empty(), db=str(file)))
    assert len(live.events) <= LONGEST
    assert [e.as_dict() for e in live.events] == [e.as_dict() for e in stored.events]
    assert live.events[0].action_name == "action_listen"
    assert said(store.turn("a", "199")) == ["199"]
    assert said(store.turn("a", "197")) == ["197"]


def test_more_conversations_than_memory_holds_lose_nothing(store, monkeypatch) -> None:
    monkeypatch.setattr("nlu.core.tracker_store.IN_MEMORY", 3)
    for n in range(6):
        for sender in "abcdef":
            turn(store, f"{sender}{n}", sender)
    assert [len(take(store, sender).events) for sender in "abcdef"] == [25] * 6


def test_a_deleted_conversation_leaves_no_letter_in_the_file(store, file) -> None:
    turn(store, "secret")
    turn(store, "kept", "b")
    store.delete("a")
    assert store.turn("a", "secret") is None
    assert len(take(store).events) == 1
    assert b"text secret" not in b"".join(each.read_bytes() for each in file.parent.iterdir())


def test_a_disk_that_fails_ends_the_process(file) -> None:
    program = f"""
import asyncio, sqlite3
import nlu.core.lean
from rasa.shared.core.domain import Domain
from nlu.core.tracker_store import SqliteTrackerStore
store = SqliteTrackerStore(domain=Domain.empty(), db={json.dumps(str(file))})
sqlite3.connect({json.dumps(str(file))}).execute("DROP TABLE event")
asyncio.run(store.get_or_create_tracker("a"))
print("went on")
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True)
    assert (done.returncode, "went on" in done.stdout) == (DISK_FAILED, False)
