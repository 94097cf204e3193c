"""Reads a message at the door: a press, a command, an attachment, nothing at all, or something for the core.

Typed text never reaches the core with a leading "/", since the core would execute it (design, section 3).
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.choices import pressed
from data.cleaning import clean
from data.reply import Say
from data.tables.account import Conversation

MAX_FOR_CORE = 4000
POSTAL_CODE = 5  # digits; a shorter number alone points at a choice
REPEAT = "/repeat"
KNOWN_ATTACHMENTS = ("voice", "photo", "sticker", "location", "contact", "video", "file", "other")


@dataclass(frozen=True)
class Reading:
    """What goes to the core (empty: nothing), and what is said before its answer."""

    to_core: str
    before: tuple[Say, ...] = ()


def read_message(session: Session, conversation: Conversation, body: dict[str, Any]) -> Reading:
    """The meaning of an inbox row's body at the door."""
    text = str(body.get("text") or "")
    button = pressed(session, conversation.id, text, str(body.get("press") or ""))
    if button:
        return Reading(button.payload)
    if body.get("press"):
        return _aside(conversation, "utter_button_gone")
    if body.get("files"):
        return Reading("/upload" + json.dumps({"file": str(body["files"][0])}))
    if body.get("attachment"):
        return _aside(conversation, f"utter_attachment_{_attachment(body)}")
    return _read_text(conversation, clean(text), cut=bool(body.get("cut")))


def _read_text(conversation: Conversation, text: str, *, cut: bool) -> Reading:
    if cut or len(text) > MAX_FOR_CORE:
        return _aside(conversation, "utter_too_long", limit=MAX_FOR_CORE)
    if text.startswith(("/", "!")) and len(text) > 1:
        return _aside(conversation, "utter_unknown_command")
    if text.isdigit() and len(text) < POSTAL_CODE and not conversation.asked:
        return _aside(conversation, "utter_no_such_number", number=int(text))
    if not any(unicodedata.category(sign)[0] in "LN" for sign in text):
        return _aside(conversation, "utter_no_words" if text else "utter_empty")
    return Reading(text)


def _aside(conversation: Conversation, name: str, **params: Any) -> Reading:
    """Say `name`; in an interview the open question comes again."""
    return Reading(REPEAT if conversation.asked else "", (Say(say=name, with_=params),))


def _attachment(body: dict[str, Any]) -> str:
    kind = str(body["attachment"])
    return kind if kind in KNOWN_ATTACHMENTS else "other"
