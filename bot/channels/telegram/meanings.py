"""What an update of Telegram can mean for us; `updates.py` finds out which it is. Knows neither network nor tables."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message

from bot.inbox import Incoming


@dataclass(frozen=True)
class Said:
    """Words, or an attachment by its kind, for the inbox. `document` is what must be fetched first."""

    incoming: Incoming
    document: Document | None = None


@dataclass(frozen=True)
class Document:
    """A file on Telegram's server. `size` is None where Telegram does not say it, `content` until it was fetched."""

    file_id: str
    name: str
    media_type: str
    size: int | None
    content: bytes | None = None


@dataclass(frozen=True)
class Pressed:
    """A button below one of our messages; `shown` is that message, None when it is too old."""

    incoming: Incoming
    query_id: str
    shown: Message | None


@dataclass(frozen=True)
class Edited:
    """A message was changed afterwards: `before` is the network id under which it came, `text` what it says now.

    The new words stay out of the inbox: they must neither answer what is asked now nor become a command.
    """

    incoming: Incoming
    before: str
    text: str


@dataclass(frozen=True)
class Nameless:
    """Somebody spoke to us who is nobody in particular: an anonymous administrator, a channel."""

    chat: str
    network_id: str
    thread: str


@dataclass(frozen=True)
class Moved:
    """A group became a supergroup and has another number now."""

    before: str
    after: str


@dataclass(frozen=True)
class Membership:
    """We may write in a chat, or no longer. A `supergroup` may be a group that we know under another number."""

    chat: str
    group: bool
    open: bool
    supergroup: bool = False


@dataclass(frozen=True)
class NotForUs:
    """Nothing to do: talk among people in a group, service messages, other bots."""


@dataclass(frozen=True)
class Strange:
    """Not understood; `reason` names the kind and never the content."""

    reason: str


Meaning = Said | Pressed | Edited | Nameless | Moved | Membership | NotForUs | Strange
