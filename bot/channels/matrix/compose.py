"""An outbox row as the contents of Matrix events: text with its HTML in parts, choices as numbers. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.base import SentButton
from bot.german import escape
from bot.markdown import to_html, to_plain

LARGEST_PART = 20_000  # bytes of Markdown: encrypted events are refused from about 46,000, and HTML comes beside it


@dataclass(frozen=True)
class Answered:
    """The message that an answer is for."""

    event_id: str
    sender: str
    thread: str


def transaction(salt: str, row: int, text: str, part: str) -> str:
    """The id that makes a repeated sending the same event; another text under the same row number is another event."""
    return f"gw{salt}-{hashlib.sha256(f'{row} {text}'.encode()).hexdigest()[:16]}-{part}"


def texts(markdown: str, buttons: Sequence[SentButton]) -> list[dict[str, Any]]:
    """The contents of one or more messages. Notices, which other bots do not answer."""
    whole = "\n\n".join(filter(None, (markdown, _choices(buttons))))
    return [
        {
            "msgtype": "m.notice",
            "body": to_plain(part),
            "format": "org.matrix.custom.html",
            "formatted_body": to_html(part).strip(),
            "m.mentions": {},
        }
        for part in parts(whole)
    ]


def parts(markdown: str, largest: int = LARGEST_PART) -> list[str]:
    """A text in pieces of at most so many bytes, cut between paragraphs, else between lines, else where it must be."""
    found: list[str] = []
    for piece in _pieces(markdown, largest, ("\n\n", "\n", " ")):
        joined = f"{found[-1]}{piece}" if found else piece
        if found and len(joined.rstrip("\n").encode()) <= largest:
            found[-1] = joined
        else:
            found.append(piece)
    return [part.strip("\n") for part in found if part.strip()]


def answering(content: dict[str, Any], answered: Answered) -> dict[str, Any]:
    """The same as a reply, so that in a group everybody sees whom it answers; in its thread if it has one."""
    relation: dict[str, Any] = {"m.in_reply_to": {"event_id": answered.event_id}}
    if answered.thread:
        relation |= {"rel_type": "m.thread", "event_id": answered.thread, "is_falling_back": False}
    mentions = {"user_ids": [answered.sender]} if answered.sender else {}
    return content | {"m.relates_to": relation, "m.mentions": mentions}


def _choices(buttons: Sequence[SentButton]) -> str:
    return "  \n".join(_choice(button) for button in buttons)


def _choice(button: SentButton) -> str:
    mark = f"**{button.number}**" if button.number else "·"
    note = f" ({escape(button.note)})" if button.note else ""
    return f"{mark} {escape(button.title)}{note}"


def _pieces(text: str, largest: int, marks: Sequence[str]) -> list[str]:
    if len(text.encode()) <= largest:
        return [text]
    if not marks:
        step = largest // 4  # a sign has at most four bytes
        return [text[at : at + step] for at in range(0, len(text), step)]
    lines = text.split(marks[0])
    ended = [line + marks[0] for line in lines[:-1]] + lines[-1:]
    return [piece for line in ended for piece in _pieces(line, largest, marks[1:])]
