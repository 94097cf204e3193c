"""What an event means to us. Pure: a dictionary from the network in, one of our few kinds out, or nothing.

Everything in it is written by others and may have any shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LONGEST_ID = 200  # what our columns hold; servers of today give 44
TYPED = {"m.text", "m.emote"}
KINDS = {"m.image": "photo", "m.audio": "voice", "m.video": "video", "m.location": "location"}
OTHER_TYPES = {"m.sticker": "sticker", "m.poll.start": "poll", "org.matrix.msc3381.poll.start": "poll"}


@dataclass(frozen=True)
class FileAt:
    """A file on the media server; `secret` is what an encrypted one is opened with."""

    url: str
    name: str
    media_type: str
    size: int
    secret: dict[str, Any] | None


@dataclass(frozen=True)
class Event:
    """What all have in common."""

    id: str
    sender: str
    at_ms: int


@dataclass(frozen=True)
class Message(Event):
    """Words, a file, or an `attachment` that is no text. `mentions` is None where the client said nothing of it."""

    text: str = ""
    attachment: str = ""
    file: FileAt | None = None
    mentions: frozenset[str] | None = None
    replies_to: str = ""
    quoted: str = ""
    thread: str = ""


@dataclass(frozen=True)
class Edit(Event):
    """New words for an earlier message."""

    of: str


@dataclass(frozen=True)
class Redaction(Event):
    """An earlier event was taken back."""

    of: str


@dataclass(frozen=True)
class Reaction(Event):
    """A sign below an earlier event."""

    of: str
    sign: str


@dataclass(frozen=True)
class Locked(Event):
    """Something encrypted whose key we do not have."""


def read(source: dict[str, Any]) -> Message | Edit | Redaction | Reaction | Locked | None:
    """The meaning of an event; None for what does not concern us (notices of bots, state, what is malformed)."""
    kind, content = source.get("type"), table(source.get("content"))
    event_id, sender, at_ms = word(source.get("event_id")), word(source.get("sender")), source.get("origin_server_ts")
    if not event_id or not sender or max(len(event_id), len(sender)) > LONGEST_ID:
        return None
    head = (event_id, sender, at_ms if isinstance(at_ms, int) else 0)
    relation = table(content.get("m.relates_to"))
    if kind == "m.room.encrypted":
        return Locked(*head)
    if kind == "m.room.redaction":
        return Redaction(*head, word(source.get("redacts")) or word(content.get("redacts")))
    if kind == "m.reaction":
        return Reaction(*head, word(relation.get("event_id")), word(relation.get("key")))
    if relation.get("rel_type") == "m.replace":
        return Edit(*head, word(relation.get("event_id"))) if kind == "m.room.message" else None
    if isinstance(kind, str) and kind in OTHER_TYPES:
        return Message(*head, attachment=OTHER_TYPES[kind], thread=_thread(relation))
    return _message(head, content, relation) if kind == "m.room.message" else None


def own_words(body: str) -> tuple[str, str]:
    """A text without the quoted lines at its beginning, and these: the quote of a reply is not what the person says."""
    lines = body.split("\n")
    quoted = 0
    while quoted < len(lines) and lines[quoted].startswith(">"):
        quoted += 1
    own = "\n".join(lines[quoted:]).strip()
    return (own, "\n".join(lines[:quoted])) if own or quoted < len(lines) else (body.strip(), "")


def table(value: Any) -> dict[str, Any]:
    """The value if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def word(value: Any) -> str:
    """The value if it is text, else none."""
    return value if isinstance(value, str) else ""


def _message(head: tuple[str, str, int], content: dict[str, Any], relation: dict[str, Any]) -> Message | None:
    kind, body = content.get("msgtype"), word(content.get("body"))
    if kind == "m.notice" or not isinstance(kind, str):
        return None
    words, quoted = own_words(body)
    return Message(
        *head,
        text=words if kind in TYPED else "",
        attachment="" if kind in TYPED or kind == "m.file" else KINDS.get(kind, "other"),
        file=_file(content) if kind == "m.file" else None,
        mentions=_mentions(content),
        replies_to=_replies_to(relation),
        quoted=quoted,
        thread=_thread(relation),
    )


def _file(content: dict[str, Any]) -> FileAt:
    info, secret = table(content.get("info")), content.get("file")
    name = word(content.get("filename")) or word(content.get("body"))
    size = info.get("size")
    return FileAt(
        url=word(table(secret).get("url")) or word(content.get("url")),
        name=name,
        media_type=word(info.get("mimetype")),
        size=size if isinstance(size, int) else 0,
        secret=secret if isinstance(secret, dict) else None,
    )


def _mentions(content: dict[str, Any]) -> frozenset[str] | None:
    mentions = content.get("m.mentions")
    if not isinstance(mentions, dict):
        return None
    ids = mentions.get("user_ids")
    return frozenset(one for one in ids if isinstance(one, str)) if isinstance(ids, list) else frozenset()


def _replies_to(relation: dict[str, Any]) -> str:
    """A real reply only: in a thread, clients name the message before as one for old programs."""
    if relation.get("is_falling_back") is True:
        return ""
    return word(table(relation.get("m.in_reply_to")).get("event_id"))


def _thread(relation: dict[str, Any]) -> str:
    root = word(relation.get("event_id"))
    return root if relation.get("rel_type") == "m.thread" and len(root) <= LONGEST_ID else ""
