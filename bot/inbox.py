"""Where messages come in: committed here before anything is acknowledged, each network id once.

Knows no channel and not what a message means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from data.clock import Now
from data.db import Database
from data.people import speaker
from data.tables.messages import Inbox as Row

MAX_TEXT = 20_000


@dataclass(frozen=True)
class Incoming:
    """A message as a channel hands it over. `network_id` is the network's own and unique on that channel.

    `press` is the short id of a button; `attachment` the kind of what is no text: voice, photo, sticker, file ….
    `thread` is the place inside a chat where it was said and where the answer belongs. In a group `private_link` leads
    to where the same person talks to us alone. `late`: the day on which it was said, if we read it only long after.
    """

    channel: str
    network_id: str
    sender: str
    chat: str
    text: str = ""
    press: str = ""
    attachment: str = ""
    files: Sequence[int] = field(default_factory=tuple)
    group: bool = False
    role: str = ""
    thread: str = ""
    private_link: str = ""
    late: str = ""


@dataclass(frozen=True)
class Accepted:
    """What became of an incoming message: its row, its conversation, and whether it was new."""

    inbox_id: int
    conversation_id: int
    citizen_id: int
    new: bool


class Inbox:
    """The table of incoming messages, as channels and the worker see it."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    def accept(self, message: Incoming) -> Accepted:
        """Write the message down, once. Raises StorageError when that is not possible: then do not acknowledge."""
        with self._database.write() as session:
            return self._put(session, message)

    def accept_all(self, taken: Callable[[Session], Iterable[Incoming]]) -> list[Accepted]:
        """All messages that `taken` gives, in one transaction with what it writes (how far a network was read)."""
        with self._database.write() as session:
            return [self._put(session, message) for message in taken(session)]

    def _put(self, session: Session, message: Incoming) -> Accepted:
        known = _known(session, message)
        if known:
            return Accepted(known.id, known.conversation_id, known.citizen_id, new=False)
        kind = "group" if message.group else "private"
        who = speaker(session, message.channel, message.sender, message.chat, self._now(), kind=kind, role=message.role)
        row = Row(
            channel=message.channel,
            network_id=message.network_id,
            conversation_id=who.conversation_id,
            citizen_id=who.citizen_id,
            body=_body(message),
            received_at=self._now(),
        )
        session.add(row)
        session.flush()
        return Accepted(row.id, who.conversation_id, who.citizen_id, new=True)

    def next_in(self, conversation_id: int) -> int | None:
        """The oldest message of a conversation that is not answered yet."""
        with self._database.read() as session:
            return session.scalar(
                select(Row.id)
                .where(Row.conversation_id == conversation_id, Row.state == "new")
                .order_by(Row.id)
                .limit(1)
            )

    def waiting(self) -> list[int]:
        """Conversations with messages that are not answered yet (after a start)."""
        with self._database.read() as session:
            found = select(Row.conversation_id).where(Row.state == "new").group_by(Row.conversation_id)
            return list(session.scalars(found.order_by(found.selected_columns[0])))

    def understood(self, inbox_id: int) -> tuple[str | None, float]:
        """The intent that the core found in a message, with its confidence."""
        with self._database.read() as session:
            row = session.get_one(Row, inbox_id)
            return row.intent, row.confidence or 0.0

    def failed(self, inbox_id: int, give_up_after: int) -> bool:
        """Count a failed try; True if the message was given up."""
        with self._database.write() as session:
            session.execute(update(Row).where(Row.id == inbox_id).values(tries=Row.tries + 1))
            row = session.get_one(Row, inbox_id)
            session.refresh(row)
            if row.tries >= give_up_after:
                row.state = "dead"
            return row.state == "dead"


def _known(session: Session, message: Incoming) -> Row | None:
    return session.scalar(select(Row).where(Row.channel == message.channel, Row.network_id == message.network_id))


def _body(message: Incoming) -> dict[str, object]:
    body: dict[str, object] = {"text": message.text[:MAX_TEXT]}
    if len(message.text) > MAX_TEXT:
        body["cut"] = True
    if message.press:
        body["press"] = message.press
    if message.attachment:
        body["attachment"] = message.attachment
    if message.files:
        body["files"] = list(message.files)
    if message.thread:
        body["thread"] = message.thread
    if message.private_link:
        body["private_link"] = message.private_link
    if message.late:
        body["late"] = message.late
    return body
