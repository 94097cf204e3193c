"""Puts a batch of updates into the inbox: all in one transaction, and only then may they be acknowledged.

A batch that breaks something is taken one by one, so that one bad update cannot hold up the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.base import Gateway
from bot.channels.heap import Heap
from bot.channels.telegram.addressing import Me
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.meanings import (
    Edited,
    Meaning,
    Membership,
    Moved,
    Nameless,
    NotForUs,
    Pressed,
    Said,
    Strange,
)
from bot.channels.telegram.updates import NAME, meaning_of
from bot.inbox import Accepted, Incoming
from bot.texts import Texts
from data import chats
from data.clock import Now
from data.errors import StorageError
from data.outbox import put
from data.reply import Say
from data.tables.messages import Inbox

MOVE_TOLD_WITHIN = timedelta(seconds=5)
"""A group that moved is told as such a moment later; then it is not greeted as a new one."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Read:
    """An update with its meaning; `kept` holds what was fetched for it."""

    network_id: str
    meaning: Meaning


class Intake:
    """From updates to inbox rows."""

    def __init__(self, gateway: Gateway, fetching: Fetching, texts: Texts, me: Me, now: Now) -> None:
        self._gateway, self._fetching, self._texts, self._me, self._now = gateway, fetching, texts, me, now
        self._heap = Heap()

    async def take(self, updates: Sequence[dict[str, Any]]) -> list[tuple[Pressed, bool]]:
        """Commit what the updates mean; gives the presses, each with whether it was new.

        Raises StorageError: then nothing may be acknowledged.
        """
        read = [Read(f"{self._me.id}.{raw['update_id']}", meaning_of(raw, self._me)) for raw in updates]
        read = [Read(one.network_id, await self._fetched(one.meaning)) for one in read]
        try:
            return await self._commit(read)
        except StorageError:
            raise
        except Exception as error:
            log.warning("batch_taken_one_by_one", error=type(error).__name__)
            return [press for one in read for press in await self._alone(one)]

    async def _fetched(self, meaning: Meaning) -> Meaning:
        return await self._fetching.fetched(meaning) if isinstance(meaning, Said) and meaning.document else meaning

    async def _alone(self, read: Read) -> list[tuple[Pressed, bool]]:
        try:
            return await self._commit([read])
        except StorageError:
            raise
        except Exception as error:
            strange = Strange(f"{type(read.meaning).__name__}: {type(error).__name__}")
            return await self._commit([Read(read.network_id, strange)])

    async def _commit(self, read: Sequence[Read]) -> list[tuple[Pressed, bool]]:
        told: list[Meaning] = []
        heap = self._heap.copy()  # the batch may be taken once more

        def taken(session: Session) -> Iterator[Incoming]:
            told.clear()
            for one in sorted(read, key=lambda r: not isinstance(r.meaning, Moved)):  # a moved group first
                for message in self._write(session, one):
                    if not heap.covers(message, self._now()):
                        heap.note(message, self._now())
                        told.append(one.meaning)
                        yield message

        accepted: Sequence[Accepted] = await self._gateway.accept_all(taken)
        self._heap = heap
        pairs = zip(told, accepted, strict=True)
        return [(meaning, done.new) for meaning, done in pairs if isinstance(meaning, Pressed)]

    def _write(self, session: Session, read: Read) -> Iterator[Incoming]:
        meaning = read.meaning
        match meaning:
            case Said() | Pressed():
                chats.reopen(session, NAME, meaning.incoming.chat)
                yield self._fetching.kept(session, meaning) if isinstance(meaning, Said) else meaning.incoming
            case Edited():
                if _changed(session, meaning):
                    yield meaning.incoming
            case Moved():
                chats.move(session, NAME, meaning.before, meaning.after)
            case Membership():
                self._member(session, meaning)
            case Nameless():
                self._refuse_nameless(session, meaning)
            case Strange():
                chats.set_aside(session, NAME, read.network_id, meaning.reason, self._now())
            case NotForUs():
                return

    def _member(self, session: Session, meaning: Membership) -> None:
        if not meaning.open:
            chats.close(session, NAME, meaning.chat, self._now())
            return
        chats.reopen(session, NAME, meaning.chat)
        if meaning.group:
            say = Say(say="utter_telegram_hello", with_={"name": f"@{self._me.username}"})
            row = chats.hello(session, NAME, meaning.chat, say, self._now())
            if row is not None:
                row.text = self._texts.render_say(say).text
                row.wanted_at = self._now() + (MOVE_TOLD_WITHIN if meaning.supergroup else timedelta(0))

    def _refuse_nameless(self, session: Session, meaning: Nameless) -> None:
        """Whoever speaks in the name of a group or channel has no account, no rights and no row."""
        say = Say(say="utter_channel_nameless")
        where = chats.room(session, NAME, meaning.chat, self._now())
        row = put(session, key=f"nameless.{meaning.network_id}", conversation_id=where.id, say=say, now=self._now())
        if row is not None:
            row.text = self._texts.render_say(say).text


def _changed(session: Session, edited: Edited) -> bool:
    """Whether the message is one of ours to answer and its words are others now."""
    row = session.scalar(select(Inbox).where(Inbox.channel == NAME, Inbox.network_id == edited.before))
    return row is not None and bool(row.body) and row.body.get("text") != edited.text
