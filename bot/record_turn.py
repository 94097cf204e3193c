"""Reads what a turn needs and writes what came of it: two short transactions, all that `turns` knows of tables."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.reading import read_message
from bot.texts import Rendered, Texts
from data.clock import Now
from data.db import Database
from data.outbox import new_row
from data.people import role_of
from data.reply import Say
from data.tables.account import Citizen, Conversation
from data.tables.messages import Inbox, Outbox, PressButton

ASKED_BACK = "utter_ask_back"


@dataclass(frozen=True)
class TurnState:
    """One message with all that the core must know: `before` is said first, `to_core` may be empty (all is said)."""

    conversation_id: int
    to_core: str
    before: tuple[Say, ...]
    metadata: dict[str, Any]


class TurnRecorder:
    """The tables as one turn sees them."""

    def __init__(self, database: Database, texts: Texts, now: Now, public_url: str) -> None:
        self._database, self._texts, self._now, self._public_url = database, texts, now, public_url

    def read(self, inbox_id: int) -> TurnState:
        """The message, what it means at the door, and the state of its conversation."""
        with self._database.read() as session:
            row = session.get_one(Inbox, inbox_id)
            conversation = session.get_one(Conversation, row.conversation_id)
            reading = read_message(session, conversation, row.body)
            return TurnState(conversation.id, reading.to_core, reading.before, _metadata(session, row, conversation))

    def is_done(self, inbox_id: int) -> bool:
        """Whether a message was answered or given up."""
        with self._database.read() as session:
            return session.get_one(Inbox, inbox_id).state in ("done", "dead")

    def finish(self, inbox_id: int, intent: str | None, confidence: float, says: Sequence[Say]) -> None:
        """The answer into the outbox, the message done; nothing twice if this was written before."""
        with self._database.write() as session:
            row = session.get_one(Inbox, inbox_id)
            if row.state == "done":
                return
            conversation = session.get_one(Conversation, row.conversation_id)
            citizen = session.get_one(Citizen, row.citizen_id)
            self._say(session, row, conversation, citizen, says)
            missed = any(say.say.startswith(ASKED_BACK) for say in says)
            conversation.misses = conversation.misses + 1 if missed else 0
            conversation.turns += 1
            row.state, row.intent, row.confidence, row.done_at = "done", intent, confidence, self._now()

    def give_up(self, inbox_id: int) -> None:
        """The message cannot be answered: say so, keep it for the operator."""
        with self._database.write() as session:
            row = session.get_one(Inbox, inbox_id)
            conversation = session.get_one(Conversation, row.conversation_id)
            citizen = session.get_one(Citizen, row.citizen_id)
            row.state = "dead"
            self._say(session, row, conversation, citizen, [Say(say="utter_failed")])

    def _say(
        self, session: Session, row: Inbox, conversation: Conversation, citizen: Citizen, says: Sequence[Say]
    ) -> None:
        """All answers at once; their keys are new, since the message was not done before."""
        now, written = self._now(), []
        for position, say in enumerate([*says, *self._notice(citizen)]):
            rendered = self._texts.render_say(say, citizen.tone)
            key = f"in{row.id}.{position}"
            out = new_row(key=key, conversation_id=conversation.id, say=say, now=now, inbox_id=row.id)
            out.text = rendered.text
            written.append((out, rendered))
        session.add_all(out for out, _ in written)
        session.flush()
        session.add_all(_buttons(written))

    def _notice(self, citizen: Citizen) -> list[Say]:
        """What we keep, with the link: once, below the first answer (design 3a)."""
        if citizen.noticed_at:
            return []
        citizen.noticed_at = self._now()
        return [Say(say="utter_notice", with_={"link": f"{self._public_url}/datenschutz"})]


def _buttons(written: Sequence[tuple[Outbox, Rendered]]) -> Iterator[PressButton]:
    """The buttons below all answers of a turn, numbered through; an aside has no number."""
    number = 0
    for out, rendered in written:
        for position, button in enumerate(rendered.buttons):
            number += 0 if button.aside else 1
            yield PressButton(
                short_id=secrets.token_urlsafe(8),
                conversation_id=out.conversation_id,
                outbox_id=out.id,
                position=position,
                number=None if button.aside else number,
                title=button.title[:200],
                note=button.note[:200],
                payload=button.payload,
            )


def _metadata(session: Session, row: Inbox, conversation: Conversation) -> dict[str, Any]:
    citizen = session.get_one(Citizen, row.citizen_id)
    return {
        "inbox_id": row.id,
        "conversation": conversation.id,
        "citizen": citizen.id,
        "role": role_of(session, citizen.id, conversation.municipality_id),
        "municipality": conversation.municipality_id,
        "tone": citizen.tone,
        "channel": row.channel,
        "interview": (conversation.asked or {}).get("topic"),
        "focus": conversation.focus,
        "misses": conversation.misses,
        "private_link": row.body.get("private_link", ""),
    }
