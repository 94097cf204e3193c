"""Conversations in SQLite, appended to and kept short, so that a turn costs the same after a thousand turns.

A conversation is disposable: what lasts stands in the app's database, and every turn brings its state along. What
is kept here answers one question: was this message already handled, and with what?
A disk that fails ends the process (exit 4): Rasa would go on in memory and forget. The inbox then repeats the message.
"""

import json
import os
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

LONGEST = 48  # events of a conversation; beyond it only the last ones stay: what Rasa does per turn grows with them
KEPT = 20  # the last two or three turns: rules need the current one, a repeated message the last
IN_MEMORY = 500  # conversations held ready; any other is read from its at most 48 rows
DISK_FAILED = 4

_SCHEMA = """
CREATE TABLE IF NOT EXISTS event (nr INTEGER PRIMARY KEY, sender TEXT NOT NULL, message_id TEXT, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_of_sender ON event (sender, nr);
CREATE INDEX IF NOT EXISTS event_of_message ON event (sender, message_id) WHERE message_id IS NOT NULL;
"""


class SqliteTrackerStore(TrackerStore):
    """Rasa's tracker store over one SQLite file; one core process per file."""

    def __init__(
        self,
        host: Any = None,  # noqa: ARG002  Rasa's signature
        domain: Domain | None = None,
        event_broker: Any = None,
        db: str = ":memory:",
        **_: Any,
    ) -> None:
        """`db`: path of the file, made if missing. `host` is Rasa's custom and means nothing here."""
        super().__init__(domain, event_broker)
        self._ready: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._stored: dict[str, int] = {}
        with _disk():
            self._rows = sqlite3.connect(db, isolation_level=None)
            self._rows.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;")
            self._rows.executescript(_SCHEMA)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Take the conversation out; a turn that dies never puts it back, so the next one reads what was stored."""
        if tracker := self._ready.pop(sender_id, None):
            return tracker
        events = deserialise_events([json.loads(body) for body in self._bodies(sender_id)])
        self._stored[sender_id] = len(events)
        return self._tracker(sender_id, events) if events else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new, shorten what is long, and hold the conversation ready for the next turn."""
        sender, events = tracker.sender_id, list(tracker.events)
        tail = _tail(events)
        with _disk(), self._transaction():
            self._append(sender, events[self._stored.get(sender, 0) :])
            if len(tail) < len(events):
                self._keep_last(sender, len(tail))
                tracker = self._tracker(sender, tail)
        self._stored[sender] = len(tail)
        self._hold(tracker)

    async def keys(self) -> Iterable[str]:
        """All conversations."""
        with _disk():
            return [sender for (sender,) in self._rows.execute("SELECT DISTINCT sender FROM event")]

    def turn(self, sender: str, message_id: str) -> list[dict[str, Any]] | None:
        """The stored events of the turn that handled this message, as Rasa writes them; None if none did."""
        with _disk():
            first = self._rows.execute(
                "SELECT max(nr) FROM event WHERE sender = ? AND message_id = ?", (sender, message_id)
            ).fetchone()[0]
        if first is None:
            return None
        user, *rest = (json.loads(body) for body in self._bodies(sender, since=first))
        following = next((i for i, event in enumerate(rest) if event["event"] == "user"), len(rest))
        return [user, *rest[:following]]

    def delete(self, sender: str) -> None:
        """Forget a conversation; its rows are overwritten in the file."""
        with _disk():
            self._rows.execute("DELETE FROM event WHERE sender = ?", (sender,))
            self._rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._ready.pop(sender, None)
        self._stored.pop(sender, None)

    def _tracker(self, sender: str, events: list[Event]) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender, events, self.domain.slots, domain=self.domain)

    def _bodies(self, sender: str, since: int = 0) -> list[str]:
        query = "SELECT body FROM event WHERE sender = ? AND nr >= ? ORDER BY nr"
        with _disk():
            return [body for (body,) in self._rows.execute(query, (sender, since))]

    def _append(self, sender: str, events: list[Event]) -> None:
        rows = [(sender, _message_id(event), json.dumps(event.as_dict(), ensure_ascii=False)) for event in events]
        self._rows.executemany("INSERT INTO event (sender, message_id, body) VALUES (?, ?, ?)", rows)

    def _keep_last(self, sender: str, count: int) -> None:
        self._rows.execute(
            "DELETE FROM event WHERE sender = ?1 AND nr NOT IN"
            " (SELECT nr FROM event WHERE sender = ?1 ORDER BY nr DESC LIMIT ?2)",
            (sender, count),
        )

    def _hold(self, tracker: DialogueStateTracker) -> None:
        self._ready[tracker.sender_id] = tracker
        if len(self._ready) > IN_MEMORY:
            longest_unused, _ = self._ready.popitem(last=False)
            self._stored.pop(longest_unused, None)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise
        self._rows.execute("COMMIT")


def _tail(events: list[Event]) -> list[Event]:
    """All events, or of a long conversation the last ones, from the end of a turn on."""
    if len(events) <= LONGEST:
        return events
    last = events[-KEPT:]
    ends = (i for i, e in enumerate(last) if isinstance(e, ActionExecuted) and e.action_name == ACTION_LISTEN_NAME)
    return last[next(ends, 0) :]


def _message_id(event: Event) -> str | None:
    return event.message_id if isinstance(event, UserUttered) else None


@contextmanager
def _disk() -> Iterator[None]:
    """Whatever touches the file: its failure ends the process, since nothing can be promised any more."""
    try:
        yield
    except (sqlite3.Error, OSError) as failure:
        structlog.get_logger().critical("conversations.disk_failed", failure=str(failure))
        os._exit(DISK_FAILED)
