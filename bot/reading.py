"""Reads a message at the door: a press, a command, an attachment, nothing at all, or something for the core.

Typed text never reaches the core with a leading "/", since the core would execute it (design, section 3).
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from bot import menu
from bot.choices import pressed
from data.cleaning import clean
from data.files import UPLOAD_BYTES
from data.ordinals import pointed_at
from data.reply import Say
from data.tables.account import Conversation

MAX_FOR_CORE = 4000
REPEAT = "/repeat"
LAST = -1
KNOWN_ATTACHMENTS = (
    "voice", "photo", "sticker", "location", "contact", "video", "file", "poll", "edited", "too_large", "not_fetched",
    "unreadable", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What goes to the core (empty: nothing), and what is said before its answer."""

    to_core: str
    before: tuple[Say, ...] = ()


def read_message(session: Session, conversation: Conversation, body: dict[str, Any]) -> Reading:
    """The meaning of an inbox row's body at the door; first of all that it is read late, where it is."""
    read = _read(session, conversation, body)
    if not body.get("late"):
        return read
    return replace(read, before=(Say(say="utter_channel_late", with_={"day": body["late"]}), *read.before))


def _read(session: Session, conversation: Conversation, body: dict[str, Any]) -> Reading:
    text = str(body.get("text") or "")
    button = pressed(session, conversation.id, text, str(body.get("press") or ""))
    if button:
        return Reading(button.payload)
    if body.get("press"):
        return _aside(conversation, "utter_button_gone")
    if body.get("files"):
        return Reading("/upload" + json.dumps({"file": str(body["files"][0])}))
    read = _read_text(conversation, clean(text), cut=bool(body.get("cut"))) if text.strip() else None
    if body.get("attachment"):
        about = _aside(conversation, f"utter_attachment_{_attachment(body)}", limit=UPLOAD_BYTES // 2**20)
        return replace(read, before=(*about.before, *read.before)) if read else about
    return read or _aside(conversation, "utter_empty")


def _read_text(conversation: Conversation, text: str, *, cut: bool) -> Reading:
    if cut or len(text) > MAX_FOR_CORE:
        return _aside(conversation, "utter_too_long", limit=MAX_FOR_CORE)
    if text.startswith(menu.SIGNS) and (meant := menu.meaning(text)):
        return Reading(meant)
    if text.startswith(menu.SIGNS) and len(text) > 1:
        return _aside(conversation, "utter_unknown_command")
    if not conversation.asked and (number := pointed_at(text)):
        return _pointed(conversation, number)
    if not any(unicodedata.category(sign)[0] in "LN" for sign in text):
        return _aside(conversation, "utter_no_words" if text else "utter_empty")
    return Reading(text)


def _pointed(conversation: Conversation, number: int) -> Reading:
    """One of the blueprints shown last, though their buttons are gone by now; or that there is no such number."""
    focus = dict(conversation.focus or {})
    ids = list(focus.get("ids") or [])
    if number > len(ids) or not ids:
        return _aside(conversation, "utter_no_such_number")
    chosen = ids[-1] if number == LAST else ids[number - 1]
    return Reading("/pick" + json.dumps({"kind": focus.get("kind"), "id": chosen}))


def _aside(conversation: Conversation, name: str, **params: Any) -> Reading:
    """Say `name`; in an interview the open question comes again."""
    return Reading(REPEAT if conversation.asked else "", (Say(say=name, with_=params),))


def _attachment(body: dict[str, Any]) -> str:
    kind = str(body["attachment"])
    return kind if kind in KNOWN_ATTACHMENTS else "other"
