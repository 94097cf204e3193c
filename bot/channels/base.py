"""What every channel is: it hands messages in and takes messages out. Nothing else of a network is known elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from bot.inbox import Accepted, Incoming


@dataclass(frozen=True)
class SentButton:
    """A choice as it goes out: `number` is what a person may type (None: an aside)."""

    short_id: str
    number: int | None
    title: str
    note: str
    payload: str


@dataclass(frozen=True)
class SentFile:
    """A file as it goes out."""

    id: int
    name: str
    media_type: str
    size: int
    path: Path


@dataclass(frozen=True)
class Outgoing:
    """One outbox row, ready to send: `text` is Markdown, `say` the name of the text with its parameters.

    `repeated`: it may have arrived before; a channel that cannot know marks it. `thread`: the place inside the chat.
    """

    id: int
    key: str
    chat: str
    inbox_id: int | None
    text: str
    say: dict[str, object]
    buttons: tuple[SentButton, ...]
    files: tuple[SentFile, ...]
    repeated: bool = False
    thread: str = ""


class Gateway(Protocol):
    """What a channel may call."""

    async def accept(self, message: Incoming) -> Accepted:
        """Commit a message, wake its conversation. Raises StorageError: then do not acknowledge."""

    async def accept_all(self, taken: Callable[[Session], Iterable[Incoming]]) -> list[Accepted]:
        """Commit all messages that `taken` gives in one transaction with what it writes. Raises StorageError."""


class Channel(Protocol):
    """One network."""

    name: str

    async def start(self, gateway: Gateway) -> None:
        """Begin to receive."""

    async def send(self, message: Outgoing) -> str | None:
        """Send one message; gives the network's id. Raises ChannelError or one of its kinds (`bot.errors`)."""

    async def stop(self) -> None:
        """End receiving."""


Sent = Callable[[Outgoing], Awaitable[None]]
