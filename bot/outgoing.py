"""Reads outbox rows as messages ready to send, and marks what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing, SentButton, SentFile
from data.clock import Now
from data.db import Database
from data.files import FileStore
from data.tables.account import Conversation
from data.tables.files import File
from data.tables.messages import Outbox, PressButton

GIVE_UP_AFTER = 10


class OutgoingRows:
    """The outbox as the senders see it."""

    def __init__(self, database: Database, files: FileStore, now: Now) -> None:
        self._database, self._files, self._now = database, files, now

    def due(self, channel: str, conversation_id: int | None = None) -> list[Outgoing]:
        """Messages of a channel that should go out now, oldest first."""
        wanted = (
            select(Outbox, Conversation.external_chat)
            .join(Conversation, Outbox.conversation_id == Conversation.id)
            .where(Conversation.channel == channel, Outbox.state == "new", Outbox.wanted_at <= self._now())
            .order_by(Outbox.id)
        )
        if conversation_id is not None:
            wanted = wanted.where(Outbox.conversation_id == conversation_id)
        with self._database.read() as session:
            return [self.outgoing(session, row, chat) for row, chat in session.execute(wanted).all()]

    def outgoing(self, session: Session, row: Outbox, chat: str) -> Outgoing:
        """One row with its buttons and files."""
        return Outgoing(
            id=row.id,
            key=row.key,
            chat=chat,
            inbox_id=row.inbox_id,
            text=row.text,
            say=row.body,
            buttons=_buttons(session, row.id),
            files=self._sent_files(session, row.body.get("files") or []),
        )

    def sent(self, ids: Sequence[int], network_id: str | None = None) -> None:
        """These went out."""
        with self._database.write() as session:
            done = {"state": "sent", "sent_at": self._now(), "network_id": network_id}
            session.execute(update(Outbox).where(Outbox.id.in_(ids)).values(**done))

    def failed(self, row_id: int, retry_after: float | None) -> None:
        """This one did not go out: later again, or never."""
        with self._database.write() as session:
            row = session.get_one(Outbox, row_id)
            row.tries += 1
            if retry_after is None or row.tries >= GIVE_UP_AFTER:
                row.state = "dead"
            else:
                row.wanted_at = _later(self._now(), retry_after)

    def _sent_files(self, session: Session, ids: Sequence[int]) -> tuple[SentFile, ...]:
        rows = (session.get(File, file_id) for file_id in ids)
        return tuple(SentFile(f.id, f.name, f.media_type, f.size, self._files.path(f)) for f in rows if f is not None)


def _buttons(session: Session, outbox_id: int) -> tuple[SentButton, ...]:
    rows = session.scalars(select(PressButton).where(PressButton.outbox_id == outbox_id).order_by(PressButton.position))
    return tuple(SentButton(row.short_id, row.number, row.title, row.note, row.payload) for row in rows)


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)
