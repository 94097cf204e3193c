"""Which browser is in which conversation. The cookie is random; only its hash is kept (design 3a)."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.channels.webchat import NAME
from data.clock import Now
from data.db import Database
from data.people import speaker
from data.tables.account import ChannelAccount, Citizen, Conversation, Municipality, WebSession

LASTS = timedelta(days=180)
SEEN_EVERY = timedelta(hours=1)
PRESSED_TWICE_WITHIN = timedelta(seconds=60)
MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Visit:
    """A browser that is known: its secret, and the conversation it is in."""

    token: str
    conversation_id: int
    chat: str
    citizen_id: int
    founding_id: int | None
    tone: str
    zone: ZoneInfo

    @property
    def csrf(self) -> str:
        """What our own forms carry; it cannot be made without the cookie."""
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()


def new_id() -> str:
    """An id for a message that a form will bring, or for a chat."""
    return secrets.token_urlsafe(16)


class Sessions:
    """The table of browsers."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database, self._now = database, now

    def find(self, token: str | None) -> Visit | None:
        """The visit behind a cookie, unless it was signed out or has not come for half a year."""
        if not token:
            return None
        with self._database.read() as session:
            row = session.scalar(select(WebSession).where(WebSession.token_hash == _hash(token)))
            known = row and row.seen_at > self._now() - LASTS
            return _visit(session, token, row.conversation_id) if row and known else None

    def begin(self, message_id: str) -> Visit:
        """A new browser with its first message; pressed twice, both presses come into the same conversation."""
        try:
            return self._begin(message_id)
        except IntegrityError:  # the other press was written at the same moment
            return self._begin(message_id)

    def _begin(self, message_id: str) -> Visit:
        with self._database.write() as session:
            chat = message_id if _free_or_just_begun(session, message_id, self._now()) else new_id()
            who = speaker(session, NAME, chat, chat, self._now())
            return self._open(session, who.conversation_id)

    def join(self, session: Session, conversation_id: int) -> Visit:
        """A new browser in the conversation of a link; one of another channel goes on in a web conversation."""
        conversation = session.get_one(Conversation, conversation_id)
        if conversation.channel != NAME:
            conversation = _continued(session, conversation, self._now())
        return self._open(session, conversation.id)

    def seen(self, visit: Visit) -> None:
        """Note that the browser came again; once an hour is enough."""
        with self._database.write() as session:
            row = session.scalar(select(WebSession).where(WebSession.token_hash == _hash(visit.token)))
            if row and row.seen_at < self._now() - SEEN_EVERY:
                row.seen_at = self._now()

    def end(self, session: Session, token: str) -> None:
        """This browser is out; the conversation stays."""
        session.execute(delete(WebSession).where(WebSession.token_hash == _hash(token)))

    def _open(self, session: Session, conversation_id: int) -> Visit:
        token = secrets.token_urlsafe(32)
        now = self._now()
        session.add(WebSession(token_hash=_hash(token), conversation_id=conversation_id, created_at=now, seen_at=now))
        session.flush()
        return _visit(session, token, conversation_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _visit(session: Session, token: str, conversation_id: int) -> Visit:
    conversation = session.get_one(Conversation, conversation_id)
    citizen = session.get_one(Citizen, conversation.citizen_id)
    municipality = session.get_one(Municipality, conversation.municipality_id)
    return Visit(
        token=token,
        conversation_id=conversation.id,
        chat=conversation.external_chat,
        citizen_id=citizen.id,
        founding_id=conversation.founding_id,
        tone=citizen.tone,
        zone=ZoneInfo(municipality.zone),
    )


def _free_or_just_begun(session: Session, chat: str, now: datetime) -> bool:
    """Whether no chat has this id, or one whose first message came a moment ago and whose browser is still in."""
    known = session.scalar(select(Conversation).where(Conversation.channel == NAME, Conversation.external_chat == chat))
    if known is None:
        return True
    inside = session.scalar(select(func.count()).select_from(WebSession).where(WebSession.conversation_id == known.id))
    return bool(inside) and now - known.created_at < PRESSED_TWICE_WITHIN


def _continued(session: Session, before: Conversation, now: datetime) -> Conversation:
    """A web conversation of the same citizen that takes up what was asked elsewhere."""
    chat = new_id()
    session.add(ChannelAccount(channel=NAME, external_id=chat, citizen_id=before.citizen_id))
    row = Conversation(
        channel=NAME,
        external_chat=chat,
        municipality_id=before.municipality_id,
        citizen_id=before.citizen_id,
        founding_id=before.founding_id,
        asked=before.asked,
        focus=before.focus,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row
