"""How an action runs: the turn from the metadata, one transaction for effect and result, names of texts as answer.

A repeated call (same message, same action) answers from the stored result and does nothing again (design, section 3).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, ActionExecutionRejection, Tracker
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import private
from actions.services import Services
from data.reply import Say
from data.tables.account import Citizen, Conversation
from data.tables.messages import ActionResult


class SideQuestion(Exception):
    """The open question was not answered; the rules shall answer this message, then the question comes again."""


@dataclass(frozen=True)
class Turn:
    """One message with the state of its conversation, as the app sent it along."""

    inbox_id: int
    conversation_id: int
    citizen_id: int
    municipality_id: int
    role: str
    tone: str
    channel: str
    interview: str | None
    focus: dict[str, Any]
    misses: int
    text: str
    intent: str
    confidence: float
    entities: dict[str, list[str]] = field(default_factory=dict)
    private_link: str = ""
    ranking: tuple[tuple[str, float], ...] = ()

    def entity(self, name: str) -> str | None:
        """The first value of an entity."""
        found = self.entities.get(name)
        return found[0] if found else None

    def conversation(self, session: Session) -> Conversation:
        """The conversation's row, to change what is asked or shown."""
        return session.get_one(Conversation, self.conversation_id)

    def citizen(self, session: Session) -> Citizen:
        """The citizen's row."""
        return session.get_one(Citizen, self.citizen_id)


Made = TypeVar("Made")
Answer = Callable[[Session, Turn, Services], Sequence[Say]]
"""What an action does: it may change rows in the session, and names what is to be said."""


@dataclass(frozen=True)
class Slow(Generic[Made]):
    """An answer with long work: `prepare` reads and works before the writing begins; `answer` gets what it made."""

    prepare: Callable[[Session, Turn, Services], Made]
    answer: Callable[[Session, Turn, Services, Made], Sequence[Say]]

    def ready(self, turn: Turn, services: Services) -> Answer:
        """The answer, its work done."""
        with services.database.read() as session:
            made = self.prepare(session, turn, services)
        return lambda session, turn, services: self.answer(session, turn, services, made)


class TopicAction(Action):
    """One custom action of ours for the core."""

    def __init__(self, name: str, answer: Answer | Slow[Any], services: Services) -> None:
        self._name, self._answer, self._services = name, answer, services

    def name(self) -> str:
        """The name by which the rules call it."""
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:  # noqa: ARG002
        """Run once per message; hand over the names of texts."""
        turn = turn_of(tracker)
        try:
            says = await asyncio.to_thread(self._once, turn)
        except SideQuestion as side:
            raise ActionExecutionRejection(self._name) from side
        for say in says:
            dispatcher.utter_message(json_message=say)
        return []

    def _once(self, turn: Turn) -> list[dict[str, Any]]:
        answer = self._answer.ready(turn, self._services) if isinstance(self._answer, Slow) else self._answer
        with self._services.database.write() as session:
            before = session.scalar(
                select(ActionResult).where(ActionResult.inbox_id == turn.inbox_id, ActionResult.action == self._name)
            )
            if before:
                return list(before.result["says"])
            says: list[Any] = [say.as_json() for say in self._answered(session, turn, answer)]
            session.add(ActionResult(inbox_id=turn.inbox_id, action=self._name, result={"says": says}))
            return says

    def _answered(self, session: Session, turn: Turn, answer: Answer) -> Sequence[Say]:
        conversation = turn.conversation(session)
        elsewhere = private.instead(conversation, self._name, turn.private_link)
        says = elsewhere or answer(session, turn, self._services)
        return private.without_private_question(conversation, says, turn.private_link)


def turn_of(tracker: Tracker) -> Turn:
    """The turn as the metadata of the latest message describes it."""
    message = tracker.latest_message
    meta = message.get("metadata") or {}
    intent = message.get("intent") or {}
    selector = ((message.get("response_selector") or {}).get("faq") or {}).get("response") or {}
    name = intent.get("name") or ""
    return Turn(
        inbox_id=int(meta["inbox_id"]),
        conversation_id=int(meta["conversation"]),
        citizen_id=int(meta["citizen"]),
        municipality_id=int(meta["municipality"]),
        role=str(meta.get("role") or "citizen"),
        tone=str(meta.get("tone") or "sie"),
        channel=str(meta.get("channel") or ""),
        interview=meta.get("interview"),
        focus=dict(meta.get("focus") or {}),
        misses=int(meta.get("misses") or 0),
        private_link=str(meta.get("private_link") or ""),
        text=str(message.get("text") or ""),
        intent=str(selector.get("intent_response_key") or name) if name == "faq" else str(name),
        confidence=float((message.get("reading") or intent).get("confidence") or 0),
        entities=_entities(message.get("entities") or []),
        ranking=tuple((str(r["name"]), float(r["confidence"])) for r in message.get("intent_ranking") or []),
    )


def _entities(found: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    entities: dict[str, list[str]] = {}
    for entity in found:
        entities.setdefault(str(entity["entity"]), []).append(str(entity["value"]))
    return entities
