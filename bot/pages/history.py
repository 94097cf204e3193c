"""Reads a talk from the tables: what was said, what was answered, which notices came. Knows no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing
from bot.outgoing import OutgoingRows
from data.db import Database
from data.tables.files import File
from data.tables.messages import Inbox, Outbox, PressButton

SHOWN = 15


@dataclass(frozen=True)
class Entry:
    """A person's message with its answers, or (without `inbox_id`) a notice that no message caused.

    `open` says of each answer whether it may still be pressed.
    """

    id: str
    at: datetime
    inbox_id: int | None
    said: str
    files: tuple[str, ...]
    answers: tuple[Outgoing, ...]
    answered: bool


@dataclass(frozen=True)
class Talk:
    """A piece of a talk. `earlier`: the id before which there is more; `stand`: the newest answer; `latest`: whose
    buttons are still open, by row id."""

    entries: tuple[Entry, ...]
    earlier: int | None
    stand: int
    open_rows: frozenset[int]


EMPTY = Talk((), None, 0, frozenset())


class History:
    """The talk of one conversation."""

    def __init__(self, database: Database, rows: OutgoingRows) -> None:
        self._database, self._rows = database, rows

    def page(self, conversation_id: int, before: int | None = None) -> Talk:
        """The last messages, or those before a message."""
        with self._database.read() as session:
            mine = Inbox.conversation_id == conversation_id
            wanted = select(Inbox).where(mine).order_by(Inbox.id.desc()).limit(SHOWN)
            if before:
                wanted = wanted.where(Inbox.id < before)
            inbox = session.scalars(wanted).all()[::-1]
            first = inbox[0].id if inbox else 0
            more = session.scalar(select(func.count()).select_from(Inbox).where(mine, Inbox.id < first))
            since = inbox[0].received_at if more else None
            until = _time_of(session, before) if before else None
            notices = self._notices(session, conversation_id, since, until)
            return self._talk(session, conversation_id, inbox, notices, first if more else None)

    def since(self, conversation_id: int, stand: int, inbox_id: int | None = None) -> Talk:
        """What came after an answer that is known, with one message in any case and all that wait for their answer."""
        with self._database.read() as session:
            newer = select(Outbox.inbox_id).where(Outbox.conversation_id == conversation_id, Outbox.id > stand)
            which: list[ColumnElement[bool]] = [Inbox.id.in_(newer), Inbox.state == "new"]
            if inbox_id is not None:
                which.append(Inbox.id == inbox_id)
            inbox = session.scalars(
                select(Inbox).where(Inbox.conversation_id == conversation_id, or_(*which)).order_by(Inbox.id)
            ).all()
            notices = session.scalars(_notices_of(conversation_id).where(Outbox.id > stand).order_by(Outbox.id)).all()
            return self._talk(session, conversation_id, inbox, notices, None)

    def stand(self, conversation_id: int) -> int:
        """The newest answer's id."""
        with self._database.read() as session:
            return _stand(session, conversation_id)

    def _notices(
        self, session: Session, conversation_id: int, since: datetime | None, until: datetime | None
    ) -> Sequence[Outbox]:
        wanted = _notices_of(conversation_id)
        if since:
            wanted = wanted.where(Outbox.created_at >= since)
        if until:
            wanted = wanted.where(Outbox.created_at < until)
        return session.scalars(wanted.order_by(Outbox.id)).all()

    def _talk(
        self,
        session: Session,
        conversation_id: int,
        inbox: Sequence[Inbox],
        notices: Sequence[Outbox],
        earlier: int | None,
    ) -> Talk:
        entries = [self._exchange(session, row) for row in inbox]
        entries += [self._notice(session, row) for row in notices]
        return Talk(
            entries=tuple(sorted((e for e in entries if e.said or e.files or e.answers), key=lambda entry: entry.at)),
            earlier=earlier,
            stand=_stand(session, conversation_id),
            open_rows=_open_rows(session, conversation_id),
        )

    def _exchange(self, session: Session, row: Inbox) -> Entry:
        answers = session.scalars(select(Outbox).where(Outbox.inbox_id == row.id).order_by(Outbox.id)).all()
        return Entry(
            id=f"m{row.id}",
            at=row.received_at,
            inbox_id=row.id,
            said=_said(session, row),
            files=_file_names(session, row),
            answers=tuple(self._rows.outgoing(session, answer, "") for answer in answers if answer.body),
            answered=row.state in ("done", "dead"),
        )

    def _notice(self, session: Session, row: Outbox) -> Entry:
        answers = (self._rows.outgoing(session, row, ""),) if row.body else ()
        return Entry(f"n{row.id}", row.created_at, None, "", (), answers, answered=True)


def _notices_of(conversation_id: int):  # type: ignore[no-untyped-def]
    return select(Outbox).where(Outbox.conversation_id == conversation_id, Outbox.inbox_id.is_(None))


def _stand(session: Session, conversation_id: int) -> int:
    return session.scalar(select(func.max(Outbox.id)).where(Outbox.conversation_id == conversation_id)) or 0


def _time_of(session: Session, inbox_id: int) -> datetime | None:
    return session.scalar(select(Inbox.received_at).where(Inbox.id == inbox_id))


def _open_rows(session: Session, conversation_id: int) -> frozenset[int]:
    """The answers to the latest answered message, and notices after it."""
    latest = select(func.max(Outbox.inbox_id)).where(Outbox.conversation_id == conversation_id).scalar_subquery()
    first = select(func.min(Outbox.id)).where(Outbox.inbox_id == latest).scalar_subquery()
    rows = select(Outbox.id).where(
        Outbox.conversation_id == conversation_id,
        or_(Outbox.inbox_id == latest, Outbox.inbox_id.is_(None) & (Outbox.id > func.coalesce(first, 0))),
    )
    return frozenset(session.scalars(rows))


def _said(session: Session, row: Inbox) -> str:
    """The words as they were typed, or the title of the button."""
    press = row.body.get("press")
    if press:
        return session.scalar(select(PressButton.title).where(PressButton.short_id == press)) or ""
    return str(row.body.get("text") or "")


def _file_names(session: Session, row: Inbox) -> tuple[str, ...]:
    ids = row.body.get("files") or []
    names = [session.scalar(select(File.name).where(File.id == file_id)) for file_id in ids]
    return tuple(name for name in names if name)
