"""Reads outbox rows as messages ready to send, and marks what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.orm import Session, aliased

from bot.channels.base import Outgoing, SentButton, SentFile
from data.clock import Now
from data.db import Database
from data.files import FileStore
from data.tables.account import Conversation
from data.tables.files import File
from data.tables.messages import Inbox, Outbox, PressButton

GIVE_UP_AFTER = 10
LONGEST_REASON = 200


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

    def waiting(self, channel: str, limit: int) -> list[tuple[int, bool]]:
        """Conversations of a channel with something to send now, and whether that is an answer; answers first."""
        notice = func.min(case((Outbox.inbox_id.is_(None), 1), else_=0))
        wanted = (
            select(Outbox.conversation_id, notice)
            .join(Conversation, Outbox.conversation_id == Conversation.id)
            .where(Conversation.channel == channel, Conversation.closed_at.is_(None), *_due(self._now()))
            .group_by(Outbox.conversation_id)
            .order_by(notice, func.min(Outbox.id))
            .limit(limit)
        )
        with self._database.read() as session:
            return [(conversation_id, not is_notice) for conversation_id, is_notice in session.execute(wanted).all()]

    def next_due(self, conversation_id: int) -> Outgoing | None:
        """The oldest message of a conversation that should go out now."""
        wanted = (
            select(Outbox, Conversation.external_chat)
            .join(Conversation, Outbox.conversation_id == Conversation.id)
            .where(Outbox.conversation_id == conversation_id, Conversation.closed_at.is_(None), *_due(self._now()))
            .order_by(Outbox.id)
            .limit(1)
        )
        with self._database.read() as session:
            found = session.execute(wanted).first()
            return self.outgoing(session, *found) if found else None

    def outgoing(self, session: Session, row: Outbox, chat: str) -> Outgoing:
        """One row with its buttons and files."""
        return Outgoing(
            id=row.id,
            key=row.key,
            chat=chat,
            inbox_id=row.inbox_id,
            text=row.text,
            say=row.body,
            repeated=row.repeated,
            buttons=_buttons(session, row.id),
            files=self._sent_files(session, row.body.get("files") or []),
            thread=_thread(session, row),
        )

    def sent(self, ids: Sequence[int], network_id: str | None = None) -> None:
        """These went out."""
        with self._database.write() as session:
            done = {"state": "sent", "sent_at": self._now(), "network_id": network_id}
            session.execute(update(Outbox).where(Outbox.id.in_(ids)).values(**done))

    def failed(self, row_id: int, retry_after: float | None, reason: str) -> None:
        """This one did not go out: later again, or never."""
        with self._database.write() as session:
            row = session.get_one(Outbox, row_id)
            row.tries += 1
            if retry_after is None or row.tries >= GIVE_UP_AFTER:
                row.state, row.reason = "dead", reason[:LONGEST_REASON]
            else:
                row.state, row.wanted_at = "new", _later(self._now(), retry_after)

    def closed(self, row_id: int, reason: str) -> None:
        """The other side takes nothing any more: this one is dead, the others wait until they write again."""
        with self._database.write() as session:
            row = session.get_one(Outbox, row_id)
            row.state, row.reason = "dead", reason[:LONGEST_REASON]
            session.get_one(Conversation, row.conversation_id).closed_at = self._now()

    def in_doubt(self, row_id: int, retry_after: float) -> None:
        """This one may have arrived: it comes again and says so."""
        with self._database.write() as session:
            row = session.get_one(Outbox, row_id)
            row.repeated = True
        self.failed(row_id, retry_after, "nobody knows whether it arrived")

    def put_back(self, row_id: int) -> None:
        """This one was not handed over; nothing is counted against it."""
        with self._database.write() as session:
            session.execute(update(Outbox).where(Outbox.id == row_id).values(state="new"))

    def _sent_files(self, session: Session, ids: Sequence[int]) -> tuple[SentFile, ...]:
        rows = (session.get(File, file_id) for file_id in ids)
        return tuple(SentFile(f.id, f.name, f.media_type, f.size, self._files.path(f)) for f in rows if f is not None)


def _thread(session: Session, row: Outbox) -> str:
    """The place inside the chat where the message was said that this one answers."""
    asked = session.get(Inbox, row.inbox_id) if row.inbox_id else None
    return str(asked.body.get("thread") or "") if asked else ""


def _buttons(session: Session, outbox_id: int) -> tuple[SentButton, ...]:
    rows = session.scalars(select(PressButton).where(PressButton.outbox_id == outbox_id).order_by(PressButton.position))
    return tuple(SentButton(row.short_id, row.number, row.title, row.note, row.payload) for row in rows)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Wanted by now, and no older message of the same conversation is under way or waits for a second try."""
    older = aliased(Outbox)
    waits = (older.state == "new") & (older.tries > 0) & (older.wanted_at > now)
    held = select(older.id).where(
        older.conversation_id == Outbox.conversation_id, older.id < Outbox.id, (older.state == "sending") | waits
    )
    return Outbox.state == "new", Outbox.wanted_at <= now, ~held.exists()


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)
