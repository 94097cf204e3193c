"""The second yes before a person's data are deleted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.base import SideQuestion, Turn
from actions.services import Services
from data.reply import Button, Say
from documents.answers.choices import yes_no
from documents.answers.result import Parsed

TOPIC = "data_delete"


def ask(session: Session, turn: Turn) -> Sequence[Say]:
    """Put the question and remember that it is open, and what was open before."""
    conversation = turn.conversation(session)
    if (conversation.asked or {}).get("topic") != TOPIC:
        conversation.asked = {"topic": TOPIC, "before": dict(conversation.asked or {})}
    return [_question()]


def hear(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Yes marks the person for deletion after this answer has gone out; no keeps everything and goes on as before."""
    said_yes = turn.entity("value") == "yes" or turn.intent == "affirm" or yes_no(turn.text) == Parsed(True)
    if turn.intent == "data_delete" and not said_yes:
        return [_question()]
    if not said_yes and turn.entity("value") != "no" and turn.intent not in ("deny", "cancel"):
        raise SideQuestion
    conversation = turn.conversation(session)
    before = dict((conversation.asked or {}).get("before") or {})
    conversation.asked = {} if said_yes else before
    if not said_yes:
        return [Say(say="utter_data_kept")]
    turn.citizen(session).leaving_at = services.now()
    return [Say(say="utter_data_deleted")]


def again(_session: Session, _turn: Turn, _services: Services) -> Sequence[Say]:
    """The same question."""
    return [_question()]


def _question() -> Say:
    yes = Button(title="utter_button_yes", payload='/answer{"question": "data_delete", "value": "yes"}')
    no = Button(title="utter_button_no", payload='/answer{"question": "data_delete", "value": "no"}')
    return Say(say="utter_data_delete_ask", buttons=[yes, no])
