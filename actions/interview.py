"""While a question is open, every message comes here first; what is no answer goes to the rules, then it is put again.

What is open stands in `conversation.asked["topic"]`: one handler for each topic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions import data_deletion, founding, legal_form, trace
from actions.base import Answer, SideQuestion, Turn
from actions.services import Services
from data.reply import Say


@dataclass(frozen=True)
class Handler:
    """How a topic hears an answer (may raise SideQuestion) and how it puts its open question again."""

    hear: Callable[[Session, Turn, Services], Sequence[Say]]
    again: Callable[[Session, Turn, Services], Sequence[Say]]


HANDLERS = {
    "founding": Handler(founding.hear, founding.again),
    "legal_form": Handler(legal_form.hear, legal_form.again),
    "data_delete": Handler(data_deletion.hear, data_deletion.again),
    "trace": Handler(trace.hear, trace.again),
}


def interview(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """An answer to the open question. A person in distress is heard by the rules at once."""
    if turn.intent == "distress":
        raise SideQuestion
    handler = HANDLERS.get(turn.interview or "")
    if handler is None:
        return [Say(say="utter_file_unexpected" if turn.intent == "upload" else "utter_button_gone")]
    if turn.intent == "repeat":
        return handler.again(session, turn, services)
    says = handler.hear(session, turn, services)
    return [*says, *_taken_up(session, turn, services)]


def interview_continue(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """After a side question: the open question again, unless the side question closed it or put one of its own."""
    topic = _open(session, turn)
    return HANDLERS[topic].again(session, turn, services) if topic and topic == turn.interview else []


def _taken_up(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The question that was open before the one just settled, if there was one."""
    topic = _open(session, turn)
    return HANDLERS[topic].again(session, turn, services) if topic and topic != turn.interview else []


def _open(session: Session, turn: Turn) -> str | None:
    topic = (turn.conversation(session).asked or {}).get("topic")
    return topic if topic in HANDLERS else None


ACTIONS: dict[str, Answer] = {"action_interview": interview, "action_interview_continue": interview_continue}
